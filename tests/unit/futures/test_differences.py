"""What a variant changes, draw by draw."""

import json

import numpy as np
import pytest

import actuary
from actuary.errors import Mistakes
from actuary.futures.differences import differences_of, tidy_difference
from actuary.futures.ensemble import ensemble_of
from actuary.scenario.loading import load

BASE = load("meishan", "to=2023")


@pytest.mark.slow_without_jit
def test_a_variant_that_is_the_base_differs_in_no_draw() -> None:
    found = differences_of(BASE, BASE, draws=30)
    assert found.count == 30
    (spread,) = found.spreads
    assert not np.nan_to_num(spread.quantiles("resident", "balance")).any()
    assert not spread.share_below("resident", "balance").any()


@pytest.mark.slow_without_jit
def test_a_lower_rate_leaves_less_in_every_draw_and_residents_alone() -> None:
    found = differences_of(BASE, load("meishan_rate_cut", "to=2023"), draws=30)
    (spread,) = found.spreads
    assert spread.share_below("employee_scheme", "balance").tolist()[1:] == [1.0, 1.0, 1.0]  # from 2021 on
    assert not spread.quantiles("resident", "balance").any()
    read = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert read["variants"][0]["chance_lower"]["employee_scheme"]["balance"][-1] == 1.0
    rows = [row for row in tidy_difference(spread) if row[3] == "chance_lower" and row[1:3] == ("all", "balance")]
    assert [row[0] for row in rows] == [2020, 2021, 2022, 2023]


@pytest.mark.slow_without_jit
def test_in_python_the_frame_is_tidy() -> None:
    frame = actuary.differences(BASE, load("meishan_rate_cut", "to=2023"), draws=30).frame()
    assert list(frame.columns) == ["variant", "year", "group", "measure", "statistic", "value", "unit"]
    one = frame[(frame.group == "all") & (frame.measure == "balance") & (frame.statistic == "chance_lower")]
    assert one.value.tolist()[1:] == [1.0, 1.0, 1.0]
    assert set(one.variant) == {"meishan_rate_cut"}


def test_only_like_is_compared_with_like() -> None:
    with pytest.raises(Mistakes, match="only like"):
        differences_of(BASE, load("zibo"), draws=2)


@pytest.mark.slow_without_jit
def test_a_variant_is_asked_for_by_its_name() -> None:
    found = differences_of(BASE, load("meishan_rate_cut", "to=2023"), draws=8)
    assert found.of("meishan_rate_cut") is found.spreads[0]
    with pytest.raises(Mistakes, match="one of the variants: meishan_rate_cut"):
        found.of("meishan")
    frame = found.frame()
    lower = frame[(frame.group == "all") & (frame.measure == "balance") & (frame.statistic == "chance_lower")]
    assert lower.year.tolist() == [2020, 2021, 2022, 2023]
    assert set(frame.variant) == {"meishan_rate_cut"}
    with pytest.raises(Mistakes, match=r"did you mean resident\.balance"):
        found.of("meishan_rate_cut").quantiles("residents", "balance")
    with pytest.raises(
        Mistakes, match=r"reserve_months.* of a fund \(.*resident.*\); or of none: take_up, wage, births"
    ):
        found.of("meishan_rate_cut").mean("", "x")


@pytest.mark.slow_without_jit
def test_chances_of_base_and_variant_are_those_of_each_by_itself() -> None:
    cut = load("meishan_rate_cut", "to=2023")
    found = differences_of(BASE, cut, draws=30, seed=2)
    by_itself = [ensemble_of(one, 30, 2) for one in (BASE, cut)]
    for group in ("resident", "all"):
        told = found.chances(0, group)
        for side, one in enumerate(by_itself):
            np.testing.assert_array_equal(told["chance_below"][side], one.chance_below(group))
            np.testing.assert_array_equal(told["chance_run_dry_by_then"][side], one.by_then(group, "run_dry"))
    frame = found.frame()
    shown = frame[(frame.group == "all") & (frame.statistic == "chance_below_in_base")]
    assert shown.value.tolist() == by_itself[0].chance_below("all").tolist()
    chances = found.to_dict()["variants"][0]["chances"]["all"]["chance_run_dry_by_then"]
    assert chances["variant"] == by_itself[1].by_then("all", "run_dry").tolist()
