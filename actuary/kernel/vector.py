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
from numba.extending import intrinsic, overload

from actuary.kernel import lanes
from actuary.kernel.lanes import LANES


class Values(types.Type):
    """Eight numbers of 64 bits: float64, whole numbers without sign, or truths."""

    def __init__(self, kind):
        self.kind = kind
        super().__init__(name=f"{LANES}x{kind}")

    def can_convert_from(self, typingctx, other):
        """A plain number stands for eight of its kind."""
        if self.kind == "float" and isinstance(other, (types.Float, types.Integer)):
            return Conversion.safe
        return None

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


@intrinsic
def vectors(typingctx, array):
    """An array [..., LANES] of numbers as an array [...] of vectors."""
    inner = types.Array(FLOATS, array.ndim - 1, "C", readonly=not array.mutable)

    def build(context, builder, sig, args):
        outer = context.make_array(sig.args[0])(context, builder, args[0])
        result = context.make_array(inner)(context, builder)
        width = ir.Constant(ir.IntType(64), LANES)
        cgutils_shape = cgutils.unpack_tuple(builder, outer.shape)[:-1]
        strides = cgutils.unpack_tuple(builder, outer.strides)[:-1]
        result.data = builder.bitcast(outer.data, IR[FLOATS].as_pointer())
        result.nitems = builder.udiv(outer.nitems, width)
        result.itemsize = builder.mul(outer.itemsize, width)
        result.shape = cgutils.pack_array(builder, cgutils_shape)
        result.strides = cgutils.pack_array(builder, strides)
        result.meminfo = outer.meminfo
        result.parent = cgutils.get_null_value(result.parent.type)
        if context.enable_nrt:
            context.nrt.incref(builder, inner, result._getvalue())
        return result._getvalue()

    return inner(array), build


@overload(lanes.where, inline="always")
def _where(condition, one, other):
    if condition == TRUTHS:
        return lambda condition, one, other: select(condition, one, other)
    return lambda condition, one, other: one if condition else other


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
