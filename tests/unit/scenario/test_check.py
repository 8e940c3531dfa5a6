"""Every mistake of a text at once, each where it stands; and the scenario of a text without one."""

import pytest

from actuary.errors import Mistakes
from actuary.levers.shape import Step
from actuary.scenario.check import checked, steps_of
from actuary.scenario.model import Scenario
from actuary.text import parse
from actuary.units import Date, Quantity

HEAD = "title: t\narea: meishan\nbase: 2019\n"


def scenario(text: str) -> Scenario:
    return checked(parse(text, "own.yaml"), "own")


def mistakes(text: str) -> list[tuple[str, str, str]]:
    with pytest.raises(Mistakes) as found:
        scenario(text)
    return [(str(one.place).removeprefix("own.yaml:"), one.wrong, one.right) for one in found.value.mistakes]


def test_a_text_without_mistakes_is_a_scenario() -> None:
    found = scenario(HEAD + "to: 2030\nlevers:\n  contribution_rate:\n    employer: {2027-02: 7 %}\n")
    assert (found.name, found.title, found.area, found.base, found.last) == ("own", "t", "meishan", 2019, 2030)
    assert list(found.levers) == ["contribution_rate"]
    steps = (Step(Date(2027, 2), Quantity(0.07, ""), "7 %"),)
    assert list(steps_of(found.levers["contribution_rate"])) == [("employer", "employer_rate", steps)]


def test_what_is_not_written_is_as_usual() -> None:
    found = scenario(HEAD)
    assert (found.last, found.why, found.levers, found.figures, found.parent) == (2035, "", {}, {}, None)
    assert found.behaviour.take_up is found.behaviour.selection is False


def test_every_key_has_its_place_or_the_nearest_one_around_it() -> None:
    found = scenario(HEAD + "levers:\n  contribution_rate:\n    employer: {2027: 7 %}\n")
    assert str(found.place("levers", "contribution_rate", "employer", "2027")) == "own.yaml:6:16"
    assert str(found.place("levers", "contribution_rate", "employee")) == "own.yaml:5:3"
    assert found.place("behaviour") is None


def test_the_hash_is_of_what_is_said_not_of_how() -> None:
    one = scenario(HEAD + "figures: {inflation: 2 %, wage_growth: 3 %}\n")
    other = scenario(
        "# a remark\nbase: 2019\narea: meishan\ntitle: 't'\nfigures:\n  wage_growth: 3 %\n  inflation: 2 %\n"
    )
    assert one.hash == other.hash
    assert one.hash != scenario(HEAD).hash


def test_all_mistakes_of_all_sections_are_told_in_the_order_of_the_file() -> None:
    text = HEAD + (
        "levers:\n"
        "  contribution_rat: {employer: 7 %}\n"
        "  contribution_rate: {employer: {2027: 7, 2028: 70 %}}\n"
        "figures: {inflatoin: 2 %}\n"
        "behaviour: {take_up: perhaps}\n"
        "lever: 1\n"
    )
    assert mistakes(text) == [
        ("5:3", "contribution_rat", "no lever has this name; did you mean contribution_rate?   (actuary list levers)"),
        ("6:40", "2027: 7", "7 %, not 7: a share needs %"),
        ("6:49", "2028: 70 %", "a share of covered wages, from 0 % to 30 %"),
        ("7:11", "inflatoin", "no figure has this name; did you mean inflation?   (actuary list figures)"),
        ("8:22", "take_up: perhaps", "on or off"),
        ("9:1", "lever", "no key of a scenario; did you mean levers?"),
    ]


def test_a_field_that_a_lever_does_not_have() -> None:
    assert mistakes(HEAD + "levers: {contribution_rate: {employers: 7 %}}\n") == [
        ("4:30", "employers", "contribution_rate has no such field; did you mean employer?")
    ]


def test_what_must_be_there_and_is_not() -> None:
    found = mistakes("why: a reason\n")
    assert [wrong for _, wrong, _ in found] == ["no title", "no area", "no base"]
    assert {place for place, _, _ in found} == {"1:1"}


@pytest.mark.parametrize(
    ("base", "right"),
    [
        ("2018", "a year with figures of the area: 2019"),
        ("soon", "a year, written 2035"),
        ("2019-06", "a year, written 2035"),
    ],
)
def test_a_base_year_is_one_of_which_figures_are_known(base: str, right: str) -> None:
    assert mistakes(f"title: t\narea: meishan\nbase: {base}\n") == [("3:7", f"base: {base}", right)]


def test_an_area_without_figures_of_its_own_cannot_be_a_base() -> None:
    assert mistakes("title: t\narea: hubei\nbase: 2020\n")[0][2].endswith("this area has no figures of its own")


def test_an_area_that_nobody_knows() -> None:
    ((place, wrong, right),) = mistakes("title: t\narea: meishn\nbase: 2019\n")
    assert (place, wrong) == ("2:7", "area: meishn")
    assert right.startswith("did you mean meishan? one of china, ")


@pytest.mark.parametrize("last", ["2019", "2001", "2095"])
def test_the_last_year_lies_after_the_base_and_within_the_tables(last: str) -> None:
    ((place, wrong, right),) = mistakes(HEAD + f"to: {last}\n")
    assert (place, wrong) == ("4:5", f"to: {last}")
    assert right.startswith("2094 at the latest" if last == "2095" else "a year after the base year 2019")


def test_nothing_acts_before_the_base_date() -> None:
    text = (
        HEAD
        + "levers: {contribution_rate: {employer: {2019-12: 7 %, 2020-01: 7 %}}}\nfigures: {inflation: {2019: 1 %}}\n"
    )
    found = mistakes(text)
    assert [(place, wrong) for place, wrong, _ in found] == [("4:41", "2019-12"), ("5:23", "2019")]
    assert found[0][2] == "before the base date, 31 December 2019: it can act from 2020 on"


@pytest.mark.parametrize(
    "field", ["premium: {2020: 300 元}", "premium_index: {2020: 9 %}", "premium_rise: {2020: 9 元}"]
)
def test_the_first_years_premium_was_collected_before_the_base_date(field: str) -> None:
    """Cover in 2020 was paid for from September 2019; the subsidy of 2020 comes in 2020."""
    text = HEAD + f"levers: {{resident_financing: {{{field}, subsidy: {{2020: 600 元}}}}}}\n"
    ((place, wrong, right),) = mistakes(text)
    assert (place, wrong) == (f"4:{text.splitlines()[3].index('2020') + 1}", "2020")
    assert right.startswith("from 2021 on")


@pytest.mark.parametrize("written", ["levers: 7", "levers: [a]", "figures: 7", "behaviour: [a]"])
def test_a_section_holds_names_with_values(written: str) -> None:
    ((_, _, right),) = mistakes(HEAD + written + "\n")
    assert "names" in right
