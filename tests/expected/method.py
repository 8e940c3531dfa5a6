"""The parts of METHOD.md that the program itself writes: the worked year, and what the weightiest assumptions move."""

import re

from actuary.analysis.worked.year import worked_year
from actuary.figures.single import Figure, find
from actuary.levers.shape import Step
from actuary.reports import numbers
from actuary.reports.page import plain_text
from actuary.reports.worked import BROADEST, table
from actuary.scenario.loading import load
from actuary.simulation import run
from actuary.units import Date, Quantity, of_columns
from tests.runs import ran
from tests.structure.tree import ROOT

METHOD = ROOT / "METHOD.md"

ASSUMPTIONS = {
    "cost_growth_resident": 2026,
    "cost_growth_employee": 2026,
    "wage_growth": 2035,
    "disposable_income_growth": 2035,
    "health_cost_elasticity": None,
    "excess_fades_by": None,
    "inflation": 2035,
    "national_ageing_effect_resident": None,
    "formalisation_ends": None,
    "take_up_premium_response": 2025,
}
"""The ten figures that nobody published and that move the nation most, with their year."""
SCHEMES = ("employee_scheme", "resident")


def assumption(name: str) -> Figure:
    """One of the ten, as data/figures.csv has it for the nation."""
    one = find(name, "china", ASSUMPTIONS[name])
    assert one is not None, name
    return one


def worked_block() -> str:
    """Meishan's residents in 2021, as the command prints them."""
    worked = worked_year(ran("meishan"), 2021, "resident")
    return f"```\n{plain_text(table(worked, 'en', BROADEST))}\n```"


def assumptions_block() -> str:
    """A table of the ten: value and interval, months of reserve at the ends of the interval, the reason."""
    rows = [
        "| figure | value | interval | employee scheme, months | residents, months | why |",
        "|---|---|---|---|---|---|",
    ]
    base = [ran("china").funds[scheme]["reserve_months"][-1] for scheme in SCHEMES]
    rows.append(f"| as it stands | | | {numbers.months(base[0])} | {numbers.months(base[1])} | |")
    for name in ASSUMPTIONS:
        one = assumption(name)
        ends = [moved(name, value) for value in (one.low, one.high) if value is not None]
        months = [" to ".join(numbers.months(end[i]) for end in ends) for i in range(len(SCHEMES))]
        factor = of_columns("1", one.unit)
        low, high = (numbers.plain((value or 0.0) / factor) for value in (one.low, one.high))
        when = f", {one.year}" if one.year else ""
        rows.append(f"| `{name}`{when} | {one.text} | {low} to {high} | {months[0]} | {months[1]} | {one.note} |")
    return "\n".join(rows)


def moved(name: str, value: float) -> list[float]:
    """Months of reserve of the nation in the last year, with one of the ten put otherwise."""
    scenario = load("china")
    one = assumption(name)
    date = Date(scenario.last, None) if one.year == scenario.last else None
    step = Step(date, Quantity(value, ""), f"{value:g}")
    funds = run(scenario._replace(figures={name: (step,)})).funds
    return [float(funds[scheme]["reserve_months"][-1]) for scheme in SCHEMES]


BLOCKS = {"worked year": worked_block, "assumptions": assumptions_block}


def kept(name: str) -> str:
    """What METHOD.md has between the markers of a block."""
    found = re.search(_between(name), METHOD.read_text(encoding="utf-8"), re.S)
    assert found, f"METHOD.md has no block {name}"
    return found[2].strip("\n")


def rewrite_method(dry: bool) -> list[str]:
    """Compare, and unless dry write; says which blocks moved."""
    said = []
    for name, block in BLOCKS.items():
        new = block()
        if kept(name) != new:
            said.append(f"METHOD.md: {name}")
            if not dry:
                text = METHOD.read_text(encoding="utf-8")
                METHOD.write_text(_with(text, name, new), encoding="utf-8")
    return said


def _between(name: str) -> str:
    return rf"(<!-- {name}: begin [^>]*-->\n)(.*?)(<!-- {name}: end -->)"


def _with(text: str, name: str, block: str) -> str:
    return re.sub(_between(name), lambda found: f"{found[1]}{block}\n{found[3]}", text, count=1, flags=re.S)
