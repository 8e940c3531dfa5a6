"""The table of a comparison."""

import re

import numpy as np
import pytest

from actuary.indicators import INDICATORS
from actuary.labels import label
from actuary.protection import FUND_LINES
from actuary.reports.differences import BORNE, changes, table
from actuary.reports.page import plain_text, width
from actuary.reports.projection import Look
from actuary.results import FORM, LINES, Alert
from tests.unit.reports.made import compared, made


def text(what: object, **look: object) -> str:
    return plain_text(table(what, Look(**look), str))  # type: ignore[arg-type]


def test_only_what_differs_has_rows() -> None:
    table = text(compared(made(), made("meishan_premium_frozen", change=1.5)), years=[2020, 2021])
    assert 'Difference from "Meishan (眉山), law in force"' in table
    assert re.search(r"^  spending +\+0\.50 +\+1\.00$", table, re.MULTILINE)
    assert re.search(r"^  balance +-0\.50 +-1\.50$", table, re.MULTILINE)
    assert "Employee scheme (职工医保)  no difference" in table
    assert "  income" not in table


def test_the_same_is_said_to_be_the_same() -> None:
    assert "No difference: every number is the same, to the last digit." in text(compared(made(), made()))


def test_less_than_a_digit_is_not_called_no_difference() -> None:
    table = text(
        compared(
            made(),
            made(change=1.0 + 1e-9),
        )
    )
    assert re.search(r"Residents \(城乡居民医保\) +no digit of this table moves\n", table)
    assert re.search(r"Employee scheme \(职工医保\) +no difference\n", table)
    assert "every number is the same" not in table


def test_the_years_begin_with_the_last_one_without_a_difference() -> None:
    """A premium that moves in 2028 needs no columns of noughts from 2020 on."""
    variant = made()
    late = np.zeros(17)
    late[2028 - 2019 :] = 30
    variant.yearly["premium"] = variant.yearly["premium"] + late
    years = next(line for line in text(compared(made(), variant), columns=300).splitlines() if "2035" in line)
    assert years.split() == [str(year) for year in range(2027, 2036)]


def test_what_moved_is_told_with_its_place() -> None:
    moved = [("contribution_rate.employer, 7 % from 2027", "my.yaml:4"), ("wage_growth, 3 %", None)]
    table = text(compared(made(), made(change=2.0), moved=moved))
    assert (
        "What moved: contribution_rate.employer, 7 % from 2027   (my.yaml:4)\n            wage_growth, 3 %\n" in table
    )


def test_people_premiums_and_months_have_units_of_their_own() -> None:
    variant = made(change=2.0)
    variant.people["resident"] = variant.people["resident"] + 12_345
    variant.yearly["premium"] = np.append(400, np.full(16, 430))
    table = text(compared(made(), variant), years=[2035])
    assert re.search(r"Residents insured +\+1\.2\n", table)
    assert re.search(r"Own premium +\+30\n", table)


def test_the_variant_s_own_alarms_are_told() -> None:
    assert "!! Residents: no money left from March" in text(compared(made(change=0.0), made(change=3.0)))


def test_alarms_of_the_base_are_not_told_again() -> None:
    low, lower = Alert("resident", "below", 2030, None, 6.0), Alert("resident", "below", 2028, None, 6.0)
    empty = Alert("resident", "empty", 2034, 3, 0.0)
    base = made(change=0.0, alerts=(low,))
    more = text(compared(base, made(change=1.0, alerts=(low, empty))))
    assert "no money left from March 2034" in more
    assert "6 months of reserve" not in more
    assert "at the end of 2028" in text(compared(base, made(change=1.0, alerts=(lower,))))
    assert "!" not in text(compared(base, made(change=1.0, alerts=(low,))))


def test_every_line_of_the_accounts_is_among_the_differences() -> None:
    base, variant = made(), made(change=2.0)
    found = {(group, name): values for group, name, values in changes(compared(base, variant), variant)}
    assert {key for key in found if key[1].startswith("line_")} == {(g, f"line_{n}") for g in FORM for n in LINES}
    np.testing.assert_allclose(found["resident", "line_inpatient"][:3], [0, 1e8, 2e8])
    assert not found["resident", "line_interest"].any()


def test_lines_that_move_have_rows_where_they_are_asked_for() -> None:
    both, years = compared(made(), made(change=2.0)), [2020, 2021]
    assert "inpatient" not in text(both, years=years)
    told = text(both, years=years, lines=True)
    assert re.search(r"^  spending +\+1\.00 +\+2\.00\n    inpatient care +\+1\.00 +\+2\.00$", told, re.MULTILINE)
    assert "interest" not in told


def with_layer(**moved: float) -> object:
    """A run with a fund of critical illness insurance of 1 亿元 in and out; `moved` in 亿元, in every year."""
    results = made()
    nil = {**dict.fromkeys(("income", "spending"), 1.0), **dict.fromkeys(("surplus", "balance", *FUND_LINES), 0.0)}
    fund = {name: np.full(17, (value + moved.get(name, 0.0)) * 1e8) for name, value in nil.items()}
    results.layers = {"critical_illness": fund}
    return results


def with_indicator(name: str, change: float, group: str = "resident") -> object:
    """A run in which one indicator is otherwise."""
    results = made()
    results.indicators[group][name] = results.indicators[group][name] + change
    return results


def test_a_layer_s_fund_that_moves_is_a_difference() -> None:
    """2.5 - 1 = +1.50 of spending, a balance of -1.50; its income has no row."""
    told = text(compared(with_layer(), with_layer(spending=1.5, balance=-1.5)), years=[2020])
    assert "No difference" not in told
    assert re.search(r"^  Critical illness insurance: spending +\+1\.50$", told, re.MULTILINE)
    assert re.search(r"^  Critical illness insurance: balance +-1\.50$", told, re.MULTILINE)
    assert "insurance: income" not in told
    assert re.search(r"^Residents \(城乡居民医保\) +no difference$", told, re.MULTILINE)
    assert "No difference: every number" in text(compared(with_layer(), with_layer()))


@pytest.mark.parametrize("name", [name for name in BORNE if INDICATORS[name].unit == "share"])
def test_who_bears_it_is_told_wherever_it_moves(name: str) -> None:
    """12.5 % less 3.25 points."""
    told = text(compared(made(), with_indicator(name, -0.0325)), years=[2020])
    assert re.search(rf"^  {re.escape(label(name, 'en'))} \(pp\) +-3\.25$", told, re.MULTILINE)
    assert "no_difference" not in told


def test_what_hospitals_bear_is_told_in_the_unit_of_the_money() -> None:
    """Residents' spending is 1 亿元 less in 2020; hospitals bear half of it."""
    variant = made(change=0.0)
    variant.indicators["resident"]["hospitals_kept_amount"] = np.full(17, 0.125 - 0.5e8)
    told = text(compared(made(), variant), years=[2020])
    assert re.search(r"^  kept by hospitals in money \(borne below 0\) +-0\.50$", told, re.MULTILINE)


def test_other_indicators_have_rows_where_they_are_asked_for() -> None:
    both = compared(made(), with_indicator("spending_per_insured", 12.0))
    asked = text(both, years=[2020], indicators=True)
    assert re.search(r"^  spending per insured person +\+12$", asked, re.MULTILINE)
    assert "Spending per insured person: spending of the year / people insured at its end" in asked
    unseen = text(both, columns=200)
    assert "No difference" not in unseen
    assert "Moved, but by no digit of this table: spending per insured person (--lines" in unseen
    assert re.search(r"^Residents \(城乡居民医保\) +no digit of this table moves$", unseen, re.MULTILINE)


def test_what_is_counted_once_a_year_is_among_the_differences() -> None:
    variant = made()
    variant.yearly["take_up"] = variant.yearly["take_up"] + 0.05
    told = text(compared(made(), variant), years=[2020], indicators=True)
    assert re.search(r"^  Take-up of residents \(pp\) +\+5\.00$", told, re.MULTILINE)
    assert "Moved, but by no digit of this table: Take-up of residents" in text(compared(made(), variant), columns=200)


def test_it_fits_and_reads_in_chinese() -> None:
    table = text(compared(made(), made(change=2.0), moved=[("x", "y")]), columns=80, lang="zh")
    assert "与“眉山市（现行政策）”之差" in table
    assert "职工医保  无差异" in table
    assert max(width(line) for line in table.split("\n")) <= 80
