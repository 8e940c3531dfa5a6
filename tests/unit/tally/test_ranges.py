"""Which draws are counted."""

import pytest

from actuary.tally.ranges import Ranges, joined, missing, number


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ((), (), ()),
        (((0, 4),), (), ((0, 4),)),
        (((0, 4),), ((4, 6),), ((0, 6),)),
        (((4, 6),), ((0, 4),), ((0, 6),)),
        (((0, 2), (6, 8)), ((2, 3), (4, 6)), ((0, 3), (4, 8))),
        (((0, 2),), ((5, 5),), ((0, 2),)),
    ],
)
def test_runs_that_touch_are_one(one: Ranges, other: Ranges, both: Ranges) -> None:
    assert joined(one, other) == both


@pytest.mark.parametrize(
    ("one", "other", "twice"),
    [
        (((0, 4),), ((3, 5),), "draws 3 to 3 "),
        (((3, 5),), ((0, 9),), "draws 3 to 4 "),
        (((0, 4), (8, 9)), ((8, 12),), "draws 8 to 8 "),
    ],
)
def test_no_draw_counts_twice(one: Ranges, other: Ranges, twice: str) -> None:
    with pytest.raises(ValueError, match=twice):
        joined(one, other)


def test_what_is_there_and_what_is_missing() -> None:
    """Of draws 0 to 9 there are 2, 3, 4 and 8: 4 of them, and 6 are not."""
    there = ((2, 5), (8, 9))
    assert number(there) == 4
    assert missing(there, 10) == ((0, 2), (5, 8), (9, 10))
    assert missing(there, 4) == ((0, 2),)
    assert missing((), 3) == ((0, 3),)
    assert missing(((0, 3),), 3) == ()
