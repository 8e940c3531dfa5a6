"""What drives a fund between two years of a run."""

import math

import numpy as np
import pytest

import actuary
from actuary.analysis.attribution.divisia import BEGUN
from actuary.analysis.attribution.drivers import FUNDS, OF_PEOPLE, OTHER, Driver, Drivers, drivers_of, told_of
from actuary.axes import PAYERS, SERVICES
from actuary.errors import Mistakes
from actuary.kernel import rows as r
from tests.runs import areas_ran, ran


def amounts(found: Drivers, measure: str, driver: str) -> float:
    return sum(one.amount for one in found.drivers if one.measure == measure and one.driver == driver)


@pytest.mark.parametrize("fund", FUNDS)
@pytest.mark.parametrize("name", ["meishan", "zibo", "kaizhou_plan"])
def test_all_drivers_add_up_to_the_change_of_the_fund(name: str, fund: str) -> None:
    results = ran(name)
    for first, last in ((results.base, results.years[-1]), (results.base, results.base + 1), (2027, 2028)):
        found = drivers_of(results, fund, first, last)
        for measure in ("income", "spending"):
            values = results.funds[fund][measure]
            change = values[last - results.base] - values[first - results.base]
            assert found.change(measure) == pytest.approx(change, rel=1e-9)


def test_it_adds_up_where_a_rate_ends_and_what_was_put_off_comes_in_later() -> None:
    results = ran(
        "meishan",
        *(f"levers.contribution_rate.{who}.2028=0 %" for who in ("employer", "employee")),
        "levers.contribution_deferral.share.2027-10=50 %",
        "levers.contribution_deferral.months.2027-10=6 months",
    )
    found = drivers_of(results, "employee_scheme", 2027, 2028)
    income = results.funds["employee_scheme"]["income"]
    assert found.change("income") == pytest.approx(income[2028 - 2019] - income[2027 - 2019], rel=1e-9)
    assert amounts(found, "income", "late_contributions") > 0
    assert amounts(found, "income", BEGUN) < 0


@pytest.mark.parametrize("fund", FUNDS)
def test_the_factors_of_care_are_its_cost_before_the_fund_pays(fund: str) -> None:
    results, year = ran("meishan"), 2030
    rows = results.ledger.yearly[year - results.base - 1, r.CARE :]
    cost = rows.reshape(r.CARE_BLOCKS, len(PAYERS), len(SERVICES))[1, FUNDS.index(fund)]
    for (measure, _, which), factors in told_of(results, fund, year).products.items():
        if measure == "spending":
            product = math.prod(value for name, value in factors.items() if name != "ratio")
            assert product == pytest.approx(cost[SERVICES.index(which)], rel=1e-12)


def test_the_base_year_is_divided_as_it_was_calibrated() -> None:
    results = ran("meishan")
    care = results.basis.base_year.yearly[0, r.CARE :].reshape(r.CARE_BLOCKS, len(PAYERS), len(SERVICES))
    products = told_of(results, "resident", 2019).products
    for (_, _, which), factors in ((key, one) for key, one in products.items() if key[0] == "spending"):
        cost = math.prod(value for name, value in factors.items() if name != "ratio")
        assert cost == pytest.approx(care[1, PAYERS.index("resident"), SERVICES.index(which)], rel=1e-9)
    there = drivers_of(results, "resident", 2019, 2020), drivers_of(results, "resident", 2020, 2030)
    whole = drivers_of(results, "resident", 2019, 2030)
    assert sum(one.change("income") for one in there) == pytest.approx(whole.change("income"), rel=1e-9)


def test_only_what_a_lever_moves_is_driven_otherwise() -> None:
    raised = ran("meishan", "levers.contribution_rate.employer.2029=+1 pp")
    base, found = (drivers_of(one, "employee_scheme", 2028, 2029) for one in (ran("meishan"), raised))
    assert amounts(base, "income", "rate") == 0.0
    law = raised.law.employer_rate + raised.law.employee_rate
    before, after = (law[12 * (year - 2019)] for year in (2028, 2029))
    driven = amounts(found, "income", "rate") / amounts(found, "income", "wage")
    wages = raised.yearly["wage"]
    grown = wages[2029 - 2019] / wages[2028 - 2019]
    assert driven == pytest.approx(np.log(after / before) / np.log(grown), rel=1e-9)
    assert amounts(found, "spending", "price") == amounts(base, "spending", "price")


def test_the_frozen_population_keeps_people_take_up_and_ages() -> None:
    results = ran("meishan")
    found = drivers_of(results, "resident", 2025, 2030)
    frozen = [one for one in found.drivers if one.measure == "frozen_spending"]
    assert {one.driver for one in frozen} == {"use", "price", "ratio"}
    before, after = (told_of(results, "resident", year).products for year in (2025, 2030))
    change = sum(
        math.prod(factors[name] if name in OF_PEOPLE else value for name, value in after[key].items())
        - math.prod(factors.values())
        for key, factors in before.items()
        if key[0] == "spending"
    )
    assert found.change("frozen_spending") == pytest.approx(change, rel=1e-9)


def test_the_changes_of_two_spans_are_that_of_both() -> None:
    results = ran("meishan")
    there = drivers_of(results, "resident", 2025, 2028), drivers_of(results, "resident", 2028, 2030)
    whole = drivers_of(results, "resident", 2025, 2030)
    assert sum(one.change("spending") for one in there) == pytest.approx(whole.change("spending"), rel=1e-9)


def test_a_service_that_begins_to_be_paid_is_a_driver_of_its_own() -> None:
    results = ran("meishan", *(f"levers.resident_benefits.ratio.outpatient.{at}" for at in ("2026=0 %", "2028=50 %")))
    found = drivers_of(results, "resident", 2027, 2028)
    care = results.ledger.yearly[2028 - 2019 - 1, r.CARE :].reshape(r.CARE_BLOCKS, len(PAYERS), len(SERVICES))
    paid = care[2, PAYERS.index("resident"), SERVICES.index("outpatient")]
    assert paid > 0
    assert amounts(found, "spending", BEGUN) == pytest.approx(paid, rel=1e-12)
    assert BEGUN not in {one.driver for one in drivers_of(results, "resident", 2028, 2030).drivers}


def test_lines_that_are_nothing_in_both_years_are_not_told() -> None:
    found = drivers_of(ran("meishan"), "resident", 2025, 2030)
    lines = {one.driver for one in found.drivers if one.part == OTHER}
    assert "interest" in lines
    assert not lines & {"newborns", "purchasing", "account_payments", "transfer_out"}


def test_the_frame_is_tidy_and_its_shares_come_to_one() -> None:
    found = actuary.drivers("meishan", "resident", 2025, 2030)
    frame = found.frame()
    assert list(frame.columns) == ["measure", "part", "driver", "amount", "share"]
    assert len(frame) == len(found.drivers)
    shares = frame.groupby("measure")["share"].sum()
    assert shares["income"] == pytest.approx(1)
    assert shares["spending"] == pytest.approx(1)
    assert shares["frozen_spending"] == pytest.approx(found.change("frozen_spending") / found.change("spending"))


def test_no_share_is_told_of_no_change() -> None:
    still = Drivers(ran("meishan"), "resident", 2025, 2030, (Driver("income", OTHER, "interest", 0.0),))
    assert math.isnan(still.share(still.drivers[0]))


@pytest.mark.parametrize(
    ("fund", "first", "last", "says"),
    [
        ("residents", 2025, 2030, "fund residents|one of employee_scheme, resident"),
        ("resident", 2018, 2030, "year 2018|this run has the years 2019 to 2035"),
        ("resident", 2025, 2036, "year 2036|this run has the years 2019 to 2035"),
        ("resident", 2030, 2030, "from 2030 until 2030|the first year before the last"),
        ("resident", 2030, 2025, "from 2030 until 2025|the first year before the last"),
    ],
)
def test_what_cannot_be_asked_is_a_mistake(fund: str, first: int, last: int, says: str) -> None:
    with pytest.raises(Mistakes) as found:
        drivers_of(ran("meishan"), fund, first, last)
    assert all(part in str(found.value) for part in says.split("|"))


def test_several_areas_are_asked_one_by_one() -> None:
    member = areas_ran("jiangxi_pooling").members["nanchang"]
    income = member.funds["resident"]["income"]
    change = income[2030 - member.base] - income[2025 - member.base]
    found = actuary.drivers(member, "resident", 2025, 2030)
    assert found.change("income") == pytest.approx(change, rel=1e-9)
    with pytest.raises(Mistakes, match="of one area"):
        actuary.drivers("jiangxi_pooling", "resident", 2025, 2030)
