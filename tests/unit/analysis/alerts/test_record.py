"""False alarms and misses on a panel made up by hand."""

import math

import pytest

from actuary.analysis.alerts.record import Case, Record, Tally, cases_of, record_of, record_row
from actuary.analysis.alerts.rules import Event, Level, Rule
from actuary.figures.history import Booked, History
from actuary.figures.single import Figure

ZERO, SIX, THREE = (Level(value, f"{value}", "nobody", "assumed", "by hand") for value in (0.0, 6.0, 3.0))
DEFICIT = Event("deficit", "deficit", "赤字", "surplus", ZERO)
RULE = Rule("months", "Months", "月数", ("resident",), "reserve_months", "below", SIX, THREE, 2)


def test_a_case_knows_its_years_ahead_and_is_before_the_event() -> None:
    """Two years ahead; deficits in 2005 and 2006.

    2001: 2002 and 2003 without one. 2002: 2004 is not known, and 2003 is without one: nobody can tell. 2003: 2005 has one.
    2004: its own surplus is not known, 2005 has one. 2005 is one itself. 2006 too. 2007: 2009 lies beyond the books.
    """
    months = {2001: 2.0, 2002: 7.0, 2003: 5.0, 2004: 7.0, 2005: 1.0, 2006: 1.0, 2007: 1.0}
    surplus = {2001: 3.0, 2002: 2.0, 2003: 1.0, 2005: -1.0, 2006: -2.0, 2007: 1.0, 2008: 1.0}
    assert [*cases_of(RULE, DEFICIT, months, surplus)] == [
        (2001, "red", False),
        (2003, "yellow", True),
        (2004, "green", True),
    ]


def made_up(*told: tuple[str, bool]) -> Record:
    return Record(RULE, DEFICIT, True, tuple(Case("ours", "resident", 2000 + i, *one) for i, one in enumerate(told)))


def test_yellow_counts_red_in() -> None:
    """Five without a deficit: red, yellow, three green; five before one: two red, one yellow, two green.

    Red: 1 of 5 for nothing, 3 of 5 missed. Yellow or worse: 2 of 5 for nothing, 2 of 5 missed.
    """
    quiet = [("red", False), ("yellow", False), *[("green", False)] * 3]
    before = [("red", True), ("red", True), ("yellow", True), ("green", True), ("green", True)]
    found = made_up(*quiet, *before)
    assert found.tally("red") == Tally(events=5, others=5, alarms=3, false_alarms=1, misses=3)
    assert found.tally("yellow") == Tally(events=5, others=5, alarms=5, false_alarms=2, misses=2)
    assert found.tally("red").false_alarm_rate == pytest.approx(1 / 5)
    assert found.tally("yellow").miss_rate == pytest.approx(2 / 5)


def test_of_fewer_than_five_no_rate_is_told() -> None:
    found = made_up(*[("green", True)] * 4, *[("green", False)] * 5)
    assert found.tally("red").misses == 4
    assert math.isnan(found.tally("red").miss_rate)
    assert found.tally("red").false_alarm_rate == 0
    row = record_row(found)
    assert (row["cases"], row["events"], row["misses_red"], row["miss_rate_red"]) == (9, 4, 4, None)


def test_a_light_that_is_the_event_cannot_warn_of_it() -> None:
    thin = Event("thin", "thin", "偏低", "reserve_months", Level(5.0, "5", "nobody", "assumed", ""))
    found = Record(RULE, thin, True, tuple(Case("ours", "resident", 2000 + i, "green", True) for i in range(6)))
    assert (found.itself("red"), found.itself("yellow")) == (True, False)  # 3 months lie below 5, 6 do not
    assert (record_row(found)["miss_rate_red"], record_row(found)["miss_rate_yellow"]) == (None, 1.0)
    assert not made_up().itself("red")


def booked(measure: str, year: int, value: float) -> Booked:
    name = f"resident_{measure}"
    one = Figure(name, "meishan", year, value, f"{value} 元", "元", None, None, "published", "own_assumption", "", 0)
    return Booked("resident", measure, year + 1, one)


def test_books_are_read_pool_by_pool() -> None:
    """Spending 120 a year, income 130, then 110 from 2003: a deficit in 2003, seen ahead from 2001 and 2002.

    Months: 12 x 50 / 120 = 5 at the end of 2001 (yellow), 12 x 25 / 120 = 2.5 of 2002 (red); 2000 has no balance.
    """
    flows = [booked("income", year, 130.0 if year < 2003 else 110.0) for year in range(2000, 2005)]
    flows += [booked("spending", year, 120.0) for year in range(2000, 2005)]
    books = History("ours", "meishan", (*flows, booked("balance", 2001, 50.0), booked("balance", 2002, 25.0)))
    found = record_of(RULE, DEFICIT, [books])
    assert [(one.year, one.light, one.came) for one in found.cases] == [(2001, "yellow", True), (2002, "red", True)]
    assert found.cases[0].history == "ours"
    assert found.tally("red").misses == 1


def test_what_books_do_not_hold_is_not_seen() -> None:
    arrears = RULE._replace(measure="payable_months")
    books = History("ours", "meishan", (booked("income", 2001, 1.0), booked("spending", 2001, 1.0)))
    assert not record_of(arrears, DEFICIT, [books]).seen
    assert record_of(RULE, DEFICIT, [books]).seen
