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
        plain = {"float": (types.Float, types.Integer), "truth": types.Boolean}.get(self.kind, ())
        return Conversion.safe if isinstance(other, plain) else None

    def unify(self, typingctx, other):
        """An accumulator that begins as a plain number becomes eight."""
        return self if self.can_convert_from(typingctx, other) is not None else None


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
            return signature(args[0], *args) if args[0] == args[-1] and args[0] in (TRUTHS, WORDS) else None

    def lower(context, builder, sig, args):
        return build(builder, *args)

    for kind in (TRUTHS, WORDS):
        lower_builtin(function, kind, kind)(lower)


_bits(operator.and_, lambda b, x, y: b.and_(x, y))
_bits(operator.or_, lambda b, x, y: b.or_(x, y))
_bits(operator.xor, lambda b, x, y: b.xor(x, y))
_bits(operator.add, lambda b, x, y: b.add(x, y))
_bits(operator.sub, lambda b, x, y: b.sub(x, y))
_bits(operator.lshift, lambda b, x, y: b.shl(x, y))
_bits(operator.rshift, lambda b, x, y: b.lshr(x, y))


@intrinsic
def select(typingctx, condition, one, other):
    """Lane by lane, one or the other."""
    return FLOATS(TRUTHS, FLOATS, FLOATS), lambda c, builder, sig, args: builder.select(*args)


@intrinsic
def some(typingctx, condition):
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
def root(typingctx, x):
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
def number_of(typingctx, word):
    """A word read as a whole number with sign."""
    return FLOATS(WORDS), lambda context, builder, sig, args: builder.sitofp(args[0], IR[FLOATS])


@intrinsic
def words(typingctx, x):
    """Eight times the same word."""
    return WORDS(types.uint64), lambda context, builder, sig, args: _splat(builder, WORDS, args[0])


@intrinsic
def lane_numbers(typingctx):
    """0, 1, 2, ... 7."""
    return WORDS(), lambda context, builder, sig, args: ir.Constant(IR[WORDS], list(range(LANES)))


@intrinsic
def gather(typingctx, curve, place, column):
    """curve[whole part of place, column] for each lane."""

    def build(context, builder, sig, args):
        table = context.make_array(sig.args[0])(context, builder, args[0])
        columns = cgutils.unpack_tuple(builder, table.shape)[1]
        rows = builder.fptoui(args[1], IR[WORDS])
        result = ir.Constant(IR[FLOATS], ir.Undefined)
        for lane in range(LANES):
            index = ir.Constant(ir.IntType(32), lane)
            row = builder.mul(builder.extract_element(rows, index), columns)
            address = builder.gep(table.data, [builder.add(row, args[2])])
            result = builder.insert_element(result, builder.load(address), index)
        return result

    return FLOATS(curve, FLOATS, types.intp), build


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


def _grid_of(array, element, ndim):
    """An intrinsic's signature and code: the first axes of a numba array as a grid of these elements."""

    def build(context, builder, sig, args):
        outer = context.make_array(sig.args[0])(context, builder, args[0])
        result = cgutils.create_struct_proxy(Grid(element, ndim))(context, builder)
        result.data = builder.bitcast(outer.data, result.data.type)
        result.shape = cgutils.pack_array(builder, cgutils.unpack_tuple(builder, outer.shape)[:ndim])
        return result._getvalue()

    return Grid(element, ndim)(array), build


@intrinsic
def vectors(typingctx, array):
    """An array [..., LANES] of numbers in C order as a grid [...] of vectors."""
    return _grid_of(array, FLOATS, array.ndim - 1)


@intrinsic
def numbers(typingctx, array):
    """An array of numbers in C order as a grid of them."""
    return _grid_of(array, array.dtype, array.ndim)


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


@overload(lanes.where, inline="always")
def _where(condition, one, other):
    if condition == TRUTHS:
        return lambda condition, one, other: select(condition, one, other)
    return lambda condition, one, other: one if condition else other


@overload(lanes.scratch)
def _scratch(like):
    if like == FLOATS:
        return lambda like: room()
    return lambda like: np.full(ROOM, like)


@overload(lanes.over, inline="always")
def _over(a, b, otherwise):
    if FLOATS in (a, b, otherwise):
        return lambda a, b, otherwise: select(b > 0.0, a / select(b > 0.0, b, 1.0), otherwise)
    return lambda a, b, otherwise: a / b if b > 0.0 else otherwise


@overload(lanes.power)
def _power(x, y):
    if FLOATS in (x, y):
        return lambda x, y: lanes.exp(y * lanes.log(x))
    return lambda x, y: math.pow(x, y)


@overload(lanes.fused, inline="always")
def _fused(a, b, c):
    if FLOATS in (a, b, c):
        return lambda a, b, c: multiply_add(a, b, c)
    return lambda a, b, c: a * b + c


@overload(lanes.look_up)
def _look_up(curve, place, column):
    if place == FLOATS:
        return lambda curve, place, column: gather(curve, place, column)
    return lambda curve, place, column: curve[int(place), column]


@overload(lanes.floor)
def _floor(x):
    if x == FLOATS:
        return lambda x: whole(x)
    return lambda x: math.floor(x)


@overload(lanes.exp)
def _exp(x):
    if x == FLOATS:
        return _exp_of_eight
    return lambda x: math.exp(min(max(x, -700.0), 700.0))


@overload(lanes.log)
def _log(x):
    if x == FLOATS:
        return _log_of_eight
    return lambda x: math.log(x)


LOG_OF_2 = (6.93147180369123816490e-01, 1.90821492927058770002e-10)
"""Its first 33 bits, which times a small whole number is exact, and the rest."""
SHIFTER = 1.5 * 2.0**52
"""Added to a number, it leaves the nearest whole number in the last bits."""
FACTORIALS = tuple(1.0 / math.factorial(n) for n in range(13, -1, -1))
LOG_SERIES = (
    1.479819860511658591e-01, 1.531383769920937332e-01, 1.818357216161805012e-01, 2.222219843214978396e-01,
    2.857142874366239149e-01, 3.999999999940941908e-01, 6.666666666666735130e-01,
)  # fmt: skip
"""log((1 + q) / (1 - q)) - 2 q over q^3, in powers of q^2 (fdlibm's e_log)."""


def _exp_of_eight(x):
    """e^x = 2^n e^r with n the whole number nearest x / log 2; e^r by its series, |r| below 0.35."""
    x = min(max(x, -700.0), 700.0)
    shifted = x * (1.0 / LOG_OF_2[0]) + SHIFTER
    n = shifted - SHIFTER
    r = x - n * LOG_OF_2[0] - n * LOG_OF_2[1]
    series = r * 0.0
    for factor in FACTORIALS:
        series = series * r + factor
    return as_floats(as_words(series) + (as_words(shifted) << words(np.uint64(52))))


def _log_of_eight(x):
    """log x = k log 2 + log f with f from 0.7 to 1.4; log f by q = (f - 1) / (f + 1)."""
    bits = as_words(x)
    sign = words(np.uint64(0x800))
    power = (bits - words(np.uint64(0x3FE6A09E667F3BCD))) >> words(np.uint64(52))
    power = (power ^ sign) - sign
    k = number_of(power)
    f = as_floats(bits - (power << words(np.uint64(52)))) - 1.0
    q = f / (2.0 + f)
    z = q * q
    series = z * 0.0
    for factor in LOG_SERIES:
        series = series * z + factor
    series = series * z
    half = 0.5 * f * f
    return k * LOG_OF_2[0] - ((half - (q * (half + series) + k * LOG_OF_2[1])) - f)
