"""Lights of a run and how long before an event they came on."""

from pathlib import Path

import pytest

from actuary.analysis.alerts.lights import Warned, held_against, lead, panel_of
from actuary.analysis.alerts.rules import Event, Level, Rule, Rules
from actuary.analysis.past.history_file import books_of
from actuary.errors import Mistakes
from actuary.figures.history import nation
from tests.runs import ran

T, F = True, False


@pytest.mark.parametrize(
    ("lit", "at", "within", "since"),
    [
        ([F, F, T, T, T], 4, 3, 2),  # on since place 2, still on at the event: two years ahead
        ([F, T, T, F, F], 4, 3, 1),  # off by then, but on two years before it, within three: since place 1
        ([T, F, F, F, F], 4, 3, None),  # last on four years before: no warning of this event
        ([F, F, F, F, T], 4, 3, 4),  # on in the very year
        ([T, F, T, T, F], 4, 1, 2),  # the stretch that reaches into the year before, not the lone one at first
        ([T, T, T], 2, 1, 0),
        ([F, T], 0, 3, None),  # what comes after the event does not count
    ],
)
def test_a_light_warns_from_where_its_last_stretch_began(
    lit: list[bool], at: int, within: int, since: int | None
) -> None:
    assert lead(lit, at, within) == since


def level(value: float) -> Level:
    return Level(value, f"{value}", "nobody", "assumed", "by hand")


MONTHS = Rule("months", "Months", "月数", ("resident",), "reserve_months", "below", level(6), level(3), 3)
EMPTY = Event("empty", "empty", "耗尽", "balance", level(0))
THIN = Event("thin", "thin", "偏低", "surplus_rate", level(0.05))
NEVER = Event("never", "never", "无", "income", level(0))
UNKNOWN = Event("unknown", "unknown", "不详", "surplus_rate", level(0))


def held() -> Warned:
    return held_against(ran("zibo"), Rules((EMPTY, THIN, NEVER), (MONTHS,)))


def test_the_lights_are_those_of_the_months() -> None:
    (row,) = held().rows
    months = ran("zibo").series("resident.reserve_months")
    assert row.lights == tuple("red" if of < 3 else "yellow" if of < 6 else "green" for of in months)
    assert {"red", "yellow", "green"} == {*row.lights}  # Zibo's residents run from nine months to none


def test_lead_times_are_counted_to_the_first_year_without_money() -> None:
    found, results = held(), ran("zibo")
    balance, months = results.series("resident.balance"), results.series("resident.reserve_months")
    empty = next(year for year, of in zip(results.years, balance, strict=True) if of < 0)
    red = next(year for year, of in zip(results.years, months, strict=True) if of < 3)
    yellow = next(year for year, of in zip(results.years, months, strict=True) if of < 6)
    told = {one.light: (one.since, one.years) for one in found.leads}
    assert told == {"yellow": (yellow, empty - yellow), "red": (red, empty - red)}
    assert [(one.event.name, one.year, one.already) for one in found.coming] == [
        ("empty", empty, False),
        ("thin", results.base + 1, True),  # 4.4 % of income in the base year, as published
        ("never", None, False),
    ]


def test_lit_from_the_first_known_year_is_at_least_so_long() -> None:
    always = MONTHS._replace(yellow=level(100), red=level(-99))
    yellow, red = held_against(ran("zibo"), Rules((EMPTY,), (always,))).leads
    assert (yellow.since, yellow.at_least) == (ran("zibo").base, True)
    assert (red.since, red.years, red.at_least) == (None, None, False)


def test_an_event_that_a_pool_cannot_show_is_not_known() -> None:
    rule = MONTHS._replace(pools=("employee",))
    (one,) = held_against(ran("zibo"), Rules((UNKNOWN,), (rule,))).coming
    assert (one.known, one.year) == (False, None)  # a pool without a surplus rate of its own


def test_frames_are_tidy() -> None:
    found = held()
    years = len(ran("zibo").years)
    assert len(found.frame()) == years
    assert set(found.frame().columns) == {"pool", "rule", "measure", "year", "value", "light"}
    leads = found.lead_frame()
    assert leads["years"].tolist() == [one.years for one in found.leads]
    assert found.record_frame().empty and found.foreseen_frame().empty


def test_a_funds_own_books_stand_beside_the_nations() -> None:
    folder = Path(__file__).parents[3] / "bad_inputs" / "histories"
    assert panel_of(ran("zibo").scenario, None) == (nation(),)
    with pytest.raises(Mistakes):
        panel_of(ran("zibo").scenario, str(folder / "no_such_books.csv"))
    assert books_of("china").history == nation()
