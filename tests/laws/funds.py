"""Small funds, drawn by hypothesis as the plain fund reads them.

What decides which way a fund goes (sizes, roles, dates, switches) is drawn one by one, so that hypothesis can
simplify it. The many figures behind come from one seed. Money is in small units, so that a millionth of a yuan is small
beside every sum.
"""

import functools
import itertools
import random
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from tests.laws.bounds import (
    BASIS_BY_YEAR,
    BY_MONTH,
    CARE_LINES,
    DEGREES,
    FIXED,
    LATE,
    LAYER_RULES,
    LONGEST_DEFERRAL,
    PAYERS,
    POOLS,
    RULES_BY_YEAR,
    SEVERITIES,
    SEXES,
    Plain,
)
from tests.plain.layers import LAYERS


class SmallFund(dict[str, Any]):
    """A fund as the plain fund reads it, shown in a line: what hypothesis drew one by one says the rest."""

    def __repr__(self) -> str:
        what = f"{len(self['statuses'])} statuses, ages to {self['oldest']}, {len(self['services'])} services"
        return f"<fund: {self['last']} years, {what}>"


@st.composite
def funds(draw: st.DrawFn) -> Plain:
    """Any small fund: maternity may be merged in any month, and more people may want to leave than there are."""
    last = draw(st.integers(1, 4), label="years")
    oldest = draw(st.integers(2, 12), label="oldest age")
    names = "abcdef"[: draw(st.integers(2, 6), label="statuses")]
    statuses = {name: draw(natures(names), label=name) for name in names}
    services = draw(st.sampled_from([1, 2, 3, 7]), label="services")
    rng = random.Random(draw(st.integers(0, 2**32 - 1), label="seed"))
    zeros = draw(st.sampled_from([0.0, 0.1, 0.5]), label="share of figures that are zero")

    def figure(low: float, high: float) -> float:
        return max(low, 0.0) if rng.random() < zeros else rng.uniform(low, high)

    cells = [(sex, age) for sex in SEXES for age in range(oldest + 1)]
    moves = draw(st.lists(st.tuples(st.sampled_from(names), st.sampled_from(names)), max_size=3), label="moves")
    treated = [(payer, f"service {k}") for payer in PAYERS for k in range(services)]
    take_up_moves = draw(st.booleans(), label="take-up answers to the premium")
    month = st.integers(0, 12 * last + 12)
    changes = draw(st.tuples(month, month), label="the law changes in months")
    lag = shares(rng, draw(st.integers(1, 6), label="months of lag"))
    merged_from = draw(month, label="maternity merged from month")
    years = [a_year(figure, rng, oldest, cells, moves, treated) for _ in range(last + 2)]
    for year, following in itertools.pairwise(years):
        following |= {what: year[what] for what in ("premium", "subsidy") if rng.random() < 0.5}  # then they go on
    fund: Plain = SmallFund(
        {
            "last": last,
            "oldest": oldest,
            "statuses": statuses,
            "born_into": draw(st.sampled_from(names), label="born into"),
            "people": {(name, *cell): figure(0, 10) for name in names for cell in cells},
            "student": {age: rng.choice([0.0, 1.0]) for age in range(oldest + 1)},
            "years": years,
            "months": a_law(figure, rng, changes, 12 * (last + 2), merged_from),
            "services": {f"service {k}": a_service(figure, rng, cells) for k in range(services)},
            "disability": {degree: {cell: figure(0, 0.5) for cell in cells} for degree in DEGREES},
            "wage_severity": rng.choice(SEVERITIES),
            "annual_severity": rng.choice(SEVERITIES),
            "fixed": {name: figure(low, high) for name, (_, low, high) in FIXED.items()},
            "lag": lag,
            "premium_timing": premium_timing(rng),
            "subsidy_timing": dict(zip(range(1, 13), shares(rng, 12), strict=True)),
            "books": a_balance_sheet(figure, rng, len(lag)),
        }
    )
    fund["fixed"]["cost_level"] = {payer: figure(0.5, 1.5) for payer in PAYERS}
    fund["fixed"]["length_of_stay"] = {payer: figure(1, 10) for payer in PAYERS}
    if not take_up_moves:
        fund["fixed"] |= {"take_up_response": 0.0, "selection": 1.0}
    return fund


@functools.cache
def natures(names: str) -> st.SearchStrategy[Plain]:
    """What a status is: any payer or none, any work, and whether (and to what) it retires."""
    ways_out = st.one_of(st.just((None, None)), st.tuples(st.sampled_from(names), st.sampled_from(names)))
    return st.builds(
        lambda payer, employed, on_wage, assisted, way_out: {
            "payer": payer,
            "employed": employed,
            "on_wage": on_wage,
            "assisted": assisted,
            "retires_to": way_out[0],
            "lapses_to": way_out[1],
        },
        st.sampled_from(["employee", "resident", None]),
        st.booleans(),
        st.booleans(),
        st.booleans(),
        ways_out,
    )


def shares(rng: random.Random, count: int) -> list[float]:
    """Shares that add up to one."""
    parts = [rng.random() for _ in range(count)]
    return [part / sum(parts) for part in parts]


def premium_timing(rng: random.Random) -> Plain:
    """When the own premium comes in: from some month of the year before on, and during the year of cover."""
    early = rng.randint(0, 6)
    parts = shares(rng, early + 12)
    return {
        "before": dict(zip(range(13 - early, 13), parts[:early], strict=True)),
        "during": dict(zip(range(1, 13), parts[early:], strict=True)),
    }


def a_year(
    figure: Callable[[float, float], float],
    rng: random.Random,
    oldest: int,
    cells: list[tuple[str, int]],
    moves: list[tuple[str, str]],
    treated: list[tuple[str, str]],
) -> Plain:
    """What is drawn anew for each year."""
    bounds = RULES_BY_YEAR | BASIS_BY_YEAR
    return {name: figure(low, high) for name, (_, low, high) in bounds.items()} | {
        "retirement_age": {who: rng.uniform(0, oldest + 2) for who in ("men", "women", "women_cadres")},
        "lived": {sex: sorted((rng.uniform(0.1, 1) for _ in range(oldest + 1)), reverse=True) for sex in SEXES},
        "fertility": [figure(0, 0.3) for _ in range(oldest + 1)],
        "boys": rng.uniform(0.4, 0.6),
        "newborn_alive": {sex: rng.uniform(0.8, 1) for sex in SEXES},
        "migrants": {cell: figure(-10, 10) for cell in cells},
        "moves": [
            {"from": out_of, "to": into, "share": {cell: figure(0, 0.5) for cell in cells}} for out_of, into in moves
        ],
        "use": {key: figure(0.5, 2) for key in treated},
        "price": {key: figure(0.5, 2) for key in treated},
        "scope": {key: figure(0.5, 1) for key in treated},
        "payment": {key: figure(0.5, 1.2) for key in treated},
        "deductible": {key: figure(0, 10) for key in treated},
        "ratio": {key: figure(0.1, 1) if rng.random() < 0.9 else 0.0 for key in treated},
        "cap": {key: figure(0, 100) for key in treated},
        "annual_cap": {payer: figure(0, 1) for payer in PAYERS},
        "layers": {
            (layer, rule): figure(low, high) for layer in LAYERS for rule, (_, low, high) in LAYER_RULES.items()
        },
    }


def a_law(
    figure: Callable[[float, float], float], rng: random.Random, changes: tuple[int, ...], count: int, merged_from: int
) -> list[Plain]:
    """The rules month by month: each begins somewhere and changes in one of the months of change."""
    months: list[Plain] = [{"maternity_merged": m >= merged_from} for m in range(count)]
    for name, (_, low, high) in BY_MONTH.items():
        change, before, after = rng.choice(changes), figure(low, high), figure(low, high)
        if name in ("deferral_months", "arrears_months"):
            before, after = max(1.0, before // 1), max(1.0, after // 1)
        for m in range(count):
            months[m][name] = before if m < change else after
    return months


def a_service(figure: Callable[[float, float], float], rng: random.Random, cells: list[tuple[str, int]]) -> Plain:
    """How often a service is used, what a case costs, how costs are spread, how much of them is in scope."""
    return {
        "frequency": {payer: figure(0, 0.5) for payer in PAYERS},
        "cost": {payer: figure(0, 20) for payer in PAYERS},
        "scope": {payer: figure(0.2, 1) for payer in PAYERS},
        "by_year": {payer: rng.random() < 0.4 for payer in PAYERS},
        "severity": {payer: rng.choice(SEVERITIES) for payer in PAYERS},
        "relativity": {cell: figure(0, 3) for cell in cells},
    }


def a_balance_sheet(figure: Callable[[float, float], float], rng: random.Random, lag: int) -> Plain:
    """How the books stand at the end of the base year: money or debts, bills of the last months, promises, premiums."""
    return {
        "balance": {pool: figure(-500, 2000) for pool in POOLS},
        "bills": {
            (pool, line): [figure(0, 100) if pool not in ("account", "long_term_care") else 0.0 for _ in range(lag)]
            for pool in POOLS
            for line in LATE
        },
        "promised": [(wait, figure(0, 50)) for wait in range(1, LONGEST_DEFERRAL + 1)],
        "ahead": figure(0, 100),
        "premium": figure(0, 5),
        "subsidy": figure(0, 10),
        "take_up": rng.uniform(0.2, 1),
        "insured": figure(0, 300),
        "assisted": figure(0, 50),
        "funds": {layer: figure(-50, 200) for layer in LAYERS},
        "take_up_of_assisted": rng.uniform(0.2, 1),
        "due_before": {line: figure(0, 500) for line in CARE_LINES},
        "income_before": {payer: figure(0, 1000) for payer in PAYERS},
        "spending_before": {payer: figure(0, 1000) for payer in PAYERS},
        "shift": {payer: rng.uniform(-0.2, 0.2) for payer in PAYERS},
        "held": {line: figure(0, 100) for line in CARE_LINES},
        "holding": dict.fromkeys(CARE_LINES, 0.0),
    }
