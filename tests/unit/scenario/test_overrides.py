"""A setting writes one value into the tree."""

import pytest

from actuary.errors import Mistakes
from actuary.levers.shape import UNDATED
from actuary.scenario.overrides import with_overrides
from actuary.text import Mapping, Plain, parse, plain

TEXT = "title: t\nlevers:\n  rate: {2027: 7 %, 2028: 8 %}\n  share: 5 %\n"


def tree() -> Mapping:
    return parse(TEXT, "own.yaml")


def after(*settings: str) -> Plain:
    return plain(with_overrides(tree(), settings))


def test_a_setting_replaces_one_value() -> None:
    assert after("levers.rate.2027=9 %") == {
        "title": "t",
        "levers": {"rate": {"2027": "9 %", "2028": "8 %"}, "share": "5 %"},
    }


def test_a_setting_may_open_a_section() -> None:
    assert after("figures.inflation=2 %")["figures"] == {"inflation": "2 %"}


def test_a_single_value_holds_until_a_date_and_dates_give_way_to_a_single_value() -> None:
    assert after("levers.share.2027=6 %")["levers"]["share"] == {UNDATED: "5 %", "2027": "6 %"}
    assert after("levers.share.2027=6 %", "levers.share.2028-07=7 %")["levers"]["share"] == {
        UNDATED: "5 %",
        "2027": "6 %",
        "2028-07": "7 %",
    }
    assert after("levers.share.inpatient=6 %")["levers"]["share"] == {"inpatient": "6 %"}
    assert after("levers.rate=6 %")["levers"]["rate"] == "6 %"


def test_a_later_setting_stands_on_top() -> None:
    assert after("title=one", "title=two")["title"] == "two"


def test_only_the_first_equals_sign_divides() -> None:
    assert after("figures.inflation = = -1 %")["figures"] == {"inflation": "= -1 %"}


def test_the_tree_itself_stays() -> None:
    written = tree()
    with_overrides(written, ("title=other",))
    assert plain(written) == plain(tree())


def test_a_value_carries_the_setting_as_its_place() -> None:
    entry = with_overrides(tree(), ("title=other",)).entries["title"]
    assert entry.value.place.file == "--set title=other"


@pytest.mark.parametrize("setting", ["title", "=x", "title=", "levers..rate=7 %", ".title=x", ""])
def test_what_is_no_setting_is_told(setting: str) -> None:
    with pytest.raises(Mistakes) as found:
        after(setting, "title=fine")
    (mistake,) = found.value.mistakes
    assert mistake.wrong == f"--set {setting}"
    assert "an equals sign and a value" in mistake.right


def test_every_wrong_setting_is_told() -> None:
    with pytest.raises(Mistakes) as found:
        after("one", "two")
    assert [mistake.wrong for mistake in found.value.mistakes] == ["--set one", "--set two"]
