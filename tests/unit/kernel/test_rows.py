"""Where things stand in the packed arrays, held against the names of the law and of the axes."""

import pytest

from actuary import axes
from actuary.kernel import rows as r
from actuary.law import RULES

OF_BENEFITS = {"deductible": r.DEDUCTIBLE, "ratio": r.RATIO, "cap": r.CAP}


def first_rows(period: str) -> dict[str, int]:
    """The row at which each rule begins where rules of a period are stacked in their order."""
    rows, row = {}, 0
    for name, rule in RULES.items():
        if rule.period == period and rule.rows:
            rows[name] = row
            row += rule.rows
    return rows


@pytest.mark.parametrize(("name", "row"), first_rows("month").items())
def test_rows_of_the_law_by_month(name: str, row: int) -> None:
    assert getattr(r, name.upper()) == row


@pytest.mark.parametrize(("name", "row"), first_rows("year").items())
def test_rows_of_the_law_by_year(name: str, row: int) -> None:
    payer, _, benefit = name.partition("_")
    if payer in axes.PAYERS and benefit in OF_BENEFITS:
        assert OF_BENEFITS[benefit] + axes.PAYERS.index(payer) * r.PAYER_ROWS == row
    else:
        assert getattr(r, name.upper()) == row


def test_a_payers_block_holds_three_rules_of_every_service() -> None:
    assert len(axes.SERVICES) * 3 == r.PAYER_ROWS


def test_layers_are_as_many_as_their_names_and_one_of_them_is_medical_assistance() -> None:
    assert len(axes.LAYERS) == r.LAYERS
    assert axes.LAYER_NAMES[r.ASSISTANCE] == "medical_assistance"


def test_pools_stand_in_the_order_of_their_names() -> None:
    assert [axes.POOLS.index(pool) for pool in ("employee", "employee_account", "resident", "maternity", "long_term_care")] == [
        r.EMPLOYEE, r.ACCOUNT, r.RESIDENT, r.MATERNITY, r.LONG_TERM_CARE,
    ]  # fmt: skip
    assert len(axes.POOLS) == r.POOLS


def test_settings_of_long_term_care_lie_degree_by_degree() -> None:
    assert len(axes.DISABILITY) == r.DEGREES
    assert len(axes.SETTINGS) == r.DEGREES * r.SETTINGS
    assert axes.SETTINGS[r.SETTINGS] == "severe_home"


BLOCKS = {
    "fixed": (r.PAYROLL_LEVEL, r.REFUSAL_RESPONSE, r.FIXED_ROWS),
    "roles": (r.PAYER, r.BORN_INTO, r.ROLES),
    "services": (r.FREQUENCY, r.BY_YEAR, r.SERVICE_ROWS),
    "lines": (r.CONTRIBUTIONS_EMPLOYER, r.INCURRED_COST, r.LINES),
    "stocks": (r.BALANCE, r.ADVANCED, r.STOCKS),
    "standing": (r.PREMIUM_NOW, r.FUND_NOW + r.LAYERS - 1, r.STANDING),
    "drivers": (r.WAGES_EMPLOYED, r.ALWAYS, r.DRIVERS),
    "memo": (r.MEMO_INCOME, r.MEMO_SPENDING, r.MEMOS),
}


@pytest.mark.parametrize(("first", "last", "count"), BLOCKS.values(), ids=BLOCKS.keys())
def test_a_block_has_as_many_rows_as_it_says(first: int, last: int, count: int) -> None:
    assert first == 0
    assert last + 1 == count


def test_lines_that_are_paid_late_lie_together() -> None:
    assert list(range(r.INCOME_LINES, r.INCOME_LINES + r.LAGGED_LINES)) == [
        r.INPATIENT,
        r.OUTPATIENT,
        r.MATERNITY_MEDICAL,
        r.MATERNITY_ALLOWANCE,
    ]


def test_lines_and_payers_of_care_stand_in_the_order_of_their_names() -> None:
    kinds = ("inpatient", "outpatient")
    assert tuple(f"{payer}_{kind}" for payer in axes.PAYERS for kind in kinds) == axes.LINES
    assert (len(axes.LINES), len(axes.PAYERS)) == (r.CARE_LINES, r.CARE_PAYERS)


def test_a_block_takes_its_rows_and_the_next_one_begins_behind_it() -> None:
    assert r.GROUPING_RATE - r.COVERED_SHARE == r.CARE_LINES
    assert r.BED_DAY_PRICE - r.BED_DAY_SHARE == r.CARE_PAYERS
    assert r.LAYER_FUNDS - r.BUDGET == r.CARE_LINES
