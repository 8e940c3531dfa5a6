"""Who is insured at the end of a year, by status: eligible people, take-up, and the records that were removed."""

from typing import NamedTuple

import numpy as np

from actuary.axes import STATUSES
from actuary.basis.calibration import Basis
from actuary.kernel import rows as r
from actuary.kernel.years import Ledger
from actuary.law import Array, Law


class Cover(NamedTuple):
    """Who of the eligible residents is counted as insured, by year."""

    take_up: Array
    """Of all of them."""
    of_assisted: Array
    """Of those whose premium medical assistance pays."""
    counted: Array
    """Share of the insured left on the register once records have been removed."""
    lost: Array
    """Persons among those without assistance who have left for good and whose care stayed."""


def cover_of(law: Law, basis: Basis, ledger: Ledger) -> Cover:
    """Take-up by year, the base year first, the records that the law has removed, and those whose care alone stayed."""
    of_assisted, take_up = (
        np.append(basis.fixed[r.BASE_TAKE_UP], ledger.yearly[:, row]) for row in (r.TAKE_UP_OF_ASSISTED, r.TAKE_UP)
    )
    years = len(take_up)
    lost = basis.basis_year[r.LOST_WITHOUT_CARE, :years]
    return Cover(take_up, of_assisted, 1 - law.records_removed[:years], lost)


def insured_by_status(heads: Array, cover: Cover) -> dict[str, Array]:
    """Persons at the end of each year by status; of those eligible for resident cover, the insured and the uninsured."""
    result, uninsured = {}, np.zeros(len(heads))
    others = _take_up_of_others(heads, cover)
    for s, status in enumerate(STATUSES):
        insured = heads[:, s]
        if status.payer == "resident":
            share, lost = (cover.of_assisted, 0) if status.assisted else (others, cover.lost)
            insured = np.maximum(heads[:, s] * share - lost, 0) * cover.counted
        result[status.name] = insured
        uninsured += heads[:, s] - insured
    return {**result, "uninsured": uninsured}


def _take_up_of_others(heads: Array, cover: Cover) -> Array:
    """What take-up is left for those without assistance, where the assisted have one of their own."""
    residents, assisted = (
        sum(
            heads[:, s] for s, status in enumerate(STATUSES) if status.payer == "resident" and status.assisted == helped
        )
        for helped in (False, True)
    )
    return np.asarray(cover.take_up + (cover.take_up - cover.of_assisted) * assisted / residents)
