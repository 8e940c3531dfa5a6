"""The money of one year, its steps in their order: fall ill, settle the layers, pay hospitals, book the months."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.kernel import rows as r
from actuary.kernel.care import care_of_all
from actuary.kernel.compiler import part
from actuary.kernel.drivers import drive_year
from actuary.kernel.layers import LINE_ROWS, PIECES, follow_points, settle_layers
from actuary.kernel.money import book_year
from actuary.kernel.purchasing import purchase
from actuary.kernel.residents import announce
from actuary.kernel.stabiliser import stabilise


class Desk(NamedTuple):
    """Room to work out a year in; used again by the next one."""

    needs: NDArray[np.float64]
    line: NDArray[np.float64]
    shift: NDArray[np.float64]
    care: NDArray[np.float64]
    nursing: NDArray[np.float64]
    bought: NDArray[np.float64]
    driver: NDArray[np.float64]
    after: NDArray[np.float64]


def desk(made, payers, services, needs):
    """A desk for so many payers, services and kinds of need; made(shape) is room of that shape."""
    shapes = (
        (2, needs), (LINE_ROWS, PIECES), (payers,), (r.CARE_BLOCKS, payers, services), (payers, r.NURSING_ROWS),
        (r.BOUGHT_ROWS, r.CARE_LINES), (r.DRIVERS,), (r.STANDING,),
    )  # fmt: skip
    return Desk(*map(made, shapes))


@part
def pass_year(t, i, rules, prices, people, books, desk, flows, memo, stocks, yearly):
    """The money of year t, the i-th that the people are projected for: the books go on in place, by what stands in `rules`.

    Writes flows[12, pool, line] and memo[12, row], where nothing stands before, stocks[12, pool, row] and yearly[row].
    """
    law, basis, fixed, roles = rules.law_year, rules.basis_year, rules.fixed, rules.roles
    standing, exposure, need, after = books.standing, people.exposure[i], people.need[i], desk.after
    for row in range(r.STANDING):
        after[row] = 0.0
    stabilise(t, law, books.balances, standing, after, desk.shift)
    care_of_all(
        t, law, basis, fixed, roles, prices.services, prices.curves, prices.grid, exposure, need,
        standing[r.TAKE_UP_NOW], desk.shift, desk.needs[0], desk.care, desk.nursing,
    )  # fmt: skip
    settle_layers(
        t, law, basis, fixed, roles, prices.services, prices.annual_curve, prices.grid, prices.serves, exposure, need,
        standing, True, desk.needs, desk.line, desk.care, yearly,
    )  # fmt: skip
    purchase(t, law, fixed, roles, prices.services, exposure, standing, desk.care, desk.bought, yearly)
    follow_points(t, law, yearly)
    announce(t, law, basis, fixed, roles, people.heads[i + 1], standing, after)
    drive_year(
        t, law, basis, fixed, roles, exposure, people.births[i], people.vital[i, r.RECOGNISED], desk.bought, desk.nursing,
        books.balances, standing, after, yearly, desk.driver,
    )  # fmt: skip
    book_year(
        t, law, rules.law_month, basis, fixed, prices.wage_curve, prices.grid, prices.lag, prices.premium_timing,
        prices.subsidy_timing, desk.driver, books.balances, books.queue, books.owed, standing, after, flows, memo, stocks,
        yearly,
    )  # fmt: skip
    for row in range(r.STANDING):
        standing[row] = after[row]
