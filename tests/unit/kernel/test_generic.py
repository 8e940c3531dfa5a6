"""Eight draws side by side give what each of them gives alone, step by step of a year."""

from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actuary.kernel import rows as r
from actuary.kernel.care import care_of_all
from actuary.kernel.compiler import compiled, part
from actuary.kernel.lanes import LANES, blocks, numbers_in, vectors_in
from actuary.kernel.layers import LINE_ROWS, PIECES, close_funds, follow_points, settle_layers
from actuary.kernel.purchasing import purchase
from actuary.kernel.residents import announce
from actuary.kernel.stabiliser import stabilise
from actuary.kernel.years import project_people
from tests.laws.bounds import Array, Plain
from tests.laws.funds import funds
from tests.laws.packing import Packed, packed

pytestmark = pytest.mark.slow_without_jit


class Alike(NamedTuple):
    """What is the same in all draws."""

    law_year: Array
    law_month: Array
    roles: Array
    services: Array
    curves: Array
    annual_curve: Array
    grid: Array
    serves: Array


class Known(NamedTuple):
    """What draws differ by."""

    basis_year: Array
    fixed: Array
    exposure: Array
    need: Array
    heads: Array
    balances: Array
    standing: Array


class Found(NamedTuple):
    """What the steps write, and room for them."""

    after: Array
    shift: Array
    care: Array
    nursing: Array
    bought: Array
    yearly: Array
    needs: Array
    line: Array


@part
def a_year(t, funds, a, of, to):  # type: ignore[no-untyped-def]
    """The steps of a year between people and books, in their order."""
    stabilise(t, a.law_year, of.balances, of.standing, to.after, to.shift)
    care_of_all(
        t, a.law_year, of.basis_year, of.fixed, a.roles, a.services, a.curves, a.grid, of.exposure, of.need,
        of.standing[r.TAKE_UP_NOW], to.shift, to.needs[0], to.care, to.nursing,
    )  # fmt: skip
    settle_layers(
        t, a.law_year, of.basis_year, of.fixed, a.roles, a.services, a.annual_curve, a.grid, a.serves, of.exposure,
        of.need, of.standing, funds, to.needs, to.line, to.care, to.yearly,
    )  # fmt: skip
    purchase(
        t, a.law_year, of.fixed, a.roles, a.services, of.exposure, of.standing, to.care, to.bought, to.yearly
    )  # fmt: skip
    announce(t, a.law_year, of.basis_year, of.fixed, a.roles, of.heads, of.standing, to.after)
    if funds:
        follow_points(t, a.law_year, to.yearly)
        close_funds(t, a.law_month, of.standing, to.after, to.yearly)


@compiled
def a_year_of_eight(t, funds, alike, known, found):  # type: ignore[no-untyped-def]
    """The same of eight draws."""
    a_year(t, funds, numbers_in(alike), vectors_in(known), vectors_in(found))


def a_fund(fund: Packed, seed: int) -> tuple[Alike, Known]:
    """A drawn fund in its first year, and eight draws of what is uncertain, each figure up to a fifth off."""
    rules, prices = fund.rules, fund.prices
    people = project_people(fund.start, 1, 1, rules, fund.demography)
    alike = Alike(
        rules.law_year, rules.law_month, rules.roles, prices.services, prices.curves, prices.annual_curve, prices.grid,
        prices.serves,
    )  # fmt: skip
    rng = np.random.default_rng(seed)

    def drawn(values: Array) -> Array:
        result = blocks(values.shape)
        result[...] = values[..., None] * rng.uniform(0.8, 1.2, (*values.shape, LANES))
        return result

    books = fund.books
    known = Known(
        drawn(rules.basis_year), drawn(rules.fixed), drawn(people.exposure[0]), drawn(people.need[0]),
        drawn(people.heads[1]), drawn(books.balances), drawn(books.standing),
    )  # fmt: skip
    return alike, known


def room(known: Known, services: int) -> Found:
    """Room for eight draws, full of what was there before."""
    shapes = (
        (r.STANDING,), (2,), (r.CARE_BLOCKS, 2, services), (2, r.NURSING_ROWS), (r.BOUGHT_ROWS, r.CARE_LINES), (r.CARE,),
        (2, known.need.shape[1]), (LINE_ROWS, PIECES),
    )  # fmt: skip
    found = Found(*(blocks(shape) for shape in shapes))
    for values in found:
        values[...] = 7.0
    return found


def lane_of(arrays: tuple[Array, ...], lane: int) -> list[Array]:
    """The arrays of one draw."""
    return [np.ascontiguousarray(values[..., lane]) for values in arrays]


@settings(max_examples=25)
@given(funds(), st.booleans(), st.integers(0, 2**32 - 1))
def test_eight_draws_are_eight_times_one(fund: Plain, of_layers: bool, seed: int) -> None:
    """Of whatever fund, with the layers' own funds or with what the pools pay to them alone: to a few last digits."""
    alike, known = a_fund(packed(fund), seed)
    found = room(known, alike.services.shape[1])
    a_year_of_eight(1, of_layers, alike, known, found)
    for lane in range(LANES):
        alone = Found(*lane_of(found, lane))
        for values in alone:
            values[...] = 3.0
        a_year(1, of_layers, alike, Known(*lane_of(known, lane)), alone)
        written = slice(0, r.CARE) if of_layers else slice(r.POOL_PREMIUMS, r.POOL_PREMIUMS + 2)
        pairs = [(one, other[..., lane]) for one, other in zip(alone[:5], found[:5], strict=True)]
        pairs += [
            (alone.yearly[rows], found.yearly[rows, lane]) for rows in (written, slice(r.BY_TERMS, r.LAYER_FUNDS))
        ]
        for one, other in pairs:
            untouched = (one == 3.0) & (other == 7.0)
            np.testing.assert_allclose(other[~untouched], one[~untouched], rtol=1e-12, atol=1e-9)
