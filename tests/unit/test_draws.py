"""What the kernel is called with: one kind of every argument, so that it is compiled once."""

import pickle
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any

import numba
import numpy as np
import pytest

from actuary import draws as subject
from actuary.analysis.alerts.lights import warned_of
from actuary.analysis.attribution.why_draws import split_of_draws
from actuary.analysis.choices.likely import likely_of
from actuary.draws import Draws, by_parts, drawn, draws_from, draws_of, futures, with_chances
from actuary.futures.differences import differences_of
from actuary.futures.ensemble import ensemble_of
from actuary.results import Results
from actuary.scenario.loading import load
from actuary.simulation import prepared
from tests.runs import packages_found, ran


@pytest.fixture
def kinds(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """The kinds of arguments of each call of the kernel, which does nothing."""
    told: list[tuple[Any, ...]] = []
    monkeypatch.setattr(subject, "draw_futures", lambda *given: told.append(tuple(map(numba.typeof, given))))
    return told


def certain(draws: Draws) -> Draws:
    """The same fund without chance."""
    return with_chances(draws, draws.chances._replace(impact=0 * draws.chances.impact, spread=0 * draws.chances.spread))


def test_every_fund_is_of_one_kind_wherever_it_is_drawn(kinds: list[tuple[Any, ...]]) -> None:
    """Of another area, without chance, of another number of draws, and in a process that it was sent to."""
    draws = draws_of(load("meishan"), 7)
    futures(draws, 0, 1)
    for other in (draws_of(load("china"), 1), certain(draws), pickle.loads(pickle.dumps(draws))):
        futures(other, 5, 20)
    assert kinds[1:] == [kinds[0]] * 3


@pytest.mark.parametrize(
    "setting",
    [
        "levers.resident_financing.premium.2027=500 元",
        "levers.retirement_age.men.2025=62 years",
        "levers.layer_financing.from_pool.critical_illness.2027=3 %",
        "levers.long_term_care.coverage.employee.2027=100 %",
    ],
)
def test_draws_beside_others_of_the_same_fund_are_the_same_to_the_last_bit(setting: str) -> None:
    base, pulled = (prepared(load("meishan", "to=2032", *more)) for more in ((), (setting,)))
    shared = prepared(pulled.scenario, base.basis, like=base)
    alone, beside = draws_from(pulled, 5), draws_from(shared, 5, like=(base, draws_from(base, 5)))
    assert np.array_equal(futures(alone, 0, 24), futures(beside, 0, 24))
    assert not np.array_equal(futures(alone, 0, 24), futures(draws_of(load("meishan", "to=2032"), 5), 0, 24))


def test_draws_by_parts_are_the_same_as_all_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    draws = draws_of(load("meishan", "to=2022"), 5)
    monkeypatch.setattr("actuary.draws.AT_ONCE", 3)
    parts = [values["resident", "income"] for values in by_parts(draws, 2, 8)]
    assert [part.shape[1] for part in parts] == [3, 3, 2]
    assert np.array_equal(np.concatenate(parts, axis=1), drawn(draws, 2, 8)["resident", "income"])


@cache
def resting_on(answer: str) -> dict[str, int]:
    """How many figures of each status an answer over draws of Meishan to 2030 counts as its own."""
    scenario, variant = load("meishan", "to=2030"), load("meishan_plan", "to=2030")
    tell: dict[str, Callable[[], Results]] = {
        "ensemble": lambda: ensemble_of(scenario, 16).central,
        "compare": lambda: differences_of(scenario, variant, draws=16).compared.base,
        "warn": lambda: warned_of(scenario, draws=16).base,
        "why": lambda: split_of_draws(scenario, variant, draws=200).middle.base,
        "solve": lambda: (
            likely_of(
                "meishan",
                ("to=2030",),
                "resident_financing.premium",
                "P(resident.balance[2030] >= 0) >= 50 %",
                draws=16,
            ).base
        ),
        "frontier": lambda: packages_found().base,
    }
    return dict(tell[answer]().manifest["counts"])


@pytest.mark.slow_without_jit
@pytest.mark.parametrize("answer", ["ensemble", "compare", "warn", "why", "solve", "frontier"])
def test_every_answer_over_draws_counts_the_figures_of_the_run_and_those_of_chance(answer: str) -> None:
    scenario = load("meishan", "to=2030")
    known = draws_of(scenario).known
    assert {"uncertainty_width", "trend_confidence", "chance_of_mean_trend"} <= {name for name, _, _ in known.used}
    run_alone = ran("meishan", "to=2030")
    more = Counter(one.status for key, one in known.used.items() if key not in run_alone.basis.known.used)
    assert more["assumed"] > 0
    assert resting_on(answer) == {status: n + more[status] for status, n in run_alone.manifest["counts"].items()}
