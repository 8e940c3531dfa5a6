"""What is known of an area as the kernel reads it."""

import numpy as np
import pytest

from actuary.axes import BORN_INTO, PAYERS, STATUS_NAMES, STATUSES, Calendar
from actuary.basis.assembly import Laid, _normalised, _roles, laid_out
from actuary.basis.population import BasePeople
from actuary.enactment import law_in_force
from actuary.kernel import rows as r
from actuary.kernel.years import Demography
from actuary.scenario.loading import load

CALENDAR = Calendar(2019, 2027)


def laid(*settings: str) -> Laid:
    return laid_out(load("meishan", "to=2027", *settings), law_in_force("meishan", CALENDAR), CALENDAR)


def test_roles_are_what_the_statuses_say() -> None:
    roles = _roles()
    for s, status in enumerate(STATUSES):
        assert PAYERS[int(roles[r.PAYER, s])] == status.payer
        assert bool(roles[r.EMPLOYED, s]) == status.employed
        assert bool(roles[r.PAYS_ON_WAGE, s]) == status.pays_on_wage
        assert bool(roles[r.ASSISTED, s]) == status.assisted
        assert roles[r.RETIRES_TO, s] == (STATUS_NAMES.index(status.retires_to) if status.retires_to else -1)
    assert (roles[r.BORN_INTO] == STATUS_NAMES.index(BORN_INTO)).all()


def test_need_has_mean_one_over_everybody() -> None:
    """Two ages, 30 and 10 people, need 1 and 5: mean 2."""
    statuses = len(STATUSES)
    people = np.zeros((statuses, 2, 2))
    people[0, 0] = 30, 10
    relativity = np.array([[[1.0, 5.0], [1.0, 5.0]]])
    nothing = np.zeros(0)
    demography = Demography(*([nothing] * 7), relativity, np.zeros(2))
    found = _normalised(demography, BasePeople(people, people, nothing, 1.0), _roles(), 0.0)
    np.testing.assert_allclose(found[0, 0], [0.5, 2.5])


def test_shares_of_the_year_add_up() -> None:
    prices = laid().prices
    for shares in (prices.lag, prices.premium_timing, prices.subsidy_timing):
        assert shares.sum() == pytest.approx(1, rel=1e-12)
        assert (shares >= 0).all()
    assert prices.premium_timing.size == 4 + 12
    assert prices.subsidy_timing.size == 12
    np.testing.assert_allclose(prices.premium_timing[:6], [0.15, 0.25, 0.30, 0.25, 0.03, 0.02])
    assert not prices.premium_timing[6:].any()


def test_bills_are_paid_two_months_late_on_average() -> None:
    lag = laid().prices.lag
    assert (lag * np.arange(lag.size)).sum() == pytest.approx(2.0)


def test_moves_are_shares_from_residents_to_work() -> None:
    demography = laid().demography
    assert demography.move_from.tolist() == [STATUS_NAMES.index("resident")] * 2
    assert demography.move_to.tolist() == [STATUS_NAMES.index("active"), STATUS_NAMES.index("flexible")]
    assert ((demography.move_rate >= 0) & (demography.move_rate <= 1)).all()
    assert not demography.move_rate[..., :15].any()


def test_wages_and_growth_stand_in_their_rows() -> None:
    found = laid()
    basis = found.basis_year
    assert basis.shape[1] == len(CALENDAR.laid_out)
    assert basis[r.WAGE, 2] == 12 * 6785
    assert basis[r.INCOME_BEFORE, 0] == 28_228
    subsidy = 35_128 / 32_189 - 1
    assert basis[r.SUBSIDY_GROWTH, 3] == pytest.approx(subsidy), "the subsidy of 2022 knows the income of 2021"
    assert basis[r.PREMIUM_GROWTH, 4] == pytest.approx(subsidy), "the premium for cover in 2023 is announced in 2022"


def test_answers_of_people_can_be_switched_off() -> None:
    on, off = laid(), laid("behaviour.take_up=no", "behaviour.selection=no")
    assert on.fixed[r.TAKE_UP_RESPONSE] == pytest.approx(-88.6)
    assert on.fixed[r.SELECTION] == 0.6
    assert (off.fixed[r.TAKE_UP_RESPONSE], off.fixed[r.SELECTION]) == (0, 1)


def test_what_the_kernel_is_given_is_read_only() -> None:
    """One kind of array, one compiled signature."""
    found = laid()
    for array in (*found.demography, *found.prices, found.basis_year, found.roles):
        assert not array.flags.writeable
