"""Early-warning rules: levels, lights, and where the bundled ones come from."""

import math
from pathlib import Path

import pytest

from actuary.analysis.alerts.rules import Level, Rule, rules_of
from actuary.errors import Mistakes
from actuary.figures.single import figure
from actuary.figures.sources import STATUSES, all_sources


def level(value: float) -> Level:
    return Level(value, f"{value}", "nobody", "assumed", "by hand")


BELOW = Rule("months", "Months", "月数", ("resident",), "reserve_months", "below", level(6), level(3), 3)
ABOVE = BELOW._replace(name="ahead", measure="spending_ahead", alarm="above", yellow=level(0.03), red=level(0.06))


@pytest.mark.parametrize(
    ("rule", "value", "light"),
    [
        (BELOW, 6.0, "green"),
        (BELOW, 5.99, "yellow"),
        (BELOW, 3.0, "yellow"),
        (BELOW, -1.0, "red"),
        (BELOW, math.nan, ""),
        (ABOVE, 0.03, "green"),
        (ABOVE, 0.031, "yellow"),
        (ABOVE, 0.07, "red"),
        (ABOVE, -0.5, "green"),
    ],
)
def test_a_light_is_on_beyond_its_level_not_at_it(rule: Rule, value: float, light: str) -> None:
    assert rule.light(value) == light


def test_the_bundled_months_are_those_of_the_band() -> None:
    found = next(one for one in rules_of("meishan").rules if one.name == "months")
    low, short = (figure(f"reserve_months_{name}", "meishan") for name in ("low", "short"))
    assert (found.yellow.value, found.red.value) == (low.value, short.value) == (6, 3)
    assert (found.yellow.status, found.red.status) == (low.status, short.status)


def test_every_bundled_level_says_who_says_so() -> None:
    titles = {one.title for one in all_sources().values()}
    rules, events = rules_of("china").rules, rules_of("china").events
    levels = [of for one in rules for of in (one.yellow, one.red)]
    assert len(levels) == 2 * 5
    assert all(one.source in titles and one.status in STATUSES and one.note for one in levels)
    assert all(one.below.value == 0 or one.below.source in titles for one in events)


def test_the_surplus_that_keeps_months_is_as_its_note_reckons() -> None:
    """9 months of a spending that grows by 6 %: 9/12 x 6/106 of income goes into the reserve."""
    found = next(one for one in rules_of("china").rules if one.name == "surplus_rate")
    assert round(9 / 12 * 6 / 106, 2) == found.yellow.value
    assert round(6 / 12 * 6 / 106, 2) == found.red.value


def test_a_level_may_be_below_zero_or_in_points(tmp_path: Path) -> None:
    text = """
events: {loss: {measure: surplus_rate, below: -2 %}}
rules:
  gap: {pools: [resident], measure: spending_ahead, alarm: above, yellow: 1.5 pp, red: 20 pp, within: 2 years,
        source: us, status: assumed, note: we say so}
"""
    path = tmp_path / "own.yaml"
    path.write_text(text, encoding="utf-8")
    found = rules_of("meishan", path)
    assert found.events[0].below.value == pytest.approx(-0.02)
    assert found.rules[0].yellow.value == pytest.approx(0.015)
    assert found.rules[0].called("zh") == "gap"
    assert (found.rules[0].yellow.source, found.rules[0].within) == ("us", 2)


def test_mistakes_have_their_place(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("events: {}\nrules: {}\n", encoding="utf-8")
    with pytest.raises(Mistakes) as found:
        rules_of("meishan", path)
    assert [(one.place.line, one.place.col) for one in found.value.mistakes if one.place] == [(1, 9), (2, 8)]
