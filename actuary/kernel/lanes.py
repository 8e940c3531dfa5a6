"""One source for one future and for eight: what the steps of a year may do with a value.

A value is a number of one draw. The same step runs on plain numbers (Python, or compiled) and on eight draws side by side,
where an element of an array is a vector of eight numbers and one instruction works on all of them (eight.py). So a step
uses values only through + - * /, `min`, `max`, comparisons that end in `where`, and the functions here: never an `if` on a
value, since eight draws may differ. An `if` on the law is `if agreed(...)`: it is the same in every draw, and where laws
stand side by side (variants.py) only such do as agree in all that is asked so.
"""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

LANES = 8
"""Draws side by side: a vector of them fills one register of 512 bits, two of 256, four of 128."""


ROOM = 8
"""Values that a step may keep at hand; more would not fit into registers anyway."""


def where(condition, one, other):
    """`one` where the condition holds, else `other`; both are worked out."""
    return np.where(condition, one, other) if isinstance(condition, np.ndarray) else (one if condition else other)


def some(condition):
    """Whether it holds in any of the draws at hand: what is rarely needed can then be left out."""
    return bool(condition.any() if isinstance(condition, np.ndarray) else condition)


def agreed(of_law):
    """A truth or a number of the law that decides how a step goes on: it is the same in all that stand side by side."""
    return of_law


def over(a, b, otherwise):
    """a / b where b is above zero, elsewhere `otherwise`: nothing is ever divided by nothing."""
    return a / b if b > 0.0 else otherwise


def fused(a, b, c):
    """a x b + c; side by side in one rounding."""
    return a * b + c


def exp(x):
    """e to the power x, for x from -700 to 700; beyond, the value there."""
    return math.exp(min(max(x, -700.0), 700.0))


def log(x):
    """Natural logarithm of a normal number above zero."""
    return np.log(x) if isinstance(x, np.ndarray) else math.log(x)


def root(x):
    """Square root."""
    return np.sqrt(x)


def number_of(word):
    """A number from 0 to 1 by the first 52 bits of a word: the middle of one of 2^52 steps."""
    return ((word >> np.uint64(12)).astype(np.float64) + 0.5) * 2.0**-52


POLYNOMIALS: dict[Callable[[Any], Any], tuple[float, ...]] = {}
"""Functions that `polynomial` made and the compiler does not know yet, with their coefficients."""


def polynomial(*coefficients):
    """The function of x with these coefficients, the highest power first."""

    def of(x):
        result = x * 0.0
        for coefficient in coefficients:
            result = result * x + coefficient
        return result

    POLYNOMIALS[of] = coefficients
    return of


def power(x, y):
    """x to the power y, for x above zero."""
    return math.pow(x, y)


def rows_at(curve, place):
    """curve[i, 0], curve[i, 1] and the same of the next row, for the whole number i below `place`, 0 to the last but one."""
    i = int(place)
    return curve[i, 0], curve[i, 1], curve[i + 1, 0], curve[i + 1, 1]


def floor(x):
    """The whole number below x, for x from 0 to 2^51."""
    return math.floor(x)


def scratch(like):
    """Room for up to ROOM values of the kind of `like`, at hand for a while: in registers, where draws stand side by side."""
    return [like] * ROOM


def turned(table):
    """A table with its two axes exchanged; the numbers stay where they are."""
    return table.T


def blocks(shape: tuple[int, ...]) -> NDArray[np.float64]:
    """Zeros [*shape, LANES] whose vectors begin where the machine reads them at once."""
    size = math.prod(shape) * LANES
    room = np.zeros(size + LANES)
    start = (-room.ctypes.data // room.itemsize) % LANES
    return room[start : start + size].reshape(*shape, LANES)


def lane_numbers():
    """0 to 7: which of the draws side by side each lane holds. Only there."""
    raise NotImplementedError


def vectors(array):
    """An array [..., LANES] as a bare array [...] of vectors. Only side by side."""
    raise NotImplementedError


def vectors_in(arrays):
    """A tuple of such arrays. Only side by side."""
    raise NotImplementedError


def numbers_in(arrays):
    """A tuple of arrays of plain numbers, and of plain numbers, as bare arrays. Only side by side."""
    raise NotImplementedError
