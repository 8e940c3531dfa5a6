"""The deficit cascade of a projection: what stands in for each pool without money, from when, until when, for how much."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from actuary.axes import PAYERS
from actuary.deficit import Backing, Payments, payments_in
from actuary.errors import Mistake, Mistakes
from actuary.law import Array
from actuary.results import Results
from actuary.scenario.model import Scenario
from actuary.simulation import run
from actuary.units import Date

STEPS = ("adjustment", "advance", "overdue", "unpaid")
"""What stands in for a pool's own money: adjustment fund, treasury, hospitals that wait, and in the end nobody."""
AMOUNTS = ("shortfall", "own_balance", *STEPS)
"""Of a year, yuan: the first is the sum of the others."""
MEASURES = (*AMOUNTS, "payable_share", "paid_share")
"""Of a year: amounts; what of its bills the pool's income and balance could pay, and what is paid when it falls due."""
FEN = 0.01
"""Yuan: less than this is rounding, and nobody pays it."""


class Step(NamedTuple):
    """How one step stands in for a pool."""

    name: str
    first: Date
    last: Date
    """The first and the last month in which it pays."""
    months: int
    """In how many it pays."""
    paid: float
    """In all, yuan."""
    back: float
    """Of it given back, or paid up, to the end of the projection."""
    most: float
    """The most that stood open at the end of a month, yuan; of what never comes back, all of it."""
    most_at: Date
    full: Date | None
    """The first month in which its limit is reached."""


class PoolCascade(NamedTuple):
    """Who pays for one pool."""

    pool: str
    base: int
    opening: float
    """The balance at the end of the base year."""
    payments: Payments
    backing: Backing

    @property
    def dry(self) -> Date | None:
        """The first month whose bills its own money does not pay; None where it pays all of them."""
        return self._first(self.payments.due - self.payments.own >= FEN)

    @property
    def steps(self) -> tuple[Step, ...]:
        """Those that stand in for it, in the order of the cascade."""
        paid = self.payments
        written_off = np.zeros_like(paid.due)
        found = {
            "adjustment": (paid.adjustment, written_off, np.cumsum(paid.adjustment), self.backing.adjustment_size),
            "advance": (paid.advance, paid.repaid, paid.advanced, self.backing.advance_limit),
            "overdue": (paid.overdue, paid.settled, paid.waiting, self.backing.overdue_limit),
            "unpaid": (paid.unpaid, written_off, np.cumsum(paid.unpaid), np.full_like(paid.due, np.inf)),
        }
        return tuple(self._step(name, *found[name]) for name in STEPS if (found[name][0] >= FEN).any())

    @property
    def years(self) -> dict[str, Array]:
        """Every one of `MEASURES` by projected year. Below zero: put into the balance, given back, paid up."""
        paid, due = self.payments, _yearly(self.payments.due)
        stands_in = {
            "adjustment": _yearly(paid.adjustment),
            "advance": _change(0.0, paid.advanced),
            "overdue": _change(max(-self.opening, 0.0), paid.waiting),
            "unpaid": _yearly(paid.unpaid),
        }
        others = np.sum([*stands_in.values()], axis=0)
        own = 0.0 - _change(max(self.opening, 0.0), paid.balance)
        in_time = _yearly(paid.own + paid.adjustment + paid.advance)
        with np.errstate(divide="ignore", invalid="ignore"):
            payable = np.minimum(1.0, 1.0 - others / due)
            paid_share = in_time / due
        amounts = {"shortfall": own + others, "own_balance": own, **stands_in}
        return {**amounts, "payable_share": payable, "paid_share": paid_share}

    def _step(self, name: str, paid: Array, back: Array, standing: Array, limit: Array) -> Step:
        pays = np.flatnonzero(paid >= FEN)
        most = int(np.argmax(standing))
        full = self._first((paid >= FEN) & (standing > limit - FEN))
        return Step(
            name, self._date(int(pays[0])), self._date(int(pays[-1])), len(pays), float(paid.sum()), float(back.sum()),
            float(standing[most]), self._date(most), full,
        )  # fmt: skip

    def _first(self, holds: Any) -> Date | None:
        months = np.flatnonzero(holds)
        return self._date(int(months[0])) if months.size else None

    def _date(self, month: int) -> Date:
        """The month that is so many after the first January of the projection."""
        return Date(self.base + 1 + month // 12, month % 12 + 1)


class Cascade(NamedTuple):
    """Who pays for the pools of a projection."""

    results: Results
    pools: tuple[PoolCascade, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """The projected years."""
        return self.results.years[1:]

    def frame(self) -> Any:
        """A tidy frame: year, pool, measure, value, unit (yuan, or share of one)."""
        import pandas as pd

        rows = [
            (year, one.pool, measure, float(value), "share" if measure.endswith("_share") else "yuan")
            for one in self.pools
            for measure, values in one.years.items()
            for year, value in zip(self.years, values, strict=True)
        ]
        return pd.DataFrame(rows, columns=["year", "pool", "measure", "value", "unit"])

    def months(self) -> Any:
        """A frame with a row for each pool and month, yuan: what falls due, who pays it, what is owed on."""
        import pandas as pd

        frames = [
            pd.DataFrame({
                "pool": one.pool,
                "month": [f"{one.base + 1 + n // 12}-{n % 12 + 1:02}" for n in range(len(one.payments.due))],
                **one.payments._asdict(),
            })
            for one in self.pools
        ]  # fmt: skip
        return pd.concat(frames, ignore_index=True)


def cascade_of(scenario: Scenario, pool: str | None = None) -> Cascade:
    """Who pays for a pool, or for both, of a scenario of one area. Raises Mistakes, also where no balance is known."""
    if scenario.members:
        right = "a scenario of one area; of several, actuary.cascade in Python takes the results of one member"
        raise Mistakes([Mistake(scenario.place("areas"), scenario.name, right)])
    return cascade_in(run(scenario), pool)


def cascade_in(results: Results, pool: str | None = None) -> Cascade:
    """The same of a projection. Raises Mistakes where the pool is none of `PAYERS`, or has no known balance of its own."""
    if pool is not None and pool not in PAYERS:
        raise Mistakes([Mistake(None, pool, f"a pool that pays for care: {' or '.join(PAYERS)}")])
    known = [one for one in PAYERS if np.isfinite(results.funds[one]["balance"]).all()]
    asked = PAYERS if pool is None else (pool,)
    if missing := [one for one in asked if one not in known]:
        right = "pools with a known balance of their own to the end: without one nobody knows when it is used up"
        raise Mistakes(
            [Mistake(results.scenario.place("area"), f"{results.scenario.name}: {', '.join(missing)}", right)]
        )
    return Cascade(results, tuple(_of_pool(results, one) for one in asked))


def _of_pool(results: Results, pool: str) -> PoolCascade:
    payments, backing = payments_in(results.law, results.basis, results.ledger, pool)
    return PoolCascade(pool, results.base, results.basis.base[pool]["balance"], payments, backing)


def _yearly(months: Array) -> Array:
    return np.asarray(months.reshape(-1, 12).sum(axis=1))


def _change(opening: float, standing: Array) -> Array:
    """Of a stock over each year, from the one before."""
    return np.diff(standing[11::12], prepend=opening)
