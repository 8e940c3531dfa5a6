"""Draws of one fund: eight futures at a time through all years, from their random numbers to what is left in each pool.

The order of the year is that of years.py, and so are its steps; only people (cells.py) and months (folded.py) go a shorter
way to the same end. Where nobody's life or birth depends on the draw, people are projected once and read from there.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.kernel import rows as r
from actuary.kernel import rows_of_draws as d
from actuary.kernel.care import care_of_all
from actuary.kernel.cells import TILE, begin, lay_out, live
from actuary.kernel.chance import answer, apply, lay_under, levels
from actuary.kernel.compiler import compiled, compiled_at_once, part
from actuary.kernel.drivers import drive
from actuary.kernel.folded import book_by_response
from actuary.kernel.lanes import LANES, blocks, lane_numbers, numbers_in, turned, vectors, vectors_in
from actuary.kernel.layers import LINE_ROWS, PIECES, settle_layers
from actuary.kernel.purchasing import purchase
from actuary.kernel.residents import announce
from actuary.kernel.response import Response
from actuary.kernel.stabiliser import stabilise
from actuary.kernel.years import Books, Demography, Population, Prices, Rules

Array = NDArray[np.float64]


class Given(NamedTuple):
    """What is alike in every draw. Years t, the base year first; groups g of those whose need of care is told apart."""

    start: Array
    """[x, a, s] people at the base date."""
    cells: Array
    """[t, x, a, row] what a year does to every cell."""
    let_in: Array
    """[t, x, a, s] share of those from a status who retire on years that are recognised; s empty where nobody does."""
    weights: Array
    """[cell, k] half the relativity of need: of the people of a year's two ends."""
    newborn: Array
    years_of_law: Array
    """[t, row] what the steps know as law_year[row, t]: a year's rules lie side by side."""
    law_month: Array
    years_of_basis: Array
    """[t, row]"""
    fixed: Array
    roles: Array
    group_roles: Array
    """[row, g] the roles of each group."""
    services: Array
    curves: Array
    annual_curve: Array
    grid: Array
    serves: Array
    layered: NDArray[np.int64]
    """[t] 1 where a layer takes money from a pool, or a cap from its payments."""
    balances: Array
    standing: Array
    heads: Array
    """[t, s] the rest: people where they are the same in every draw."""
    exposure: Array
    births: Array
    recognised: Array
    need: Array
    """[t, g, k]"""


class Room(NamedTuple):
    """Room for the draws at hand: arrays of values, used again by the next ones."""

    z: Array
    x: Array
    level: Array
    years_of_basis: Array
    fixed: Array
    people: Array
    exposed: Array
    heads: Array
    exposure: Array
    births: Array
    recognised: Array
    persons: Array
    need: Array
    needs: Array
    line: Array
    balances: Array
    standing: Array
    after: Array
    shift: Array
    care: Array
    nursing: Array
    bought: Array
    yearly: Array
    drivers: Array
    sums: Array
    months: Array
    told: Array


def given(
    start: Array, rules: Rules, demography: Demography, prices: Prices, books: Books, people: Population
) -> Given:
    """Lay out what all draws share; `people` is the projection without chance."""
    cells, let_in = lay_out(people.exposure.shape[0], rules, demography)
    groups = [slice(r.EMPLOYEE_STATUSES), *(slice(s, s + 1) for s in range(r.EMPLOYEE_STATUSES, r.STATUSES))]
    nursed = rules.law_year[r.NURSING_COVERAGE : r.NURSING_COVERAGE + r.CARE_PAYERS].any()
    needs = len(demography.relativity) if nursed else prices.services.shape[1]
    relativity = demography.relativity[:needs]
    return Given(
        np.ascontiguousarray(np.moveaxis(start, 0, -1)), cells, let_in,
        np.ascontiguousarray(0.5 * relativity.reshape(len(relativity), -1).T), demography.newborn,
        np.ascontiguousarray(rules.law_year.T), rules.law_month, np.ascontiguousarray(rules.basis_year.T), rules.fixed,
        rules.roles, np.ascontiguousarray(np.stack([rules.roles[:, group.start or 0] for group in groups], axis=1)),
        prices.services, prices.curves, prices.annual_curve, prices.grid, prices.serves, _layered(rules),
        books.balances, books.standing,
        people.heads, _later(people.exposure), _later(people.births), _later(people.vital[:, r.RECOGNISED]),
        _later(np.stack([people.need[:, group, :needs].sum(axis=1) for group in groups], axis=1)),
    )  # fmt: skip


def _layered(rules: Rules) -> NDArray[np.int64]:
    premiums = rules.law_year[r.LAYER_FROM_POOL : r.LAYER_FROM_POOL + r.LAYERS]
    caps = rules.law_year[r.ANNUAL_CAP : r.ANNUAL_CAP + r.CARE_PAYERS]
    return np.array((premiums > 0).any(axis=0) | (caps > 0).any(axis=0), dtype=np.int64)


def _later(values: Array) -> Array:
    """Years from the first projected one, with an empty base year before them."""
    return np.concatenate([np.zeros_like(values[:1]), values])


def room(alike: Given, response: Response) -> Room:
    """Room for eight draws."""
    years, sexes, ages, _ = alike.cells.shape
    payers, services, _ = alike.services.shape
    shapes: dict[str, tuple[int, ...]] = {
        "z": (d.PROCESSES, years), "x": (2, d.PROCESSES), "level": (d.PROCESSES, years),
        "years_of_basis": alike.years_of_basis.shape,
        "fixed": alike.fixed.shape, "people": (sexes, ages, r.STATUSES), "exposed": (TILE, r.NEEDY_GROUPS),
        "heads": (r.STATUSES,), "exposure": (r.STATUSES,), "births": (r.STATUSES,), "recognised": (1,),
        "persons": (r.NEEDY_GROUPS,), "need": alike.need.shape[1:], "needs": (2, alike.need.shape[2]),
        "line": (LINE_ROWS, PIECES), "balances": (r.POOLS,), "standing": (r.STANDING,), "after": (r.STANDING,),
        "shift": (payers,), "care": (r.CARE_BLOCKS, payers, services), "nursing": (payers, r.NURSING_ROWS),
        "bought": (r.BOUGHT_ROWS, r.CARE_LINES), "yearly": (r.CARE,), "drivers": (years, r.DRIVERS),
        "sums": (max(int(np.diff(response.begin).max()), 1),), "months": (2, r.POOLS, 12), "told": (d.TOLD,),
    }  # fmt: skip
    return Room(**{name: blocks(shape) for name, shape in shapes.items()})


@part
def recall(t, alike, room):
    """The people of a year where they are the same in every draw."""
    room.recognised[0] = alike.recognised[t]
    for s in range(r.STATUSES):
        room.heads[s] = alike.heads[t, s]
        room.exposure[s] = alike.exposure[t, s]
        room.births[s] = alike.births[t, s]
    for group in range(r.NEEDY_GROUPS):
        for k in range(room.need.shape[1]):
            room.need[group, k] = alike.need[t, group, k]


@part
def live_a_year(t, alike, room):
    """People of a year where lives or births depend on the draw."""
    live(
        room.people, alike.cells[t], alike.let_in[t], alike.newborn[t], room.level[d.EPIDEMIC, t],
        room.level[d.NATALITY, t], int(alike.roles[r.BORN_INTO, 0]), room.heads, room.exposure, room.births, room.recognised,
        room.exposed, alike.weights, room.need,
    )  # fmt: skip


@part
def account(t, alike, response, room):
    """The money of a year: care, layers, hospitals, next year's cover, the books."""
    law, basis = turned(alike.years_of_law), turned(room.years_of_basis)
    room.persons[0] = room.exposure[0]
    for s in range(1, r.EMPLOYEE_STATUSES):
        room.persons[0] = room.persons[0] + room.exposure[s]
    for s in range(r.EMPLOYEE_STATUSES, r.STATUSES):
        room.persons[s - r.EMPLOYEE_STATUSES + 1] = room.exposure[s]
    stabilise(t, law, room.balances, room.standing, room.after, room.shift)
    care_of_all(
        t, law, basis, room.fixed, alike.group_roles, alike.services, alike.curves, alike.grid,
        room.persons, room.need, room.standing[r.TAKE_UP_NOW], room.shift, room.needs[0], room.care, room.nursing,
    )  # fmt: skip
    for p in range(r.CARE_PAYERS):
        room.yearly[r.POOL_PREMIUMS + p] = 0.0
    if alike.layered[t] != 0:
        settle_layers(
            t, law, basis, room.fixed, alike.group_roles, alike.services, alike.annual_curve, alike.grid,
            alike.serves, room.persons, room.need, room.standing, False, room.needs,
            room.line, room.care, room.yearly,
        )  # fmt: skip
    purchase(
        t, law, room.fixed, alike.group_roles, alike.services, room.persons, room.standing, room.care,
        room.bought, room.yearly,
    )  # fmt: skip
    announce(t, law, basis, room.fixed, alike.roles, room.heads, room.standing, room.after)
    drive(
        t, law, basis, room.fixed, alike.roles, room.exposure, room.births, room.recognised[0],
        room.bought, room.nursing, room.balances, room.standing, room.after, room.yearly, room.drivers[t],
    )  # fmt: skip
    book_by_response(
        t, alike.law_month, response, room.drivers, room.balances, room.after, room.sums, room.months, room.told
    )  # fmt: skip


@part
def note(t, room, out):
    """What is told of a year of the draws at hand: out[row]."""
    for pool in range(r.POOLS):
        out[d.FUTURE_INCOME + pool] = room.told[d.INCOME_OF + pool]
        out[d.FUTURE_SPENDING + pool] = room.told[d.SPENDING_OF + pool]
        out[d.FUTURE_BALANCE + pool] = room.balances[pool]
    for memo in range(r.MEMOS):
        out[d.FUTURE_MATERNITY + memo] = room.told[d.MATERNITY_OF + memo]
    out[d.FUTURE_HANDED_OVER] = room.told[d.HANDED_OVER]
    out[d.FUTURE_TAKE_UP] = room.standing[r.TAKE_UP_NOW]
    out[d.FUTURE_WAGE] = room.years_of_basis[t, r.WAGE]
    births = room.births[0]
    for s in range(1, r.STATUSES):
        births = births + room.births[s]
    out[d.FUTURE_BIRTHS] = births


@part
def befall(draw, seed, alike, chance, room):
    """What happens in the draws at hand: levels of all years, and the constants of people's and hospitals' answers."""
    levels(draw, seed, chance, room.z, room.x, room.level)
    answer(draw, seed, chance, alike.fixed, room.fixed)


@part
def unfold(lives, alike, response, room, out):
    """All years of the draws at hand, whatever befalls them: out[t, row], t from 0 for the first projected year.

    `lives`: whether people's lives and births depend on the draw.
    """
    last = alike.cells.shape[0] - 1
    basis, own = turned(alike.years_of_basis), turned(room.years_of_basis)
    apply(room.level, 0, 0, basis, own)
    apply(room.level, 1, 1, basis, own)
    for pool in range(r.POOLS):
        room.balances[pool] = alike.balances[pool]
    for row in range(r.STANDING):
        room.standing[row] = alike.standing[row]
    if lives:
        begin(room.people, alike.start, alike.heads[0], room.heads)
    for t in range(1, last + 1):
        apply(room.level, t + 1, min(t + 1, last), basis, own)
        if lives:
            live_a_year(t, alike, room)
        else:
            recall(t, alike, room)
        account(t, alike, response, room)
        note(t, room, out[t - 1])
        for row in range(r.HELD_NOW):  # what waits is in the response, and no pool asks for the layers' funds
            room.standing[row] = room.after[row]


@compiled_at_once
def in_turn(first, seed, lives, alike, chance, response, room, out):
    """Draws from `first` on, block by block and lane by lane: out[block, t, row, lane]. There is room for one draw."""
    for block in range(out.shape[0]):
        for lane in range(LANES):
            draw = first + np.uint64(block * LANES + lane)
            befall(draw, seed, alike, chance, room)
            unfold(lives, alike, response, room, out[block, :, :, lane])


def one_by_one(first, seed, lives, alike, chance, response, room, out):
    """The same as plain Python."""
    _with_room_for_one(in_turn.plain, first, seed, lives, alike, chance, response, room, out)


def one_by_one_compiled(first, seed, lives, alike, chance, response, room, out):
    """The same as machine code on plain numbers, which any numba makes."""
    _with_room_for_one(in_turn, first, seed, lives, alike, chance, response, room, out)


def _with_room_for_one(work, first, seed, lives, alike, chance, response, room, out):
    single = Room(*(np.zeros(values.shape[:-1]) for values in room))
    lay_under(turned(alike.years_of_basis), turned(single.years_of_basis))
    with np.errstate(over="ignore"):  # words go round, as they should
        work(first, seed, lives, alike, chance, response, single, out)


def side_by_side(first, seed, lives, alike, chance, response, room, out):
    """The same, eight at a time."""
    every, rows, at_hand = numbers_in(alike), vectors(out), vectors_in(room)
    lay_under(turned(every.years_of_basis), turned(at_hand.years_of_basis))
    for block in range(out.shape[0]):
        draw = lane_numbers() + (first + np.uint64(block * LANES))
        befall(draw, seed, every, numbers_in(chance), at_hand)
        unfold(lives, every, numbers_in(response), at_hand, rows[block])


draw_futures = compiled(one_by_one, side_by_side, one_by_one_compiled)
draw_futures.load_after = draw_futures.compile_after = 0  # a hundred plain draws take as long as compiling
