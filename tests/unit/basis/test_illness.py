"""Care of the base year and its course since: shares of tiers, published growth, then growth with income."""

import numpy as np
import pytest

from actuary.axes import SERVICES
from actuary.basis.illness import Illness, _at, _long_run, illness_of
from actuary.basis.known import Known
from actuary.basis.macro import Macro, macro_of
from actuary.figures.tables import table
from actuary.kernel import rows as r
from actuary.levers.shape import steps_in
from actuary.severity import LAWS, curve
from actuary.units import Number

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
    """Growth of admissions per member, less the half per cent a year that is ageing; growth of their cost."""
    found = illness()
    use = anchor("employee", "frequency", 2025) / anchor("employee", "frequency", 2019) / 1.005**6
    assert found.use[0, 0, 6] == pytest.approx(use, rel=1e-9)
    price = anchor("employee", "cost_per_case", 2025) / anchor("employee", "cost_per_case", 2019)
    assert found.price[0, 0, 6] == pytest.approx(price, rel=1e-9)
    np.testing.assert_array_equal(found.use[..., 0], 1)
    np.testing.assert_array_equal(found.price[..., 0], 1)


def test_later_cost_follows_income() -> None:
    """2026: income + 4.5 %, prices + 0.5 %; cost = 0.8 x real growth + 0.5 % x 9 / 10 years left; 30 % of it is price."""
    real = 1.045 / 1.005 - 1
    cost = 0.8 * real + 0.005 * 9 / 10
    use, price = _long_run(Known("meishan", {}), macro(), YEARS, 2025)
    assert use[2026 - 2019] == pytest.approx(0.7 * cost, rel=1e-9)
    assert price[2026 - 2019] == pytest.approx(1.005 * (1 + 0.3 * cost) - 1, rel=1e-9)
    found = illness()
    np.testing.assert_allclose(found.use[:, :, 7] / found.use[:, :, 6], 1 + use[7])
    np.testing.assert_allclose(found.price[:, :, 7] / found.price[:, :, 6], 1 + price[7])


def test_the_excess_is_gone_when_it_has_faded() -> None:
    """From 2035 on, cost per head follows 0.8 of real income alone."""
    use, _ = _long_run(Known("meishan", {}), macro(), YEARS, 2025)
    real = 1.04 / 1.015 - 1
    assert use[2035 - 2019] == pytest.approx(0.7 * 0.8 * real, rel=1e-9)


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
