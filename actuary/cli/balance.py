"""`actuary balance`: what rate pays for a fund, by year and over a span of years."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from actuary.cli import answers, shape

if TYPE_CHECKING:
    from actuary.analysis.choices.balance import Balance


@click.command(
    cls=shape.Command,
    help="Show a fund's cost rate, income rate and break-even rate by year, and its actuarial balance over a span of years "
    "with the rate that balances it, held against the projection itself. Of residents the rate is the premium.",
    examples=(
        "balance meishan --from 2027",
        "balance jingzhou --pool resident --from 2027 --reserve 6 --lang zh",
        "balance meishan --to 2094",
    ),
)
@click.argument("scenario")
@answers.pool("employee", "employee_scheme", "resident", default="employee")
@answers.span("the first whose rate can still move", "that of the run")
@click.option(
    "--reserve", type=click.FloatRange(0, 1200), metavar="MONTHS", default=0.0, show_default=True,
    help="Months of reserve that are wanted at the end of the span.",
)  # fmt: skip
@answers.options
def command(
    asked: answers.Asked, scenario: str, pool: str, first: int | None, last: int | None, reserve: float
) -> None:
    checked = asked.loaded(scenario)
    with shape.working(f"Balancing {checked.name}", asked.quiet):
        from actuary.analysis.choices.balance import balance_of

        found = balance_of(checked, pool, first, last, reserve)
    _tell(found, asked)


def _tell(found: Balance, asked: answers.Asked) -> None:
    from actuary.reports.balance import balance_csv, balance_dict, rates_drawn, table

    answers.tell(
        asked, "balance", lambda: table(found, asked.lang, shape.columns()), lambda: balance_csv(found, asked.lang),
        lambda: balance_dict(found), lambda: {"balance.png": rates_drawn(found, asked.lang)},
    )  # fmt: skip
