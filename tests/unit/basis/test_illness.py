"""Care of the base year and its course since: shares of tiers, published growth, then growth with income."""

import numpy as np
import pytest

from actuary.axes import PAYERS, SERVICES
from actuary.basis.growth import care_growth
from actuary.basis.illness import Illness, _at, illness_of
from actuary.basis.known import Known
from actuary.basis.macro import Macro, macro_of
from actuary.figures.single import figure
from actuary.figures.tables import table
from actuary.kernel import rows as r
from actuary.levers.shape import steps_in
from actuary.severity import LAWS, curve
from actuary.units import Number, Share

YEARS = range(2019, 2037)


def macro() -> Macro:
    return macro_of(Known("meishan", {}), range(2017, 2037))


def illness(years: range = YEARS) -> Illness:
    return illness_of(Known("meishan", {}), macro(), years, "lognormal")


def anchor(pool: str, measure: str, year: int) -> float:
    rows = table("service_anchors").columns
    keys = zip(rows["pool"], rows["service"], rows["measure"], rows["year"], strict=True)
    return float(dict(zip(keys, rows["value"], strict=True))[pool, "inpatient", measure, str(year)])


def test_the_nearest_year_is_taken_the_earlier_of_two() -> None:
    assert _at({2013: 1.0, 2015: 2.0}, 2014) == 1.0
    assert _at({2013: 1.0, 2015: 2.0}, 2020) == 2.0


def test_admissions_of_all_tiers_and_their_mean_cost_are_the_published_ones() -> None:
    """Shares of tiers add up to all admissions; their costs keep the nation's mean."""
    services = illness().services
    for p, pool in enumerate(("employee", "resident")):
        tiers = services[p, :4]
        assert tiers[:, r.FREQUENCY].sum() == pytest.approx(anchor(pool, "frequency", 2019), rel=1e-9)
        mean = (tiers[:, r.FREQUENCY] * tiers[:, r.COST]).sum() / tiers[:, r.FREQUENCY].sum()
        assert mean == pytest.approx(anchor(pool, "cost_per_case", 2019), rel=1e-9)
        assert tiers[0, r.COST] > tiers[1, r.COST] > tiers[2, r.COST] == tiers[3, r.COST]


def test_inpatient_care_counts_by_admission_all_else_by_year() -> None:
    by_year = illness().services[:, :, r.BY_YEAR]
    assert by_year.tolist() == [[0.0] * 4 + [1.0] * 3] * 2
    assert [name.startswith("inpatient") for name in SERVICES] == [True] * 4 + [False] * 3


def test_use_and_price_follow_what_was_published_to_the_last_year_that_was() -> None:
    """Growth of admissions per member, less what age alone adds a year; growth of their cost."""
    found, ageing = illness(), figure("national_ageing_effect_employee", "china").value
    use = anchor("employee", "frequency", 2025) / anchor("employee", "frequency", 2019) / (1 + ageing) ** 6
    assert found.use[0, 0, 6] == pytest.approx(use, rel=1e-9)
    price = anchor("employee", "cost_per_case", 2025) / anchor("employee", "cost_per_case", 2019)
    assert found.price[0, 0, 6] == pytest.approx(price, rel=1e-9)
    np.testing.assert_array_equal(found.use[..., 0], 1)
    np.testing.assert_array_equal(found.price[..., 0], 1)


def test_later_care_grows_beyond_what_was_published() -> None:
    """2025 is the last year with admissions: what follows grows by the year, each payer as it does."""
    found = illness()
    for p, payer in enumerate(PAYERS):
        use, price = care_growth(Known("meishan", {}), macro(), payer, YEARS, 2025)
        np.testing.assert_allclose(
            found.use[p, :, 7:] / found.use[p, :, 6:-1], np.tile(1 + use[7:], (len(SERVICES), 1))
        )
        np.testing.assert_allclose(found.price[p, 2, 7:] / found.price[p, 2, 6:-1], 1 + price[7:])


def test_use_makes_up_for_a_gap_of_the_base_year() -> None:
    """10 % below its usual share, half of it closed each year: 1.1 to the 1/2, then to the 3/4."""
    share = Share(-1, 1)
    gap = {"spending_gap_resident": "10 %", "spending_return_rate": "50 %"}
    known = Known("meishan", {name: steps_in(text, share, "year") for name, text in gap.items()})
    use, plain = (illness_of(one, macro(), YEARS, "lognormal").use for one in (known, Known("meishan", {})))
    np.testing.assert_allclose(use[1, :, 1] / plain[1, :, 1], 1.1**0.5)
    np.testing.assert_allclose(use[1, :, 2] / plain[1, :, 2], 1.1**0.75)
    np.testing.assert_array_equal(use[0], plain[0])


def test_a_later_base_starts_its_indices_there() -> None:
    early, late = illness(), illness(range(2021, 2037))
    np.testing.assert_array_equal(late.use[..., 0], 1)
    np.testing.assert_allclose(late.price[0, 0, 4], early.price[0, 0, 6] / early.price[0, 0, 2], rtol=1e-9)


def test_the_old_need_more_inpatient_care_than_the_young() -> None:
    relativity = illness().relativity[0, 0]
    assert relativity[75] > 3 * relativity[40]


@pytest.mark.parametrize("law", LAWS)
def test_admissions_and_a_year_of_care_spread_as_the_law_says_wages_do_not(law: str) -> None:
    """The law is the scenario's, the coefficients of variation are figures: 1.5 of an admission, 2.5 of a year."""
    found = illness_of(Known("meishan", {}), macro(), YEARS, law)
    np.testing.assert_array_equal(found.curves[0, 0], curve(law, 1.5))
    np.testing.assert_array_equal(found.curves[1, -1], curve(law, 2.5))
    np.testing.assert_array_equal(found.wage_curve, curve("lognormal", 0.6))


def test_a_law_that_cannot_spread_so_little_names_the_figure() -> None:
    known = Known("meishan", {"severity_cv_year": steps_in("0.9", Number(0, 10), "year")})
    with pytest.raises(LookupError, match="severity_cv_year: a Pareto law has a coefficient of variation above 1"):
        illness_of(known, macro(), YEARS, "pareto")
