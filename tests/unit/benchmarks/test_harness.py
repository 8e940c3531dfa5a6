"""How speed is measured, with a clock that only the contestants move."""

from collections.abc import Callable

import pytest

from benchmarks.harness import Row, Section, Target, apart, load, machine, paired, race, table


class Clock:
    """Seconds pass while somebody runs, and at no other time."""

    def __init__(self) -> None:
        self.now, self.ran = 0.0, ""

    def __call__(self) -> float:
        return self.now

    def contestant(self, name: str, seconds: float) -> Callable[[], None]:
        def run() -> None:
            self.ran += name
            self.now += seconds

        return run


def test_turns_alternate_after_a_run_to_warm_up_and_one_to_be_counted_by() -> None:
    clock = Clock()
    times = race({"a": clock.contestant("a", 1), "b": clock.contestant("b", 4)}, rounds=3, clock=clock)
    assert clock.ran == "aa" + "bb" + "ab" + "ba" + "ab"
    assert times == {"a": [1, 1, 1], "b": [4, 4, 4]}


def test_a_short_run_is_repeated_until_it_is_long_enough_and_the_mean_counts() -> None:
    clock = Clock()
    times = race({"a": clock.contestant("a", 0.25), "b": clock.contestant("b", 2)}, 1, shortest=1, clock=clock)
    assert clock.ran == "aa" + "bb" + "aaaa" + "b"
    assert times == {"a": [0.25], "b": [2]}


def test_what_is_never_repeated_is_run_once_to_warm_up() -> None:
    clock = Clock()
    race({"a": clock.contestant("a", 0.25)}, rounds=2, shortest=0, clock=clock)
    assert clock.ran == "a" + "a" + "a"


def test_the_ratio_is_the_median_of_neighbours_so_that_a_slow_minute_does_not_count() -> None:
    rows = paired({"unit": [1.0, 10.0, 1.0], "twice": [2.0, 20.0, 2.0], "odd": [3.0, 30.0, 9.0]}, "unit")
    assert [row.ratio for row in rows] == [1, 2, 3]
    assert rows[1] == Row("twice", ratio=2, low=2, high=2, seconds=2, rounds=3)
    assert (rows[2].low, rows[2].high) == (3, 6)  # ratios 3, 3, 9: a quarter of the way from each end


def test_one_round_has_no_spread() -> None:
    assert paired({"unit": [2.0], "other": [3.0]}, "unit")[1] == Row("other", 1.5, 1.5, 1.5, 3.0, 1)


def test_what_ran_apart_is_compared_by_medians() -> None:
    assert apart("alone", [30.0, 10.0, 20.0], [2.0, 1.0, 4.0]) == Row("alone", 10, 10, 10, 20, 3)


def test_a_run_that_makes_many_is_divided_by_how_many() -> None:
    clock = Clock()
    times = race({"a": clock.contestant("a", 8)}, rounds=2, clock=clock, counts={"a": 4})
    assert times == {"a": [2, 2]}


def test_the_table_says_what_is_one_and_what_is_missed() -> None:
    rows = [
        Row("kernel", 1, 1, 1, 0.0024, 5),
        Row("on paper", 1234.5, 1200, 1300, 2.96, 5, Target(least=1000)),
        Row("in C", 1.25, 1.2, 1.3, 0.003, 5, Target(most=1.2)),
    ]
    told = [" ".join(line.split()) for line in table(Section("A fund", "kernel", rows, ["no pandas"])).splitlines()]
    assert told == [
        "A fund: 1 = kernel",
        "ratio target middle half median s rounds",
        "kernel 1.00 0.00240 5",
        "on paper 1,234 >= 1,000 1,200 - 1,300 2.96 5",
        "in C 1.25 <= 1.2 1.20 - 1.30 0.00300 5 missed",
        "no pandas",
    ]


def test_targets_are_given_by_name() -> None:
    rows = paired({"unit": [1.0], "other": [3.0]}, "unit", {"other": Target(least=4)})
    assert [row.missed for row in rows] == [False, True]


def test_the_machine_is_named_with_its_versions_and_its_load() -> None:
    told = machine()
    for word in ("cores", "Python", "numba", "numpy", load().partition(" ")[0]):
        assert word in told


def test_a_thing_nobody_measures_is_refused() -> None:
    from benchmarks.__main__ import main

    with pytest.raises(SystemExit, match=r"patience: one of full_fund, small_fund, .*start_up is measured here"):
        main(["kernel", "patience"])
