"""A year's care of both payers, from the need of those who are eligible."""

import numpy as np

from actuary.kernel import rows as r
from actuary.kernel.compiler import compiled
from actuary.kernel.income import sick
from actuary.kernel.payment import treat


def _of_payer(values, roles, payer):
    """Sum over the statuses for whose care a payer pays."""
    total = 0.0
    for s in range(values.size):
        if roles[r.PAYER, s] == payer:
            total += values[s]
    return total


of_payer = compiled(_of_payer)


def _care_of_all(t, law_year, basis_year, fixed, roles, services, curves, grid, exposure, need, take_up, care):
    """Care of the employee pool and of the resident pool: care[cases | cost | paid, p, k]. All employees are insured."""
    count = services.shape[1]
    needed = np.zeros(count)
    for p in range(services.shape[0]):
        for k in range(count):
            needed[k] = of_payer(need[:, k], roles, p)
        insured = take_up if p == 1 else 1.0
        needing = sick(take_up, fixed) if p == 1 else 1.0
        treat(
            t, p, law_year, basis_year, services, curves, grid, needed, of_payer(exposure, roles, p), needing, insured,
            fixed[r.COST_LEVEL + p], care,
        )  # fmt: skip


care_of_all = compiled(_care_of_all)
