"""Mechanisms that the documents name and that the law in force holds, seen at work in a run."""

import numpy as np

from actuary.axes import SERVICES
from tests.runs import ran

OUTPATIENT = SERVICES.index("outpatient")


def test_a04_the_reform_moves_money_to_the_pool_and_pays_outpatients() -> None:
    """Both sides of 2023: of the employers' part nothing is credited any more, and the pool pays ordinary outpatients."""
    found = ran("jingzhou")
    year = 2023 - found.base
    credited, ratio = found.law.account_employer_share, found.law.employee_ratio[OUTPATIENT]
    assert credited[12 * year - 1] > 0 and credited[12 * year + 11] == 0
    assert ratio[year - 1] == 0 and ratio[year] > 0
    pool, account = found.funds["employee"]["income"], found.funds["employee_account"]["income"]
    share = pool / (pool + account)
    assert share[year + 1] > share[year - 1] + 0.1
    paid = found.lines["employee"]["outpatient"]
    assert paid[year + 1] > 1.5 * paid[year - 1]


def test_d25_residents_have_outpatient_cover_of_their_own() -> None:
    """Other terms than the employees', and paid: a service of the resident pool with its own deductible, ratio and cap."""
    found = ran("jiangxi")
    for rule in ("ratio", "cap"):
        own, employees = (getattr(found.law, f"{who}_{rule}")[OUTPATIENT, -1] for who in ("resident", "employee"))
        assert 0 < own < employees
    assert (found.lines["resident"]["outpatient"] > 0).all()
    assert np.all(found.lines["resident"]["outpatient"] < found.lines["resident"]["inpatient"])
