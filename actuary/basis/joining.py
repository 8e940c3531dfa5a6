"""Whom policy brings and takes: people who come, residents who join the employee scheme, residents who leave the register."""

import numpy as np

from actuary.axes import OLDEST, STATUS_NAMES
from actuary.basis.known import Known
from actuary.kernel.years import Demography
from actuary.law import Array, Law

FLEXIBLE = STATUS_NAMES.index("flexible")


def joined(demography: Demography, law: Law, known: Known) -> Demography:
    """What people do, with those who come and those who join by the law; untouched where the law brings nobody."""
    if law.arriving_people.any():
        demography = demography._replace(migrants=demography.migrants + arriving(law))
    if law.joining_flexible.any():
        demography = demography._replace(move_rate=_joining(demography, law, known))
    return demography


def arriving(law: Law) -> Array:
    """Persons who come, [year, sex, age]: evenly by sex and single age, at the age they have at the end of the year."""
    ages = np.arange(OLDEST + 1)
    first, last = law.arriving_age_from[:, None], law.arriving_age_to[:, None]
    among = ((ages >= first) & (ages <= last)).astype(float)
    each = law.arriving_people / np.maximum(among.sum(axis=1), 1) / 2
    return np.asarray(np.repeat((among * each[:, None])[:, None, :], 2, axis=1))


def _joining(demography: Demography, law: Law, known: Known) -> Array:
    """Shares that move, with the law's share of those residents of working age who are still there."""
    ages = np.arange(OLDEST + 1)
    working = (ages >= known.value("formalisation_age_from")) & (ages <= known.value("formalisation_age_to"))
    share = law.joining_flexible[:, None, None] * working
    rate = demography.move_rate.copy()
    for move in np.flatnonzero(demography.move_to == FLEXIBLE):
        rate[:, move] += (1 - rate[:, move]) * share
    return rate


def lost(law: Law) -> tuple[Array, Array]:
    """Residents who have left so far, [year]: those whose care went with them, and those whose care stayed.

    The cover of the first year projected was announced before the run: none leave in it.
    """
    going = law.residents_lost.copy()
    going[:2] = 0
    stays = going * law.lost_care_stays
    return np.cumsum(going - stays), np.cumsum(stays)
