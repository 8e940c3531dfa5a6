"""Amounts of one kind side by side: one unit, so many decimals, and names in words."""

import pytest

from actuary.reports.amounts import column, file_unit, measure_named, plain_amount, told_in


@pytest.mark.parametrize(
    ("unit", "amounts", "first", "moved"),
    [
        ("money", [25.06e8, -1.5e8], "25.06", "-1.50"),
        ("money", [400.0, 112.0], "400.00", "+112.00"),
        ("months", [7.54, 3.42], "7.5", "+3.4"),
        ("people", [412_000.0, -41_000.0], "41.20", "-4.10"),
        ("share", [0.0525, 0.005], "5.25", "+0.50"),
        ("number", [1.25, 0.5], "1.250", "+0.500"),
    ],
)
def test_amounts_are_written_in_the_unit_their_reader_knows(
    unit: str, amounts: list[float], first: str, moved: str
) -> None:
    shown = told_in(unit, amounts, "en")
    assert (shown.level(amounts[0]), shown.change(amounts[1])) == (first, moved)


def test_a_line_of_the_accounts_has_its_name() -> None:
    assert measure_named("employee.inpatient", "en") == "Employee pool, inpatient care"
    assert measure_named("resident.reserve_months", "zh") == "城乡居民医保可支付月数"


def test_in_files_amounts_are_in_the_smallest_unit_and_say_which() -> None:
    assert (file_unit("share", "en"), file_unit("number", "en")) == ("ratio", "")
    assert file_unit("money", "zh") == "元"
    assert (column("Balance", "money", "en"), column("Ratio", "number", "en")) == ("Balance (元)", "Ratio")
    assert plain_amount(1 / 3, "money") == "0.3333"
    assert plain_amount(1 / 3, "share") == "0.3333333333"
