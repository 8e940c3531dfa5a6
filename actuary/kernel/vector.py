"""The trick: a type for numba whose value is a vector of eight numbers, and arrays of such values.

numba hands LLVM one instruction on eight draws instead of a loop that LLVM may or may not see through. LLVM splits the
vector for narrower machines, so one source runs anywhere. Only the compiler imports this file; the steps know nothing of it.
"""

import math
import operator

import numpy as np
from llvmlite import ir
from numba.core import cgutils, types
from numba.core.datamodel import models, register_default
from numba.core.imputils import lower_builtin, lower_cast
from numba.core.typeconv import Conversion
from numba.core.typing.templates import AbstractTemplate, infer_global, signature
from numba.extending import intrinsic, make_attribute_wrapper, overload

from actuary.kernel import lanes
from actuary.kernel.lanes import LANES, ROOM


class Values(types.Type):
    """Eight numbers of 64 bits: float64, whole numbers without sign, or truths."""

    def __init__(self, kind):
        self.kind = kind
        super().__init__(name=f"{LANES}x{kind}")

    def can_convert_from(self, typingctx, other):
        """A plain number, or truth, stands for eight of its kind."""
        plain = {"float": (types.Float, types.Integer), "truth": types.Boolean, "word": types.Integer}[self.kind]
        return Conversion.safe if isinstance(other, plain) else None

    def unify(self, typingctx, other):
        """An accumulator that begins as a plain number becomes eight."""
        return self if self.can_convert_from(typingctx, other) is not None else None


INLINED = {"forceinline": True, "error_model": "numpy", "nogil": True, "no_cpython_wrapper": True}
"""How numba compiles what is defined here for a step: into it."""

FLOATS, WORDS, TRUTHS = Values("float"), Values("word"), Values("truth")
FLOAT, WORD, TRUTH = ir.DoubleType(), ir.IntType(64), ir.IntType(1)
IR = {FLOATS: ir.VectorType(FLOAT, LANES), WORDS: ir.VectorType(WORD, LANES), TRUTHS: ir.VectorType(TRUTH, LANES)}


@register_default(Values)
class ValuesModel(models.PrimitiveModel):
    """In registers and in memory alike: LLVM's own vector."""

    def __init__(self, dmm, fe_type):
        super().__init__(dmm, fe_type, IR[fe_type])


def _splat(builder, kind, x):
    """Eight times the same."""
    nothing = ir.Constant(IR[kind], ir.Undefined)
    first = builder.insert_element(nothing, x, ir.Constant(ir.IntType(32), 0))
    return builder.shuffle_vector(first, nothing, ir.Constant(ir.VectorType(ir.IntType(32), LANES), [0] * LANES))


@lower_cast(types.Float, FLOATS)
@lower_cast(types.Integer, FLOATS)
def _widen(context, builder, fromty, toty, x):
    return _splat(builder, FLOATS, context.cast(builder, x, fromty, types.float64))


@lower_cast(types.Integer, WORDS)
def _widen_word(context, builder, fromty, toty, x):
    return _splat(builder, WORDS, context.cast(builder, x, fromty, types.uint64))


@lower_cast(types.Boolean, TRUTHS)
def _widen_truth(context, builder, fromty, toty, x):
    return _splat(builder, TRUTHS, builder.trunc(x, TRUTH) if x.type != TRUTH else x)


def _plain(kind):
    return isinstance(kind, (types.Float, types.Integer))


def _of_floats(*kinds):
    """Whether the arguments are numbers, some of them eight."""
    return FLOATS in kinds and all(kind == FLOATS or _plain(kind) for kind in kinds)


def _define(function, returns, build):
    """Let numba know `function` on eight numbers: build(builder, *vectors) is the instruction."""

    @infer_global(function)
    class Typing(AbstractTemplate):
        def generic(self, args, kws):
            return signature(returns, *[FLOATS] * len(args)) if _of_floats(*args) else None

    def lower(context, builder, sig, args):
        return build(builder, *args)

    for count in (1, 2):
        lower_builtin(function, *[FLOATS] * count)(lower)


def _greater(builder, a, b):
    return builder.select(builder.fcmp_ordered(">", b, a), b, a)


def _smaller(builder, a, b):
    return builder.select(builder.fcmp_ordered("<", b, a), b, a)


_define(operator.add, FLOATS, lambda b, x, y: b.fadd(x, y))
_define(operator.iadd, FLOATS, lambda b, x, y: b.fadd(x, y))
_define(operator.sub, FLOATS, lambda b, x, y: b.fsub(x, y))
_define(operator.isub, FLOATS, lambda b, x, y: b.fsub(x, y))
_define(operator.mul, FLOATS, lambda b, x, y: b.fmul(x, y))
_define(operator.imul, FLOATS, lambda b, x, y: b.fmul(x, y))
_define(operator.truediv, FLOATS, lambda b, x, y: b.fdiv(x, y))
_define(operator.itruediv, FLOATS, lambda b, x, y: b.fdiv(x, y))
_define(operator.neg, FLOATS, lambda b, x: b.fneg(x))
_define(max, FLOATS, _greater)
_define(min, FLOATS, _smaller)
_define(operator.lt, TRUTHS, lambda b, x, y: b.fcmp_ordered("<", x, y))
_define(operator.le, TRUTHS, lambda b, x, y: b.fcmp_ordered("<=", x, y))
_define(operator.gt, TRUTHS, lambda b, x, y: b.fcmp_ordered(">", x, y))
_define(operator.ge, TRUTHS, lambda b, x, y: b.fcmp_ordered(">=", x, y))
_define(operator.eq, TRUTHS, lambda b, x, y: b.fcmp_ordered("==", x, y))
_define(operator.ne, TRUTHS, lambda b, x, y: b.fcmp_unordered("!=", x, y))


def _bits(function, build):
    """The same for truths, and for words."""

    @infer_global(function)
    class Typing(AbstractTemplate):
        def generic(self, args, kws):
            for kind, plain in ((TRUTHS, types.Boolean), (WORDS, types.Integer)):
                if kind in args and all(one == kind or isinstance(one, plain) for one in args):
                    return signature(kind, kind, kind)
            return None

    def lower(context, builder, sig, args):
        return build(builder, *args)

    for kind in (TRUTHS, WORDS):
        lower_builtin(function, kind, kind)(lower)


_bits(operator.and_, lambda b, x, y: b.and_(x, y))
_bits(operator.or_, lambda b, x, y: b.or_(x, y))
_bits(operator.xor, lambda b, x, y: b.xor(x, y))
_bits(operator.add, lambda b, x, y: b.add(x, y))
_bits(operator.sub, lambda b, x, y: b.sub(x, y))
_bits(operator.mul, lambda b, x, y: b.mul(x, y))
_bits(operator.lshift, lambda b, x, y: b.shl(x, y))
_bits(operator.rshift, lambda b, x, y: b.lshr(x, y))


@intrinsic
def select(typingctx, condition, one, other):
    """Lane by lane, one or the other."""
    return FLOATS(TRUTHS, FLOATS, FLOATS), lambda c, builder, sig, args: builder.select(*args)


@intrinsic
def any_of(typingctx, condition):
    """Whether it is true of any lane."""

    def build(context, builder, sig, args):
        lanes_as_bits = ir.IntType(LANES)
        return builder.icmp_unsigned("!=", builder.bitcast(args[0], lanes_as_bits), ir.Constant(lanes_as_bits, 0))

    return types.boolean(TRUTHS), build


def _call(builder, name, *args):
    """One of LLVM's own functions on vectors."""
    kind = IR[FLOATS]
    function = cgutils.get_or_insert_function(
        builder.module, ir.FunctionType(kind, [kind] * len(args)), f"llvm.{name}.v{LANES}f64"
    )
    return builder.call(function, args)


@intrinsic
def multiply_add(typingctx, a, b, c):
    """a x b + c in one rounding."""
    return FLOATS(FLOATS, FLOATS, FLOATS), lambda context, builder, sig, args: _call(builder, "fma", *args)


@intrinsic
def whole(typingctx, x):
    """The whole number below."""
    return FLOATS(FLOATS), lambda context, builder, sig, args: _call(builder, "floor", *args)


@intrinsic
def roots(typingctx, x):
    """Square root."""
    return FLOATS(FLOATS), lambda context, builder, sig, args: _call(builder, "sqrt", *args)


@intrinsic
def as_words(typingctx, x):
    """The bits of a number."""
    return WORDS(FLOATS), lambda context, builder, sig, args: builder.bitcast(args[0], IR[WORDS])


@intrinsic
def as_floats(typingctx, x):
    """The number of these bits."""
    return FLOATS(WORDS), lambda context, builder, sig, args: builder.bitcast(args[0], IR[FLOATS])


@intrinsic
def lanes_in_turn(typingctx):
    """0, 1, 2, ... 7."""
    return WORDS(), lambda context, builder, sig, args: ir.Constant(IR[WORDS], list(range(LANES)))


class Grid(types.Type):
    """A bare array in C order: an address and a shape. Nobody counts who holds it, indices are never below zero."""

    def __init__(self, element, ndim):
        self.element, self.ndim = element, ndim
        super().__init__(name=f"Grid({element}, {ndim})")


@register_default(Grid)
class GridModel(models.StructModel):
    """Where it begins, and how many there are along each axis."""

    def __init__(self, dmm, fe_type):
        members = [("data", types.voidptr), ("shape", types.UniTuple(types.intp, fe_type.ndim))]
        super().__init__(dmm, fe_type, members)


make_attribute_wrapper(Grid, "shape", "shape")


def _grid(context, builder, kind, array_kind, array):
    """The first axes of a numba array as a grid."""
    outer = context.make_array(array_kind)(context, builder, array)
    result = cgutils.create_struct_proxy(kind)(context, builder)
    result.data = builder.bitcast(outer.data, result.data.type)
    result.shape = cgutils.pack_array(builder, cgutils.unpack_tuple(builder, outer.shape)[: kind.ndim])
    return result._getvalue()


def _all_grids(arrays, kind_of):
    """Code for every array of a named tuple as a grid; what is no array stays."""
    kinds = [kind_of(one) if isinstance(one, types.Array) else one for one in arrays]
    result = types.NamedTuple(kinds, arrays.instance_class)

    def build(context, builder, sig, args):
        found = []
        for kind, one, value in zip(kinds, arrays, cgutils.unpack_tuple(builder, args[0]), strict=True):
            found.append(_grid(context, builder, kind, one, value) if isinstance(one, types.Array) else value)
        return context.make_tuple(builder, result, found)

    return result(arrays), build


def _vector_grid(array):
    return Grid(FLOATS, array.ndim - 1)


def _number_grid(array):
    return Grid(array.dtype, array.ndim)


@intrinsic
def grid_of_vectors(typingctx, array):
    """An array [..., LANES] of numbers in C order as a grid [...] of vectors."""
    kind = _vector_grid(array)
    return kind(array), lambda context, builder, sig, args: _grid(context, builder, kind, sig.args[0], args[0])


@intrinsic
def grids_of_vectors(typingctx, arrays):
    """Every array of a named tuple as a grid of vectors."""
    return _all_grids(arrays, _vector_grid)


@intrinsic
def grids_of_numbers(typingctx, arrays):
    """Every array of a named tuple as a grid of plain numbers."""
    return _all_grids(arrays, _number_grid)


@intrinsic
def gather(typingctx, curve, place):
    """curve[i, 0], curve[i, 1], curve[i + 1, 0], curve[i + 1, 1] of a table with two columns, i = whole part of each lane."""
    four = ir.VectorType(FLOAT, 4)

    def build(context, builder, sig, args):
        kind = sig.args[0]
        bare = cgutils.create_struct_proxy(kind) if isinstance(kind, Grid) else context.make_array(kind)
        data = builder.bitcast(bare(context, builder, args[0]).data, FLOAT.as_pointer())
        starts = builder.fptoui(builder.fmul(args[1], _splat(builder, FLOATS, FLOAT(2.0))), IR[WORDS])
        rows = []
        for lane in range(LANES):
            start = builder.extract_element(starts, ir.Constant(ir.IntType(32), lane))
            address = builder.bitcast(builder.gep(data, [start], inbounds=True), four.as_pointer())
            rows.append(builder.load(address, align=8))
        return context.make_tuple(builder, sig.return_type, _turned(builder, rows))

    return types.UniTuple(FLOATS, 4)(curve, FLOATS), build


def _turned(builder, rows):
    """Eight rows of four as four columns of eight."""

    def joined(one, other, places):
        kind = ir.VectorType(ir.IntType(32), len(places))
        return builder.shuffle_vector(one, other, ir.Constant(kind, places))

    while len(rows) > 1:
        width = rows[0].type.count
        rows = [joined(one, other, list(range(2 * width))) for one, other in zip(rows[::2], rows[1::2], strict=True)]
    nothing = ir.Constant(rows[0].type, ir.Undefined)
    return [joined(rows[0], nothing, list(range(column, 4 * LANES, 4))) for column in range(4)]


@intrinsic
def room(typingctx):
    """A few vectors on the stack: where all indices are fixed, LLVM keeps them in registers."""
    kind = Grid(FLOATS, 1)

    def build(context, builder, sig, args):
        place = cgutils.alloca_once(builder, ir.ArrayType(IR[FLOATS], ROOM))
        result = cgutils.create_struct_proxy(kind)(context, builder)
        result.data = builder.bitcast(place, result.data.type)
        result.shape = cgutils.pack_array(builder, [ir.Constant(ir.IntType(64), ROOM)])
        return result._getvalue()

    return kind(), build


def _indices(index):
    return len(index) if isinstance(index, types.BaseTuple) else 1


@infer_global(operator.getitem)
class GridGet(AbstractTemplate):
    """grid[i, j] is an element; with fewer indices, the grid of what is left."""

    def generic(self, args, kws):
        grid, index = args
        if isinstance(grid, Grid):
            left = grid.ndim - _indices(index)
            return signature(Grid(grid.element, left) if left else grid.element, grid, index)
        return None


@infer_global(operator.setitem)
class GridSet(AbstractTemplate):
    """grid[i, j] = value, with all indices."""

    def generic(self, args, kws):
        grid, index, _ = args
        if isinstance(grid, Grid) and _indices(index) == grid.ndim:
            return signature(types.none, grid, index, grid.element)
        return None


def _address(context, builder, kind, value, index_kind, index):
    """Of the element, or of the first one left, and the shape of what is left."""
    grid = cgutils.create_struct_proxy(kind)(context, builder, value)
    one = not isinstance(index_kind, types.BaseTuple)
    kinds = [index_kind] if one else list(index_kind)
    places = [index] if one else cgutils.unpack_tuple(builder, index)
    sizes = cgutils.unpack_tuple(builder, grid.shape)
    offset = ir.Constant(ir.IntType(64), 0)
    for axis, size in enumerate(sizes):
        offset = builder.mul(offset, size, flags=["nsw"])
        if axis < len(places):
            place = context.cast(builder, places[axis], kinds[axis], types.intp)
            offset = builder.add(offset, place, flags=["nsw"])
    element = context.get_value_type(kind.element).as_pointer()
    return builder.gep(builder.bitcast(grid.data, element), [offset], inbounds=True), sizes[len(places) :]


@lower_builtin(operator.getitem, Grid, types.Any)
def _get(context, builder, sig, args):
    kind = sig.args[0]
    address, left = _address(context, builder, kind, args[0], sig.args[1], args[1])
    if not left:
        return builder.load(address, align=8)
    result = cgutils.create_struct_proxy(sig.return_type)(context, builder)
    result.data = builder.bitcast(address, result.data.type)
    result.shape = cgutils.pack_array(builder, left)
    return result._getvalue()


@lower_builtin(operator.setitem, Grid, types.Any, types.Any)
def _set(context, builder, sig, args):
    address, _ = _address(context, builder, sig.args[0], args[0], sig.args[1], args[1])
    builder.store(args[2], address, align=8)


@overload(lanes.where, jit_options=INLINED)
def _where(condition, one, other):
    if condition == TRUTHS:
        return lambda condition, one, other: select(condition, one, other)
    return lambda condition, one, other: one if condition else other


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


@overload(lanes.some, jit_options=INLINED)
def _some(condition):
    if condition == TRUTHS:
        return lambda condition: any_of(condition)
    return lambda condition: condition


@overload(lanes.root, jit_options=INLINED)
def _root(x):
    if x == FLOATS:
        return lambda x: roots(x)
    return lambda x: math.sqrt(x)


def _fraction(word):
    """52 bits behind a 1 are a number from 1 to 2."""
    return as_floats((word >> np.uint64(12)) | np.uint64(0x3FF0000000000000)) - (1.0 - 2.0**-53)


@overload(lanes.number_of, jit_options=INLINED)
def _number_of(word):
    if word == WORDS:
        return _fraction
    return lambda word: (float(word >> np.uint64(12)) + 0.5) * 2.0**-52


# Inlined by numba itself: what LLVM inlines has its stack taken back at its end.
@overload(lanes.scratch, inline="always")
def _scratch(like):
    if like == FLOATS:
        return lambda like: room()
    return lambda like: np.full(ROOM, like)


@overload(lanes.over, jit_options=INLINED)
def _over(a, b, otherwise):
    if FLOATS in (a, b, otherwise):
        return lambda a, b, otherwise: select(b > 0.0, a / select(b > 0.0, b, 1.0), otherwise)
    return lambda a, b, otherwise: a / b if b > 0.0 else otherwise


@overload(lanes.power, jit_options=INLINED)
def _power(x, y):
    if FLOATS in (x, y):
        return lambda x, y: lanes.exp(y * lanes.log(x))
    return lambda x, y: math.pow(x, y)


@overload(lanes.fused, jit_options=INLINED)
def _fused(a, b, c):
    if FLOATS in (a, b, c):
        return lambda a, b, c: multiply_add(a, b, c)
    return lambda a, b, c: a * b + c


@overload(lanes.rows_at, jit_options=INLINED)
def _rows_at(curve, place):
    if place == FLOATS:
        return lambda curve, place: gather(curve, place)

    def of_one(curve, place):
        i = int(place)
        return curve[i, 0], curve[i, 1], curve[i + 1, 0], curve[i + 1, 1]

    return of_one


@overload(lanes.floor, jit_options=INLINED)
def _floor(x):
    if x == FLOATS:
        return lambda x: whole(x)
    return lambda x: math.floor(x)


@overload(lanes.exp, jit_options=INLINED)
def _exp(x):
    if x == FLOATS:
        return _exp_of_eight
    return lambda x: math.exp(min(max(x, -700.0), 700.0))


@overload(lanes.log, jit_options=INLINED)
def _log(x):
    if x == FLOATS:
        return _log_of_eight
    return lambda x: math.log(x)


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


def _unrolled(function, coefficients):
    """A polynomial in straight lines: its even and its odd powers side by side, so that one need not wait for the other."""

    @intrinsic
    def of_eight(typingctx, x):
        def build(context, builder, sig, args):
            x = args[0]
            square = builder.fmul(x, x)
            parts = [_horner(builder, square, coefficients[::-1][start::2][::-1]) for start in (0, 1)]
            return _call(builder, "fma", parts[1], x, parts[0])

        return FLOATS(FLOATS), build

    @overload(function)
    def of(x):
        if x == FLOATS:
            return lambda x: of_eight(x)
        return function


def _horner(builder, x, coefficients):
    result = ir.Constant(IR[FLOATS], [coefficients[0]] * LANES)
    for coefficient in coefficients[1:]:
        result = _call(builder, "fma", result, x, ir.Constant(IR[FLOATS], [coefficient] * LANES))
    return result


def learn():
    """Know every polynomial that was made since."""
    while lanes.POLYNOMIALS:
        _unrolled(*lanes.POLYNOMIALS.popitem())
