"""The parts of METHOD.md and README.md that the program itself writes: a worked year, what assumptions move, the score."""

import re
from pathlib import Path

from actuary.analysis.worked.year import worked_year
from actuary.figures.single import Figure, find
from actuary.levers.shape import Step
from actuary.reports import numbers
from actuary.reports.page import plain_text
from actuary.reports.worked import BROADEST, table
from actuary.scenario.loading import load
from actuary.simulation import run
from actuary.units import Date, Quantity, of_columns
from tests.runs import looked_back, ran
from tests.structure.tree import ROOT

METHOD, README = ROOT / "METHOD.md", ROOT / "README.md"

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


def score_block() -> str:
    """Spending of all schemes by horizon, over all forecasts and over those that cross no change of scope."""
    past = looked_back()
    whole, alike = (
        {one.horizon: one for one in scores if (one.pool, one.measure) == ("all", "spending")}
        for scores in (past.scores(), past.scores(alike=True))
    )
    rows = [
        "| years ahead | forecasts | MAPE | MAPE of the best without a model | skill | skill where no scheme was merged |",
        "|---|---|---|---|---|---|",
    ]
    for ahead, one in whole.items():
        best, other = one.naive[one.best], alike[ahead]
        errors = f"{100 * one.mape:.1f} % | {100 * best:.1f} %"
        rows.append(f"| {ahead} | {one.cases} | {errors} | {one.skill:.2f} | {other.skill:.2f} ({other.cases}) |")
    return "\n".join(rows)


BLOCKS = {"worked year": worked_block, "assumptions": assumptions_block, "score": score_block}


def file_of(name: str) -> Path:
    """Where a block stands."""
    return README if name == "score" else METHOD


def kept(name: str) -> str:
    """What a file has between the markers of a block."""
    found = re.search(_between(name), file_of(name).read_text(encoding="utf-8"), re.S)
    assert found, f"{file_of(name).name} has no block {name}"
    return found[2].strip("\n")


def rewrite_blocks(dry: bool) -> list[str]:
    """Compare, and unless dry write; says which blocks moved."""
    said = []
    for name, block in BLOCKS.items():
        new, path = block(), file_of(name)
        if kept(name) != new:
            said.append(f"{path.name}: {name}")
            if not dry:
                path.write_text(_with(path.read_text(encoding="utf-8"), name, new), encoding="utf-8")
    return said


def _between(name: str) -> str:
    return rf"(<!-- {name}: begin [^>]*-->\n)(.*?)(<!-- {name}: end -->)"


def _with(text: str, name: str, block: str) -> str:
    return re.sub(_between(name), lambda found: f"{found[1]}{block}\n{found[3]}", text, count=1, flags=re.S)
