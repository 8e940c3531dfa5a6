"""One year of one fund on paper, from its inputs to its balance, held against the program's own numbers."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from actuary.analysis.worked.births import Maternity, births_of_residents, maternity_of
from actuary.analysis.worked.books import Pool, pool_of, run_through, written_down
from actuary.analysis.worked.care import paid_for_care
from actuary.analysis.worked.employees import contributed, drawn, payrolls
from actuary.analysis.worked.inputs import Inputs, inputs_of
from actuary.analysis.worked.nursing import nursing_of
from actuary.analysis.worked.people import exposed
from actuary.analysis.worked.purchasing import Care, lines_of
from actuary.analysis.worked.residents import collected, covered
from actuary.analysis.worked.sheet import Check, Section
from actuary.analysis.worked.terms import Term
from actuary.errors import Mistake, Mistakes
from actuary.kernel import rows as r
from actuary.results import Results


class Worked(NamedTuple):
    """A year of the resident pool, of the employees' pool with accounts and maternity, or of the fund of long-term care."""

    results: Results
    year: int
    payer: str
    sections: tuple[Section, ...]
    checks: tuple[Check, ...]


def worked_year(results: Results, year: int, payer: str) -> Worked:
    """Recompute a projected year of `employee`, `resident` or `long_term_care` from its inputs, in plain arithmetic.

    Raises Mistakes for a year that the run does not project, and for a fund that it does not have.
    """
    first, last = results.years[1], results.years[-1]
    if not first <= year <= last:
        right = f"a projected year, {first} to {last}: the base year {results.base} is as published"
        raise Mistakes([Mistake(None, f"--year {year}", right)])
    if payer == "long_term_care" and not results.long_term_care:
        right = "employee or resident: nobody is a member of long-term care insurance in this run"
        raise Mistakes([Mistake(None, f"--pool {payer}", right)])
    inputs = inputs_of(results, year, payer)
    {"employee": _employees, "resident": _residents, "long_term_care": _long_term_care}[payer](inputs)
    return Worked(results, year, payer, inputs.sheet.sections, tuple(inputs.sheet.checks))


def _residents(inputs: Inputs) -> None:
    people = exposed(inputs)
    cover = covered(inputs, people)
    pool = pool_of(inputs, r.RESIDENT)
    pool.came = collected(inputs, cover)
    _once(inputs, pool)
    _care(inputs, pool, paid_for_care(inputs, people.need, cover.sick, cover.insured), cover.insured)
    if inputs.results.law.resident_birth_benefit.any():
        pool.cost[r.MATERNITY_MEDICAL] = births_of_residents(inputs, cover.take_up)
    if inputs.results.long_term_care:
        pool.moved[r.TRANSFER_OUT] = nursing_of(inputs, cover.insured, cover.take_up, None).handed_over
    run_through(inputs, (pool,), None)
    written_down(inputs, pool)


def _employees(inputs: Inputs) -> None:
    people = exposed(inputs)
    wages = payrolls(inputs, people)
    contributions = contributed(inputs, wages)
    births = maternity_of(inputs, wages, contributions.in_all)
    pool, account, maternity = (pool_of(inputs, row) for row in (r.EMPLOYEE, r.ACCOUNT, r.MATERNITY))
    _care(inputs, pool, paid_for_care(inputs, people.need, None, people.persons), people.persons)
    pool.came, account.came = contributions.pool, contributions.account
    _once(inputs, pool)
    account.went = {r.ACCOUNT_PAYMENTS: drawn(inputs, contributions.account)}
    merged_in = _maternity_home(inputs, births, pool, maternity)
    if inputs.results.long_term_care:
        pool.moved[r.TRANSFER_OUT] = nursing_of(inputs, people.persons, None, wages).handed_over
    run_through(inputs, (pool, account, maternity), merged_in)
    written_down(inputs, pool)
    written_down(inputs, account)
    if maternity.came or merged_in is not None:
        written_down(inputs, maternity)


def _long_term_care(inputs: Inputs) -> None:
    """Both schemes' members, then the fund that they share."""
    people = exposed(inputs)
    staff = nursing_of(inputs, people.persons, None, payrolls(inputs, people))
    others = inputs._replace(p=1)
    cover = covered(others, exposed(others))
    rest = nursing_of(others, cover.insured, cover.take_up, None)
    pool = pool_of(inputs, r.LONG_TERM_CARE)
    pool.came = {
        r.CONTRIBUTIONS_EMPLOYER: staff.by_employers,
        r.CONTRIBUTIONS_OWN: staff.own + rest.own,
        r.SUBSIDY: staff.subsidy + rest.subsidy,
    }
    pool.moved[r.TRANSFER_IN] = staff.handed_over + rest.handed_over
    pool.went[r.NURSING_BENEFITS] = staff.benefits + rest.benefits
    run_through(inputs, (pool,), None)
    written_down(inputs, pool)


def _once(inputs: Inputs, pool: Pool) -> None:
    """Other income and other spending of the year's months, where there is any."""
    year = slice(12 * inputs.t, 12 * inputs.t + 12)
    for line, name, booked in (
        (r.OTHER_INCOME, "other_income", pool.came),
        (r.OTHER_SPENDING, "other_spending", pool.went),
    ):
        rule = f"{inputs.payer}_{name}"
        if getattr(inputs.results.law, rule)[year].any():
            inputs.sheet.open(f"worked_{name}")
            booked[line] = inputs.found(name, inputs.rule(rule), "money")


def _care(inputs: Inputs, pool: Pool, care: Care, insured: Term) -> None:
    """A month's bills of hospitals, and of everything else, and what is paid of them apart from the lag."""
    for line, bought in zip((r.INPATIENT, r.OUTPATIENT), lines_of(inputs, care, insured), strict=True):
        pool.cost[line], pool.apart[line] = bought
    if care.to_layers.value > 0.0:
        pool.went[r.LAYER_PREMIUMS] = care.to_layers


def _maternity_home(inputs: Inputs, births: Maternity, pool: Pool, maternity: Pool) -> int | None:
    """Put maternity's money where its books are, month by month; the month of a merger in this year."""
    merged = inputs.results.law.maternity_merged[12 * inputs.t - 1 : 12 * inputs.t + 12]
    for at_home, of in ((merged[1:] > 0.0, pool), (merged[1:] == 0.0, maternity)):
        if at_home.any():
            here = births if at_home.all() else births.in_months(at_home)
            employers = of.came.get(r.CONTRIBUTIONS_EMPLOYER)
            of.came[r.CONTRIBUTIONS_EMPLOYER] = here.income if employers is None else employers + here.income
            of.cost[r.MATERNITY_MEDICAL], of.cost[r.MATERNITY_ALLOWANCE] = here.medical, here.allowance
    begins = np.flatnonzero((merged[1:] > 0.0) & (merged[:-1] == 0.0))
    return int(begins[0]) if begins.size else None
