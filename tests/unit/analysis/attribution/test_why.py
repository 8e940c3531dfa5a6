"""Why a variant comes out otherwise, on scenarios that run."""

import math

import pytest

import actuary
from actuary.analysis.attribution.why import Split, changes, mixed, split_of
from actuary.analysis.measured import MEASURE, NoSuchMeasure
from actuary.compile import basis_of
from actuary.errors import Mistakes
from actuary.scenario.loading import load
from actuary.simulation import run, same
from tests.runs import ran

TO = "to=2024"
FROZEN = "levers.resident_financing.premium.2022=300 元"
POOR = "figures.wage_growth=2 %"
ANSWER = "behaviour.take_up=no"
SETTINGS = (TO, FROZEN, POOR, ANSWER)


@pytest.fixture(scope="module")
def split() -> Split:
    return split_of(load("meishan", TO), load("meishan_rate_cut", *SETTINGS), "all.balance", 2024)


def test_the_parts_are_everything_that_is_otherwise(split: Split) -> None:
    names = ["behaviour.take_up", "contribution_rate", "figures.wage_growth", "resident_financing"]
    assert sorted(part.what for part in split.parts) == names
    assert (split.runs, split.exact, split.unit, split.year) == (2**4, True, "money", 2024)


def test_they_add_up_to_the_difference_of_the_two_runs(split: Split) -> None:
    before, after = (
        ran(name, *s).series("all.balance")[-1] for name, s in (("meishan", (TO,)), ("meishan_rate_cut", SETTINGS))
    )
    assert (split.before, split.after) == (before, after)
    assert math.fsum(part.amount for part in split.parts) == pytest.approx(after - before, rel=1e-9)
    amounts = [abs(part.amount) for part in split.parts]
    assert amounts == sorted(amounts, reverse=True)


def test_two_parts_by_hand() -> None:
    def balance(name: str, *settings: str) -> float:
        return float(ran(name, TO, *settings).series("employee.balance")[-1])

    neither, cut, poor, both = (
        balance("meishan"), balance("meishan_rate_cut"), balance("meishan", POOR), balance("meishan_rate_cut", POOR),
    )  # fmt: skip
    found = split_of(load("meishan", TO), load("meishan_rate_cut", TO, POOR), "employee.balance")
    amounts = {part.what: part.amount for part in found.parts}
    assert amounts["contribution_rate"] == pytest.approx(((cut - neither) + (both - poor)) / 2, rel=1e-9)
    assert amounts["figures.wage_growth"] == pytest.approx(((poor - neither) + (both - cut)) / 2, rel=1e-9)


def test_a_variant_equal_to_its_base_has_no_parts() -> None:
    found = actuary.why("meishan", "meishan")
    assert (found.parts, found.total, found.year, found.measure) == ((), 0.0, 2035, MEASURE)


def test_without_a_measure_it_is_the_months_that_move_most_in_that_year() -> None:
    base, decline, cut = load("meishan", TO), load("meishan_decline", TO), load("meishan_rate_cut", TO)
    found = split_of(base, decline, year=2023)
    assert (found.measure, found.chosen) == ("resident.reserve_months", True)
    assert found.total == split_of(base, decline, "resident.reserve_months", 2023).total < 0
    assert split_of(base, cut).measure == MEASURE
    assert not split_of(base, cut, MEASURE).chosen


def test_a_cell_shows_the_table_and_draws_the_steps() -> None:
    found = actuary.why(load("meishan", TO), load("meishan_rate_cut", TO), year=2023)
    assert "contribution_rate" in found._repr_html_()
    assert "meishan_rate_cut.yaml:7)" in found._repr_html_()
    assert len(found.waterfall().axes[0].patches) == 3


def test_a_lever_that_does_not_touch_the_measure_makes_exactly_nothing() -> None:
    variant = load("meishan_rate_cut", TO, FROZEN)
    found = {part.what: part.amount for part in split_of(load("meishan", TO), variant, "resident.balance").parts}
    assert found["contribution_rate"] == 0.0
    assert found["resident_financing"] != 0.0


def test_the_order_of_the_file_does_not_matter() -> None:
    base = load("meishan", TO)
    one, other = (load("meishan_rate_cut", TO, *s) for s in ((FROZEN, POOR), (POOR, FROZEN)))
    turned = other._replace(levers=dict(reversed(other.levers.items())))
    assert split_of(base, one).parts == split_of(base, turned).parts


def test_all_changes_made_are_the_variant_and_none_the_base() -> None:
    base, variant = load("meishan", TO), load("meishan_rate_cut", *SETTINGS)
    names = changes(base, variant)
    assert same(run(mixed(base, variant, frozenset(names))), run(variant))
    assert same(run(mixed(base, variant, frozenset())), run(base))


def test_a_basis_knows_no_lever() -> None:
    base, variant = ran("meishan", TO), load("meishan_rate_cut", TO)
    assert same(run(variant, basis_of(base.scenario, base.calendar)), run(variant))


def test_a_tidy_frame(split: Split) -> None:
    frame = split.frame()
    assert list(frame.columns) == ["measure", "year", "what", "amount", "error", "unit"]
    assert frame["amount"].sum() == pytest.approx(split.total, rel=1e-9)
    assert frame.attrs["before"] == split.before


def wrong(*arguments: object) -> str:
    with pytest.raises(Mistakes) as found:
        split_of(*arguments)  # type: ignore[arg-type]
    return str(found.value)


def test_what_cannot_be_asked_is_named() -> None:
    base, cut = load("meishan", TO), load("meishan_rate_cut", TO)
    with pytest.raises(NoSuchMeasure, match=r"did you mean resident\.reserve_months"):
        split_of(base, cut, "resident.reserve_month")
    assert "2020 to 2024" in wrong(base, cut, MEASURE, 2019)
    assert "only like can be compared with like" in wrong(base, load("jiangxi"))
    assert "only like can be compared with like" in wrong(base, load("meishan"))
    assert "a scenario of one area" in wrong(load("jiangxi_pooling"), load("jiangxi_one_fund"))


def test_a_measure_that_is_no_number_is_named() -> None:
    base, variant = load("kaizhou"), load("kaizhou", "levers.contribution_rate.employer.2025=7 %")
    said = wrong(base, variant)
    assert "this one is no number there in the base; employee_scheme.cumulative_surplus needs no balance" in said


def test_changes_that_cannot_be_made_apart_are_one_part() -> None:
    answer, figure = "behaviour.tier_choice=yes", "figures.tier_choice_response=0.2"
    base, variant = load("meishan", TO), load("meishan_rate_cut", TO, answer, figure)
    found = split_of(base, variant, "employee.balance")
    assert {part.what for part in found.parts} == {
        "contribution_rate", "behaviour.tier_choice + figures.tier_choice_response",
    }  # fmt: skip
    assert (found.runs, found.exact) == (2**2, True)
    assert math.fsum(part.amount for part in found.parts) == pytest.approx(found.total, rel=1e-9)
    assert split_of(load("meishan", TO, answer), variant).runs == 2**2
    alone = split_of(base, load("meishan", TO, answer, figure), "employee.balance")
    assert [(part.what, part.amount) for part in alone.parts] == [
        ("behaviour.tier_choice + figures.tier_choice_response", alone.total)
    ]
