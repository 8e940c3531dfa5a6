"""What answers share: the options that mean the same in each, how they are told, and how mistakes in the options are."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from actuary.cli import MISSED, shape
from actuary.cli.shape import Wrapped

if TYPE_CHECKING:
    from actuary.errors import Mistakes
    from actuary.labels import Language
    from actuary.reports.page import Page
    from actuary.scenario.model import Scenario


FUNDS = {
    "employee": "employee (the pool)",
    "employee_scheme": "employee_scheme (pool and accounts)",
    "resident": "resident",
}
since = click.option(
    "--from", "since", metavar="DATE",
    help="Since when values without a date hold; else since the scenario first writes them, or from the first year "
    "possible.",
)  # fmt: skip


def year(otherwise: str = "the last one") -> Callable[[Wrapped], Wrapped]:
    """The option for the one year that is looked at."""
    return click.option("--year", type=int, metavar="YEAR", help=f"The year that is looked at; else {otherwise}.")


def measure(told: str, default: str | None = None, multiple: bool = False) -> Callable[[Wrapped], Wrapped]:
    """The option for what is looked at; `told` ends its help."""
    return click.option(
        "--measure", "measures" if multiple else "measure", metavar="FUND.MEASURE", default=default, multiple=multiple,
        show_default=default is not None,
        help="What is looked at: a measure or a line of the accounts of a fund, as resident.balance, or what there is once a "
        f"year, as take_up{told}.",
    )  # fmt: skip


def span(first: str, last: str) -> Callable[[Wrapped], Wrapped]:
    """The options for the first and the last year of what is looked at; `first` and `last` say what they are else."""
    return shape.together(
        click.option("--from", "first", type=int, metavar="YEAR", help=f"The first year; else {first}."),
        click.option("--until", "last", type=int, metavar="YEAR", help=f"The last year; else {last}."),
    )


def pool(*funds: str, default: str | None = None) -> Callable[[Wrapped], Wrapped]:
    """The option for the fund that is looked at."""
    told = "Which fund: " + ", ".join(FUNDS[name] for name in funds)
    return click.option(
        "--pool", "pool", type=click.Choice(funds), default=default, show_default=default is not None,
        help=f"{told}." if default else f"{told}; else every one.",
    )  # fmt: skip


class Asked(NamedTuple):
    """What every answer is asked with: changes of the scenario, and in which form, folder and language it is told."""

    settings: tuple[str, ...]
    to: str | None
    form: str
    folder: Path | None
    lang: Language
    quiet: bool

    @property
    def changes(self) -> tuple[str, ...]:
        """All that the command line changes of a scenario, as --set takes it."""
        return (*self.settings, f"to={self.to}") if self.to else self.settings

    @property
    def page_told(self) -> bool:
        """Whether the table is printed: what it says need not be said again."""
        return self.form == "table" and not self.quiet

    def loaded(self, name: str) -> Scenario:
        """The scenario with these changes."""
        return shape.loaded(name, self.settings, self.to)

    def all_loaded(self, *names: str) -> list[Scenario]:
        """Several scenarios with these changes."""
        return shape.all_loaded(names, self.settings, self.to)


def options(function: Callable[..., None]) -> Callable[..., None]:
    """The options of every answer, handed to a command together as `asked`; its own stand above them."""

    @wraps(function)
    def told(**options: Any) -> None:
        shared = {name: options.pop(name) for name in Asked._fields}
        function(asked=Asked(**shared), **options)

    return shape.together(shape.changes, shape.form, shape.folder, shape.lang, shape.quiet, shape.debug)(told)


def tell(
    asked: Asked,
    name: str,
    page: Callable[[], Page],
    csv: Callable[[], bytes],
    content: Callable[[], object],
    beside: Callable[[], Mapping[str, Any]] = dict,
) -> None:
    """Write the files of an answer into the folder asked for, and print it in the form asked for.

    `name` is that of its files, `page` its table, `csv` and `content` what csv and json hold; `beside` are the other files,
    tables as bytes and pictures as figures, by the names of their files.
    """

    def of_form(form: str) -> bytes:
        from actuary.reports.files import json_text

        return csv() if form == "csv" else json_text(content())

    if asked.folder:
        tables = {f"{name}.{form}": of_form(form) for form in ("csv", "json")}
        files = _drawn(beside())
        if any(file.endswith(".png") for file in files):
            shape.about_letters(asked.lang, asked.quiet)
        shape.written(asked.folder, {**tables, **files}, asked.quiet)
    if asked.page_told:
        shape.show(page())
    elif not asked.quiet:
        shape.raw(of_form(asked.form))


def _drawn(files: Mapping[str, Any]) -> dict[str, bytes]:
    """The same with every picture as a file holds it."""
    from actuary.reports.plots import png

    return {name: one if isinstance(one, bytes) else png(one) for name, one in files.items()}


def missed(asked: Asked, why: str) -> None:
    """End with the status of what cannot be met; say why where no table has said it."""
    if not asked.page_told:
        click.echo(why, err=True)
    sys.stdout.flush()
    click.get_current_context().exit(MISSED)


def projected(year: int | None, scenario: Scenario) -> None:
    """A usage error for a year that is not projected."""
    if year is not None and not scenario.base < year <= scenario.last:
        right = f"this run projects the years {scenario.base + 1} to {scenario.last}"
        raise click.UsageError(f"--year {year}: {right}")


@contextmanager
def in_use_of(option: str, kind: type[Mistakes]) -> Iterator[None]:
    """A mistake of this kind is one in the use of an option."""
    try:
        yield
    except kind as found:
        told = "\n".join(f"{option} {one.wrong}: {one.right}" for one in found.mistakes)
        raise click.UsageError(told) from None
