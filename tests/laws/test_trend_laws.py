"""What must hold of trends from any books: growth is growth in any unit, and nobody is wiser than the year he forecasts in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actuary.basis.trends import Estimate, estimates_of, vintage_of
from actuary.figures.history import History
from tests.unit.basis.made import booked, history

LAST = 2025
FIRST = 2012
POOLS = ("employee", "resident")
MONEY = tuple((pool, of) for pool in POOLS for of in ("income", "spending"))
PEOPLE = (("employee", "insured"), ("employee", "retired_insured"), ("resident", "insured"))
SERIES = (*MONEY, PEOPLE[0], PEOPLE[2])
OF_SHARES = ("spending_gap_employee", "spending_gap_resident", "spending_return_rate")
areas = st.sampled_from(["china", "meishan"])
amounts = st.integers(1, 1000).map(float)
spans = st.lists(st.none() | amounts, min_size=LAST - FIRST + 1, max_size=LAST - FIRST + 1)


@st.composite
def books(draw: st.DrawFn) -> History:
    """Any books with any holes, some printed late; half of the members are retired."""
    area, late = draw(areas), draw(st.lists(st.integers(1, 3), min_size=len(SERIES), max_size=len(SERIES)))
    series = {key: draw(spans) for key in SERIES}
    series["employee", "retired_insured"] = [value and value / 2 for value in series["employee", "insured"]]
    rows = [
        booked(*key, FIRST + i, value, FIRST + i + lag, area)
        for (key, values), lag in zip(series.items(), [*late, late[0]], strict=True)
        for i, value in enumerate(values)
        if value is not None
    ]
    return History("any", area, tuple(rows))


def by_name(found: History, year: int) -> dict[str, Estimate]:
    return {one.name: one for one in estimates_of(found, year)}


def scaled(found: History, by: dict[tuple[str, str], float]) -> History:
    """The same books in other units."""
    rows = [
        one._replace(figure=one.figure._replace(value=one.figure.value * by.get((one.pool, one.measure), 1)))
        for one in found.booked
    ]
    return found._replace(booked=tuple(rows))


@given(growth=st.floats(-0.2, 0.3), start=st.floats(1, 1e9), years=st.integers(3, 14), area=areas)
def test_of_steady_growth_the_trend_is_that_growth_and_nothing_is_uncertain(
    growth: float, start: float, years: int, area: str
) -> None:
    """Through years of epidemic as well: two years at once grow twice."""
    levels = {FIRST + i: start * (1 + growth) ** i for i in range(years)}
    found = by_name(history({("employee", "insured"): levels}, area), FIRST + years - 1)["members_growth"]
    assert (found.value, found.low, found.high) == pytest.approx((growth,) * 3, abs=1e-9)


@given(found=books(), money=st.floats(1e-3, 1e3), people=st.floats(1e-3, 1e3), year=st.integers(2015, LAST))
def test_no_unit_of_money_or_of_people_moves_a_trend(found: History, money: float, people: float, year: int) -> None:
    other = scaled(found, dict.fromkeys(MONEY, money) | dict.fromkeys(PEOPLE, people))
    before, after = by_name(found, year), by_name(other, year)
    assert set(before) == set(after)
    for name, one in before.items():
        same = [getattr(one, of) for of in ("value", "low", "high")]
        assert [getattr(after[name], of) for of in ("value", "low", "high")] == pytest.approx(same, rel=1e-6, abs=1e-6)


@given(found=books(), year=st.integers(FIRST, LAST))
def test_what_comes_later_never_moves_a_vintage(found: History, year: int) -> None:
    """Later years, and later versions of earlier years: gone, or all the same and one half more."""
    early = tuple(one for one in found.booked if one.known_in <= year + 1)
    late = [one for one in found.booked if one.known_in > year + 1]
    revised = [one._replace(known_in=year + 2) for one in early]
    larger = [one._replace(figure=one.figure._replace(value=one.figure.value * 1.5)) for one in (*late, *revised)]
    known = vintage_of(found, year)
    assert vintage_of(found._replace(booked=early), year) == known
    assert vintage_of(found._replace(booked=(*larger, *early)), year) == known


@given(found=books(), year=st.integers(FIRST, LAST))
def test_an_interval_holds_its_value_and_every_step_was_known(found: History, year: int) -> None:
    for one in estimates_of(found, year):
        assert one.low <= one.value <= one.high
        assert FIRST < max(one.years) <= year or one.name in OF_SHARES
        assert list(one.years) == sorted(one.years)
