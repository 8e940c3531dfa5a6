"""How care grows after the last published year: as lately, then as income does; and how an epidemic year is made up for."""

import numpy as np
import pytest

from actuary.basis.growth import care_growth, recovery
from actuary.basis.known import Known
from actuary.basis.macro import Macro
from actuary.law import Array
from actuary.levers.shape import Steps, steps_in
from actuary.units import Number, Share

YEARS = range(2025, 2040)
INFLATION, INCOME_GROWTH = 0.02, 0.05
REAL_INCOME = 1.05 / 1.02 - 1


def macro() -> Macro:
    """Prices + 2 % and incomes + 5 % in every year."""
    years = range(YEARS[0] - 2, YEARS[-1] + 2)
    income = 40_000 * (1 + INCOME_GROWTH) ** np.arange(len(years))
    return Macro(years, income, income, np.full(len(years), INFLATION))


def known(area: str = "meishan", **written: str) -> Known:
    units = {"excess_fades_by": Number(2010, 2094)}
    overrides: dict[str, Steps] = {
        name: steps_in(text, units.get(name, Share(-1, 10)), "year") for name, text in written.items()
    }
    return Known(area, overrides)


def grown(years: range = YEARS, last_known: int = 2025, **written: str) -> tuple[Array, Array]:
    """Use and price with care that grew by 7 % of late, 1 % of it by age: elasticity 0.8, gone by 2035, 30 % is price."""
    written = {"cost_growth_employee": "7 %", "national_ageing_effect_employee": "1 %", **written}
    use, price = care_growth(known(**written), macro(), "employee", years, last_known)
    return use, price


def test_the_first_year_grows_as_lately_without_ageing_and_prices() -> None:
    """Real cost + 1.07 / 1.01 / 1.02 - 1; 70 % of it is use, 30 % price on top of inflation."""
    real = 1.07 / 1.01 / 1.02 - 1
    use, price = grown()
    assert use[1] == pytest.approx(0.7 * real, rel=1e-9)
    assert price[1] == pytest.approx(1.02 * (1 + 0.3 * real) - 1, rel=1e-9)
    assert (1 + use[1]) * (1 + price[1]) * 1.01 == pytest.approx(1.07, abs=0.3 * 0.7 * real**2 * 1.1)


def test_from_the_year_it_fades_by_care_follows_income_alone() -> None:
    use, price = grown()
    np.testing.assert_allclose(use[2035 - 2025 :], 0.7 * 0.8 * REAL_INCOME)
    np.testing.assert_allclose(price[2035 - 2025 :], 1.02 * (1 + 0.3 * 0.8 * REAL_INCOME) - 1)


def test_in_between_the_excess_fades_on_a_straight_line() -> None:
    """Nine steps from 2026 to 2035."""
    excess = 1.07 / 1.01 / 1.02 - 1 - 0.8 * REAL_INCOME
    use, _ = grown()
    np.testing.assert_allclose(use[1:11] / 0.7 - 0.8 * REAL_INCOME, excess * np.arange(9, -1, -1) / 9, atol=1e-12)


def test_care_that_lagged_behind_income_catches_up_with_it() -> None:
    """0.5 % of late, all of it age and prices: the excess is negative, and gone as well."""
    use, _ = grown(cost_growth_employee="0.5 %")
    assert use[1] == pytest.approx(0.7 * (1.005 / 1.01 / 1.02 - 1), rel=1e-9)
    assert (np.diff(use[1:11]) > 0).all()
    assert use[10] == pytest.approx(0.7 * 0.8 * REAL_INCOME)


def test_where_use_is_published_for_longer_the_line_begins_later() -> None:
    """To 2027: the full excess in 2028, seven steps to 2035."""
    excess = 1.07 / 1.01 / 1.02 - 1 - 0.8 * REAL_INCOME
    use, _ = grown(last_known=2027)
    np.testing.assert_allclose(use[3:11] / 0.7 - 0.8 * REAL_INCOME, excess * np.arange(7, -1, -1) / 7, atol=1e-12)


def test_a_run_that_begins_later_is_on_the_same_line() -> None:
    use, price = grown()
    later_use, later_price = grown(range(2030, 2040))
    np.testing.assert_allclose(later_use, use[5:])
    np.testing.assert_allclose(later_price, price[5:])


@pytest.mark.parametrize("year", ["2026", "2025", "2020"])
def test_an_excess_that_is_gone_at_once_leaves_no_year(year: str) -> None:
    use, _ = grown(excess_fades_by=year)
    np.testing.assert_allclose(use[1:], 0.7 * 0.8 * REAL_INCOME)


def recovered(area: str, **written: str) -> list[float]:
    return recovery(known(area, **written), "employee", range(2025, 2029)).tolist()


def test_a_fixed_share_of_the_gap_closes_each_year() -> None:
    """10 % below its usual share of income, half of the way back each year: 1/2, 3/4, 7/8 of it."""
    found = recovered("meishan", spending_gap_employee="10 %", spending_return_rate="50 %")
    assert found == pytest.approx([1, 1.1**0.5, 1.1**0.75, 1.1**0.875])


def test_who_spent_more_than_usual_comes_down() -> None:
    found = recovered("meishan", spending_gap_employee="= -10 %", spending_return_rate="100 %")
    assert found == pytest.approx([1, 0.9, 0.9, 0.9])


def test_without_a_way_back_nothing_is_made_up_for() -> None:
    assert recovered("meishan", spending_gap_employee="10 %", spending_return_rate="0 %") == [1, 1, 1, 1]


def test_a_fund_without_a_past_of_its_own_has_no_gap() -> None:
    """The nation's gap of 2025 is the nation's; in 2026 nobody knows one."""
    assert recovered("meishan") == [1, 1, 1, 1]
    assert recovered("china") != [1, 1, 1, 1]
    assert recovery(known("china"), "employee", range(2026, 2028)).tolist() == [1, 1]
