"""The trick: a type for numba whose value is a vector of eight numbers, and the instructions on it.

numba hands LLVM one instruction on eight draws instead of a loop that LLVM may or may not see through. LLVM splits the
vector for narrower machines, so one source runs anywhere. Arrays of such values are in grids.py, what the steps may do with
them in eight.py, the only one of the three that the compiler imports; the steps know nothing of it.
"""

import operator

from llvmlite import ir
from numba.core import cgutils, types
from numba.core.datamodel import models, register_default
from numba.core.imputils import lower_builtin, lower_cast
from numba.core.typeconv import Conversion
from numba.core.typing.templates import AbstractTemplate, infer_global, signature
from numba.extending import intrinsic

from actuary.kernel.lanes import LANES


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


FLOATS, WORDS, TRUTHS = Values("float"), Values("word"), Values("truth")
FLOAT, WORD, TRUTH = ir.DoubleType(), ir.IntType(64), ir.IntType(1)
IR = {FLOATS: ir.VectorType(FLOAT, LANES), WORDS: ir.VectorType(WORD, LANES), TRUTHS: ir.VectorType(TRUTH, LANES)}


@register_default(Values)
class ValuesModel(models.PrimitiveModel):
    """In registers and in memory alike: LLVM's own vector."""

    def __init__(self, dmm, fe_type):
        super().__init__(dmm, fe_type, IR[fe_type])


def splat(builder, kind, x):
    """Eight times the same."""
    nothing = ir.Constant(IR[kind], ir.Undefined)
    first = builder.insert_element(nothing, x, ir.Constant(ir.IntType(32), 0))
    return builder.shuffle_vector(first, nothing, ir.Constant(ir.VectorType(ir.IntType(32), LANES), [0] * LANES))


@lower_cast(types.Float, FLOATS)
@lower_cast(types.Integer, FLOATS)
def _widen(context, builder, fromty, toty, x):
    return splat(builder, FLOATS, context.cast(builder, x, fromty, types.float64))


@lower_cast(types.Integer, WORDS)
def _widen_word(context, builder, fromty, toty, x):
    return splat(builder, WORDS, context.cast(builder, x, fromty, types.uint64))


@lower_cast(types.Boolean, TRUTHS)
def _widen_truth(context, builder, fromty, toty, x):
    return splat(builder, TRUTHS, builder.trunc(x, TRUTH) if x.type != TRUTH else x)


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


@intrinsic
def first_of(typingctx, values):
    """What stands in the first lane."""
    plain = {FLOATS: types.float64, TRUTHS: types.boolean}[values]
    return plain(values), lambda c, builder, sig, args: builder.extract_element(args[0], ir.Constant(ir.IntType(32), 0))


def call(builder, name, *args):
    """One of LLVM's own functions on vectors."""
    kind = IR[FLOATS]
    function = cgutils.get_or_insert_function(
        builder.module, ir.FunctionType(kind, [kind] * len(args)), f"llvm.{name}.v{LANES}f64"
    )
    return builder.call(function, args)


@intrinsic
def multiply_add(typingctx, a, b, c):
    """a x b + c in one rounding."""
    return FLOATS(FLOATS, FLOATS, FLOATS), lambda context, builder, sig, args: call(builder, "fma", *args)


@intrinsic
def whole(typingctx, x):
    """The whole number below."""
    return FLOATS(FLOATS), lambda context, builder, sig, args: call(builder, "floor", *args)


@intrinsic
def roots(typingctx, x):
    """Square root."""
    return FLOATS(FLOATS), lambda context, builder, sig, args: call(builder, "sqrt", *args)


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
