"""Hold scenarios of several areas against each other."""

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np

from actuary.errors import Mistake, Mistakes
from actuary.law import Array
from actuary.pooling.results import AreasResults
from actuary.scenario.model import Scenario
from actuary.scenario.pooling import MERGEABLE, NOTHING, PoolRules
from actuary.simulation import Moved


class AreasComparison(NamedTuple):
    """A base and its variants: the same areas over the same years."""

    base: AreasResults
    variants: tuple[AreasResults, ...]

    def difference(self, variant: AreasResults) -> dict[tuple[str, str, str], Array]:
        """Variant less base by area (empty for all together), group or pool, and measure; a fund less none is itself."""
        before = {(area, group, measure): values for area, group, measure, values in self.base.series()}
        return {
            (area, group, measure): _less(values, before.get((area, group, measure), np.zeros_like(values)), measure)
            for area, group, measure, values in variant.series()
        }

    def moved(self, variant: AreasResults) -> list[Moved]:
        """What the variant has otherwise, and where it is written."""
        before, after = self.base.scenario, variant.scenario
        return [*_moved_pooling(before, after), *_moved_members(before, after)]


def _less(after: Array, before: Array, measure: str) -> Array:
    return np.nan_to_num(after) - np.nan_to_num(before) if measure == "merged_fund" else after - before


def alike(scenarios: Iterable[Scenario]) -> None:
    """Raise Mistakes where scenarios cannot be compared: other areas, base year or horizon, or one area by itself."""
    base, *others = scenarios
    wrong = [one for one in others if _frame(one) != _frame(base)]
    if wrong:
        areas = ", ".join(member.title for member in base.members) or base.area
        what = f"a scenario of {areas} from {base.base} to {base.last}, as the base"
        right = f"{what}: only like can be compared with like, and several areas not with one"
        raise Mistakes(Mistake(one.place("title"), one.name, right) for one in wrong)


def _frame(scenario: Scenario) -> tuple[Any, ...]:
    return (
        scenario.area, tuple((one.title, one.area, one.part) for one in scenario.members), scenario.base, scenario.last
    )  # fmt: skip


def _moved_pooling(before: Scenario, after: Scenario) -> list[Moved]:
    result = []
    for pool in MERGEABLE:
        old, new = (one.pooling.of(pool) if one.pooling else NOTHING for one in (before, after))
        for field in PoolRules.model_fields:
            if getattr(old, field) != getattr(new, field):
                written = after.place("pooling", pool, field)
                gone = "" if ("pooling", pool, field) in after.places else ": not there"
                result.append(Moved(f"pooling.{pool}.{field}{gone}", written))
    return result


def _moved_members(before: Scenario, after: Scenario) -> list[Moved]:
    """Levers, figures and behaviour that some member has otherwise; what all have is told once."""
    found: dict[str, Moved] = {}
    for old, new in zip(before.members, after.members, strict=True):
        for section in ("levers", "figures"):
            mine, its = getattr(old, section), getattr(new, section)
            for name in sorted({*mine, *its}):
                if mine.get(name) != its.get(name):
                    what = f"{section}.{name}" + ("" if name in its else ": not there")
                    found.setdefault(what, Moved(what, new.place(section, name)))
        if old.behaviour != new.behaviour:
            found.setdefault("behaviour", Moved("behaviour", new.place("behaviour")))
    return list(found.values())


def compare_areas(base: AreasResults, *variants: AreasResults) -> AreasComparison:
    """Hold variants against a base. Raises Mistakes where areas, base year or horizon differ."""
    alike(one.scenario for one in (base, *variants))
    return AreasComparison(base, variants)
