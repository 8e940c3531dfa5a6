"""The law of every cell of a grid: made once for each value of an axis, and put together for a cell."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from actuary.analysis.choices.grid import Axis
from actuary.analysis.choices.varied import Varied
from actuary.axes import Calendar
from actuary.enactment import law_of
from actuary.errors import Mistake, Mistakes
from actuary.kernel.variants import Array, Indices
from actuary.law import Law
from actuary.levers import entangled, lever, owner
from actuary.scenario.model import Scenario

Values = tuple[float, ...]


class Block(NamedTuple):
    """Axes that move the law together: one alone, or some of whose rules one has to do with the other."""

    axes: tuple[int, ...]
    """Which of the grid."""
    laws: tuple[Law, ...]
    """One for each combination of their values, the last axis fastest; every other axis has its first value."""
    rules: tuple[str, ...]
    """The rules that differ between them."""


class Laws(NamedTuple):
    """The law with the first value of every axis, and what each value makes of it. A law of a cell is one number a block."""

    calendar: Calendar
    first: Law
    blocks: tuple[Block, ...]

    def of(self, at: Array | Indices) -> Law:
        """The law of one cell, by the number that its values have in each block."""
        pairs = zip(self.blocks, at, strict=True)
        moved = {rule: getattr(block.laws[int(i)], rule) for block, i in pairs for rule in block.rules}
        return self.first._replace(**moved)

    def places(self, axes: tuple[Axis, ...], cells: list[Values]) -> Indices:
        """Which law of each block every cell has: [cell, block]."""
        numbered = [{value: i for i, value in enumerate(axis.values)} for axis in axes]
        found = np.array([[numbered[a][value] for a, value in enumerate(values)] for values in cells])
        result = np.zeros((len(cells), len(self.blocks)), dtype=np.int64)
        for b, block in enumerate(self.blocks):
            for a in block.axes:
                result[:, b] = result[:, b] * len(axes[a].values) + found[:, a]
        return result

    def moving(self, rules: set[str]) -> list[int]:
        """The blocks that move any of these rules."""
        return [b for b, block in enumerate(self.blocks) if rules & {*block.rules}]


def laws_of(axes: tuple[Axis, ...], scenario: Callable[[Values], Scenario]) -> Laws:
    """The laws of a grid; `scenario` has a value for each axis. Raises Mistakes with every value that is refused."""
    first = tuple(axis.values[0] for axis in axes)
    in_force, calendar = law_of(scenario(first)._replace(levers={}))
    refused: dict[str, list[dict[int, float]]] = {}
    blocks = []
    for block in _blocks(axes):
        laws = []
        for values in itertools.product(*(axes[a].values for a in block)):
            own = dict(zip(block, values, strict=True))
            try:
                laws.append(law_of(scenario(tuple(own.get(a, value) for a, value in enumerate(first))), in_force)[0])
            except Mistakes as found:
                moved = {a: value for a, value in own.items() if value != first[a]} or own
                for right in dict.fromkeys(one.right for one in found.mistakes):
                    refused.setdefault(right, []).append(moved)
        blocks.append(Block(block, tuple(laws), tuple(_differing(axes, block, laws))))
    if refused:
        raise Mistakes(Mistake(None, _told(axes, cells), right) for right, cells in refused.items())
    return Laws(calendar, law_of(scenario(first), in_force)[0], tuple(blocks))


def _told(axes: tuple[Axis, ...], cells: list[dict[int, float]]) -> str:
    """Values that are refused for one reason: those of one axis in a row, else cell by cell."""
    alone = {(*cell,) for cell in cells if len(cell) == 1}
    told = []
    for (a,) in sorted(alone):
        values = [axes[a].shown(cell[a]) for cell in cells if (*cell,) == (a,)]
        told.append(f"{axes[a].name} = {', '.join(values)}")
    for cell in cells:
        if (*cell,) not in alone:
            told.append(", ".join(f"{axes[a].name} = {axes[a].shown(value)}" for a, value in cell.items()))
    return "; ".join(dict.fromkeys(told))


def _blocks(axes: tuple[Axis, ...]) -> list[tuple[int, ...]]:
    """The axes that move levers, those together whose rules are entangled."""
    blocks: list[tuple[int, ...]] = []
    for a, axis in enumerate(axes):
        if not isinstance(axis.varied, Varied):
            continue
        rule = axis.varied.rule
        joined = [block for block in blocks if any(entangled(rule, _rule(axes[b])) for b in block)]
        blocks = [block for block in blocks if block not in joined]
        blocks.append((*itertools.chain(*joined), a))
    return blocks


def _rule(axis: Axis) -> str:
    assert isinstance(axis.varied, Varied)
    return axis.varied.rule


def _differing(axes: tuple[Axis, ...], block: tuple[int, ...], laws: list[Law]) -> Iterator[str]:
    for name in dict.fromkeys(owner(_rule(axes[a])) for a in block):
        for rule in lever(name).moves:
            values = [getattr(law, rule) for law in laws]
            if any(not np.array_equal(one, values[0]) for one in values):
                yield rule
