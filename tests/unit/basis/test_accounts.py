"""What is published of a year, what follows from it, and what does not add up."""

import pytest

from actuary.basis.accounts import accounts_of

YEAR = 2020


class Facts:
    """What is known of an area in one year."""

    def __init__(self, **facts: float) -> None:
        self.facts = facts

    def fact(self, name: str, year: int) -> float | None:
        assert year == YEAR
        return self.facts.get(name)


def amounts(**facts: float) -> dict[tuple[str, str], float]:
    return accounts_of(Facts(**facts), YEAR).amounts  # type: ignore[arg-type]


def residuals(**facts: float) -> dict[str, float]:
    """What does not add up; identities that follow from each other leave nothing and are not read."""
    found = accounts_of(Facts(**facts), YEAR).residuals  # type: ignore[arg-type]
    return {name: value for name, value in found.items() if abs(value) > 1e-9}


def test_nothing_follows_from_nothing() -> None:
    assert amounts() == {}
    assert residuals() == {}


def test_balance_months_and_surplus_give_spending_and_income() -> None:
    """30 months of spending are 30: 12 a year; with 2 left over, 14 came in."""
    found = amounts(employee_balance=30, employee_reserve_months=30, employee_surplus=2)
    assert found == pytest.approx(
        {
            ("employee", "balance"): 30,
            ("employee", "surplus"): 2,
            ("employee", "spending"): 12,
            ("employee", "income"): 14,
        }
    )


def test_what_nothing_settles_is_missing() -> None:
    found = amounts(resident_income=10, resident_balance=5)
    assert set(found) == {("resident", "income"), ("resident", "balance")}


def test_the_whole_and_a_part_give_the_other_part() -> None:
    found = amounts(all_income=100, all_spending=80, resident_income=40, resident_spending=35)
    assert found["employee", "income"] == pytest.approx(60)
    assert found["employee", "spending"] == pytest.approx(45)
    assert found["employee", "surplus"] == pytest.approx(15)
    assert found["all", "surplus"] == pytest.approx(20)
    assert ("employee", "balance") not in found


def test_months_of_two_schemes_and_two_totals_fix_the_split() -> None:
    """S_e + S_r = 10 and 2 S_e + 1 S_r = 14 where the balances are 24 and 12 months: 4 and 6."""
    found = amounts(all_spending=10, all_balance=14, employee_reserve_months=24, resident_reserve_months=12)
    assert found["employee", "spending"] == pytest.approx(4)
    assert found["resident", "spending"] == pytest.approx(6)
    assert found["employee", "balance"] == pytest.approx(8)


def test_pool_and_account_make_the_scheme() -> None:
    found = amounts(employee_pool_balance=20, employee_account_balance=10)
    assert found["employee", "balance"] == pytest.approx(30)


def test_what_is_said_twice_and_agrees_leaves_no_residual() -> None:
    facts = Facts(employee_income=14, employee_spending=12, employee_surplus=2)
    said_twice = accounts_of(facts, YEAR).residuals["employee: income - spending = surplus"]  # type: ignore[arg-type]
    assert said_twice == pytest.approx(0, abs=1e-9)


def test_what_is_said_twice_and_disagrees_is_reported() -> None:
    """The parts are believed, the whole is told to be off by 3."""
    facts = {"employee_income": 60.0, "resident_income": 40.0, "all_income": 103.0}
    assert residuals(**facts) == pytest.approx({"all_income": 3})
    assert amounts(**facts)["all", "income"] == pytest.approx(100)


def test_the_size_of_the_amounts_does_not_matter() -> None:
    """In yuan, a nation's accounts are some 10^12."""
    found = amounts(employee_balance=30e12, employee_reserve_months=30, employee_surplus=2e12)
    assert found["employee", "income"] == pytest.approx(14e12, rel=1e-12)
