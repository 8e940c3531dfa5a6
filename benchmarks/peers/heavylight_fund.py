"""The small fund in heavylight: methods of a class that remember their values by year, arrays over sexes and ages."""

import heavylight
import numpy as np

from benchmarks.small.fund import YEARS, Array, Results, inputs, stacked

FUND = dict(zip(("PEOPLE", "DEATH", "BIRTHS", "COST", "CONTRIBUTION"), inputs(), strict=True))


class Fund(heavylight.Model):  # type: ignore[misc]
    """One scenario M, G, W, I."""

    def survival(self):  # type: ignore[no-untyped-def]
        return 1 - np.minimum(1.0, self.M * self.DEATH)

    def people(self, t):  # type: ignore[no-untyped-def]
        if t == 0:
            return self.PEOPLE
        alive = self.people(t - 1) * self.survival()
        older = np.empty_like(alive)
        older[:, 1:] = alive[:, :-1]
        older[:, -1] += alive[:, -1]
        older[:, 0] = self.BIRTHS
        return older

    def income(self, t):  # type: ignore[no-untyped-def]
        return (1 + self.W) ** t * (self.people(t) * self.CONTRIBUTION).sum()

    def spending(self, t):  # type: ignore[no-untyped-def]
        return (1 + self.G) ** t * (self.people(t) * self.COST).sum()

    def balance(self, t):  # type: ignore[no-untyped-def]
        if t == 0:
            return 0.0
        earned = self.income(t - 1) - self.spending(t - 1)
        return self.balance(t - 1) * (1 + self.I) + earned * (1 + self.I / 2)


def run(scenarios: Array) -> Results:
    """One scenario after another, each a model of its own."""
    return stacked([_one(*scenario) for scenario in scenarios.tolist()])


def _one(m: float, g: float, w: float, i: float) -> list[list[float]]:
    fund, years = Fund(proj_len=YEARS + 1, M=m, G=g, W=w, I=i, **FUND), range(YEARS)
    return [[fund.income(t) for t in years], [fund.spending(t) for t in years], [fund.balance(t + 1) for t in years]]
