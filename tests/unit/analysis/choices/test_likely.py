"""How much for a chance: the value to be written that is likely enough, and the one beside it that is not."""

from math import sqrt

import numpy as np
import pytest

import actuary
from actuary.analysis.choices.likely import likely_of, share_of, with_error
from actuary.analysis.choices.target import read_chance
from actuary.draws import draws_of
from actuary.errors import Mistakes
from actuary.futures.ensemble import ensemble_of
from actuary.scenario.loading import load

pytestmark = pytest.mark.slow_without_jit

PREMIUM = "resident_financing.premium"
CHANCE = "P(resident.reserve_months >= 16, 2027..2028) >= 60 %"


def test_the_value_is_the_first_to_be_written_that_is_likely_enough() -> None:
    found = likely_of("meishan", ("to=2028",), PREMIUM, CHANCE, "300 元,900 元", "2027", 512, 3)
    assert found.value is not None
    assert found.beside is not None
    assert found.beside.value == found.value - 1.0  # a whole yuan less, since a higher premium does more
    assert found.beside.share < 0.6 <= found.at.share
    again, _ = read_chance(CHANCE, range(2020, 2029))
    assert again is not None
    assert share_of(draws_of(load("meishan", "to=2028", found.setting), 3), again, 512) == found.at.share
    assert found.at.error == pytest.approx(sqrt(found.at.share * (1 - found.at.share) / 512))
    assert found.monotone
    assert {one.name for one in found.costs} >= {"cost_members", "cost_government"}
    assert found.frame()["name"].tolist() == ["before", "at", "beside"]


def test_of_one_year_the_share_is_that_of_the_ensemble() -> None:
    scenario = load("meishan", "to=2028")
    band = ensemble_of(scenario, 512, 3).chance_below("resident")[-1]
    chance, _ = read_chance("P(resident.reserve_months >= 6, 2028) >= 10 %", range(2020, 2029))
    assert chance is not None
    assert share_of(draws_of(scenario, 3), chance, 512) == pytest.approx(1 - band, abs=1e-12)


def test_an_unlikely_target_is_answered_with_the_nearest() -> None:
    found = actuary.solve(
        "meishan", PREMIUM, "P(resident.reserve_months >= 200, 2028) >= 90 %", "to=2028", between="300 元,500 元",
        since="2027", draws=128,
    )  # fmt: skip
    assert not found.met
    assert (found.value, found.at.share, found.costs) == (None, 0.0, ())


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(Mistakes) as wrong:
        likely_of("meishan", (), "resident_financing.premum", "P(resident.coverage >= 6, 2040) >= 90")
    assert len(wrong.value.mistakes) == 4
    with pytest.raises(Mistakes, match="what is told of draws: income, spending"):
        likely_of("meishan", (), PREMIUM, "P(resident.own_share <= 40 %, 2030) >= 90 %")
    with pytest.raises(Mistakes, match="a date before the target's last year, 2026"):
        likely_of("meishan", (), PREMIUM, "P(resident.reserve_months >= 6, 2026) >= 90 %", since="2027")


def test_a_draw_counts_where_it_holds_in_every_year() -> None:
    chance, _ = read_chance("P(resident.reserve_months >= 6, 2027..2028) >= 90 %", range(2020, 2036))
    assert chance is not None
    values = np.array([[7.0, 5.0, 6.0, np.nan], [6.0, 9.0, 6.0, 8.0]])
    assert chance.holds(values).tolist() == [True, False, True, False]


def test_a_share_is_known_the_better_the_more_draws_there_are() -> None:
    assert with_error(1.0, 0.5, 100) == (1.0, 0.5, 0.05)
