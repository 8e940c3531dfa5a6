"""What becomes of the cells of a grid: many of them side by side in one call of the kernel, a few one by one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, cast

import numpy as np

from actuary.analysis.choices.asked import Asked
from actuary.analysis.choices.laws import Block, Laws
from actuary.basis.calibration import Basis, opened
from actuary.compile import Sealed, rules_of, sealed
from actuary.funds import Funds, Told, funds_of
from actuary.kernel import rows as r
from actuary.kernel import variants as v
from actuary.kernel.variants import Array, Indices, Own, Places
from actuary.kernel.years import Ledger, Population, project_money, project_people
from actuary.law import RULES, Law, first_row

OF_PEOPLE = (
    "retirement_age_men", "retirement_age_women", "retirement_age_women_cadres", "years_recognised", "arriving_people",
    "arriving_age_from", "arriving_age_to", "joining_flexible",
)  # fmt: skip
"""The rules that move people; under any others they are the same."""

AT_ONCE = 4096
"""Cells that are worked on at once: a large grid takes no more room than so many."""


class Together(NamedTuple):
    """Cells whose laws stood side by side, and what became of their funds."""

    cells: Indices
    """Which of those that were asked for."""
    funds: Funds
    """[year, cell] of every group and measure, projected years."""
    lowest: Array
    """[year, scheme, cell] the lowest balance at the end of a month: of the employee scheme, of residents."""


class Alone(NamedTuple):
    """One cell by itself, to the last line of its books."""

    law: Law
    basis: Basis
    people: Population
    ledger: Ledger


class Opened(NamedTuple):
    """What laws make of care and of the opening books: once for each combination of the values that are asked for."""

    bases: list[Basis]
    which: Indices
    """[cell] whose is which."""


def opened_under(known: Basis, laws: Laws, at: Indices) -> Opened:
    """The basis of each cell, at[cell, block]. A block is told apart once one of the rules it moves has been asked for."""
    asked: set[str] = set()
    while True:
        blocks = laws.moving(asked)
        firsts, which = _firsts(at[:, blocks])
        bases = []
        for first in firsts:
            law = Asked(laws.of(at[first]))
            bases.append(opened(known, cast(Law, law)))
            asked |= law.rules
        if laws.moving(asked) == blocks:
            return Opened(bases, which)


def _firsts(rows: Array | Indices) -> tuple[Indices, Indices]:
    """Where each different row first stands, and which of them every row is."""
    rows = rows[:, (rows != rows[0]).any(axis=0)]
    if not rows.shape[1]:
        return np.zeros(1, dtype=np.int64), np.zeros(len(rows), dtype=np.int64)
    _, firsts, which = np.unique(rows, axis=0, return_index=True, return_inverse=True)
    return firsts, which.reshape(-1)


class _Peopled(NamedTuple):
    """Cells with the same people."""

    cells: Indices
    inputs: Sealed
    people: Population


def _peopled(laws: Laws, at: Indices, opened: Opened) -> Iterator[_Peopled]:
    years = len(laws.calendar.projected)
    firsts, which = _firsts(at[:, laws.moving({*OF_PEOPLE})])
    for n, first in enumerate(firsts):
        inputs = sealed(laws.of(at[first]), opened.bases[opened.which[first]])
        yield _Peopled(
            np.flatnonzero(which == n), inputs, project_people(inputs.start, 1, years, inputs.rules, inputs.demography)
        )


def one_by_one(known: Basis, laws: Laws, at: Indices) -> Iterator[tuple[int, Alone]]:
    """Cells at[cell, block] of one basis, each with its number: to the last digit what a run of it gives."""
    under, years = opened_under(known, laws, at), len(laws.calendar.projected)
    for cells, inputs, people in _peopled(laws, at, under):
        for cell in cells:
            law, basis = laws.of(at[cell]), under.bases[under.which[cell]]
            ledger = project_money(basis.books, 1, years, rules_of(law, basis), inputs.prices, people)
            yield int(cell), Alone(law, basis, people, ledger)


def side_by_side(known: Basis, laws: Laws, at: Indices) -> Iterator[Together]:
    """The same, many in one call of the kernel; the last digits may differ from those of a run."""
    for first in range(0, len(at), AT_ONCE):
        for found in _at_once(known, laws, at[first : first + AT_ONCE]):
            yield found._replace(cells=first + found.cells)


def _at_once(known: Basis, laws: Laws, at: Indices) -> Iterator[Together]:
    under, years = opened_under(known, laws, at), len(laws.calendar.projected)
    differing = Differing(laws, under)
    own = differing.own(at, under.which)
    for cells, inputs, people in _peopled(laws, at, under):
        _, which = _firsts(v.alike(differing.places, _of(own, cells)))
        for n in range(int(which.max()) + 1):
            these = cells[which == n]
            told = v.project_variants(
                under.bases[0].books, years, inputs.rules, inputs.prices, people, differing.places, _of(own, these)
            )
            yield _together(these, told, laws.of(at[these[0]]), known)


def _of(own: Own, cells: Indices) -> Own:
    return Own(*(values[cells] for values in own))


def _together(cells: Indices, told: Array, law: Law, basis: Basis) -> Together:
    """told[cell, year, row]; of the law only what the cells agree in."""
    rows = np.ascontiguousarray(np.moveaxis(told, 0, 2))
    pools = slice(r.POOLS)
    funds = funds_of(
        law,
        basis.unknown_balances,
        Told(
            rows[:, v.TOLD_INCOME :][:, pools],
            rows[:, v.TOLD_SPENDING :][:, pools],
            rows[:, v.TOLD_BALANCE :][:, pools],
            rows[:, v.TOLD_MATERNITY : v.TOLD_MATERNITY + r.MEMOS],
            rows[:, v.TOLD_HANDED_OVER],
        ),
    )
    return Together(cells, funds, rows[:, v.TOLD_LOWEST : v.TOLD_LOWEST + r.CARE_PAYERS])


class Differing:
    """Where the laws of a grid differ, and what stands there under each."""

    def __init__(self, laws: Laws, under: Opened) -> None:
        self.years = [_of_block(block, "year") for block in laws.blocks]
        self.months = [_of_block(block, "month") for block in laws.blocks]
        self.basis = _table([basis.basis_year for basis in under.bases])
        self.standing = _table([basis.books.standing[:, None] for basis in under.bases])
        nowhere = np.zeros((0, 2), dtype=np.int64)
        years, months = (np.concatenate([nowhere, *(one.at for one in of)]) for of in (self.years, self.months))
        self.places = Places(years, months, self.basis.at, self.standing.at)

    def own(self, at: Indices, which: Indices) -> Own:
        """What cells at[cell, block] have there, whose bases are which[cell]."""
        nothing = np.zeros((len(at), 0))
        years, months = (
            np.concatenate([nothing, *(table.values[at[:, b]] for b, table in enumerate(tables))], axis=1)
            for tables in (self.years, self.months)
        )
        return Own(years, months, self.basis.values[which], self.standing.values[which])


class _Table(NamedTuple):
    at: Indices
    """[place, row | period] where matrices differ."""
    values: Array
    """[matrix, place]"""


def _table(matrices: list[Array], first_row: int = 0) -> _Table:
    stacked = np.stack(matrices)
    at = np.argwhere((stacked != stacked[0]).any(axis=0))
    return _Table(at + np.array([first_row, 0]), np.ascontiguousarray(stacked[:, at[:, 0], at[:, 1]]))


def _of_block(block: Block, period: str) -> _Table:
    """What the laws of a block have in the matrix of that period."""
    found = [_Table(np.zeros((0, 2), dtype=np.int64), np.zeros((len(block.laws), 0)))]
    for rule in block.rules:
        if RULES[rule].rows and RULES[rule].period == period:
            found.append(_table([np.atleast_2d(getattr(law, rule)) for law in block.laws], first_row(rule)))
    return _Table(np.concatenate([one.at for one in found]), np.concatenate([one.values for one in found], axis=1))
