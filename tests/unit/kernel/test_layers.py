"""Layers after the basic one: the broken line of what patients owe, and what each layer takes of it."""

import math
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from actuary.kernel import rows as r
from actuary.kernel.layers import (
    BEYOND,
    KNOT,
    LEVEL,
    LINE_ROWS,
    PIECES,
    SLOPE,
    close_funds,
    end,
    expected,
    follow_points,
    pay_premiums,
    settle_layers,
    split,
    take,
)
from actuary.kernel.payment import limited
from actuary.severity import LOG_LOW, LOG_STEP, curve, lognormal

GRID = np.array([LOG_LOW, LOG_STEP])
CV = 2.0
CURVE = curve("lognormal", CV)
MEAN = 1000.0


class Line(NamedTuple):
    """What is owed of a year's cost with a mean of 1,000."""

    pieces: np.ndarray
    n: int

    def split(self, owed: float) -> tuple[float, "Line"]:
        at = split(*self, owed, CURVE, GRID, MEAN)
        return at, self._replace(n=self.n + 1)

    def take(self, deductible: float, ratio: float, cap: float, covered: float) -> tuple[float, "Line"]:
        """Of an income of 1 the deductible and the cap are what they are."""
        paid, n = take(*self, 1.0, deductible, ratio, cap, covered, CURVE, GRID, MEAN)
        return paid, self._replace(n=n)

    def row(self, row: int) -> np.ndarray:
        return self.pieces[row, : self.n]


def line(*pieces: tuple[float, float]) -> Line:
    """A line given by (begin, slope), with room for more."""
    found = np.zeros((LINE_ROWS, PIECES))
    for i, (begin, slope) in enumerate(pieces):
        found[:, i] = begin, slope, limited(CURVE, GRID, MEAN, begin)
    end(found, len(pieces), MEAN)
    return Line(found, len(pieces))


def lev(limit: float) -> float:
    return MEAN * lognormal(CV).limited(limit / MEAN)


def test_a_knot_stands_where_so_much_is_owed() -> None:
    """A third of up to 3,000 is owed, then nothing up to 5,000, then all: 1,500 is owed of 5,500."""
    at, owed = line((0, 1 / 3), (3000, 0), (5000, 1)).split(1500.0)
    assert at == 3
    assert owed.pieces[KNOT, :4] == pytest.approx([0, 3000, 5000, 5500])
    assert owed.pieces[SLOPE, :4].tolist() == [1 / 3, 0, 1, 1]
    at, owed = owed.split(400.0)
    assert at == 1
    assert owed.pieces[KNOT, :5] == pytest.approx([0, 1200, 3000, 5000, 5500])
    assert owed.pieces[LEVEL, : owed.n + 1] == pytest.approx(
        [0, lev(1200), lev(3000), lev(5000), lev(5500), MEAN], rel=1e-9
    )


def test_what_is_never_owed_has_no_knot() -> None:
    """The line is the same, with an empty piece beyond every cost."""
    owed = line((0, 0.5), (2000, 0))
    at, after = owed.split(1000.0)
    assert at > owed.n
    assert after.pieces[KNOT, :4].tolist() == [0, 2000, BEYOND, BEYOND]
    assert after.pieces[SLOPE, :4].tolist() == [0.5, 0, 0, 0]
    assert after.take(1000.0, 0.6, 500.0, 1.0)[0] == 0


def test_what_is_owed_is_the_sum_of_its_pieces() -> None:
    owed = line((0, 0.4), (2500, 1))
    assert expected(*owed) == pytest.approx(0.4 * lev(2500) + (MEAN - lev(2500)), rel=1e-9)


def test_a_layer_pays_its_ratio_from_deductible_to_cap() -> None:
    """40 % is owed; 60 % of it from 200 on and at most 300: of costs from 500 to 1,750."""
    paid, owed = line((0, 0.4)).take(200.0, 0.6, 300.0, 1.0)
    assert paid == pytest.approx(0.6 * 0.4 * (lev(1750) - lev(500)), rel=1e-9)
    assert owed.row(KNOT) == pytest.approx([0, 500, 1750])
    assert owed.row(SLOPE) == pytest.approx([0.4, 0.16, 0.4])


def test_a_layer_without_deductible_pays_from_the_first_yuan() -> None:
    paid, owed = line((0, 0.4)).take(0.0, 0.6, 300.0, 1.0)
    assert paid == pytest.approx(0.6 * 0.4 * lev(1250), rel=1e-9)
    assert owed.row(KNOT) == pytest.approx([0, 1250])
    assert owed.row(SLOPE) == pytest.approx([0.16, 0.4])


def test_of_a_layer_for_some_the_others_go_on_owing() -> None:
    paid, owed = line((0, 0.4)).take(200.0, 0.6, 300.0, 0.25)
    assert paid == pytest.approx(0.25 * 0.6 * 0.4 * (lev(1750) - lev(500)), rel=1e-9)
    assert owed.row(SLOPE) == pytest.approx([0.4, 0.4 * 0.85, 0.4])


@pytest.mark.parametrize(("ratio", "cap", "covered"), [(0.0, 1.0, 1.0), (0.5, 0.0, 1.0), (0.5, 1.0, 0.0)])
def test_a_layer_without_ratio_cap_or_members_pays_nothing(ratio: float, cap: float, covered: float) -> None:
    paid, owed = line((0, 0.4)).take(0.0, ratio, cap, covered)
    assert (paid, owed.n) == (0, 1)


shares = st.integers(0, 16).map(lambda sixteenths: sixteenths / 16)
amounts = st.integers(0, 5000).map(float)
terms = st.tuples(amounts, shares, amounts, shares)


@given(shares, st.lists(terms, max_size=r.LAYERS))
def test_layers_in_any_sequence_never_pay_more_than_the_cost_and_what_is_owed_rises_with_it(
    basic: float, layers: list[tuple[float, float, float, float]]
) -> None:
    owed, paid = line((0, 1 - basic)), basic * MEAN
    for terms_of_layer in layers:
        more, owed = owed.take(*terms_of_layer)
        assert more >= -1e-9
        paid += more
    assert paid + expected(*owed) == pytest.approx(MEAN, rel=1e-9)
    assert (np.diff(owed.row(KNOT)) >= 0).all()
    assert ((owed.row(SLOPE) >= 0) & (owed.row(SLOPE) <= 1)).all()


class Small:
    """100 employees; 200 residents, half of them insured, and 50 assisted, half of them too, who need twice the care."""

    def __init__(self) -> None:
        self.roles = np.zeros((r.ROLES, 3))
        self.roles[r.PAYER], self.roles[r.ASSISTED] = [0, 1, 1], [0, 0, 1]
        self.services = np.zeros((2, 1, r.SERVICE_ROWS))
        self.services[:, :, r.SCOPE] = 0.8
        self.law = np.zeros((r.LAW_YEAR_ROWS, 2))
        self.basis = np.ones((r.USE + 8, 2))
        self.basis[r.WAGE], self.basis[r.INCOME_BEFORE] = 5000, 2000
        self.fixed = np.ones(r.FIXED_ROWS)
        self.standing = np.zeros(r.STANDING)
        self.standing[[r.TAKE_UP_NOW, r.PREMIUM_NOW, r.ASSISTED_NOW]] = 0.5, 10, 25
        self.serves = np.array([[0, 1], [1, 0], [1, 0], [0, 1], [1, 0], [1, 1], [1, 1]], dtype=float)
        self.funds = True
        self.care = np.zeros((3, 2, 1))
        self.care[1, :, 0], self.care[2, :, 0] = [100_000, 150_000], [40_000, 60_000]

    def settled(self) -> np.ndarray:
        yearly = np.zeros(r.CARE + 6)
        exposure, need = np.array([100.0, 200, 50]), np.array([[100.0], [200], [100]])
        settle_layers(
            1, self.law, self.basis, self.fixed, self.roles, self.services, CURVE, GRID, self.serves, exposure, need,
            self.standing, self.funds, np.zeros((2, 1)), np.zeros((LINE_ROWS, PIECES)), self.care, yearly,
        )  # fmt: skip
        return yearly


def of(yearly: np.ndarray, row: int) -> list[float]:
    return yearly[row : row + r.GROUPS].tolist()


def test_a_group_has_the_share_of_the_care_that_it_needs() -> None:
    yearly = Small().settled()
    assert of(yearly, r.GROUP_HEADS) == [100, 100, 25]
    assert of(yearly, r.GROUP_COST) == pytest.approx([100_000, 100_000, 50_000])
    assert of(yearly, r.GROUP_IN_SCOPE) == pytest.approx([80_000, 80_000, 40_000])
    assert of(yearly, r.GROUP_BASIC) == pytest.approx([40_000, 40_000, 20_000])
    assert of(yearly, r.GROUP_OWED) == pytest.approx([40_000, 40_000, 20_000])
    assert yearly[r.FOR_PREMIUMS + r.ASSISTANCE] == 10 * 25


def test_every_fund_receives_shares_of_a_year_s_income_for_each_member() -> None:
    small = Small()
    small.law[r.LAYER_FROM_POOL] = 0.01
    small.law[r.LAYER_OWN_PREMIUM + 5], small.law[r.LAYER_COVERAGE + 5] = 0.02, 0.3
    small.law[r.LAYER_PUBLIC + 3], small.law[r.LAYER_GIFTS + 3] = 0.03, 0.001
    yearly = small.settled()
    residents = 2000 * (100 + 25)
    assert yearly[r.FROM_POOL] == pytest.approx(0.01 * residents)
    assert yearly[[r.POOL_PREMIUMS, r.POOL_PREMIUMS + 1]].tolist() == pytest.approx([0, 0.01 * residents])
    assert yearly[r.FROM_MEMBERS + 5] == pytest.approx(0.02 * 0.3 * (5000 * 100 + 2000 * 100))
    assert yearly[r.FROM_TREASURY + 3] == pytest.approx(0.03 * residents)
    assert yearly[r.FROM_GIFTS + 3] == pytest.approx(0.001 * residents)


def test_the_assisted_have_half_the_deductible_and_a_higher_ratio() -> None:
    """Critical illness: half of 2,000 owed, 60 %; the assisted half of that, 65 %. Half of the cost is owed before."""
    small = Small()
    small.law[[r.LAYER_COVERAGE, r.LAYER_DEDUCTIBLE, r.LAYER_RATIO, r.LAYER_CAP]] = [[1], [0.5], [0.6], [1000]]
    small.law[[r.LAYER_ASSISTED_DEDUCTIBLE, r.LAYER_ASSISTED_RATIO]] = [[0.5], [0.05]]
    yearly = small.settled()

    def beyond(mean: float, owed: float) -> float:
        return mean * (1 - lognormal(CV).limited(2 * owed / mean))

    paid = 100 * 0.6 * 0.5 * beyond(800, 1000) + 25 * 0.65 * 0.5 * beyond(1600, 500)
    assert yearly[r.TO_PATIENTS] == pytest.approx(paid, rel=1e-4)
    assert sum(of(yearly, r.GROUP_OWED)) == pytest.approx(100_000 - yearly[r.TO_PATIENTS])


def test_medical_assistance_covers_all_of_the_assisted() -> None:
    small = Small()
    small.law[[r.LAYER_RATIO + r.ASSISTANCE, r.LAYER_CAP + r.ASSISTANCE]] = [[0.7], [1000]]
    yearly = small.settled()
    of_residents = yearly[r.PAID_FOR_MEMBERS + r.LAYERS + r.ASSISTANCE]
    assert of_residents == yearly[r.TO_PATIENTS + r.ASSISTANCE]
    assert yearly[r.PAID_FOR_MEMBERS + r.ASSISTANCE] == 0
    assert yearly[r.TO_PATIENTS + r.ASSISTANCE] == pytest.approx(0.7 * 20_000, rel=1e-3)
    assert of(yearly, r.GROUP_OWED) == pytest.approx([40_000, 40_000, 6_000], rel=1e-3)


def test_an_annual_cap_cuts_what_the_pool_pays_and_leaves_the_rest_owed() -> None:
    """The employee pool pays half of 800 a head, at most a tenth of 5,000: of costs up to 1,000."""
    small = Small()
    small.law[r.ANNUAL_CAP] = 0.1
    yearly = small.settled()
    kept = lognormal(CV).limited(1000 / 800)
    assert yearly[r.GROUP_BASIC] == pytest.approx(40_000 * kept, rel=1e-9)
    assert yearly[r.GROUP_OWED] == pytest.approx(80_000 - 40_000 * kept, rel=1e-9)
    assert small.care[2, :, 0] == pytest.approx([40_000 * kept, 60_000])


def test_a_layer_pays_its_share_by_the_value_of_a_point_of_each_pool() -> None:
    """A point is worth 0.8 with employees, 1.1 with residents; a city plan pays 100 and 50, half of it by points."""
    law, yearly = np.zeros((r.LAW_YEAR_ROWS, 2)), np.zeros(r.CARE)
    yearly[[r.COVERED, r.COVERED + 2]], yearly[[r.COVERED_DUE, r.COVERED_DUE + 2]] = (1000, 200), (800, 220)
    yearly[r.COVERED + 1], yearly[r.COVERED_DUE + 1] = 500, 100
    yearly[[r.PAID_FOR_MEMBERS + 5, r.PAID_FOR_MEMBERS + r.LAYERS + 5]] = 100, 50
    yearly[[r.PAID_FOR_MEMBERS + 1, r.PAID_FOR_MEMBERS + r.LAYERS]] = 70, 60
    law[r.LAYER_BY_POINTS + 5, 1], law[r.LAYER_BY_POINTS, 1] = 0.5, 1
    follow_points(1, law, yearly)
    by_points = [60 * (1.1 - 1), 0, 0, 0, 0, 100 * 0.5 * (0.8 - 1) + 50 * 0.5 * (1.1 - 1), 0]
    assert yearly[r.BY_POINTS : r.BY_POINTS + r.LAYERS].tolist() == pytest.approx(by_points)


def test_without_a_budget_no_layer_goes_by_points() -> None:
    law, yearly = np.ones((r.LAW_YEAR_ROWS, 2)), np.zeros(r.CARE)
    yearly[r.PAID_FOR_MEMBERS : r.CARE] = 100
    follow_points(1, law, yearly)
    assert not yearly[r.BY_POINTS : r.BY_POINTS + r.LAYERS].any()


def test_the_pools_pay_their_premiums_by_the_month() -> None:
    flows, driver = np.zeros((r.POOLS, r.LINES)), np.zeros(r.DRIVERS)
    driver[r.PREMIUMS_OF_LAYERS : r.PREMIUMS_OF_LAYERS + 2] = 120, 240
    pay_premiums(flows, driver)
    assert flows[: r.RESIDENT + 1, r.LAYER_PREMIUMS].tolist() == [10, 0, 20]
    assert flows[:, r.INCURRED_COST].sum() == 30


def test_a_fund_closes_with_what_came_less_what_went_and_interest_on_no_debt() -> None:
    law_month = np.zeros((r.LAW_MONTH_ROWS, 24))
    law_month[r.INTEREST_RATE, 12:] = 0.012
    standing, after, yearly = np.zeros(r.STANDING), np.full(r.STANDING, math.nan), np.zeros(r.CARE)
    standing[r.FUND_NOW : r.FUND_NOW + 2] = 1000, -1000
    for row, amount in ((r.FROM_POOL, 50), (r.FROM_MEMBERS, 5), (r.FROM_TREASURY, 7), (r.FROM_GIFTS, 3)):
        yearly[row : row + 2] = amount
    yearly[r.TO_PATIENTS : r.TO_PATIENTS + 2], yearly[r.FOR_PREMIUMS] = 40, 10
    yearly[r.BY_POINTS] = -8
    close_funds(1, law_month, standing, after, yearly)
    assert yearly[r.FUND_INTEREST : r.FUND_INTEREST + 2] == pytest.approx([12, 0])
    assert after[r.FUND_NOW : r.FUND_NOW + 3] == pytest.approx([1000 + 65 + 12 - (40 + 10 - 8), -1000 + 65 - 40, 0])
    assert yearly[r.FUND_BALANCE : r.FUND_BALANCE + 2].tolist() == after[r.FUND_NOW : r.FUND_NOW + 2].tolist()
