"""What is computed: one bundled scenario, its inputs sealed beforehand, so that only the kernel is timed."""

from typing import NamedTuple

from actuary.axes import Calendar
from actuary.basis.calibration import Basis
from actuary.compile import Sealed, basis_of, sealed
from actuary.enactment import law_of
from actuary.kernel.compiler import Entry
from actuary.kernel.years import Ledger, Population, project_money, project_people
from actuary.law import Law
from actuary.scenario.loading import load

SCENARIO = "meishan"

Entry.load_after = Entry.compile_after = 0  # what is measured is machine code, from the first call on


class Case(NamedTuple):
    """A scenario, ready to be computed."""

    name: str
    calendar: Calendar
    law: Law
    basis: Basis
    inputs: Sealed

    @property
    def years(self) -> int:
        """Projected years."""
        return self.calendar.last - self.calendar.base

    def people(self) -> Population:
        """The people's part by the kernel."""
        return project_people(self.inputs.start, 1, self.years, self.inputs.rules, self.inputs.demography)

    def run(self) -> tuple[Population, Ledger]:
        """People and money by the kernel."""
        people = self.people()
        money = project_money(self.basis.books, 1, self.years, self.inputs.rules, self.inputs.prices, people)
        return people, money


def prepared(name: str = SCENARIO) -> Case:
    """Everything up to the kernel."""
    scenario = load(name)
    law, calendar = law_of(scenario)
    basis = basis_of(scenario, calendar)
    return Case(name, calendar, law, basis, sealed(law, basis))
