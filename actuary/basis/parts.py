"""A part of an area: its share of the area's people, as old as it is, at the area's prices, wages and levels of care.

What nobody publishes of a city is taken from the area around it. Every cell of sex and age has the part's share of the
area's people, more of the old where the part is older; members of the employee scheme have a share of their own, and
residents are the rest. The kernel is linear in people, so parts that fill an area add up to it, but
for migrants, who take the statuses of the part they join.
"""

import numpy as np

from actuary.axes import AGES, PAYERS, POOLS, STATUSES
from actuary.basis.assembly import Laid
from actuary.basis.calibration import Amounts, Basis, at_base_date, base_year_of, opening_books
from actuary.kernel import rows as r
from actuary.kernel.years import Ledger, Rules, project_money
from actuary.law import Array, Law, closed, packed
from actuary.scenario.areas import Part


class NoSuchPart(LookupError):  # noqa: N818 - what a person wrote is refused
    """A part that an area cannot have; the message says what would be right."""


def part_of(laid: Laid, whole: Basis, law: Law, part: Part) -> Basis:
    """The basis of a part of the area whose calibrated basis is `whole`. NoSuchPart where its people cannot be.

    Its balances are those of the area a year before the base date, in equal parts a head of the scheme, with what the base
    year of the part then left over or took.
    """
    of_people = _by_age(laid, part)
    cells = _of_cells(laid, part, of_people)
    migrants = laid.demography.migrants * of_people
    laid = laid._replace(
        people=laid.people._replace(now=laid.people.now * cells, before=laid.people.before * cells),
        demography=laid.demography._replace(migrants=closed(migrants)),
        fixed=whole.fixed,
    )
    year = base_year_of(laid)
    heads = _heads(whole.heads, year.heads[1])
    opening = opening_books(laid, law, _balances(whole, heads), whole.fixed[r.BASE_TAKE_UP] * year.heads[0])
    rules = Rules(*map(closed, (packed(law, "year"), packed(law, "month"), laid.basis_year, laid.fixed, laid.roles)))
    first = project_money(opening, 0, 0, rules, laid.prices, year)
    ledger = project_money(
        opening._replace(queue=opening.queue + first.books.queue[:, :, :1]), 0, 0, rules, laid.prices, year
    )
    known = ~np.isnan([whole.base[pool]["balance"] for pool in POOLS])
    balances = np.where(known, ledger.books.balances, whole.books.balances * heads)
    return whole._replace(
        start=laid.people.now, heads=year.heads[1], demography=laid.demography, base=_amounts(whole, ledger, heads),
        books=at_base_date(ledger.books, balances), base_year=ledger, base_people=year, residuals={},
    )  # fmt: skip


def _by_age(laid: Laid, part: Part) -> Array:
    """The part's share of the area's people by age, [age]."""
    result = np.full(len(AGES), part.people)
    if part.aged is not None:
        aged = laid.known.value("share_aged_65_plus", laid.calendar.base)
        old = np.array(AGES) >= laid.known.value("old_age_from")
        result *= np.where(old, part.aged / aged, (1 - part.aged) / (1 - aged))
    return result


def _of_cells(laid: Laid, part: Part, of_people: Array) -> Array:
    """The part's share of every cell, [status, sex, age]: employees have their own, residents what is left."""
    people = laid.people.now
    insured = np.array([status.payer == PAYERS[0] for status in STATUSES])
    of_employees = of_people * (part.employees / part.people)
    employees, residents = people[insured].sum(axis=0), people[~insured].sum(axis=0)
    left = of_people * (employees + residents) - of_employees * employees
    if (left < 0).any():
        raise NoSuchPart("fewer employees: at some ages this part would have more of them than it has people")
    of_residents = left / np.where(residents > 0, residents, 1)
    return np.where(insured[:, None, None], of_employees, of_residents)


def _heads(whole: Array, part: Array) -> Array:
    """The part's share of the insured of each pool: of residents in theirs, of employees in all others, [pool]."""
    payers = np.array([PAYERS.index(status.payer) for status in STATUSES])
    shares = [part[payers == p].sum() / whole[payers == p].sum() for p in range(len(PAYERS))]
    return np.array([shares[pool == "resident"] for pool in POOLS])


def _balances(whole: Basis, heads: Array) -> Amounts:
    """What the part has of the area's balances a year before the base date, as amounts of the base year without surplus."""
    return {
        pool: {m: float((whole.base[pool]["balance"] - whole.base[pool]["surplus"]) * heads[p] * (m == "balance"))
               for m in ("balance", "surplus")}
        for p, pool in enumerate(POOLS)
    }  # fmt: skip


def _amounts(whole: Basis, ledger: Ledger, heads: Array) -> Amounts:
    """The base year of the part by pool, as the kernel has it; maternity has the employees' share of the area's."""
    flows = ledger.flows.sum(axis=0)
    found: Amounts = {}
    for p, pool in enumerate(POOLS):
        if pool == "maternity":
            found[pool] = {m: float(value * heads[p]) for m, value in whole.base[pool].items()}
            continue
        income = float(flows[p, : r.INCOME_LINES].sum())
        spending = float(flows[p, r.INCOME_LINES : r.TRANSFER_OUT + 1].sum())
        unknown = np.isnan(whole.base[pool]["balance"])
        balance = np.nan if unknown else float(ledger.books.balances[p])
        found[pool] = {"income": income, "spending": spending, "balance": balance, "surplus": income - spending}
    scheme = [found["employee"], found["employee_account"]]
    return {**found, "scheme": {m: sum(one[m] for one in scheme) for m in found["employee"]}}
