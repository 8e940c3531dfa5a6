"""Why the median and the bad tail of many futures come out otherwise, on scenarios that run."""

import math

import numpy as np
import pytest

import actuary
from actuary.analysis.attribution.shapley import MOST_EXACT
from actuary.analysis.attribution.why_draws import (
    BUDGET,
    HIGH,
    LOW,
    MOST_SETS,
    SplitOfDraws,
    effort,
    sets_at_most,
    split_of_draws,
)
from actuary.analysis.measured import NoSuchMeasure
from actuary.draws import drawn, draws_of
from actuary.errors import Mistakes
from actuary.scenario.loading import load
from actuary.scenario.model import Scenario

TO = "to=2023"
FROZEN = "levers.resident_financing.premium.2022=300 元"
POOR = "figures.wage_growth=2 %"
NARROW = "uncertainty.process=no"
BALANCE = "all.balance"
DRAWS = 300

pytestmark = pytest.mark.slow_without_jit


def cut(*settings: str) -> Scenario:
    return load("meishan_rate_cut", TO, *settings)


def values(scenario: Scenario, seed: int = 1) -> np.ndarray:
    return drawn(draws_of(scenario, seed), 0, DRAWS)["all", "balance"][-1]


def amounts(found: SplitOfDraws) -> list[dict[str, float]]:
    return [{part.what: part.amount for part in split.parts} for _, split in found.quantiles]


@pytest.fixture(scope="module")
def found() -> SplitOfDraws:
    return split_of_draws(load("meishan", TO), cut(FROZEN, POOR, NARROW), BALANCE, draws=DRAWS)


def test_the_ends_are_the_quantiles_of_the_futures_of_base_and_variant(found: SplitOfDraws) -> None:
    before, after = values(load("meishan", TO)), values(cut(FROZEN, POOR, NARROW))
    for share, split in found.quantiles:
        assert (split.before, split.after) == (np.quantile(before, share), np.quantile(after, share))
    assert (found.at, found.draws, found.middle.runs, found.middle.exact) == (LOW, DRAWS, 2**4, True)


def test_the_parts_are_everything_that_is_otherwise_and_add_up(found: SplitOfDraws) -> None:
    names = {"contribution_rate", "figures.wage_growth", "resident_financing", "uncertainty"}
    for _, split in found.quantiles:
        assert {part.what for part in split.parts} == names
        assert math.fsum(part.amount for part in split.parts) == pytest.approx(split.total, rel=1e-9)
    assert [one.what for one in found.middle.parts] == [one.what for one in found.tail.parts]


def test_less_chance_lifts_the_bad_tail(found: SplitOfDraws) -> None:
    middle, tail = amounts(found)
    assert tail["uncertainty"] > abs(middle["uncertainty"])


def test_two_parts_by_hand() -> None:
    base = load("meishan", TO)
    neither, rate, frozen, both = (
        float(np.quantile(values(one), 0.05)) for one in (base, cut(), load("meishan", TO, FROZEN), cut(FROZEN))
    )
    tail = amounts(split_of_draws(base, cut(FROZEN), BALANCE, draws=DRAWS))[1]
    assert tail["contribution_rate"] == pytest.approx(((rate - neither) + (both - frozen)) / 2, rel=1e-9)
    assert tail["resident_financing"] == pytest.approx(((frozen - neither) + (both - rate)) / 2, rel=1e-9)


def test_a_null_variant_makes_exactly_nothing() -> None:
    alike = split_of_draws(load("meishan", TO), load("meishan", TO), draws=DRAWS)
    assert [(split.parts, split.total) for _, split in alike.quantiles] == [((), 0.0)] * 2
    idle = load("meishan", TO, "levers.contribution_rate.employer.2022=+0 pp")
    for _, split in split_of_draws(load("meishan", TO), idle, draws=DRAWS).quantiles:
        assert [(part.what, part.amount, part.error) for part in split.parts] == [("contribution_rate", 0.0, 0.0)]
        assert split.total == 0.0


def test_a_lever_that_does_not_touch_the_measure_makes_exactly_nothing() -> None:
    for one in amounts(split_of_draws(load("meishan", TO), cut(FROZEN), "resident.balance", draws=DRAWS)):
        assert one["contribution_rate"] == 0.0
        assert one["resident_financing"] != 0.0


def test_the_order_of_the_file_does_not_matter() -> None:
    base, one = load("meishan", TO), cut(FROZEN)
    turned = one._replace(levers=dict(reversed(one.levers.items())))
    first, second = (split_of_draws(base, variant, BALANCE, draws=DRAWS) for variant in (one, turned))
    assert (first.middle.parts, first.tail.parts) == (second.middle.parts, second.tail.parts)


def test_changes_that_go_only_together_are_one_part() -> None:
    answer, figure = "behaviour.tier_choice=yes", "figures.tier_choice_response=0.2"
    one = split_of_draws(load("meishan", TO), load("meishan", TO, answer, figure), BALANCE, draws=DRAWS)
    for split, parts in zip((one.middle, one.tail), amounts(one), strict=True):
        assert parts == {"behaviour.tier_choice + figures.tier_choice_response": split.total}


def test_of_spending_the_high_tail_is_the_bad_one() -> None:
    one = split_of_draws(load("meishan", TO), cut(), "employee.spending", draws=DRAWS)
    assert one.at == HIGH
    assert one.tail.before > one.middle.before


def test_the_error_tells_how_far_other_futures_are() -> None:
    """To 2028: what is published already, as wages to 2025, is the same in every future."""
    base, variant = load("meishan", "to=2028"), load("meishan_rate_cut", "to=2028", FROZEN)
    one, other = (split_of_draws(base, variant, BALANCE, draws=2_000, seed=seed) for seed in (1, 2))
    for split, again in ((one.middle, other.middle), (one.tail, other.tail)):
        for part in split.parts:
            twin = next(two for two in again.parts if two.what == part.what)
            assert 0 < abs(twin.amount - part.amount) < 5 * math.hypot(part.error, twin.error)


def test_beyond_the_budget_orders_are_sampled() -> None:
    assert effort(9, 1_000) == (9, 31)  # 2^9 = 512 sets; 31 x 2 x 8 + 2 = 498 sets
    assert effort(11, 1_000) == (9, 25)
    assert effort(3, 100_000)[0] == 5  # 2^5 = 32 of 50 sets
    assert effort(3, 200)[0] <= MOST_EXACT
    assert MOST_SETS * 1_000 <= BUDGET
    assert sets_at_most(load("meishan", TO), cut(POOR), DRAWS) == 2**2


def test_a_tidy_frame(found: SplitOfDraws) -> None:
    frame = found.frame()
    assert list(frame.columns) == ["quantile", "measure", "year", "what", "amount", "error", "unit"]
    assert frame[frame["quantile"] == 0.05]["amount"].sum() == pytest.approx(found.tail.total, rel=1e-9)
    assert frame.attrs["draws"] == DRAWS


def test_a_cell_shows_the_table_and_draws_the_steps() -> None:
    one = actuary.why(load("meishan", TO), cut(), draws=DRAWS, seed=3)
    assert "5 % quantile" in one._repr_html_()
    assert [len(figure.axes[0].patches) for figure in one.waterfalls()] == [3, 3]


@pytest.mark.parametrize(
    ("measure", "says"),
    [
        ("resident.reserve_month", "did you mean resident.reserve_months"),
        ("balance", "of which fund, as resident.balance"),
        ("employee.inpatient", "no draw tells anything of this name"),
    ],
)
def test_what_no_draw_tells_is_named(measure: str, says: str) -> None:
    with pytest.raises(NoSuchMeasure, match=says):
        split_of_draws(load("meishan", TO), cut(), measure, draws=DRAWS)


def test_what_cannot_be_asked_is_named() -> None:
    with pytest.raises(Mistakes, match="200 to 100,000"):
        split_of_draws(load("meishan", TO), cut(), draws=20)
    with pytest.raises(Mistakes, match="2020 to 2023"):
        split_of_draws(load("meishan", TO), cut(), year=2019, draws=DRAWS)
    with pytest.raises(Mistakes, match="a scenario of one area"):
        split_of_draws(load("jiangxi_pooling"), load("jiangxi_one_fund"), draws=DRAWS)
    with pytest.raises(Mistakes, match="only like can be compared with like"):
        split_of_draws(load("meishan", TO), load("meishan"), draws=DRAWS)
