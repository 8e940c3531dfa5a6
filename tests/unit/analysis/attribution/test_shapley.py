"""A difference shared out: games whose values can be reckoned by hand."""

import math
from collections.abc import Mapping

import pytest

from actuary.analysis.attribution.shapley import MOST_EXACT, Value, runs_at_most, shares


def adding(worth: Mapping[str, float]) -> Value:
    """Changes that do not touch each other."""
    return lambda made: math.fsum(worth[name] for name in made)


def test_what_only_adds_keeps_its_own() -> None:
    found = shares("cab", adding({"a": 3.0, "b": -1.5, "c": 0.25}))
    assert found.amounts == pytest.approx({"a": 3.0, "b": -1.5, "c": 0.25}, abs=1e-15)
    assert found.errors == {"a": 0.0, "b": 0.0, "c": 0.0}
    assert (found.exact, found.runs) == (True, 2**3)


def test_what_comes_only_of_two_together_is_halved() -> None:
    found = shares(["rate", "base", "other"], lambda made: 8.0 if {"rate", "base"} <= made else 0.0)
    assert found.amounts == {"base": 4.0, "rate": 4.0, "other": 0.0}


def test_three_by_hand() -> None:
    worth = {"": 10.0, "a": 16.0, "b": 13.0, "c": 10.0, "ab": 25.0, "ac": 16.0, "bc": 16.0, "abc": 28.0}
    found = shares("abc", lambda made: worth["".join(sorted(made))])
    # of the six orders a adds 6 in two (abc, acb), 12 after b, 6 after c, 12 after both in two
    assert found.amounts["a"] == pytest.approx((6 + 6 + 12 + 6 + 12 + 12) / 6)
    assert found.amounts["b"] == pytest.approx((3 + 3 + 9 + 6 + 12 + 12) / 6)
    assert found.amounts["c"] == pytest.approx((0 + 0 + 0 + 3 + 3 + 3) / 6)


def test_nothing_moved_asks_for_no_run() -> None:
    found = shares([], lambda made: pytest.fail("nothing to run"))
    assert found == ({}, {}, True, 0)
    assert runs_at_most(0) == 0


def test_more_than_can_be_run_each_are_sampled_with_their_error() -> None:
    names = [f"lever_{i:02}" for i in range(MOST_EXACT + 2)]
    worth = {name: float(i) for i, name in enumerate(names)}

    def value(made: frozenset[str]) -> float:
        return math.fsum(worth[name] for name in made) + 6.0 * len(made & set(names[:3])) ** 3

    found = shares(names, value, seed=3)
    assert not found.exact
    assert found.runs <= runs_at_most(len(names))
    assert math.fsum(found.amounts.values()) == pytest.approx(math.fsum(worth.values()) + 6.0 * 27, rel=1e-12)
    assert found.errors[names[-1]] == pytest.approx(0.0, abs=1e-12)
    assert 0 < found.errors[names[0]] < 3
    for name in names[:3]:  # the 162 that three do together are a third each
        assert abs(found.amounts[name] - worth[name] - 54.0) < 4 * found.errors[name] + 1e-9


def test_the_same_seed_samples_the_same() -> None:
    names = [str(i) for i in range(MOST_EXACT + 1)]

    def value(made: frozenset[str]) -> float:
        return float(len(made & {"1", "2", "3"}) ** 3) + len(made)

    one, again, other = (shares(order, value, seed, 5) for order, seed in ((names, 1), (names[::-1], 1), (names, 2)))
    assert one == again
    assert one.errors != other.errors


def test_what_no_three_do_together_is_exact_however_few_the_orders() -> None:
    names = [str(i) for i in range(MOST_EXACT + 1)]
    found = shares(names, lambda made: float(len(made)) ** 2, pairs=2)
    # each comes at place p one way and at 14 - p the other: (2p - 1 + 2 (14 - p) - 1) / 2 = 13
    assert found.amounts == dict.fromkeys(names, 13.0)
    assert found.errors == dict.fromkeys(names, 0.0)
