"""Patients who are treated in the tier below."""

import numpy as np
import pytest

from actuary.axes import Calendar
from actuary.basis.known import Known
from actuary.basis.provision.factors import Factors
from actuary.basis.provision.referral import Figures, factors, read
from actuary.law import Array
from actuary.scenario.loading import load
from tests.unit.basis.provision.made import law

TEN_OF_EACH = np.array([[10.0, 20, 5, 5], [10.0, 20, 5, 5]])
TERTIARY, SECONDARY, PRIMARY, TOWNSHIP = range(4)


def of(found: Factors, name: str, tier: int) -> Array:
    """A factor of the residents in one tier, by year."""
    return np.asarray(getattr(found, name)[1, tier])


def test_cases_leave_a_tier_for_the_next_and_cost_there_what_others_do() -> None:
    """Of 10 cases 20 % go to the next tier's 20, which are then 22; those who go cost half of the mean of their own tier."""
    found = factors(law(referred_share=[[0, 0.2, 0.2], [0, 0, 0], [0, 0, 0]]), Figures(TEN_OF_EACH, 0.5, 0.0))
    np.testing.assert_allclose(of(found, "use", TERTIARY), [1, 0.8, 0.8])
    np.testing.assert_allclose(of(found, "use", SECONDARY), [1, 1.1, 1.1])
    np.testing.assert_allclose(of(found, "price", TERTIARY), [1, 0.9 / 0.8, 0.9 / 0.8])
    np.testing.assert_allclose(of(found, "price", SECONDARY), 1)
    for tier in (PRIMARY, TOWNSHIP):
        np.testing.assert_allclose(of(found, "use", tier), 1)


def test_nobody_is_lost_on_the_way_down() -> None:
    found = factors(law(referred_share=[[0, 1, 0.4], [0, 0.3, 0.2], [0, 0.1, 1]]), Figures(TEN_OF_EACH, 0.7, 0.0))
    use = np.asarray(found.use)
    np.testing.assert_allclose((use[:, :4] * TEN_OF_EACH[:, :, None]).sum(axis=1), 40)
    np.testing.assert_array_equal(use[:, 4:], 1)
    assert np.isfinite(found.price).all()


def test_a_tier_that_everybody_leaves_has_no_cases_and_a_price_all_the_same() -> None:
    found = factors(law(referred_share=[[0, 1, 1], [0, 0, 0], [0, 0, 0]]), Figures(TEN_OF_EACH, 1.0, 0.0))
    np.testing.assert_array_equal(of(found, "use", TERTIARY), [1, 0, 0])
    np.testing.assert_array_equal(of(found, "price", TERTIARY), 1)


def test_patients_answer_to_a_ratio_that_draws_ahead_and_nobody_goes_up() -> None:
    """Secondary care 10 points further ahead of tertiary, response 0.5: 5 % go. Residents alone are offered it."""
    before = law()
    ratio = before.resident_ratio.copy()
    ratio[SECONDARY, 1:] += 0.1
    found = factors(before._replace(resident_ratio=ratio), Figures(TEN_OF_EACH, 1.0, 0.5))
    np.testing.assert_allclose(of(found, "use", TERTIARY), [1, 0.95, 0.95])
    np.testing.assert_allclose(of(found, "use", SECONDARY), [1, 20.5 / 20, 20.5 / 20])
    np.testing.assert_array_equal(np.asarray(found.use)[0], 1)


@pytest.mark.parametrize(("settings", "response"), [((), 0.0), (("behaviour.tier_choice=yes",), 0.5)])
def test_patients_answer_only_where_the_scenario_says_so(settings: tuple[str, ...], response: float) -> None:
    found = read(Known("meishan", {}), load("meishan", *settings), Calendar(2019, 2020).laid_out)
    assert found.response == response
    assert found.admissions.shape == (2, 4)
    assert found.relative_cost == 0.7
