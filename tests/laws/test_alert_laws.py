"""Laws of early warning."""

import math

from hypothesis import given
from hypothesis import strategies as st

from actuary.analysis.alerts.lights import lead
from actuary.analysis.alerts.record import LIT, Tally, at_least, cases_of
from actuary.analysis.alerts.rules import Event, Level, Rule

amounts = st.floats(-100, 100)
ORDER = ("green", "yellow", "red")


def rule(yellow: float, red: float, alarm: str, within: int = 3) -> Rule:
    at, worse = (Level(of, f"{of}", "nobody", "assumed", "by hand") for of in (yellow, red))
    return Rule("one", "one", "一", ("resident",), "surplus_rate", alarm, at, worse, within)


@given(st.tuples(amounts, amounts).map(sorted), amounts, amounts)
def test_a_worse_value_never_has_a_better_light(levels: list[float], one: float, other: float) -> None:
    below, above = rule(levels[1], levels[0], "below"), rule(levels[0], levels[1], "above")
    low, high = sorted((one, other))
    assert ORDER.index(below.light(low)) >= ORDER.index(below.light(high))
    assert ORDER.index(above.light(high)) >= ORDER.index(above.light(low))
    mirrored = rule(-levels[1], -levels[0], "above")
    assert mirrored.light(-one) == below.light(one)


@given(st.lists(st.booleans(), min_size=1, max_size=12), st.data())
def test_a_lead_is_an_unbroken_stretch_into_the_years_before_the_event(lit: list[bool], data: st.DataObject) -> None:
    at, within = data.draw(st.integers(0, len(lit) - 1)), data.draw(st.integers(1, 4))
    since = lead(lit, at, within)
    window = lit[max(at - within, 0) : at + 1]
    assert (since is None) == (not any(window))
    if since is not None:
        assert lit[since] and (since == 0 or not lit[since - 1])
        last = max(i for i in range(at + 1) if lit[i])
        assert since <= last and all(lit[since : last + 1])


@given(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=30))
def test_counts_add_up(pairs: list[tuple[bool, bool]]) -> None:
    told = Tally.of(pairs)
    assert told.events + told.others == len(pairs)
    assert told.alarms == told.false_alarms + told.events - told.misses
    for rate in (told.false_alarm_rate, told.miss_rate):
        assert math.isnan(rate) or 0 <= rate <= 1


series = st.dictionaries(st.integers(2000, 2015), amounts, max_size=16)


@given(series, series, st.integers(1, 5))
def test_yellow_or_worse_never_misses_more_than_red(
    measured: dict[int, float], happened: dict[int, float], within: int
) -> None:
    event = Event("loss", "loss", "赤字", "surplus", Level(0.0, "0", "", "", ""))
    cases = [*cases_of(rule(10, 0, "below", within), event, measured, happened)]
    assert all(year in measured and not happened.get(year, 0) < 0 for year, _, _ in cases)
    yellow, red = (Tally.of((at_least(light, of), came) for _, light, came in cases) for of in LIT)
    assert yellow.misses <= red.misses
    assert yellow.false_alarms >= red.false_alarms
