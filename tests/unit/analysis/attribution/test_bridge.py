"""From one forecast to the next: what changed, group by group."""

import math
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import actuary
from actuary.analysis.attribution.bridge import METHOD, ORDER, TOLD, Bridge, NoSuchYear, bridge_of
from actuary.analysis.attribution.bridge_ends import End, end_of
from actuary.analysis.attribution.bridge_mixes import ASSUMPTIONS, DATA, EXPERIENCE, GROUPS, LAW, LEVERS
from actuary.analysis.measured import NoSuchMeasure
from actuary.analysis.past.forecasts import as_yaml, digest, frozen
from actuary.analysis.past.frozen_inputs import Inputs, inputs_of, written
from actuary.errors import Mistakes
from actuary.scenario.loading import load
from tests.runs import ran
from tests.unit.analysis.changed_inputs import end, inputs, with_figure, with_rule

TO = "to=2028"
LEVER = "levers.contribution_rate.employer.2027=7 %"


def amounts(bridge: Bridge, measure: str = "employee_scheme.balance") -> dict[tuple[str, ...], float]:
    span = next(one for one in bridge.spans if one.measure == measure)
    return {step.groups: step.amount for step in span.steps}


def frozen_of(inputs: Inputs, folder: Path, said: dict[str, str] | None = None) -> End:
    """The forecast as it stands in a file, with some of its words otherwise."""
    scenario = inputs.scenario
    text = as_yaml(frozen(ran("china", TO), date(2026, 11, 22), "", written(inputs)))
    for before, after in (said or {}).items():
        assert before in text
        text = text.replace(before, after)
    path = folder / f"{scenario.name}.yaml"
    path.write_text(text, encoding="utf-8")
    if said:
        from actuary.text import plain, read

        content = plain(read(path))
        assert isinstance(content, dict)
        path.write_text(text.replace(str(content["hash"]), digest(content)), encoding="utf-8")
    return end_of(path)


@pytest.mark.slow_without_jit
def test_between_two_that_are_the_same_every_step_is_zero_exactly(tmp_path: Path) -> None:
    old = frozen_of(inputs("china", TO), tmp_path)
    bridge = bridge_of(old, end_of("china", TO))
    assert bridge.year == 2028
    assert tuple(span.measure for span in bridge.spans) == TOLD
    for span in bridge.spans:
        assert span.total == 0.0
        assert [(step.groups, step.amount) for step in span.steps] == [((group,), 0.0) for group in ORDER]
    assert dict(bridge.moved) == {}
    assert bridge.runs == 1


@pytest.mark.parametrize(
    ("group", "old"),
    [
        (DATA, lambda: with_figure(inputs("china", TO), "employee_income", 2025, 0.99)),
        (ASSUMPTIONS, lambda: with_figure(inputs("china", TO), "wage_growth", 2026, 0.5)),
        (LAW, lambda: with_rule(inputs("china", TO), "employee_rate", 0.9)),
        (LEVERS, lambda: inputs("china", TO, LEVER)),
        (EXPERIENCE, lambda: inputs("china_2019", TO)),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
@pytest.mark.slow_without_jit
def test_each_group_alone_moves_its_own_step_and_no_other(group: str, old: Callable[[], Inputs]) -> None:
    bridge = bridge_of(end(old()), end_of("china", TO), ["employee_scheme.balance"])
    found = amounts(bridge)
    assert set(bridge.moved) == {group}
    assert {name for name, amount in found.items() if amount != 0} == {(group,)}
    assert found[group,] == bridge.spans[0].total
    assert bridge.spans[0].after == ran("china", TO).series("employee_scheme.balance")[-1]


@pytest.fixture(scope="module")
def all_at_once() -> Bridge:
    old = with_figure(inputs("china_2019", TO), "employee_income", 2019, 0.99)
    old = with_rule(with_figure(old, "wage_growth", 2026, 0.5), "employee_rate", 0.9)
    return bridge_of(end(old), end_of("china", TO, LEVER))


@pytest.mark.slow_without_jit
def test_the_steps_add_up_to_what_has_changed(all_at_once: Bridge) -> None:
    assert set(all_at_once.moved) == set(GROUPS)
    assert all_at_once.runs == 2**5
    for span in all_at_once.spans:
        assert math.fsum(step.amount for step in span.steps) == pytest.approx(span.total, rel=1e-9, abs=1e-9)
        assert [step.groups for step in span.steps] == [(group,) for group in GROUPS]
    assert all(amount != 0 for amount in amounts(all_at_once).values())
    assert amounts(all_at_once, "resident.balance")[LEVERS,] == 0.0


@pytest.mark.slow_without_jit
def test_the_way_back_is_the_same_with_the_other_sign(all_at_once: Bridge) -> None:
    back = bridge_of(all_at_once.new, all_at_once.old, ["employee_scheme.balance"])
    for groups, amount in amounts(all_at_once).items():
        assert amounts(back)[groups] == pytest.approx(-amount, rel=1e-9)


@pytest.mark.slow_without_jit
def test_two_groups_by_hand() -> None:
    """What a group adds to the old forecast and what it adds after the other, halved."""
    name = "employee_scheme.balance"
    poor, cut = "figures.wage_growth=2 %", "levers.contribution_rate.employer.2026=7 %"

    def balance(*settings: str) -> float:
        return float(ran("china", TO, *settings).series(name)[-1])

    neither, first, second, both = balance(), balance(poor), balance(cut), balance(poor, cut)
    found = amounts(bridge_of(end_of("china", TO), end_of("china", TO, poor, cut), [name]))
    assert found[ASSUMPTIONS,] == pytest.approx(((first - neither) + (both - second)) / 2, rel=1e-9)
    assert found[LEVERS,] == pytest.approx(((second - neither) + (both - first)) / 2, rel=1e-9)


@pytest.mark.slow_without_jit
def test_what_the_program_makes_otherwise_of_the_same_inputs_is_the_methods(tmp_path: Path) -> None:
    """The file says a tenth of a month more for the end of 2028 than its inputs give today."""
    printed = float(ran("china", TO).series("resident.reserve_months")[-1])
    said = {f"2028: {printed:.2f} months": f"2028: {printed + 0.1:.2f} months", 'version: "0.1.0"': 'version: "0.0.9"'}
    old = frozen_of(inputs("china", TO), tmp_path, said)
    bridge = bridge_of(old, end_of("china", TO, "figures.inflation=3 %"))
    found = amounts(bridge, "resident.reserve_months")
    assert found[METHOD,] == pytest.approx(printed - round(printed + 0.1, 2))
    assert bridge.moved[METHOD] == ("0.0.9 -> 0.1.0",)
    span = next(one for one in bridge.spans if one.measure == "resident.reserve_months")
    assert span.before == pytest.approx(printed + 0.1, abs=0.006)
    assert math.fsum(found.values()) == pytest.approx(span.total, rel=1e-9)
    assert amounts(bridge, "employee_scheme.balance")[METHOD,] == 0.0


@pytest.mark.slow_without_jit
def test_a_lever_from_before_the_later_base_year_comes_with_it() -> None:
    old = end_of("china_2019", TO, "levers.contribution_rate.employer.2021=7 %", "figures.inflation=3 %")
    bridge = bridge_of(old, end_of("china", TO), ["employee_scheme.balance"])
    found = amounts(bridge)
    assert set(found) == {(EXPERIENCE, LEVERS), (ASSUMPTIONS,), (DATA,), (LAW,)}
    assert math.fsum(found.values()) == pytest.approx(bridge.spans[0].total, rel=1e-9)


@pytest.mark.slow_without_jit
def test_where_nothing_can_be_computed_again_all_is_one_step() -> None:
    """Zhang, Huang and Luo have -11,943.12 亿元 for the residents' balance of 2030."""
    bridge = bridge_of(end_of("zhang_2021_baseline"), end_of("china"), year=2030)
    assert [span.measure for span in bridge.spans] == ["resident.balance"]
    span = bridge.spans[0]
    assert span.before == pytest.approx(-11943.12e8)
    assert span.after == ran("china").series("resident.balance")[2030 - 2025]
    assert [(step.groups, step.amount) for step in span.steps] == [(ORDER, span.total)]


@pytest.mark.slow_without_jit
def test_inputs_that_nothing_can_be_made_of_any_more_are_no_fault(tmp_path: Path) -> None:
    nobody = with_figure(inputs("china", TO), "enrolment_base", 2025, 0.0)
    nobody = nobody._replace(figures={key: {} if "insured" in key[0] else one for key, one in nobody.figures.items()})
    bridge = bridge_of(frozen_of(nobody, tmp_path), end_of("china", TO))
    assert bridge.old.refused == "not_computed"
    assert [step.groups for step in bridge.spans[0].steps] == [ORDER]
    assert bridge.spans[0].total == 0.0


@pytest.mark.slow_without_jit
def test_the_base_year_of_a_new_scenario_can_be_looked_at() -> None:
    """What the nation had at the end of 2025, against what a run from 2019 has there."""
    bridge = bridge_of(end_of("china_2019", TO), end_of("china", TO), ["resident.balance"], 2025)
    assert bridge.spans[0].before == ran("china_2019", TO).series("resident.balance")[2025 - 2019]
    assert bridge.spans[0].after == ran("china", TO).series("resident.balance")[0]


@pytest.mark.parametrize("year", [2025, 2029])
def test_a_year_that_not_both_foresee_is_refused(year: int) -> None:
    with pytest.raises(NoSuchYear, match="a year that both foresee, 2026 to 2028"):
        bridge_of(end_of("china", TO), end_of("china", TO), year=year)


def test_another_area_is_refused() -> None:
    with pytest.raises(Mistakes, match=r"meishan, of meishan\n.*of china, as china"):
        bridge_of(end_of("china", TO), end_of("meishan"))


def test_a_forecast_without_amounts_is_refused() -> None:
    with pytest.raises(Mistakes, match=r"sun_2019\n.*a forecast with values"):
        bridge_of(end_of("sun_2019"), end_of("china", TO))


def test_no_year_in_common_is_refused() -> None:
    with pytest.raises(Mistakes, match="2020 to 2024, 2026 to 2028"):
        bridge_of(end_of("china_2019", "to=2024"), end_of("china", TO))


@pytest.mark.slow_without_jit
def test_a_measure_that_is_not_there_is_refused_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(NoSuchMeasure, match=r"did you mean resident\.balance"):
        bridge_of(end_of("china", TO), end_of("china", TO), ["resident.balence"])
    old = frozen_of(inputs("china", TO), tmp_path)
    with pytest.raises(NoSuchMeasure, match=r"china\.yaml tells nothing of this name"):
        bridge_of(old, end_of("china", TO), ["take_up"])


@pytest.mark.slow_without_jit
def test_in_python_two_names_are_enough() -> None:
    bridge = actuary.bridge("china_2019", "china", "resident.balance", year=2027)
    frame = bridge.frame()
    assert list(frame.columns) == ["measure", "year", "step", "amount", "unit"]
    assert frame.amount.sum() == pytest.approx(
        frame.attrs["after"]["resident.balance"] - frame.attrs["before"]["resident.balance"]
    )
    assert "experience" in bridge._repr_html_()
    assert len(bridge.waterfall().axes[0].patches) == 2 + 5


def test_a_scenario_that_was_loaded_is_an_end_too() -> None:
    assert inputs_of(load("china", TO)).scenario == end_of(load("china", TO)).inputs.scenario  # type: ignore[union-attr]
