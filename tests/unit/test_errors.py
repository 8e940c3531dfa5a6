"""The block of mistakes as a person reads it, and names that are near."""

import pickle

import pytest

from actuary.errors import Mistake, Mistakes, Place, nearest, one_line

LATE = Mistake(Place("late.yaml", 12, 5), "2019", "before the base date: a lever can act from 2020 on")
RATE = Mistake(Place("late.yaml", 8, 15), "employer: 950 %", "a share of covered wages, from 0 % to 30 %")
NO_FILE = Mistake(None, "meishn", "no scenario has this name; did you mean meishan?")


def test_a_place_is_written_file_line_column():
    assert str(Place("late.yaml", 8, 15)) == "late.yaml:8:15"


def test_the_block_is_in_the_order_of_the_lines_and_aligned():
    assert str(Mistakes([LATE, RATE])) == (
        "late.yaml:8:15  employer: 950 %\n"
        "                a share of covered wages, from 0 % to 30 %\n"
        "late.yaml:12:5  2019\n"
        "                before the base date: a lever can act from 2020 on\n"
        "2 mistakes, nothing was run"
    )


def test_without_a_place_it_starts_at_the_edge_and_one_is_singular():
    assert str(Mistakes([NO_FILE])) == (
        "meishn\n  no scenario has this name; did you mean meishan?\n1 mistake, nothing was run"
    )


def test_what_has_no_place_stands_first_on_the_same_margin():
    lines = str(Mistakes([RATE, NO_FILE])).splitlines()
    assert lines[0] == " " * len("late.yaml:8:15  ") + "meishn"
    assert lines[2].startswith("late.yaml:8:15  employer")


def test_a_chinese_file_name_takes_two_columns_a_letter():
    wide = Mistake(Place("眉山.yaml", 1, 1), "6", "6 %")
    assert str(Mistakes([wide])).splitlines()[1] == " " * (2 * 2 + len(".yaml:1:1") + 2) + "6 %"


def test_mistakes_survive_pickling_for_worker_processes():
    assert pickle.loads(pickle.dumps(Mistakes([LATE, RATE]))).mistakes == (RATE, LATE)


def test_no_mistake_is_no_exception_to_raise():
    with pytest.raises(ValueError, match="no mistake"):
        Mistakes([])


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("contributon_rate", "contribution_rate"),  # a letter missing
        ("contribution-rate", "contribution_rate"),  # written with a hyphen
        ("Contribution Rate", "contribution_rate"),
        ("emploeyr", "employer"),  # two letters swapped
        ("retirement", "retirement_age"),  # the rest missing: 4 letters of 14
        ("too", "to"),
        ("pension", None),
        ("x", None),
        ("", None),
    ],
)
def test_nearest(word, near):
    assert nearest(word, ["contribution_rate", "employer", "employee", "retirement_age", "to"]) == near


def test_nearest_counts_a_swap_as_one_so_that_the_right_one_of_two_wins():
    # emploeye -> employee is one swap; to employer it is a swap and a letter
    assert nearest("emploeye", ["employer", "employee"]) == "employee"


def test_nearest_of_nothing_is_nothing():
    assert nearest("title", []) is None


def test_one_line_has_no_breaks_no_control_letters_and_an_end():
    assert one_line("a\n  b\tc") == "a b c"
    assert one_line("\x1b[31mred") == "?[31mred"
    assert one_line("x" * 100, 10) == "x" * 9 + "…"
    assert one_line("x" * 10, 10) == "x" * 10
