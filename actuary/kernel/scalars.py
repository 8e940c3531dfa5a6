"""What the functions of lanes.py are in machine code on plain numbers, whether or not the vector type loads."""

import math

import numpy as np
from numba.core import types
from numba.extending import overload

from actuary.kernel import lanes
from actuary.kernel.lanes import ROOM

INLINED = {"forceinline": True, "error_model": "numpy", "nogil": True, "no_cpython_wrapper": True}
"""How numba compiles what stands for such a function: into the step that calls it."""


def _plain(*kinds):
    return all(isinstance(kind, (types.Number, types.Boolean)) for kind in kinds)


@overload(lanes.where, jit_options=INLINED)
def _where(condition, one, other):
    if _plain(condition):
        return lambda condition, one, other: one if condition else other
    return None


@overload(lanes.some, jit_options=INLINED)
def _some(condition):
    return (lambda condition: condition) if _plain(condition) else None


@overload(lanes.agreed, jit_options=INLINED)
def _agreed(of_law):
    return (lambda of_law: of_law) if _plain(of_law) else None


@overload(lanes.over, jit_options=INLINED)
def _over(a, b, otherwise):
    if _plain(a, b, otherwise):
        return lambda a, b, otherwise: a / b if b > 0.0 else otherwise
    return None


@overload(lanes.fused, jit_options=INLINED)
def _fused(a, b, c):
    return (lambda a, b, c: a * b + c) if _plain(a, b, c) else None


@overload(lanes.exp, jit_options=INLINED)
def _exp(x):
    return (lambda x: math.exp(min(max(x, -700.0), 700.0))) if _plain(x) else None


@overload(lanes.log, jit_options=INLINED)
def _log(x):
    return (lambda x: math.log(x)) if _plain(x) else None


@overload(lanes.root, jit_options=INLINED)
def _root(x):
    return (lambda x: math.sqrt(x)) if _plain(x) else None


@overload(lanes.power, jit_options=INLINED)
def _power(x, y):
    return (lambda x, y: math.pow(x, y)) if _plain(x, y) else None


@overload(lanes.floor, jit_options=INLINED)
def _floor(x):
    return (lambda x: math.floor(x)) if _plain(x) else None


@overload(lanes.number_of, jit_options=INLINED)
def _number_of(word):
    return (lambda word: (float(word >> np.uint64(12)) + 0.5) * 2.0**-52) if _plain(word) else None


@overload(lanes.rows_at, jit_options=INLINED)
def _rows_at(curve, place):
    def of_one(curve, place):
        i = int(place)
        return curve[i, 0], curve[i, 1], curve[i + 1, 0], curve[i + 1, 1]

    return of_one if _plain(place) else None


@overload(lanes.turned, jit_options=INLINED)
def _turned(table):
    return (lambda table: table.T) if isinstance(table, types.Array) else None


# Inlined by numba itself, as side by side.
@overload(lanes.scratch, inline="always")
def _scratch(like):
    return (lambda like: np.full(ROOM, like)) if _plain(like) else None


def learn(polynomial, coefficients):
    """Know a polynomial: it is compiled as it stands."""

    @overload(polynomial)
    def of(x):
        return polynomial if _plain(x) else None
