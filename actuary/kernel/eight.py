"""What the functions of lanes.py are in machine code on eight numbers side by side."""

import math

import numpy as np
from llvmlite import ir
from numba.extending import intrinsic, overload

from actuary.kernel import lanes
from actuary.kernel.grids import Grid, exchanged, gather, grid_of_vectors, grids_of_numbers, grids_of_vectors, room
from actuary.kernel.lanes import LANES
from actuary.kernel.scalars import INLINED
from actuary.kernel.vector import (
    FLOATS,
    IR,
    TRUTHS,
    WORDS,
    any_of,
    as_floats,
    as_words,
    call,
    first_of,
    lanes_in_turn,
    multiply_add,
    roots,
    select,
    whole,
)


@overload(lanes.where, jit_options=INLINED)
def _where(condition, one, other):
    return (lambda condition, one, other: select(condition, one, other)) if condition == TRUTHS else None


@overload(lanes.some, jit_options=INLINED)
def _some(condition):
    return (lambda condition: any_of(condition)) if condition == TRUTHS else None


@overload(lanes.agreed, jit_options=INLINED)
def _agreed(of_law):
    return (lambda of_law: first_of(of_law)) if of_law in (TRUTHS, FLOATS) else None


@overload(lanes.lane_numbers, jit_options=INLINED)
def _lane_numbers():
    return lambda: lanes_in_turn()


@overload(lanes.vectors, jit_options=INLINED)
def _vectors(array):
    return lambda array: grid_of_vectors(array)


@overload(lanes.vectors_in, jit_options=INLINED)
def _vectors_in(arrays):
    return lambda arrays: grids_of_vectors(arrays)


@overload(lanes.numbers_in, jit_options=INLINED)
def _numbers_in(arrays):
    return lambda arrays: grids_of_numbers(arrays)


# Inlined by numba itself: what LLVM inlines has its stack taken back at its end.
@overload(lanes.scratch, inline="always")
def _scratch(like):
    return (lambda like: room()) if like == FLOATS else None


@overload(lanes.over, jit_options=INLINED)
def _over(a, b, otherwise):
    if FLOATS in (a, b, otherwise):
        return lambda a, b, otherwise: select(b > 0.0, a / select(b > 0.0, b, 1.0), otherwise)
    return None


@overload(lanes.fused, jit_options=INLINED)
def _fused(a, b, c):
    return (lambda a, b, c: multiply_add(a, b, c)) if FLOATS in (a, b, c) else None


@overload(lanes.root, jit_options=INLINED)
def _root(x):
    return (lambda x: roots(x)) if x == FLOATS else None


@overload(lanes.floor, jit_options=INLINED)
def _floor(x):
    return (lambda x: whole(x)) if x == FLOATS else None


@overload(lanes.rows_at, jit_options=INLINED)
def _rows_at(curve, place):
    return (lambda curve, place: gather(curve, place)) if place == FLOATS else None


@overload(lanes.turned, jit_options=INLINED)
def _turned(table):
    return (lambda table: exchanged(table)) if isinstance(table, Grid) else None


@overload(lanes.power, jit_options=INLINED)
def _power(x, y):
    return (lambda x, y: lanes.exp(y * lanes.log(x))) if FLOATS in (x, y) else None


@overload(lanes.exp, jit_options=INLINED)
def _exp(x):
    return _exp_of_eight if x == FLOATS else None


@overload(lanes.log, jit_options=INLINED)
def _log(x):
    return _log_of_eight if x == FLOATS else None


@overload(lanes.number_of, jit_options=INLINED)
def _number_of(word):
    return _fraction if word == WORDS else None


def _fraction(word):
    """52 bits behind a 1 are a number from 1 to 2."""
    return as_floats((word >> np.uint64(12)) | np.uint64(0x3FF0000000000000)) - (1.0 - 2.0**-53)


LOG_OF_2 = (6.93147180369123816490e-01, 1.90821492927058770002e-10)
"""Its first 33 bits, which times a small whole number is exact, and the rest."""
SHIFTER = 1.5 * 2.0**52
"""Added to a number, it leaves the nearest whole number in the last bits."""
EXPONENTIAL = lanes.polynomial(*(1.0 / math.factorial(n) for n in range(13, -1, -1)))
LOGARITHM = lanes.polynomial(
    1.479819860511658591e-01, 1.531383769920937332e-01, 1.818357216161805012e-01, 2.222219843214978396e-01,
    2.857142874366239149e-01, 3.999999999940941908e-01, 6.666666666666735130e-01,
)  # fmt: skip
"""log((1 + q) / (1 - q)) - 2 q over q^3, in powers of q^2 (fdlibm's e_log)."""
BIASED = 2.0**52 + 2048
"""The number whose last bits are 2048: with them a biased power is read."""


def _exp_of_eight(x):
    """e^x = 2^n e^r with n the whole number nearest x / log 2; e^r by its series, |r| below 0.35."""
    x = min(max(x, -700.0), 700.0)
    shifted = x * (1.0 / LOG_OF_2[0]) + SHIFTER
    n = shifted - SHIFTER
    r = x - n * LOG_OF_2[0] - n * LOG_OF_2[1]
    return as_floats(as_words(EXPONENTIAL(r)) + (as_words(shifted) << np.uint64(52)))


def _log_of_eight(x):
    """log x = k log 2 + log f with f from 0.7 to 1.4; log f by q = (f - 1) / (f + 1)."""
    bits = as_words(x)
    power = (bits - np.uint64(0x3FE6A09E667F3BCD)) >> np.uint64(52)
    biased = power ^ np.uint64(0x800)
    k = as_floats(biased | np.uint64(0x4330000000000000)) - BIASED
    f = as_floats(bits - (power << np.uint64(52))) - 1.0
    q = f / (2.0 + f)
    z = q * q
    half = 0.5 * f * f
    return k * LOG_OF_2[0] - ((half - (q * (half + z * LOGARITHM(z)) + k * LOG_OF_2[1])) - f)


def learn(polynomial, coefficients):
    """Know a polynomial, in straight lines: its even and its odd powers apart, so that one need not wait for the other."""

    @intrinsic
    def of_eight(typingctx, x):
        def build(context, builder, sig, args):
            x = args[0]
            square = builder.fmul(x, x)
            parts = [_horner(builder, square, coefficients[::-1][start::2][::-1]) for start in (0, 1)]
            return call(builder, "fma", parts[1], x, parts[0])

        return FLOATS(FLOATS), build

    @overload(polynomial)
    def of(x):
        return (lambda x: of_eight(x)) if x == FLOATS else None


def _horner(builder, x, coefficients):
    result = ir.Constant(IR[FLOATS], [coefficients[0]] * LANES)
    for coefficient in coefficients[1:]:
        result = call(builder, "fma", result, x, ir.Constant(IR[FLOATS], [coefficient] * LANES))
    return result
