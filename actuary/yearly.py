"""What there is once a year, over all funds: people by status, standards, wages, members of long-term care."""

import numpy as np

from actuary.axes import DISABILITY, STATUS_NAMES, STATUSES
from actuary.basis.calibration import Basis
from actuary.indicators import elsewhere_of
from actuary.kernel import rows as r
from actuary.kernel.years import Ledger, Population
from actuary.law import Array, Law


def _insured(people: dict[str, Array]) -> Array:
    """Everybody insured, over all statuses."""
    return np.asarray(np.sum([people[status] for status in STATUS_NAMES], axis=0))


def yearly_of(
    law: Law, basis: Basis, population: Population, ledger: Ledger, people: dict[str, Array]
) -> dict[str, Array]:
    """Every number of `measures.YEARLY` by year, the base year first, with `people` by status; NaN where nothing is known."""
    both = np.vstack([basis.base_year.yearly, ledger.yearly])
    heads = population.heads
    index = {name: i for i, name in enumerate(STATUS_NAMES)}
    contributing = heads[:, index["active"]] + heads[:, index["flexible"]]
    with np.errstate(divide="ignore", invalid="ignore"):
        return {
            "premium": both[:, r.PREMIUM],
            "subsidy": both[:, r.SUBSIDY_PER_HEAD],
            "subsidy_per_premium": both[:, r.SUBSIDY_PER_HEAD] / both[:, r.PREMIUM],
            "take_up": both[:, r.TAKE_UP],
            "covered_wages": both[:, r.PAYROLL],
            "wage": basis.basis_year[r.WAGE, : len(both)],
            "active_per_retired": contributing / heads[:, index["retired"]],
            "insured_employees": contributing + heads[:, index["retired"]],
            "insured_residents": people["resident"] + people["assisted"],
            "coverage_rate": _insured(people) / population.people.sum(axis=(1, 2, 3)),
            "insured_births": both[:, r.INSURED_BIRTHS],
            **_of_nursing(population, ledger),
            "births": np.append(np.nan, population.vital[:, 0]),
            "deaths": np.append(np.nan, population.vital[:, 1]),
            "population": population.people.sum(axis=(1, 2, 3)),
            **elsewhere_of(law, basis, both),
        }


def _of_nursing(population: Population, ledger: Ledger) -> dict[str, Array]:
    """The insured who cannot care for themselves, and members and beneficiaries of long-term care; mean of the year."""
    years = len(ledger.yearly)
    insured = np.ones((years, len(STATUSES)))
    insured[:, [status.payer == "resident" for status in STATUSES]] = ledger.yearly[:, [r.TAKE_UP]]
    disabled = (population.need[:, :, -len(DISABILITY) :].sum(axis=2) * insured).sum(axis=1)
    by_payer = ledger.yearly[:, r.NURSING : r.BY_TERMS].reshape(years, -1, r.NURSING_ROWS).sum(axis=1)
    found = {
        "disabled": disabled,
        "nursing_members": by_payer[:, r.NURSING_MEMBERS],
        "nursing_beneficiaries": by_payer[:, r.NURSING_BENEFICIARIES],
    }
    return {name: np.append(np.nan, values) for name, values in found.items()}
