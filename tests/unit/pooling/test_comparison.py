"""Several areas held against the same areas otherwise."""

import numpy as np
import pytest

from actuary.errors import Mistakes
from actuary.pooling.comparison import alike, compare_areas
from actuary.scenario.loading import load
from tests.unit.pooling.made import TWO, met, scenario

FUND = "{resident: {levy: {2022: 4 %}, payout: {2022: 70 %}}}"


def test_a_comparison_is_variant_less_base_for_all_and_for_each() -> None:
    base, variant = met(), met(FUND)
    found = compare_areas(base, variant).difference(variant)
    wanted = (
        variant.members["jiangxi"].funds["resident"]["balance"] - base.members["jiangxi"].funds["resident"]["balance"]
    )
    np.testing.assert_array_equal(found["jiangxi", "resident", "balance"], wanted)
    np.testing.assert_array_equal(found["", "resident", "adjustment_fund"], variant.meetings["resident"].fund)
    assert found["jiangxi", "resident", "levied"][2] > 0


def test_what_moved_is_told() -> None:
    base, variant = met(FUND), met("{resident: {levy: {2022: 5 %}}}")
    told = [(one.what, one.place and one.place.line) for one in compare_areas(base, variant).moved(variant)]
    assert told == [("pooling.resident.levy", 5), ("pooling.resident.payout: not there", 5)]
    levers = met("", TWO + "levers: {contribution_rate: {employer: {2022: +1 pp}}}\n")
    assert [one.what for one in compare_areas(met(), levers).moved(levers)] == ["levers.contribution_rate"]
    without = met("", TWO + "behaviour: {take_up: on}\n")
    assert [one.what for one in compare_areas(met(), without).moved(without)] == ["behaviour"]
    assert compare_areas(base, base).moved(base) == []


def test_only_like_is_compared_with_like() -> None:
    shorter = scenario("", TWO.replace("2024", "2023"))
    with pytest.raises(Mistakes) as found:
        alike([scenario(), scenario(FUND), shorter, load("jiangxi", "to=2024")])
    assert [one.wrong for one in found.value.mistakes] == ["jiangxi", "two"]
    assert "a scenario of jingzhou, jiangxi from 2020 to 2024" in found.value.mistakes[0].right
    with pytest.raises(Mistakes, match="a scenario of jiangxi from 2020 to 2035"):
        alike([load("jiangxi"), scenario()])
