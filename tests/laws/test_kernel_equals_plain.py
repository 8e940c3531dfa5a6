"""The kernel computes what the fund on paper does, whatever the fund."""

from typing import Any

import numpy as np
from hypothesis import given

from actuary.kernel import rows as r
from tests.laws.bounds import (
    BASIS_BY_YEAR,
    BY_MONTH,
    CARE_LINES,
    FIXED,
    LAYER_RULES,
    PAYERS,
    POOLS,
    RULES_BY_YEAR,
    SEXES,
    Plain,
)
from tests.laws.funds import funds
from tests.laws.packing import packed
from tests.plain.fund import project

TABLES = {"month": BY_MONTH, "year": RULES_BY_YEAR, "basis": BASIS_BY_YEAR, "fixed": FIXED}
"""What tests/laws/funds.py draws, by the packed array it goes into."""

LINES = {
    "contributions_employer": r.CONTRIBUTIONS_EMPLOYER,
    "contributions_own": r.CONTRIBUTIONS_OWN,
    "subsidy": r.SUBSIDY,
    "interest": r.INTEREST,
    "transfer_in": r.TRANSFER_IN,
    "other_income": r.OTHER_INCOME,
    "inpatient": r.INPATIENT,
    "outpatient": r.OUTPATIENT,
    "maternity_medical": r.MATERNITY_MEDICAL,
    "maternity_allowance": r.MATERNITY_ALLOWANCE,
    "account_payments": r.ACCOUNT_PAYMENTS,
    "layer_premiums": r.LAYER_PREMIUMS,
    "nursing_benefits": r.NURSING_BENEFITS,
    "transfer_out": r.TRANSFER_OUT,
    "other_spending": r.OTHER_SPENDING,
    "own_assisted": r.OWN_ASSISTED,
    "own_retired": r.OWN_RETIRED,
    "subsidy_central": r.SUBSIDY_CENTRAL,
    "subsidy_province": r.SUBSIDY_PROVINCE,
    "subsidy_local": r.SUBSIDY_LOCAL,
    "waived": r.WAIVED,
    "deferred": r.DEFERRED,
    "arrears": r.ARREARS,
    "incurred_income": r.INCURRED_INCOME,
    "incurred_cost": r.INCURRED_COST,
}
YEARLY = {
    "premium": r.PREMIUM,
    "subsidy": r.SUBSIDY_PER_HEAD,
    "take_up": r.TAKE_UP,
    "insured": r.HEADS,
    "take_up_of_assisted": r.TAKE_UP_OF_ASSISTED,
    "payroll": r.PAYROLL,
    "insured_births": r.INSURED_BIRTHS,
    "maternity_medical": r.MATERNITY_MEDICAL_COST,
    "maternity_allowance": r.MATERNITY_ALLOWANCE_COST,
}
FUNDS = {
    "from_pool": r.FROM_POOL,
    "from_members": r.FROM_MEMBERS,
    "from_treasury": r.FROM_TREASURY,
    "from_gifts": r.FROM_GIFTS,
    "to_patients": r.TO_PATIENTS,
    "for_premiums": r.FOR_PREMIUMS,
    "by_points": r.BY_POINTS,
    "interest": r.FUND_INTEREST,
    "balance": r.FUND_BALANCE,
}
GROUPS = {
    "heads": r.GROUP_HEADS,
    "cost": r.GROUP_COST,
    "in_scope": r.GROUP_IN_SCOPE,
    "basic": r.GROUP_BASIC,
    "owed": r.GROUP_OWED,
}
HOSPITALS = {
    "by_terms": r.BY_TERMS, "due": r.DUE, "covered": r.COVERED, "covered_due": r.COVERED_DUE, "budget": r.BUDGET,
}  # fmt: skip


CURVES = 1e-8
"""Each layer pays a difference of two values of a tabulated curve, each known to 1e-10 of the mean cost."""


def same(kernel: Any, plain: Any, what: str) -> None:
    """To 1e-9, or to a millionth where sums cancel: a sum of thousands of yuan is known no better than that."""
    np.testing.assert_allclose(kernel, plain, rtol=1e-9, atol=1e-6, err_msg=what)


def assert_equal(fund: Plain) -> None:
    """Every person and every yuan, cell by cell and month by month."""
    population, ledger = packed(fund).run()
    years, months = project(fund)
    names, services = list(fund["statuses"]), list(fund["services"])
    ages = range(fund["oldest"] + 1)
    for i, year in enumerate(years):
        people = [[[year["people"][name, sex, age] for age in ages] for sex in SEXES] for name in names]
        same(population.people[i + 1], people, f"people of year {i + 1}")
        same(population.vital[i], [year["births"], year["deaths"], year["migrants"], year["recognised"]], "vital")
        same(population.heads[i + 1], [year["heads"][name] for name in names], "heads")
        same(population.exposure[i], [year["persons"][name] for name in names], "exposure")
        same(population.births[i], [year["births_by_status"][name] for name in names], "births by status")
        disabled = [[year["disabled"][name, degree] for degree in fund["disability"]] for name in names]
        need = [[year["needs"][name, k] for k in services] for name in names]
        same(population.need[i], np.hstack([need, disabled]), "need")
        for name, row in YEARLY.items():
            same(ledger.yearly[i, row], year[name], name)
        nursing = ledger.yearly[i, r.NURSING : r.BY_TERMS].reshape(len(PAYERS), r.NURSING_ROWS)
        for row, what in enumerate(("members", "beneficiaries", "paid")):
            same(nursing[:, row], [year["nursing"][payer][what] for payer in PAYERS], f"nursing: {what}")
        care = ledger.yearly[i, r.CARE :].reshape(r.CARE_BLOCKS, len(PAYERS), len(services))
        for block, what in enumerate(("cases", "cost", "paid")):
            same(care[block], [[year["care"][payer, k][what] for k in services] for payer in PAYERS], what)
        layers = year["layers"]
        for name, row in FUNDS.items():
            money = [amounts[name] for amounts in layers["funds"].values()]
            np.testing.assert_allclose(
                ledger.yearly[i, row : row + r.LAYERS], money, rtol=CURVES, atol=1e-6, err_msg=f"layers: {name}"
            )
        for name, row in GROUPS.items():
            of_groups = [sums[name] for sums in layers["groups"].values()]
            same(ledger.yearly[i, row : row + r.GROUPS], of_groups, f"groups: {name}")
        same(ledger.yearly[i, r.AID_TO_ASSISTED], layers["aid"], "assistance to the assisted")
        paid = ledger.yearly[i, r.POOL_PREMIUMS : r.POOL_PREMIUMS + len(PAYERS)]
        same(paid, list(layers["premiums"].values()), "premiums of the pools")
        for what, row in HOSPITALS.items():
            same(ledger.yearly[i, row : row + r.CARE_LINES], [year["bought"][line][what] for line in CARE_LINES], what)
    for line, row in LINES.items():
        same(ledger.flows[:, :, row], [[m["flows"][pool, line] for pool in POOLS] for m in months], line)
    for stock, row in (("balance", r.BALANCE), ("payable", r.PAYABLE), ("advanced", r.ADVANCED)):
        same(ledger.stocks[:, :, row], [[m[stock][pool] for pool in POOLS] for m in months], stock)
    same(ledger.stocks[:, r.EMPLOYEE, r.RECEIVABLE], [m["receivable"] for m in months], "receivable")
    same(ledger.stocks[:, r.RESIDENT, r.PREPAID], [m["ahead"] for m in months], "collected ahead")
    maternity = [[m["maternity_income"], m["maternity_spending"]] for m in months]
    same(ledger.memo, maternity, "maternity's memo")


@given(funds())
def test_kernel_equals_plain(fund: Plain) -> None:
    assert_equal(fund)


def test_every_row_the_kernel_reads_is_drawn() -> None:
    """A rule that the plain fund does not know would be equal by being nothing: draw it, and write its term on paper."""
    drawn = {name: {row for row, _, _ in table.values()} for name, table in TABLES.items()}
    assert drawn["month"] | {r.MATERNITY_MERGED} == set(range(r.LAW_MONTH_ROWS)), "tests/laws/funds.py, BY_MONTH"
    ages = {r.RETIREMENT_AGE_MEN, r.RETIREMENT_AGE_WOMEN, r.RETIREMENT_AGE_WOMEN_CADRES}
    assert drawn["year"] | ages == set(range(r.DEDUCTIBLE)), "tests/laws/funds.py, RULES_BY_YEAR"
    drawn_of_layers = {first + i for first, _, _ in LAYER_RULES.values() for i in range(r.LAYERS)}
    assert drawn_of_layers == set(range(r.LAYER_COVERAGE, r.LAW_YEAR_ROWS)), "tests/laws/funds.py, LAYER_RULES"
    assert drawn["basis"] == set(range(r.USE)), "tests/laws/funds.py, BASIS_BY_YEAR"
    levels = {r.COST_LEVEL, r.COST_LEVEL_OF_RESIDENTS, r.LENGTH_OF_STAY, r.LENGTH_OF_STAY + 1}
    assert drawn["fixed"] | levels == set(range(r.FIXED_ROWS)), "tests/laws/funds.py, FIXED"
