"""What a worked year starts from: rules, figures, levels, people, and the books at the end of last year."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from actuary.analysis.worked.sheet import Sheet
from actuary.analysis.worked.terms import Term
from actuary.axes import PAYERS, SERVICES
from actuary.basis.illness import WAGE_LAW
from actuary.compile import sealed
from actuary.kernel import rows as r
from actuary.kernel.years import Books, project_money
from actuary.law import RULES, Array
from actuary.levers import owner
from actuary.results import Results
from actuary.scenario.check import steps_of
from actuary.severity import LAWS, Severity

SOLVED = {
    r.PAYROLL_LEVEL: ("payroll_level", "employee_income"),
    r.MATERNITY_LEVEL: ("maternity_level", "maternity_income"),
    r.ACCOUNT_CREDIT_LEVEL: ("account_credit_level", "employee_account_income"),
    r.ACCOUNT_DRAW: ("account_draw", "employee_account_spending"),
    r.RESIDENT_INCOME_LEVEL: ("resident_income_level", "resident_income"),
    r.COST_LEVEL: ("cost_level", "employee_pool_spending"),
    r.COST_LEVEL_OF_RESIDENTS: ("cost_level", "resident_spending"),
    r.MATERNITY_CLAIMS: ("maternity_claims", "maternity_spending"),
    r.TAKE_UP_LOGIT: ("take_up_logit", "resident_insured"),
    r.BASE_TAKE_UP: ("base_take_up", "resident_insured"),
}
"""Constants of the run that the base year's books decide, and the amount that each makes come out."""


class Inputs(NamedTuple):
    """One year of one payer, ready to be written on a sheet."""

    results: Results
    year: int
    p: int
    """Whose care is paid: 0 the employee pool, 1 the resident pool."""
    books: Books
    """At the end of last year."""
    sheet: Sheet

    @property
    def t(self) -> int:
        """The year, counted from the base year."""
        return self.year - self.results.base

    @property
    def i(self) -> int:
        """The year, counted from the first projected one."""
        return self.t - 1

    @property
    def payer(self) -> str:
        """employee or resident."""
        return PAYERS[self.p]

    def rule(self, name: str, t: int | None = None, called: str = "", part: str = "") -> Term:
        """A rule of the year, or of each of its months; of another year where t says so, of one part where there are parts."""
        t, law = self.t if t is None else t, getattr(self.results.law, name)
        value = law[12 * t : 12 * t + 12] if RULES[name].period == "month" else law[..., t]
        axis = RULES[name].parts if RULES[name].by else None
        if part:
            value, axis = value[RULES[name].parts.index(part)], None
        return self.sheet.given(called or name, value, _unit(name), self._mover(name), name, axis)

    def so_far(self, name: str, first: int) -> Term:
        """A rule by year, of each year from the first, counted from the base year, to this one."""
        years = tuple(str(self.results.base + t) for t in range(first, self.t + 1))
        values = getattr(self.results.law, name)[first : self.t + 1]
        return self.sheet.given(name, values, _unit(name), self._mover(name), name, years)

    def parts(self, name: str) -> Array:
        """A rule of the year, of each of its parts."""
        return np.asarray(getattr(self.results.law, name)[:, self.t])

    def moved(self, term: Term, name: str) -> Term:
        """A term times a rule of the year's months that is 1 in the law in force; as it is where the rule says so."""
        year = slice(12 * self.t, 12 * self.t + 12)
        return term if (getattr(self.results.law, name)[year] == 1).all() else term * self.rule(name)

    def part(self, name: str, part: str) -> Term:
        """A rule of the year that goes by payer or line of care, of one of them."""
        value = getattr(self.results.law, name)[RULES[name].parts.index(part), self.t]
        return self.sheet.given(name, value, _unit(name), self._mover(name), name)

    def by_line(self, name: str) -> bool:
        """Whether a rule goes by line of care, not by payer."""
        return RULES[name].by == "line"

    def level(self, row: int) -> Term:
        """A level solved from the base year; one where nothing is known that would fix it."""
        name, solved_from = SOLVED[row]
        value = self.results.basis.fixed[row]
        return self.sheet.given(name, value, "number", "solved", "" if value == 1.0 else solved_from)

    def constant(self, name: str, row: int, figure: str) -> Term:
        """A figure that holds in every year."""
        return self.sheet.given(name, self.results.basis.fixed[row], "number", "figure", figure)

    def yearly(self, name: str, row: int | slice, unit: str, figure: str) -> Term:
        """A figure of the year."""
        return self.sheet.given(name, self.results.basis.basis_year[row, self.t], unit, "figure", figure)

    def service(self, name: str, row: int, unit: str, figure: str) -> Term:
        """What a figure says of each service of the payer."""
        return self.sheet.given(name, self.results.basis.prices.services[self.p, :, row], unit, "figure", figure)

    def people(self, name: str, value: Any, axis: tuple[str, ...] | None = None, unit: str = "persons") -> Term:
        """What the projection of people says."""
        return self.sheet.given(name, value, unit, "people", axis=axis)

    def before(self, name: str, value: Any, unit: str = "money", axis: tuple[str, ...] | None = None) -> Term:
        """What stood at the end of last year."""
        return self.sheet.given(name, value, unit, "before", axis=axis)

    def found(self, name: str, term: Term, unit: str, axis: tuple[str, ...] | None = None) -> Term:
        """A step."""
        return self.sheet.found(name, term, unit, axis)

    def severity(self, cv: str, chosen: bool = True) -> Severity:
        """The law of a cost by its coefficient of variation; that of wages is not the scenario's to choose."""
        law = self.results.scenario.behaviour.severity if chosen else WAGE_LAW
        value = self.results.basis.known.value(cv)
        self.sheet.given(cv, value, "number", "figure", law)
        return LAWS[law](value)

    def paid(self) -> Array:
        """What the program pays for the payer's care, by service."""
        shape = (r.CARE_BLOCKS, len(PAYERS), len(SERVICES))
        return np.asarray(self.results.ledger.yearly[self.i, r.CARE :].reshape(shape)[-1, self.p])

    def flows(self, pool: int, line: int) -> Array:
        """A line of the program's books by month."""
        return np.asarray(self.results.ledger.flows[12 * self.i : 12 * self.i + 12, pool, line])

    def _mover(self, rule: str) -> str:
        fields = self.results.scenario.levers.get(owner(rule))
        return "lever" if fields and any(moved == rule for _, moved, _ in steps_of(fields)) else "law"


def _unit(rule: str) -> str:
    """The unit of a rule on the page; what is counted in times something is a plain number."""
    unit = RULES[rule].unit
    return "number" if unit.of == "times" else _UNITS[type(unit).__name__]


_UNITS = {
    "Share": "share", "Money": "yuan", "People": "persons", "Months": "months", "Switch": "number", "Number": "days",
    "Age": "number",
}  # fmt: skip


def inputs_of(results: Results, year: int, payer: str) -> Inputs:
    """Everything of a projected year, with the books at the end of the year before it."""
    return Inputs(results, year, PAYERS.index(payer) if payer in PAYERS else 0, _books_before(results, year), Sheet())


def _books_before(results: Results, year: int) -> Books:
    last = year - results.base - 1
    if last == 0:
        return results.basis.books
    run_on = sealed(results.law, results.basis)
    return project_money(results.basis.books, 1, last, run_on.rules, run_on.prices, results.population).books
