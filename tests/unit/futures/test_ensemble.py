"""An ensemble: chances, first years, and what it tells other programs."""

import json

import numpy as np
import pytest

from actuary.errors import Mistakes
from actuary.futures.ensemble import EVENTS, LAYERS, ensemble_of, layers_of, tidy
from actuary.scenario.loading import load
from tests.unit.reports.made import YEARS
from tests.unit.reports.made_futures import BETWEEN, COUNT, ensemble


def deficits() -> int:
    """The futures in which residents' spending of 12 + (1 - b) x steps is above their income of 12 from the first year."""
    return int((1 - BETWEEN > 0).sum())


def test_chances_count_futures() -> None:
    found = ensemble()
    assert found.count == COUNT == 101
    assert deficits() == 100  # all but the highest, whose spending stays where it is
    np.testing.assert_allclose(found.chance("resident", "deficit"), np.full(16, 100 / 101))
    assert found.first_deficit("resident")[2020] == 100 / 101
    assert found.first_deficit("resident")[None] == 1 / 101


def test_months_of_a_future_by_hand() -> None:
    # the middle future: spending 13 and 14, surplus -1 and -2, balance 20 - 1 - 2 = 17, months 12 x 17 / 14
    middle = ensemble().quantiles("resident", "reserve_months")[4]
    assert middle[1] == pytest.approx(12 * 17 / 14)


def test_who_has_run_dry_stays_counted() -> None:
    found = ensemble()
    by_then = found.by_then("resident", "run_dry")
    assert (np.diff(by_then) >= 0).all()
    # no fund recovers here: what is empty at the end of a year is what has run dry by then
    np.testing.assert_allclose(by_then, found.chance_depleted("resident"))
    first = found.first("resident", "run_dry")
    assert sum(first.values()) == pytest.approx(1.0)
    assert by_then[-1] == pytest.approx(1 - first[None])


def test_what_a_fund_has_not_has_no_chance() -> None:
    found = ensemble()
    assert np.isnan(found.chance_below("long_term_care")).all()
    assert "long_term_care" not in found.groups


def test_alone_is_the_plain_run() -> None:
    found = ensemble()
    np.testing.assert_array_equal(found.alone("resident", "balance"), found.central.funds["resident"]["balance"][1:])
    assert found.years == YEARS[1:]


def test_the_dictionary_is_json_with_definitions_and_manifest() -> None:
    read = json.loads(json.dumps(ensemble().to_dict(), allow_nan=False))
    assert (read["draws"], read["seed"], read["rank_error"]) == (101, 7, 0.0)
    assert read["uncertain"] == {"process": True, "parameter": True, "model": False}
    assert read["chances"]["resident"]["deficit"][0] == 100 / 101
    assert read["first_years"]["resident"]["deficit"]["never"] == 1 / 101
    assert set(read["statistics"]["resident"]["balance"]) <= set(read["definitions"])
    assert read["definitions"]["chance_run_dry_by_then"]["zh"]
    assert read["manifest"]


def test_the_frame_is_tidy() -> None:
    found = ensemble()
    frame = found.frame()
    assert list(frame.columns) == ["year", "group", "measure", "statistic", "value", "unit"]
    assert len(frame) == len(list(tidy(found)))
    assert str(frame.year.dtype) == "Int64"  # a whole number, though there is none where it never happens
    one = frame[(frame.group == "resident") & (frame.statistic == "chance_deficit") & (frame.year == 2035)]
    assert one.value.tolist() == [100 / 101]
    never = frame[(frame.group == "resident") & (frame.statistic == "first_deficit") & frame.year.isna()]
    assert never.value.tolist() == [1 / 101]
    assert {f"first_{what}" for what in EVENTS} <= set(frame.statistic)


def test_layers_are_those_of_the_scenario() -> None:
    assert layers_of(load("meishan")) == dict.fromkeys(LAYERS, True)
    assert layers_of(load("meishan", "uncertainty.model=no")) == {"process": True, "parameter": True, "model": False}


def test_areas_that_meet_are_a_mistake_that_says_what_draws_them() -> None:
    with pytest.raises(Mistakes, match="actuary portfolio"):
        ensemble_of(load("jiangxi_one_fund"))


@pytest.mark.slow_without_jit
def test_the_same_seed_gives_the_same_futures() -> None:
    short = load("zibo", "to=2023")
    one, again, other = (ensemble_of(short, 20, seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one.quantiles("resident", "balance"), again.quantiles("resident", "balance"))
    assert (one.quantiles("resident", "balance") != other.quantiles("resident", "balance")).any()


def test_a_wrong_name_is_told_what_there_is() -> None:
    found = ensemble()
    with pytest.raises(Mistakes, match=r"did you mean resident\.balance"):
        found.quantiles("resident", "balanse")
    with pytest.raises(Mistakes, match=r"residnt\.surplus"):
        found.first_deficit("residnt")
    with pytest.raises(Mistakes, match="what may befall a fund: deficit, run_dry, below"):
        found.chance("resident", "dry")
