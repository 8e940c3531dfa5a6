"""How residents become employees: as the profile of members rises with age, and as employment becomes formal."""

import numpy as np

from actuary.axes import OLDEST, PAYERS, STATUS_NAMES
from actuary.basis.known import Known
from actuary.basis.population import BasePeople
from actuary.kernel import rows as r
from actuary.kernel.people import one_year
from actuary.kernel.years import Demography
from actuary.law import Array, Law, closed

MOVES_FROM = (STATUS_NAMES.index("resident"), STATUS_NAMES.index("resident"))
MOVES_TO = (STATUS_NAMES.index("active"), STATUS_NAMES.index("flexible"))
"""Residents go to work with an employer, then of the others some to flexible work."""

RATE = "formalisation_rate"
PROBE = 0.5
"""Any rate shows how many a rate of one would bring."""


def move_rates(
    known: Known, people: BasePeople, years: range, demography: Demography, roles: Array, fixed: Array, law: Law
) -> Array:
    """Share of residents who move into the employee scheme, [year, move, sex, age].

    The rate of becoming formal is a figure, or solved where the fund's own growth of members is known: the members at the
    end of the first projected year are linear in it. Nobody leaves where fewer members are expected.
    """
    growth = known.fact("members_growth", years[0])
    if growth is None or RATE in known.overrides:
        return _rates(known, people, years, known.value(RATE))
    none, some = (
        _members(_year_on(people.now, demography._replace(move_rate=rates), roles, fixed, law), roles)
        for rates in (_rates(known, people, years, 0.0), _rates(known, people, years, PROBE))
    )
    if some == none:
        return _rates(known, people, years, 0.0)
    wanted = _members(people.now, roles) * (1 + growth)
    return _rates(known, people, years, float(np.clip(PROBE * (wanted - none) / (some - none), 0, 1)))


def _rates(known: Known, people: BasePeople, years: range, formalisation_rate: float) -> Array:
    """Moves along the profile of age, and beyond it in proportion to the share of their age that contributes already."""
    flexible = known.value("flexible_share", years[0])
    ages = np.arange(OLDEST + 1)
    joining = (ages >= known.value("formalisation_age_from")) & (ages <= known.value("formalisation_age_to"))
    begin, end = known.value("formalisation_fades_from"), known.value("formalisation_ends")
    left = np.clip((end - np.array(years)) / max(end - begin, 1), 0, 1)
    formal = formalisation_rate * left[:, None, None] * joining * people.contributing
    entering = np.clip(_entering(people.contributing) + formal, 0, 1)
    employed = entering * (1 - flexible)
    alone = entering * flexible / np.maximum(1 - employed, np.finfo(float).tiny)
    return np.stack([employed, alone], axis=1)


def _entering(contributing: Array) -> Array:
    """Share of those not yet in the scheme who enter at each age, where the profile of members rises; nobody leaves."""
    rate = np.zeros_like(contributing)
    outside = np.maximum(1 - contributing[:, :-1], np.finfo(float).tiny)
    rate[:, 1:] = (contributing[:, 1:] - contributing[:, :-1]) / outside
    return np.clip(rate, 0, 1)


def _members(people: Array, roles: Array) -> float:
    return float(people[roles[r.PAYER] == PAYERS.index("employee")].sum())


def _year_on(people: Array, demography: Demography, roles: Array, fixed: Array, law: Law) -> Array:
    """People at the end of the first projected year."""
    after, births, vital = np.zeros(people.shape), np.zeros(len(people)), np.zeros(r.VITAL_ROWS)
    ages = np.array([law.retirement_age_men, law.retirement_age_women, law.retirement_age_women_cadres]).T.copy()
    people, demography = people.copy(), Demography(*map(closed, demography))
    one_year(
        people, demography.survival[1], demography.fertility[1], demography.newborn[1], demography.migrants[1],
        demography.move_from, demography.move_to, demography.move_rate[1], roles, ages[0], ages[1],
        law.years_recognised[1], closed(fixed), after, births, vital,
    )  # fmt: skip
    return after
