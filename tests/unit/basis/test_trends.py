"""Trends of made-up books, each by hand; a year weighs half as much as the next (half-life one year), intervals hold 90 %."""

import math

import numpy as np
import pytest

from actuary.basis.books import OTHER_SCOPE, TWO_YEARS, output_per_head
from actuary.basis.trends import OWN_CALCULATION, OWN_ESTIMATE, Estimate, _growth, estimates_of, vintage_of
from actuary.figures.history import nation
from actuary.figures.single import figure
from tests.unit.basis.made import AREA, Series, booked, history

T_95 = {1: 6.313751514675, 2: 2.919985580354, 3: 2.353363434801}
"""Student's distribution: 5 % lie beyond, by degrees of freedom (printed in every table of it)."""
KEPT = dict.fromkeys(range(2012, 2020), 1000.0)
"""What stays as it is."""


def estimated(name: str, year: int, series: dict[tuple[str, str], Series], area: str = AREA) -> Estimate:
    return {one.name: one for one in estimates_of(history(series, area), year)}[name]


def members(year: int, levels: Series) -> Estimate:
    return estimated("members_growth", year, {("employee", "insured"): levels})


def shares(name: str, year: int, logs: Series, area: str = AREA) -> Estimate:
    """An estimate from the log of the share of income that is spent, by year."""
    spending = {of: 1000 * math.exp(log) for of, log in logs.items()}
    return estimated(
        name, year, {("employee", "income"): dict.fromkeys(logs, 1000.0), ("employee", "spending"): spending}, area
    )


def test_two_steps_the_later_weighs_twice() -> None:
    """10 % in 2018 and 4 % in 2019: (ln 1.10 + 2 ln 1.04) / 3 a year."""
    found = members(2019, {2017: 100.0, 2018: 110.0, 2019: 110 * 1.04})
    assert found.value == pytest.approx(math.exp((math.log(1.10) + 2 * math.log(1.04)) / 3) - 1, rel=1e-12)
    assert (found.place, found.year, found.years) == (AREA, 2019, (2018, 2019))


def test_the_interval_is_students_on_as_many_steps_as_the_weights_are_worth() -> None:
    """Weights 1 : 2 : 4 : 8 are worth 15 x 15 / 85 steps, one of which the mean takes.

    The variance of the mean is the weighted variance over what is left.
    """
    growth, weights = np.array([0.02, 0.06, 0.03, 0.05]), np.array([1.0, 2.0, 4.0, 8.0])
    levels = {2015 + i: 100 * math.exp(log) for i, log in enumerate([0, *np.cumsum(growth)])}
    mean = (0.02 + 2 * 0.06 + 4 * 0.03 + 8 * 0.05) / 15
    freedom = 15 * 15 / 85 - 1
    variance = float((weights * (growth - mean) ** 2).sum()) / 15 / freedom
    found = members(2019, levels)
    assert found.value == pytest.approx(math.expm1(mean), rel=1e-12)
    reach = math.log1p(found.high) - mean
    assert mean - math.log1p(found.low) == pytest.approx(reach, rel=1e-9)
    assert T_95[2] < reach / math.sqrt(variance) < T_95[1]  # 1.65 degrees of freedom


def test_one_degree_of_freedom_is_the_least() -> None:
    """Two steps, 1 : 2, are worth 1.8: the interval is of one degree, the widest of the tables."""
    found = members(2019, {2017: 100.0, 2018: 110.0, 2019: 110 * 1.04})
    early, late = math.log(1.10), math.log(1.04)
    mean = (early + 2 * late) / 3
    spread = ((early - mean) ** 2 + 2 * (late - mean) ** 2) / 3
    assert math.log1p(found.high) == pytest.approx(mean + T_95[1] * math.sqrt(spread), rel=1e-9)
    assert math.log1p(found.low) == pytest.approx(mean - T_95[1] * math.sqrt(spread), rel=1e-9)


def test_where_all_years_weigh_alike_it_is_the_mean_and_its_standard_error() -> None:
    """Mean of 2, 6, 3, 5 % is 4 %; their variance (4 + 4 + 1 + 1) / 3, over four steps."""
    logs = [0, 0.02, 0.08, 0.11, 0.16]
    fit = _growth({2015 + i: math.exp(log) for i, log in enumerate(logs)}, 2019, {}, math.inf)
    assert fit is not None
    assert fit.mean == pytest.approx(0.04)
    assert fit.freedom == pytest.approx(3)
    assert fit.variance == pytest.approx(10e-4 / 3 / 4)


def test_a_year_of_epidemic_and_the_next_are_one_step_of_two_years() -> None:
    """5 % to 2019, then 21 % in two years, 10 % a year: it counts twice, and the year before is two years back."""
    found = members(2021, {2018: 100.0, 2019: 105.0, 2020: 90.0, 2021: 105 * 1.21})
    mean = (0.25 * math.log(1.05) + 2 * math.log(1.10)) / 2.25
    assert found.value == pytest.approx(math.expm1(mean), rel=1e-12)
    assert found.years == (2019, 2021)


def test_while_only_the_year_of_epidemic_is_known_it_is_left_out() -> None:
    levels = {2017: 100.0, 2018: 110.0, 2019: 110 * 1.04}
    found = members(2020, {**levels, 2020: 50.0})
    assert found.years == (2018, 2019)
    assert found.value == pytest.approx(members(2019, levels).value, rel=1e-12)


def test_two_epidemics_in_a_row_are_two_steps() -> None:
    levels = {2019: 1.0, 2020: 0.5, 2021: 1.1, 2022: 0.6, 2023: 1.2}
    fit = _growth(levels, 2023, {2020: TWO_YEARS, 2022: TWO_YEARS}, 1.0)
    assert fit is not None and fit.years == (2021, 2023)
    assert fit.mean == pytest.approx((0.25 * math.log(1.1) + math.log(1.2 / 1.1)) / 2 / 1.25)


def test_a_change_of_scope_is_no_growth() -> None:
    """The step into 2017 is left out, those around it are not."""
    levels = {2015: 1.0, 2016: 1.1, 2017: 9.0, 2018: 9.9}
    fit = _growth(levels, 2018, {2017: OTHER_SCOPE}, 1.0)
    assert fit is not None and fit.years == (2016, 2018)
    assert fit.mean == pytest.approx(math.log(1.1))


def test_the_nations_residents_skip_the_years_in_which_rural_schemes_came_in() -> None:
    found = {one.name: one for one in estimates_of(nation(), 2019)}["cost_growth_resident"]
    assert found.years == (2013, 2014, 2015, 2016, 2019)


def test_a_hole_in_a_series_is_no_step() -> None:
    fit = _growth({2013: 1.0, 2014: 1.1, 2016: 5.0, 2017: 5.5}, 2017, {}, 1.0)
    assert fit is not None and fit.years == (2014, 2017)


def test_years_before_the_first_of_the_trends_are_not_looked_at() -> None:
    assert figure("trend_first_year", "china").value == 2012
    levels = {2010: 1.0, 2011: 50.0, 2012: 100.0, 2013: 110.0, 2014: 121.0}
    assert members(2014, levels).years == (2013, 2014)
    assert members(2014, levels).value == pytest.approx(0.10)


def test_what_the_books_are_too_short_for_is_left_out() -> None:
    """One step tells no spread, and books without members tell nothing of members."""
    names = {one.name for one in estimates_of(history({("employee", "insured"): {2018: 1.0, 2019: 1.1}}), 2019)}
    assert names == {"disposable_income_growth"}  # of the nation's households, whatever the fund's books say


def test_wages_grow_half_as_what_a_contributor_pays_in_half_as_output_per_head() -> None:
    """Income + 9 %, contributors (insured - retired) + 1 %; it is said of the year after the last that is known."""
    years = range(2012, 2020)
    found = estimated(
        "wage_growth",
        2019,
        {
            ("employee", "income"): {year: 1e9 * 1.09 ** (year - 2012) for year in years},
            ("employee", "insured"): {year: 3000 * 1.01 ** (year - 2012) + 500 for year in years},
            ("employee", "retired_insured"): dict.fromkeys(years, 500.0),
        },
    )
    output = output_per_head()
    steps = {year: math.log(output[year] / output[year - 1]) for year in range(2013, 2020)}
    economy = sum(step * 0.5 ** (2019 - year) for year, step in steps.items()) / sum(0.5**i for i in range(7))
    assert found.value == pytest.approx(math.expm1(0.5 * math.log(1.09 / 1.01) + 0.5 * economy), rel=1e-9)
    assert found.year == 2020


def test_of_two_growths_mixed_the_variances_are_mixed_by_the_squares() -> None:
    """What is paid in per member grows without any spread: half the reach of the economy's own is left."""
    spending = {("resident", of): KEPT for of in ("income", "insured")}
    found = estimated("cost_growth_resident", 2019, spending)
    output = _growth({year: one for year, one in output_per_head().items() if year >= 2012}, 2019, {}, 1.0)
    assert output is not None
    middle = (math.log1p(found.high) + math.log1p(found.low)) / 2
    assert middle == pytest.approx(output.mean / 2, rel=1e-9)
    reach = math.log1p(found.high) - middle
    assert T_95[2] < reach / (math.sqrt(output.variance) / 2) < T_95[1]


def test_care_grows_as_what_is_paid_in_per_member_with_what_was_waived() -> None:
    """1,000 every year, of which 300 were waived in 2019: no growth of the fund's own."""
    paid = {**KEPT, 2019: 700.0}
    heads = {("employee", "insured"): KEPT}
    waived = estimated(
        "cost_growth_employee",
        2019,
        {("employee", "income"): paid, ("employee", "contributions_waived"): {2019: 300.0}, **heads},
    )
    level = estimated("cost_growth_employee", 2019, {("employee", "income"): KEPT, **heads})
    assert waived.value == pytest.approx(level.value, rel=1e-12)
    assert estimated("cost_growth_employee", 2019, {("employee", "income"): paid, **heads}).value < 0 < level.value


def test_the_gap_is_the_usual_share_spent_over_the_share_of_the_year() -> None:
    """Shares exp(-0.1), exp(-0.2), exp(-0.15), exp(-0.35): the usual one is exp(-0.2), the year's lies 0.15 below it."""
    found = shares("spending_gap_employee", 2019, {2016: -0.1, 2017: -0.2, 2018: -0.15, 2019: -0.35})
    assert found.value == pytest.approx(math.expm1(0.15), rel=1e-9)
    error = math.sqrt((0.1**2 + 0 + 0.05**2 + 0.15**2) / 3 / 4)
    assert found.high == pytest.approx(math.expm1(0.15 + T_95[3] * error), rel=1e-9)
    assert found.low == pytest.approx(math.expm1(0.15 - T_95[3] * error), rel=1e-9)
    assert (found.year, found.years) == (2019, (2016, 2017, 2018, 2019))


def test_the_usual_share_is_of_the_last_ten_years() -> None:
    """2012 and 2013 lie outside the window of 2014 to 2023."""
    logs = dict.fromkeys(range(2014, 2023), 0.0) | {2012: -3.0, 2013: -3.0, 2023: -0.1}
    found = shares("spending_gap_employee", 2023, logs)
    assert found.years == tuple(range(2014, 2024))
    assert found.value == pytest.approx(math.expm1(0.1 * 9 / 10), rel=1e-9)


def test_without_the_year_itself_there_is_no_gap() -> None:
    books = history({("employee", of): {2016: 1.0, 2017: 2.0} for of in ("income", "spending")})
    assert "spending_gap_employee" not in {one.name for one in estimates_of(books, 2018)}


def test_the_usual_share_begins_where_the_scope_last_changed() -> None:
    found = {one.name: one for one in estimates_of(nation(), 2019)}["spending_gap_resident"]
    assert found.years == (2018, 2019)


def test_the_return_is_minus_the_slope_of_the_change_on_the_share_before() -> None:
    """Least squares by hand: slope = Sxy / Sxx, its variance the rest over two degrees of freedom and Sxx."""
    logs = [0.10, 0.02, 0.05, -0.03, 0.00]
    before, change = np.array(logs[:-1]), np.diff(logs)
    x, y = before - before.mean(), change - change.mean()
    slope = (x * y).sum() / (x * x).sum()
    error = math.sqrt(((y - slope * x) ** 2).sum() / 2 / (x * x).sum())
    found = shares("spending_return_rate", 2016, {2012 + i: log for i, log in enumerate(logs)})
    assert found.value == pytest.approx(-slope, rel=1e-6)
    assert 0 < -slope < 1 < -slope + T_95[2] * error
    assert (found.low, found.high) == (max(0, -slope - T_95[2] * error), 1)


def test_a_share_that_closes_half_its_gap_each_year_is_found_to_do_so() -> None:
    """1/2, 1/4, 1/8, ... of the first gap are left, without any rest: the interval has no width."""
    found = shares("spending_return_rate", 2018, {2012 + i: -0.1 - 0.08 * 0.5**i for i in range(7)})
    assert (found.value, found.low, found.high) == pytest.approx((0.5, 0.5, 0.5), rel=1e-6)


def test_a_share_that_runs_away_does_not_come_back_at_all() -> None:
    found = shares("spending_return_rate", 2018, {2012 + i: -0.01 * 1.5**i for i in range(7)})
    assert (found.value, found.low, found.high) == (0, 0, 0)


def test_the_fall_into_an_epidemic_is_no_return_but_the_way_back_is() -> None:
    """Half the gap closes each year; 2020 falls by a quarter, from where half closes again."""
    logs = {2015 + i: -0.1 + 0.08 * 0.5**i for i in range(5)}
    logs[2020] = logs[2019] - 0.25
    logs[2021] = -0.1 + (logs[2020] + 0.1) / 2
    found = shares("spending_return_rate", 2021, logs)
    assert found.years == (2016, 2017, 2018, 2019, 2021)
    assert found.value == pytest.approx(0.5, rel=1e-6)


def test_two_changes_are_too_few_for_a_line() -> None:
    books = {("employee", of): {2016: 10.0, 2017: 11.0, 2018: 13.0} for of in ("income", "spending")}
    assert "spending_return_rate" not in {one.name for one in estimates_of(history(books), 2018)}


def test_a_share_that_never_moved_tells_nothing_of_a_way_back() -> None:
    """Nine tenths in every year, to rounding."""
    years = {year: 1e9 * 1.07 ** (year - 2012) for year in range(2012, 2020)}
    books = {("employee", "income"): years, ("employee", "spending"): {of: 0.9 * one for of, one in years.items()}}
    found = {one.name: one for one in estimates_of(history(books), 2019)}
    assert "spending_return_rate" not in found
    assert found["spending_gap_employee"].value == pytest.approx(0, abs=1e-12)


def test_a_year_with_more_retired_than_members_tells_nothing_of_wages() -> None:
    """In 2015 all are retired, in 2016 more than all: both fall out, and the steps into and out of them."""
    series = {
        ("employee", "income"): KEPT,
        ("employee", "insured"): KEPT,
        ("employee", "retired_insured"): {**dict.fromkeys(KEPT, 300.0), 2015: 1000.0, 2016: 1001.0},
    }
    assert estimated("wage_growth", 2019, series).years == (2013, 2014, 2018, 2019)


def test_the_nations_care_leaves_the_epidemics_and_the_return_of_2023_out() -> None:
    """Discharges per member tell a trend to 2019, then 2019 to 2021 and the years after 2023; a city publishes none."""
    found = {one.name: one for one in estimates_of(nation(), 2025)}
    assert found["use_growth_employee"].years == (*range(2013, 2020), 2021, 2024, 2025)
    assert "use_growth_employee" not in {one.name for one in estimates_of(history(BOOKS), 2021)}


BOOKS = {
    ("employee", "insured"): {2018: 30e4, 2019: 33e4, 2020: 34e4, 2021: 36e4},
    ("resident", "insured"): {2018: 300e4, 2019: 295e4, 2020: 290e4, 2021: 280e4},
    ("employee", "retired_insured"): {2018: 8e4, 2019: 9e4, 2020: 9e4, 2021: 10e4},
    ("employee", "balance"): {2018: 20e8},
    ("employee", "income"): {2018: 10e8, 2019: 12e8, 2020: 11e8, 2021: 13e8},
    ("employee", "spending"): {2018: 8e8, 2019: 9e8, 2020: 9e8, 2021: 10e8},
}


def test_a_vintage_holds_the_funds_books_to_its_year_and_the_nations() -> None:
    found = vintage_of(history(BOOKS), 2019)
    assert list(found.seen("employee_income", AREA)) == [2018, 2019]
    assert max(found.seen("employee_income", "china")) == 2019
    assert (found.year, found.place) == (2019, AREA)


def test_a_vintage_rolls_a_missing_balance_forward() -> None:
    """20 + 12 - 9 = 23."""
    balances = vintage_of(history(BOOKS), 2019).seen("employee_balance", AREA)
    assert {year: one.value for year, one in balances.items()} == pytest.approx({2018: 20e8, 2019: 23e8})


def test_a_vintage_holds_the_trends_of_its_year_with_how_they_were_made() -> None:
    books = history(BOOKS)
    one = {one.name: one for one in estimates_of(books, 2021)}["members_growth"]
    found = vintage_of(books, 2021).seen("members_growth", AREA)
    assert list(found) == [2021]
    assert (found[2021].value, found[2021].low, found[2021].high) == (one.value, one.low, one.high)
    assert (found[2021].status, found[2021].source, found[2021].note) == ("estimated", OWN_ESTIMATE, one.method)


@pytest.mark.parametrize("place", [AREA, "china"])
def test_what_is_assumed_of_the_far_future_stays_beside_a_trend(place: str) -> None:
    """4 % from 2035 on; what today's books say of 2026 is not known."""
    assert list(vintage_of(history(BOOKS), 2021).seen("wage_growth", place)) in ([2035, 2022], [2022, 2035])


def test_the_enrolment_base_is_the_insured_over_coverage() -> None:
    """Jiangxi: (34 + 290) 万 over 95 %."""
    books = history(BOOKS, "jiangxi")
    base = vintage_of(books, 2020).seen("enrolment_base", "jiangxi")[2020]
    assert base.value == pytest.approx((34e4 + 290e4) / 0.95)
    assert (base.status, base.source, base.note) == ("derived", OWN_CALCULATION, "insured / coverage_rate")


def test_coverage_is_the_last_that_was_known() -> None:
    """The nation in 2019: 135,407.4 万 insured of 141,008 万 people; today's 95 % would make 142,534 万 of them."""
    base = vintage_of(nation(), 2019).seen("enrolment_base", "china")[2019]
    assert base.value == pytest.approx(141_008e4, rel=1e-8)


def test_without_the_members_of_both_schemes_no_enrolment_base_is_made() -> None:
    books = history({key: series for key, series in BOOKS.items() if key != ("resident", "insured")})
    assert vintage_of(books, 2021).seen("enrolment_base", AREA) == vintage_of(history({}), 2021).seen(
        "enrolment_base", AREA
    )


def test_a_version_that_came_out_later_does_not_move_an_earlier_vintage() -> None:
    books = history(BOOKS)
    revised = books._replace(booked=(*books.booked, booked("employee", "insured", 2019, 90e4, known_in=2022)))
    assert vintage_of(revised, 2020) == vintage_of(books, 2020)
    assert vintage_of(revised, 2021) != vintage_of(books, 2021)
