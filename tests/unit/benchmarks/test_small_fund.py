"""Whoever is raced on the small fund computes it, two sets of scenarios in a row, and would be caught if they did not."""

from importlib import import_module
from importlib.util import find_spec

import numpy as np
import pytest

from benchmarks.gcc import ABREAST, there
from benchmarks.small import in_c
from benchmarks.small.fund import check, inputs, on_paper, scenarios
from benchmarks.small_fund import CONTESTANTS


def test_the_first_year_on_paper() -> None:
    fund = inputs()
    income, spending, balance = on_paper(np.array([[1.0, 0.03, 0.025, 0.02]]))
    assert income[0, 0] == pytest.approx((fund.people * fund.contribution).sum())
    assert spending[0, 0] == pytest.approx((fund.people * fund.cost).sum())
    assert balance[0, 0] == pytest.approx((income[0, 0] - spending[0, 0]) * 1.01)


def test_nobody_dies_where_mortality_is_nothing() -> None:
    income, _, _ = on_paper(np.array([[0.0, 0.0, 0.0, 0.0]]))
    fund = inputs()
    after = np.concatenate([fund.births[:, None], fund.people[:, :-1]], axis=1)
    after[:, -1] += fund.people[:, -1]
    assert income[0, 1] == pytest.approx((after * fund.contribution).sum())


@pytest.mark.parametrize("name", CONTESTANTS)
def test_contestants(name: str) -> None:
    contestant = CONTESTANTS[name]
    if find_spec(contestant.needs) is None:
        pytest.skip("make peers installs it, for measuring only")
    check(getattr(import_module(f"benchmarks.{contestant.module}"), contestant.function))


@pytest.mark.parametrize("abreast", ABREAST)
def test_c(abreast: int) -> None:
    if not there():
        pytest.skip("no gcc")
    check(in_c.run(abreast), count=5)


@pytest.mark.slow_without_jit
def test_the_kernels_vectors() -> None:
    from benchmarks.small import in_lanes

    check(in_lanes.run, count=11)


def test_who_remembers_the_scenario_before_is_caught() -> None:
    first = on_paper(scenarios(2, seed=3))
    with pytest.raises(AssertionError, match="C of seed 4"):
        check(lambda _: first)
