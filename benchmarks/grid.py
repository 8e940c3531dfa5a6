"""A thousand laws of one scenario: all of them in one call of the kernel, against one run's people and money."""

import itertools
from collections.abc import Callable

import numpy as np

from actuary.analysis.choices.cells import Differing, one_by_one, opened_under, side_by_side
from actuary.analysis.choices.grid import Axis, read_axes
from actuary.analysis.choices.laws import Laws, Values, laws_of
from actuary.analysis.choices.sweep import sweep_of
from actuary.kernel.variants import Indices, project_variants
from actuary.results import funds_told
from actuary.scenario.loading import load
from actuary.scenario.model import Scenario
from benchmarks.case import Case, prepared
from benchmarks.harness import Section, Target, paired, race

RUN, CALL, ANSWER = "one run: people and money", "1,000 laws, one call of the kernel", "sweep of 1,000 cells, all of it"
VARY = ("resident_financing.premium.2027=401..500:1 元", "contribution_rate.employer.2027=6.1..7:0.1 %")
ROUNDS = 15
WARM = 20
"""Runs one after another: the first of them finds the processor full of other things."""


def measured() -> list[Section]:
    """The table, after a proof that cells side by side have what they have alone."""
    case = prepared()
    laws, at = laid_out(case.name)
    prove(case, laws, at)
    runs = {
        RUN: lambda: [case.run() for _ in range(WARM)],
        CALL: _call(case, laws, at),
        ANSWER: lambda: sweep_of(case.name, (), VARY),
    }
    title = f"{len(at):,} laws of {case.name}, {case.years} years"
    return [Section(title, RUN, paired(race(runs, ROUNDS, counts={RUN: WARM}), RUN, {CALL: Target(most=100)}))]


def laid_out(name: str) -> tuple[Laws, Indices]:
    """The laws of the grid, and which of them each cell has."""
    axes, _ = read_axes(VARY, None, load(name))
    laws = laws_of(axes, _scenario(name, axes))
    return laws, laws.places(axes, [*itertools.product(*(axis.values for axis in axes))])


def _scenario(name: str, axes: tuple[Axis, ...]) -> Callable[[Values], Scenario]:
    return lambda values: load(name, *(a.varied.setting(value) for a, value in zip(axes, values, strict=True)))


def _call(case: Case, laws: Laws, at: Indices) -> Callable[[], object]:
    """What the kernel does for all of them."""
    under, people = opened_under(case.basis, laws, at), case.people()
    differing = Differing(laws, under)
    own = differing.own(at, under.which)
    rules, prices = case.inputs.rules, case.inputs.prices
    return lambda: project_variants(case.basis.books, case.years, rules, prices, people, differing.places, own)


def prove(case: Case, laws: Laws, at: Indices) -> None:
    """Raises AssertionError unless some of the cells have the same money side by side and alone."""
    some = at[:: len(at) // 16]
    (together,) = side_by_side(case.basis, laws, some)
    for cell, alone in one_by_one(case.basis, laws, some):
        for group, measures in funds_told(alone.law, alone.basis, alone.ledger).items():
            for measure in ("income", "spending", "balance"):
                side, own = together.funds[group][measure][:, cell], measures[measure][1:]
                np.testing.assert_allclose(side, own, rtol=1e-9, atol=1e-3)
