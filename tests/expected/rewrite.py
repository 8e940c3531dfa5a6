"""Write what the bundled scenarios come to, as the tests then expect it: `python -m tests.expected.rewrite`.

The blocks of METHOD.md and README.md that the program writes itself are written as well. With --dry-run nothing is
written; what would change is shown either way. A moved headline needs a line under "Results" in the changelog.
"""

import json
import math
import sys
from pathlib import Path

from actuary.headcount import Headcount, people_of
from actuary.law import Array
from actuary.pooling.results import AreasResults
from actuary.results import Results
from actuary.scenario.bundled import bundled_names
from actuary.scenario.loading import load
from actuary.scenario.pooling import POOLED
from tests.expected.blocks import rewrite_blocks
from tests.runs import areas_ran, ran

FOLDER = Path(__file__).parent
GROUPS = ("employee_scheme", "resident", "all")
MEASURES = ("income", "spending", "balance", "reserve_months")
DIGITS = 4

Headlines = dict[str, dict[str, dict[str, float | None]]]
"""Group, measure, year; yuan and months."""


def expected_of(name: str) -> Headlines:
    """The headlines of a bundled scenario: of its funds, or of its people where it has no area."""
    scenario = load(name)
    if scenario.members:
        return of_areas(areas_ran(name))
    return headlines(ran(name)) if scenario.area else headcounts(people_of(scenario))


def of_areas(results: AreasResults) -> Headlines:
    """All areas together, and what each pool of each area holds and has from the others; every fifth year."""
    years = sorted({results.base + 1, 2025, 2030, 2035} & set(results.years[1:]))

    def by_year(values: Array) -> dict[str, float | None]:
        return {str(year): rounded(float(values[year - results.base])) for year in years}

    together = {group: {measure: by_year(results.funds[group][measure]) for measure in MEASURES} for group in GROUPS}
    each = {
        f"{name} {pool}": {
            "balance": by_year(one.funds[pool]["balance"]),
            "received": by_year(results.meetings[pool].received[i].cumsum()),
        }
        for i, (name, one) in enumerate(results.members.items())
        for pool in POOLED
    }
    return together | each


def headcounts(counted: Headcount) -> Headlines:
    """People of each fifth year, all and the old; persons."""
    years = [year for year in counted.years if year % 5 == 0]
    measures = {"all": counted.between(0), "aged 65+": counted.between(65)}
    return {
        "people": {
            measure: {str(year): rounded(float(values[counted.years.index(year)])) for year in years}
            for measure, values in measures.items()
        }
    }


def headlines(results: Results) -> Headlines:
    """The first projected year and every fifth from 2025 to 2035, rounded."""
    years = sorted({results.base + 1, 2025, 2030, 2035} & set(results.years[1:]))
    return _expected(results) | {
        group: {
            measure: {str(year): rounded(float(results.funds[group][measure][year - results.base])) for year in years}
            for measure in MEASURES
        }
        for group in GROUPS
    }


def _expected(results: Results) -> Headlines:
    """What a run gives where its scenario expects something: of each expectation the year that comes nearest to a miss."""
    found: Headlines = {}
    for outcome in results.expectations:
        measures = found.setdefault(f"{outcome.expectation.group} expected".lstrip(), {})
        measures.setdefault(outcome.expectation.measure, {})[str(outcome.year)] = rounded(outcome.value)
    return found


def rounded(value: float) -> float | None:
    """To a few significant digits; None where nothing is defined."""
    return None if math.isnan(value) else float(f"{value:.{DIGITS}g}")


def file_of(name: str) -> Path:
    """Where the headlines of a scenario are kept."""
    return FOLDER / f"{name}.json"


def kept(name: str) -> Headlines:
    """What the tests expect today; nothing for a new scenario."""
    path = file_of(name)
    found: Headlines = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return found


def flat(found: Headlines) -> dict[str, float | None]:
    return {
        f"{group} {measure} {year}": value
        for group, measures in found.items()
        for measure, years in measures.items()
        for year, value in years.items()
    }


def moved(name: str, new: Headlines) -> list[str]:
    """Line by line what differs from what is kept."""
    before, after = flat(kept(name)), flat(new)
    keys = [*after, *(key for key in before if key not in after)]
    return [
        f"{name}: {key}: {before.get(key, 'nothing')} -> {after.get(key, 'nothing')}"
        for key in keys
        if key not in before or key not in after or before[key] != after[key]
    ]


def rewrite(dry: bool) -> list[str]:
    """Compare, and unless dry write; says what moved."""
    said = []
    names = bundled_names()
    for name in names:
        new = expected_of(name)
        changes = moved(name, new)
        said += changes
        if changes and not dry:
            file_of(name).write_text(json.dumps(new, indent=1) + "\n", encoding="utf-8")
    for path in FOLDER.glob("*.json"):
        if path.stem not in names:
            said.append(f"{path.stem}: no such scenario any more")
            if not dry:
                path.unlink()
    return said


if __name__ == "__main__":
    dry = "--dry-run" in sys.argv[1:]
    changes = [*rewrite(dry), *rewrite_blocks(dry)]
    print("\n".join(changes) if changes else "nothing moved")
