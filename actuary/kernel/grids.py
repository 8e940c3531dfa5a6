"""Bare arrays for numba, of plain numbers or of vectors: an address and a shape, and nothing to count or to check."""

import operator

from llvmlite import ir
from numba.core import cgutils, types
from numba.core.datamodel import models, register_default
from numba.core.imputils import lower_builtin
from numba.core.typing.templates import AbstractTemplate, infer_global, signature
from numba.extending import intrinsic, make_attribute_wrapper

from actuary.kernel.lanes import LANES, ROOM
from actuary.kernel.vector import FLOAT, FLOATS, IR, WORDS, splat


class Grid(types.Type):
    """A bare array in C order: an address and a shape. Nobody counts who holds it, indices are never below zero.

    Turned, it is in the order of FORTRAN; all indices are then written at once.
    """

    def __init__(self, element, ndim, turned=False):
        self.element, self.ndim, self.turned = element, ndim, turned
        super().__init__(name=f"Grid({element}, {ndim}, {turned})")


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
def exchanged(typingctx, grid):
    """The same grid, its two axes exchanged."""
    kind = Grid(grid.element, 2, not grid.turned)

    def build(context, builder, sig, args):
        before = cgutils.create_struct_proxy(grid)(context, builder, args[0])
        result = cgutils.create_struct_proxy(kind)(context, builder)
        result.data = before.data
        result.shape = cgutils.pack_array(builder, cgutils.unpack_tuple(builder, before.shape)[::-1])
        return result._getvalue()

    return kind(grid), build


@intrinsic
def gather(typingctx, curve, place):
    """curve[i, 0], curve[i, 1], curve[i + 1, 0], curve[i + 1, 1] of a table with two columns, i = whole part of each lane."""
    four = ir.VectorType(FLOAT, 4)

    def build(context, builder, sig, args):
        kind = sig.args[0]
        bare = cgutils.create_struct_proxy(kind) if isinstance(kind, Grid) else context.make_array(kind)
        data = builder.bitcast(bare(context, builder, args[0]).data, FLOAT.as_pointer())
        starts = builder.fptoui(builder.fmul(args[1], splat(builder, FLOATS, FLOAT(2.0))), IR[WORDS])
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
        if isinstance(grid, Grid) and (not grid.turned or _indices(index) == grid.ndim):
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
    if kind.turned:
        kinds, places, sizes = kinds[::-1], places[::-1], sizes[::-1]
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
