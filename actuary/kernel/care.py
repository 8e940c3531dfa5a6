"""A year's care of both payers, and long-term care of their members, from the need of those who are eligible."""

from actuary.kernel import rows as r
from actuary.kernel.compiler import compiled, inlined
from actuary.kernel.income import sick
from actuary.kernel.nursing import nurse
from actuary.kernel.payment import treat


@inlined
def of_payer(exposure, need, roles, payer, needed):
    """Persons for whose care a payer pays, and their need of each service: needed[k], person-years."""
    persons = 0.0
    for k in range(need.shape[1]):
        needed[k] = 0.0
    for s in range(exposure.shape[0]):
        if roles[r.PAYER, s] == payer:
            persons += exposure[s]
            for k in range(need.shape[1]):
                needed[k] += need[s, k]
    return persons


@compiled
def care_of_all(
    t, law_year, basis_year, fixed, roles, services, curves, grid, exposure, need, take_up, shift, needed, care, nursing
):  # fmt: skip
    """Care of the employee pool and of the resident pool: care[cases | cost | paid, p, k]. All employees are insured.

    shift[p] = by how much a payer's ratios are moved by its months of reserve; need[s, k]: services, then the disabled by
    degree; needed[k] is room for a payer's; nursing[p, members | beneficiaries | benefits] of long-term care.
    """
    count = services.shape[1]
    degrees = min(need.shape[1] - count, r.DEGREES)
    for p in range(services.shape[0]):
        persons = of_payer(exposure, need, roles, p, needed)
        insured = take_up if p == 1 else 1.0
        needing = sick(take_up, fixed) if p == 1 else 1.0
        treat(
            t, p, law_year, basis_year, services, curves, grid, needed, persons, needing, insured,
            fixed[r.COST_LEVEL + p], shift[p], care,
        )  # fmt: skip
        nurse(t, p, law_year, fixed, needed, count, degrees, persons, insured, nursing)
