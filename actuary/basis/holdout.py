"""What the age profile says of active and retired employees, against what the bulletins say: nothing is fitted to them."""

from typing import NamedTuple

from actuary.axes import PAYERS, SERVICES, STATUSES, Calendar
from actuary.basis.age_profile import HELD_OUT, Anchor, anchors
from actuary.basis.assembly import Laid, laid_out
from actuary.basis.illness import kind_of
from actuary.basis.known import Known
from actuary.enactment import law_in_force
from actuary.figures.places import chain
from actuary.figures.tables import table
from actuary.kernel import rows as r
from actuary.levers.shape import Steps, steps_in
from actuary.scenario.model import Scenario, figure_unit

ACTIVE, RETIRED = "active employees", "retired employees"
HEADS = {
    "employee_insured": ("national_members", {"pool": "employee", "measure": "insured"}),
    "retired_insured": ("national_members", {"pool": "employee", "measure": "retired_insured"}),
    "enrolment_base": ("national_macro", {"measure": "population"}),
}
"""Figures of the people of a year, and where the tables have them of the nation."""


class HeldOut(NamedTuple):
    """Retired over active employees, per head, as the model has it and as it was published."""

    name: str
    """The measure, as the anchors call it: admission_rate, cost_per_head_at_institutions."""
    year: int
    model: float
    published: float

    @property
    def error(self) -> float:
        """The model over what was published, less one."""
        return self.model / self.published - 1


def held_out(scenario: Scenario) -> list[HeldOut]:
    """Every measure and year that the bulletins tell of active and of retired employees; they tell it of the nation only.

    The scenario gives figures and behaviour; the people are those of each year, not of its base year.
    """
    known = Known(scenario.area, {})
    if chain(scenario.area)[-1] != scenario.area:
        return []
    rows = {(one.measure, one.year, one.people): one for one in anchors(known, HELD_OUT)}
    pairs = [
        (old, rows[measure, year, ACTIVE])
        for (measure, year, people), old in rows.items()
        if people == RETIRED and (measure, year, ACTIVE) in rows
    ]
    return [HeldOut(old.measure, int(old.year), _of_model(scenario, old), old.value / new.value) for old, new in pairs]


def _of_model(scenario: Scenario, anchor: Anchor) -> float:
    """Retired over active employees: cost per head = sum over services of frequency x cost per case x need of their ages.

    Of inpatient care alone this is the ratio of admissions as well, since the model's cost per case does not know ages.
    """
    year = int(anchor.year)
    calendar = Calendar(year, year + 1)
    figures = {**scenario.figures, **_heads(year)}
    laid = laid_out(
        scenario._replace(base=year, last=calendar.last, figures=figures),
        law_in_force(scenario.area, calendar),
        calendar,
    )
    working = [status.pays_on_wage for status in STATUSES]
    retired = [status.payer == PAYERS[0] and not status.pays_on_wage for status in STATUSES]
    return _cost_per_head(laid, retired, anchor.services) / _cost_per_head(laid, working, anchor.services)


def _cost_per_head(laid: Laid, statuses: list[bool], kinds: tuple[str, ...]) -> float:
    """Cost of some services in the base year of those with some statuses, at the employees' frequency and cost per case."""
    people = (laid.people.before + laid.people.now)[statuses].sum(axis=0)
    need = (people * laid.demography.relativity[: len(SERVICES)]).sum(axis=(1, 2)) / people.sum()
    cost = laid.prices.services[0, :, r.FREQUENCY] * laid.prices.services[0, :, r.COST] * need
    return float(cost[[kind_of(name) in kinds for name in SERVICES]].sum())


def _heads(year: int) -> dict[str, Steps]:
    """The nation's people and members at the end of a year, as the bulletins have them."""
    return {
        name: steps_in(_written(which, {**cell, "year": str(year)}), figure_unit(name, "人"), "year")
        for name, (which, cell) in HEADS.items()
    }


def _written(which: str, cell: dict[str, str]) -> str:
    columns = table(which).columns
    rows = zip(zip(*(columns[name] for name in cell), strict=True), columns["value"], columns["unit"], strict=True)
    return next(f"{value} {unit}" for found, value, unit in rows if found == tuple(cell.values()))
