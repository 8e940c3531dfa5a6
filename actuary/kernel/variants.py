"""One fund under many laws: eight of them at a time through all years, by the steps of a single run.

The laws have everything in common but a few values, and of those only what they have there is told. Laws stand side by side
only where they agree in all that a step asks with `agreed` (lanes.py): which of their values are nothing, which are without
bound, and in which month something falls. `alike` says what they must agree in.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.kernel import rows as r
from actuary.kernel.compiler import compiled, compiled_at_once, part
from actuary.kernel.lanes import LANES, blocks, numbers_in, vectors, vectors_in
from actuary.kernel.ledger import sum_of
from actuary.kernel.year import desk, pass_year
from actuary.kernel.years import Books, Population, Prices, Rules

Array = NDArray[np.float64]
Indices = NDArray[np.int64]

# told[year, row] of a law
TOLD_INCOME = 0
TOLD_SPENDING = r.POOLS
TOLD_BALANCE = 2 * r.POOLS
TOLD_LOWEST = 3 * r.POOLS
"""The lowest balance at the end of a month of the employee scheme, and of residents."""
TOLD_MATERNITY = TOLD_LOWEST + r.CARE_PAYERS
TOLD_HANDED_OVER = TOLD_MATERNITY + r.MEMOS
TOLD_ROWS = TOLD_HANDED_OVER + 1

IN_MONTHS = ((r.DEFERRAL_MONTHS, r.ARREARS_MONTHS), (r.CLEARING_MONTH,))
"""Rows of law_month and of law_year that count months."""


class Places(NamedTuple):
    """Where laws may differ from the one they have all else in common with: rows and years (or months)."""

    law_year: Indices
    """[n, row | year]"""
    law_month: Indices
    """[n, row | month]"""
    basis_year: Indices
    """[n, row | year] what a law makes of care."""
    standing: Indices
    """[n, row]"""


class Own(NamedTuple):
    """What each law has in these places: [law, n]; side by side [block, n, LANES]."""

    law_year: Array
    law_month: Array
    basis_year: Array
    standing: Array


class Laws(NamedTuple):
    """The laws at hand."""

    law_year: Array
    law_month: Array
    basis_year: Array


class Sheets(NamedTuple):
    """Room for what a year of the laws at hand tells."""

    flows: Array
    memo: Array
    stocks: Array
    yearly: Array


def alike(places: Places, own: Own) -> Array:
    """What two laws must agree in to stand side by side, [law, n]: two rows are the same, or they must not."""
    found = []
    for values, at, counted in (
        (own.law_month, places.law_month, IN_MONTHS[0]),
        (own.law_year, places.law_year, IN_MONTHS[1]),
    ):
        months = np.isin(at[:, 0], counted)
        found += [values > 0.0, np.isinf(values), np.where(months, values, 0.0)]
    return np.concatenate(found, axis=1)


def project_variants(
    books: Books, years: int, rules: Rules, prices: Prices, people: Population, places: Places, own: Own
) -> Array:
    """The money of `years` years under each law, told[law, year, row]; all laws are `alike`. Yuan.

    Equal to `project_money` with the rules of each, but for the last digits: side by side a logarithm is another one's.
    """
    count = len(own.law_year)
    padded = -(-count // LANES) * LANES
    out = blocks((padded // LANES, years, TOLD_ROWS))
    payers, services, _ = prices.services.shape
    room = desk(blocks, payers, services, people.need.shape[2])
    sheets = Sheets(*map(blocks, ((12, r.POOLS, r.LINES), (12, r.MEMOS), (12, r.POOLS, r.STOCKS), (r.CARE,))))
    laws = Laws(*(_eight_times(matrix) for matrix in rules[:3]))
    at_hand = Books(*(_eight_times(part) for part in books))
    side = Own(*(_side_by_side(values, padded) for values in own))
    alike_in_all = (_read_only(arrays) for arrays in (rules, prices, people, books, places))
    pass_laws(*alike_in_all, side, laws, at_hand, room, sheets, out)
    return np.ascontiguousarray(np.moveaxis(out, 3, 1).reshape(padded, years, TOLD_ROWS)[:count])


def _read_only(arrays: Any) -> Any:
    """The same arrays, which nobody can write to by these names: the kernel is compiled for one kind of them."""
    views = [np.ascontiguousarray(one).view() for one in arrays]
    for view in views:
        view.flags.writeable = False
    return type(arrays)(*views)


def _eight_times(values: Array) -> Array:
    result = blocks(values.shape)
    result[:] = values[..., None]
    return result


def _side_by_side(values: Array, padded: int) -> Array:
    """[law, n] as [block, n, LANES], the last law as often as there are lanes left."""
    count, places = values.shape
    result = blocks((padded // LANES, places))
    filled = values[np.minimum(np.arange(padded), count - 1)]
    result[:] = filled.reshape(len(result), LANES, places).transpose(0, 2, 1)
    return result


@part
def take_up_laws(block, places, own, laws, opening, books):
    """The laws of a block and the books they begin with."""
    for n in range(places.law_year.shape[0]):
        laws.law_year[places.law_year[n, 0], places.law_year[n, 1]] = own.law_year[block, n]
    for n in range(places.law_month.shape[0]):
        laws.law_month[places.law_month[n, 0], places.law_month[n, 1]] = own.law_month[block, n]
    for n in range(places.basis_year.shape[0]):
        laws.basis_year[places.basis_year[n, 0], places.basis_year[n, 1]] = own.basis_year[block, n]
    for row in range(r.STANDING):
        books.standing[row] = opening.standing[row]
    for n in range(places.standing.shape[0]):
        books.standing[places.standing[n, 0]] = own.standing[block, n]
    for n in range(opening.owed.shape[0]):
        books.owed[n] = opening.owed[n]
    for pool in range(r.POOLS):
        books.balances[pool] = opening.balances[pool]
        for line in range(r.LAGGED_LINES):
            for n in range(opening.queue.shape[2]):
                books.queue[pool, line, n] = opening.queue[pool, line, n]


@part
def clear(sheets):
    """Nothing stands where a year adds up."""
    for month in range(12):
        for pool in range(r.POOLS):
            for line in range(r.LINES):
                sheets.flows[month, pool, line] = 0.0


@part
def tell(books, sheets, told):
    """What is told of a year of the laws at hand: told[row]."""
    for pool in range(r.POOLS):
        income, spending = 0.0, 0.0
        for month in range(12):
            income += sum_of(sheets.flows[month, pool], 0, r.INCOME_LINES)
            spending += sum_of(sheets.flows[month, pool], r.INCOME_LINES, r.TRANSFER_OUT + 1)
        told[TOLD_INCOME + pool] = income
        told[TOLD_SPENDING + pool] = spending
        told[TOLD_BALANCE + pool] = books.balances[pool]
    for row in range(r.MEMOS):
        memo = 0.0
        for month in range(12):
            memo += sheets.memo[month, row]
        told[TOLD_MATERNITY + row] = memo
    handed = 0.0
    for month in range(12):
        for pool in range(r.LONG_TERM_CARE):
            handed += sheets.flows[month, pool, r.TRANSFER_IN]
    told[TOLD_HANDED_OVER] = handed
    of_scheme = sheets.stocks[0, r.EMPLOYEE, r.BALANCE] + sheets.stocks[0, r.ACCOUNT, r.BALANCE]
    of_residents = sheets.stocks[0, r.RESIDENT, r.BALANCE]
    for month in range(1, 12):
        now = sheets.stocks[month, r.EMPLOYEE, r.BALANCE] + sheets.stocks[month, r.ACCOUNT, r.BALANCE]
        of_scheme = min(of_scheme, now)
        of_residents = min(of_residents, sheets.stocks[month, r.RESIDENT, r.BALANCE])
    told[TOLD_LOWEST] = of_scheme
    told[TOLD_LOWEST + 1] = of_residents


@part
def unfold(block, rules, prices, people, opening, places, own, laws, books, desk, sheets, told):
    """All years of the laws of a block: told[year, row]."""
    take_up_laws(block, places, own, laws, opening, books)
    under = Rules(laws.law_year, laws.law_month, laws.basis_year, rules.fixed, rules.roles)
    for i in range(told.shape[0]):
        clear(sheets)
        pass_year(i + 1, i, under, prices, people, books, desk, sheets.flows, sheets.memo, sheets.stocks, sheets.yearly)
        tell(books, sheets, told[i])


@compiled_at_once
def in_turn(rules, prices, people, opening, places, own, laws, books, desk, sheets, told):
    """Law after law: told[law, year, row]. There is room for one."""
    for law in range(told.shape[0]):
        unfold(law, rules, prices, people, opening, places, own, laws, books, desk, sheets, told[law])


def one_by_one(rules, prices, people, opening, places, own, laws, books, desk, sheets, told):
    """The same as plain Python."""
    _lane_by_lane(in_turn.plain, rules, prices, people, opening, places, own, (laws, books, desk, sheets), told)


def one_by_one_compiled(rules, prices, people, opening, places, own, laws, books, desk, sheets, told):
    """The same as machine code on plain numbers, which any numba makes."""
    _lane_by_lane(in_turn, rules, prices, people, opening, places, own, (laws, books, desk, sheets), told)


def _lane_by_lane(work, rules, prices, people, opening, places, own, rooms, told):
    for lane in range(LANES):
        single = [type(room)(*(np.ascontiguousarray(values[..., 0]) for values in room)) for room in rooms]
        of_lane = Own(*(np.ascontiguousarray(values[..., lane]) for values in own))
        found = np.zeros(told.shape[:-1])
        work(rules, prices, people, opening, places, of_lane, *single, found)
        told[..., lane] = found


def side_by_side(rules, prices, people, opening, places, own, laws, books, desk, sheets, told):
    """The same, eight at a time: told[block, year, row, lane]."""
    rows = vectors(told)
    for block in range(told.shape[0]):
        unfold(
            block, numbers_in(rules), numbers_in(prices), numbers_in(people), opening, places, vectors_in(own),
            vectors_in(laws), vectors_in(books), vectors_in(desk), vectors_in(sheets), rows[block],
        )  # fmt: skip


pass_laws = compiled(one_by_one, side_by_side, one_by_one_compiled)
pass_laws.load_after = pass_laws.compile_after = 0
