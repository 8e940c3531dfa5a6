"""Laws side by side against each of them by itself, for any fund and whatever differs between them."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actuary.kernel import rows as r
from actuary.kernel import variants as v
from actuary.kernel.years import project_money, project_people
from tests.laws.funds import funds
from tests.laws.packing import Packed, packed

Array = Any

COUNTED = {r.DEFERRAL_MONTHS, r.ARREARS_MONTHS}


def scaled(values: Array, at: Array, counted: set[int], rng: np.random.Generator, count: int) -> Array:
    """What stands in some places, for so many laws: nothing, as it is, or other; months stay whole and ahead of the lag."""
    found = np.tile(values[tuple(at.T)], (count, 1))
    factors = rng.choice([0.0, 0.5, 1.0, 1.0, 0.9], size=found.shape)
    whole = np.isin(at[:, 0], [*counted])
    return np.where(whole, np.maximum(np.floor(found * factors), 1.0), found * factors)


def some_places(matrix: Array, rng: np.random.Generator) -> Array:
    every = np.argwhere(np.ones(matrix.shape, dtype=bool))
    return every[np.sort(rng.choice(len(every), size=min(len(every), int(rng.integers(0, 30))), replace=False))]


def told_alone(fund: Packed, people: Any, places: v.Places, own: v.Own, law: int) -> Array:
    """told[year, row] of one law as its own books tell it, added up by numpy."""
    rules, standing = [matrix.copy() for matrix in fund.rules[:3]], fund.books.standing.copy()
    for matrix, at, values in zip(rules, places[:3], own[:3], strict=True):
        matrix[tuple(at.T)] = values[law]
    standing[places.standing[:, 0]] = own.standing[law]
    books = fund.books._replace(standing=standing)
    under = fund.rules._replace(law_year=rules[0], law_month=rules[1], basis_year=rules[2])
    ledger = project_money(books, 1, fund.last, under, fund.prices, people)
    flows = ledger.flows.reshape(fund.last, 12, r.POOLS, r.LINES)
    balances = ledger.stocks[:, :, r.BALANCE].reshape(fund.last, 12, r.POOLS)
    return np.concatenate(
        [
            flows[:, :, :, : r.INCOME_LINES].sum(axis=(1, 3)),
            flows[:, :, :, r.INCOME_LINES : r.TRANSFER_OUT + 1].sum(axis=(1, 3)),
            balances[:, -1],
            balances[:, :, [r.EMPLOYEE, r.ACCOUNT]].sum(axis=2).min(axis=1)[:, None],
            balances[:, :, r.RESIDENT].min(axis=1)[:, None],
            ledger.memo.reshape(fund.last, 12, r.MEMOS).sum(axis=1),
            flows[:, :, : r.LONG_TERM_CARE, r.TRANSFER_IN].sum(axis=(1, 2))[:, None],
        ],
        axis=1,
    )


@pytest.mark.slow_without_jit
@given(funds(), st.integers(1, 19), st.integers(0, 2**32 - 1))
@settings(max_examples=40)
def test_laws_side_by_side_are_what_each_is_by_itself(fund: Any, count: int, seed: int) -> None:
    small, rng = packed(fund), np.random.default_rng(seed)
    people = project_people(small.start, 1, small.last, small.rules, small.demography)
    matrices = (*small.rules[:3], small.books.standing[:, None])
    places = v.Places(*(some_places(matrix, rng) for matrix in matrices))
    counted = ({r.CLEARING_MONTH}, COUNTED, set[int](), set[int]())
    own = v.Own(*(scaled(m, at, months, rng, count) for m, at, months in zip(matrices, places, counted, strict=True)))
    _, which = np.unique(v.alike(places, own), axis=0, return_inverse=True)
    for group in range(int(which.max()) + 1):
        laws = np.flatnonzero(which.reshape(-1) == group)
        told = v.project_variants(
            small.books, small.last, small.rules, small.prices, people, places, v.Own(*(part[laws] for part in own))
        )
        assert told.shape == (len(laws), small.last, v.TOLD_ROWS)
        for law, found in zip(laws, told, strict=True):
            wanted = told_alone(small, people, places, own, int(law))
            size = max(float(np.abs(wanted).max()), 1.0)
            np.testing.assert_allclose(found, wanted, rtol=1e-9, atol=1e-9 * size)
