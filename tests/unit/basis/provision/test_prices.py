"""What prices, procurement and new drugs make of the cost of a case and of what the fund pays of it."""

import numpy as np
import pytest

from actuary.axes import Calendar
from actuary.basis.known import Known
from actuary.basis.provision.prices import Figures, factors, procured, read
from actuary.enactment import law_in_force
from actuary.law import Array, Law
from actuary.scenario.loading import load

YEARS = 6
DRUGS, CONSUMABLES, LABOUR = range(3)
OUTPATIENT = 4


def mixed() -> Figures:
    """Half drugs, a fifth consumables, the rest hospitals' work, of every service."""
    return Figures(np.repeat([[0.5], [0.2], [0.3]], 7, axis=1))


def law(**moved: dict[int, list[float]] | list[float]) -> Law:
    """The law in force for six years, with rules, or some of their parts, moved."""
    held = law_in_force("china", Calendar(2025, 2029))
    arrays = {}
    for rule, values in moved.items():
        array = getattr(held, rule).copy()
        for part, of_part in values.items() if isinstance(values, dict) else [(..., values)]:
            array[part] = of_part
        arrays[rule] = array
    return held._replace(**arrays)


def price(**moved: dict[int, list[float]] | list[float]) -> Array:
    found = factors(law(**moved), mixed()).price
    assert isinstance(found, np.ndarray)
    return found


def test_the_law_in_force_moves_nothing() -> None:
    for factor in factors(law(), mixed()):
        np.testing.assert_allclose(factor, np.ones_like(factor), rtol=1e-15)


def test_a_level_of_drugs_moves_their_share_of_the_cost() -> None:
    np.testing.assert_allclose(price(price_level={DRUGS: [1, 0.9, 0.9, 1, 1, 1]})[0], [1, 0.95, 0.95, 1, 1, 1])


def test_no_mark_up_made_up_for_by_hospitals_work_leaves_the_cost() -> None:
    """Fifteen hundredths off drugs are 0.5 x (1 - 1 / 1.15) of the cost; work rises by as much over its 0.3."""
    less = 1 / 1.15
    more = 1 + 0.5 * (1 - less) / 0.3
    made_up = price(price_level={DRUGS: [1] + [less] * 5, LABOUR: [1] + [more] * 5})
    np.testing.assert_allclose(made_up, np.ones((7, YEARS)))


def test_reviews_add_up_year_by_year() -> None:
    rises = [0, 0.02, 0, 0.05, 0.05, 0]
    level = [1, 1.02, 1.02, 1.071, 1.12455, 1.12455]
    np.testing.assert_allclose(price(price_review={LABOUR: rises})[3], 0.7 + 0.3 * np.array(level))


def test_a_tier_moves_the_work_of_its_hospitals_alone() -> None:
    found = price(tier_price_level={0: [1, 1.3, 1.3, 1.3, 1.3, 1.3], 3: [1, 0.8, 0.8, 0.8, 0.8, 0.8]})
    np.testing.assert_allclose(found[:, 1], [1.09, 1, 1, 0.94, 1, 1, 1])


def test_negotiated_drugs_add_to_the_drugs_of_their_service() -> None:
    np.testing.assert_allclose(
        price(negotiated_drugs={OUTPATIENT: [0, 0, 0.04, 0.04, 0.04, 0.04]})[OUTPATIENT], [1, 1, 1.02, 1.02, 1.02, 1.02]
    )


def test_procured_is_share_times_uptake_times_cut() -> None:
    """25 % of drugs, four fifths of them, at half the price; 15 % of consumables, four fifths, at a fifth."""
    np.testing.assert_allclose(procured(law())[:, 0], [1 - 0.25 * 0.8 * 0.5, 1 - 0.15 * 0.8 * 0.8])


def test_a_longer_list_saves_on_the_prices_that_past_rounds_left() -> None:
    longer = price(procured_share={DRUGS: [0.25, 0.35, 0.35, 0.35, 0.35, 0.35]})
    np.testing.assert_allclose(longer[0], [1] + [0.5 + 0.5 * (1 - 0.35 * 0.4) / (1 - 0.25 * 0.4)] * 5)


def test_hospitals_keep_their_share_of_a_saving_for_the_years_of_an_agreement() -> None:
    """What a service costs less is s of what it cost; half of it comes on top of the 1 - s that is left, for two years."""
    found = factors(law(procured_share={DRUGS: [0.25, 0.35, 0.35, 0.35, 0.35, 0.35]}), mixed())
    saved = 0.5 * 0.1 * 0.4 / (1 - 0.25 * 0.4)
    after = 1 + 0.5 * saved / (1 - saved)
    np.testing.assert_allclose(np.asarray(found.payment)[0], [1, after, after, 1, 1, 1])


def test_where_hospitals_keep_all_the_fund_pays_as_much_as_before() -> None:
    share, kept = [0.25, 0.35, 0.35, 0.35, 0.35, 0.35], [1.0] * YEARS
    found = factors(law(procured_share={DRUGS: share}, procured_kept={DRUGS: kept}, procured_term=[5.0] * 6), mixed())
    np.testing.assert_allclose(found.payment * found.price, np.ones((7, YEARS)))


def test_a_list_cut_short_takes_nothing_from_hospitals() -> None:
    shorter = factors(law(procured_share={DRUGS: [0.25, 0.15, 0.15, 0.15, 0.15, 0.15]}), mixed())
    np.testing.assert_allclose(shorter.payment, np.ones((7, YEARS)))
    assert (np.asarray(shorter.price)[:, 1] > 1).all()


def test_a_payment_standard_leaves_what_dearer_brands_cost_more_to_the_patient() -> None:
    """Of drugs a fifth of the listed 25 % costs twice the procured price: half of it is out of scope, of 1 - 0.1 in all."""
    found = factors(law(payment_standard={DRUGS: [0, 0, 1, 1, 1, 1]}), mixed())
    expected = 1 - 0.5 * 0.25 * 0.2 * 0.5 / (1 - 0.25 * 0.8 * 0.5)
    np.testing.assert_allclose(np.asarray(found.scope)[0], [1, 1, expected, expected, expected, expected])
    np.testing.assert_allclose(found.price, np.ones((7, YEARS)))


def test_the_items_of_every_service_are_the_whole_cost() -> None:
    scenario = load("meishan")
    shares = read(Known("meishan", {}), scenario, range(2019, 2036)).shares
    np.testing.assert_allclose(shares.sum(axis=0), np.ones(7))
    assert (shares >= 0).all()
    assert shares[DRUGS, OUTPATIENT] == pytest.approx(126.9 / 324.4, abs=5e-4)
    assert shares[CONSUMABLES, 0] > shares[CONSUMABLES, 1] > shares[CONSUMABLES, 2]


def test_more_goods_than_the_whole_cost_are_refused() -> None:
    scenario = load("meishan", "figures.outpatient_drugs_share=97 %")
    with pytest.raises(LookupError, match="outpatient_drugs_share, outpatient_consumables_share: 100 % of the cost"):
        read(Known("meishan", scenario.figures), scenario, range(2019, 2036))
