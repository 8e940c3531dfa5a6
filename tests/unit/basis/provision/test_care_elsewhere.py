"""Care outside the area: its share, its price, and what is paid of it."""

import numpy as np

from actuary.axes import SERVICES
from actuary.basis.known import Known
from actuary.basis.provision.care_elsewhere import Figures, answered, factors, outside, read
from actuary.law import Array
from actuary.scenario.loading import load
from tests.unit.basis.provision.made import CALENDAR, law

CHRONIC = SERVICES.index("chronic_outpatient")
TOWNSHIP = SERVICES.index("inpatient_township")


def figures(
    beyond: list[float], living: float = 0.0, claimed: float = 1.0, price: float = 2.0, response: float = 0.0
) -> Figures:
    """Nobody goes elsewhere in the province; this share of cost is spent beyond it."""
    share = np.zeros((2, 2, 3))
    share[:, 1] = beyond
    return Figures(share, np.array([1.0, price]), np.full(3, living), claimed, response)


def residents(factor: Array | float, service: int) -> Array:
    return np.asarray(np.asarray(factor)[1, service])


def test_a_case_costs_more_as_more_go_where_it_is_dear() -> None:
    """Twice as dear, a quarter of the cost: one case in seven goes, 6 x 1 + 1 x 2 = 8 of 7. At home, 7 of 7."""
    found = factors(law(elsewhere_ratio_cut=0), figures([0, 0.25, 0.25]))
    np.testing.assert_allclose(residents(found.price, 0), [1, 8 / 7, 8 / 7])
    np.testing.assert_array_equal(residents(found.price, SERVICES.index("outpatient")), 1)
    np.testing.assert_array_equal(found.payment, 1)


def test_points_off_the_ratio_are_off_the_part_spent_elsewhere_but_not_of_those_who_live_there() -> None:
    """18 points off 90 %, a fifth less, of half the cost: a tenth less; of a quarter of it, who live there, nothing."""
    cut = law(elsewhere_ratio_cut=[[0, 0, 0], [0, 0.18, 0.18]])
    all_travel, some_live = (factors(cut, figures([0.5] * 3, living)).payment for living in (0.0, 0.25))
    np.testing.assert_allclose(residents(all_travel, TOWNSHIP), [1, 0.9, 0.9])
    np.testing.assert_allclose(residents(some_live, TOWNSHIP), [1, 0.925, 0.925])


def test_what_is_settled_directly_is_claimed_whole() -> None:
    """Of half the cost 60 %, then 80 % settled directly, and 90 % of the rest claimed: 1 - 0.5 x 0.04, 1 - 0.5 x 0.02."""
    rates = law(elsewhere_ratio_cut=0, elsewhere_direct_rate=[[1, 1, 1], [0.6, 0.8, 0.8]])
    payment = residents(factors(rates, figures([0.5] * 3, claimed=0.9)).payment, 0)
    np.testing.assert_allclose(payment, [0.98, 0.99, 0.99])


def test_chronic_outpatients_have_a_rate_of_their_own_beyond_the_province() -> None:
    rates = law(elsewhere_ratio_cut=0, elsewhere_direct_rate=1, elsewhere_chronic_direct_rate=[0.2, 0.2, 0.7])
    payment = factors(rates, figures([0.5] * 3, claimed=0.9)).payment
    np.testing.assert_allclose(residents(payment, CHRONIC), [1 - 0.5 * 0.08, 1 - 0.5 * 0.08, 1 - 0.5 * 0.03])
    np.testing.assert_array_equal(residents(payment, 0), 1)


def test_no_more_is_taken_off_than_there_is() -> None:
    payment = factors(law(elsewhere_ratio_cut=0.5, resident_ratio=0.3), figures([1.0] * 3)).payment
    np.testing.assert_allclose(residents(payment, 0), 0)


def test_one_case_in_seven_takes_a_quarter_of_the_cost_where_it_costs_twice_as_much() -> None:
    """Of 70 admissions of each payer 10 go; of 640 + 40 yuan, with chronic outpatients, 170 are spent there."""
    cases, cost = np.zeros((2, 7, 3)), np.zeros((2, 7, 3))
    cases[:, TOWNSHIP], cost[:, TOWNSHIP] = 70, 640
    cost[:, CHRONIC] = 40
    admissions, spent = outside(figures([0.25] * 3), cases, cost)
    np.testing.assert_allclose(admissions, [[0, 0, 0], [20, 20, 20]])
    np.testing.assert_allclose(spent, [[0, 0, 0], [340, 340, 340]])


def test_shares_are_the_nations_until_a_scenario_dates_others() -> None:
    """Residents 2025: 1,874.7 of 19,485.7 (亿元) beyond the province, (4,778.2 - 1,874.7) in it."""
    found = read(Known("meishan", {}), load("meishan"), CALENDAR.laid_out)
    np.testing.assert_allclose(found.share[1, 1], 1874.7 / 19485.7, rtol=1e-8)
    np.testing.assert_allclose(found.share[1, 0], 2903.5 / 19485.7, rtol=1e-8)
    siphoned = load("meishan", "figures.resident_beyond_province_share.2020=20 %")
    dated = read(Known("meishan", siphoned.figures), siphoned, CALENDAR.laid_out)
    np.testing.assert_allclose(dated.share[1, 1, 1], 0.2)


def test_patients_stay_as_the_ratio_elsewhere_is_cut_further_where_they_answer() -> None:
    """10 points more, a response of 2, a quarter live there: 15 % of them stay, and 15 % of the dearer price goes."""
    cut = law(elsewhere_ratio_cut=[[0, 0, 0], [0.1, 0.2, 0.2]])
    still, moved = (figures([0.4] * 3, living=0.25, response=response) for response in (0.0, 2.0))
    np.testing.assert_array_equal(answered(cut, still).share, still.share)
    np.testing.assert_allclose(answered(cut, moved).share[1, 1], [0.4, 0.34, 0.34])
    np.testing.assert_allclose(residents(factors(cut, moved).price, 0), [1.25, 1 / 0.83, 1 / 0.83])
