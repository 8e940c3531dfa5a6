"""Which draws are counted: runs of numbers, first and one past the last, in order and apart from each other."""

from collections.abc import Iterable

Ranges = tuple[tuple[int, int], ...]


def joined(one: Ranges, other: Ranges) -> Ranges:
    """The draws of both; ValueError where they share one."""
    if one and len(other) == 1 and other[0][0] == one[-1][1]:
        return (*one[:-1], (one[-1][0], other[0][1]))
    runs: list[tuple[int, int]] = []
    for first, end in sorted((*one, *other)):
        if runs and first < runs[-1][1]:
            raise ValueError(f"draws {first} to {min(end, runs[-1][1]) - 1} are counted already")
        if runs and first == runs[-1][1]:
            runs[-1] = (runs[-1][0], end)
        elif first < end:
            runs.append((first, end))
    return tuple(runs)


def number(ranges: Iterable[tuple[int, int]]) -> int:
    """How many draws there are."""
    return sum(end - first for first, end in ranges)


def missing(ranges: Ranges, count: int) -> Ranges:
    """The draws from 0 to `count` that are not there."""
    gaps = []
    at = 0
    for first, end in (*ranges, (count, count)):
        if at < min(first, count):
            gaps.append((at, min(first, count)))
        at = max(at, end)
    return tuple(gaps)
