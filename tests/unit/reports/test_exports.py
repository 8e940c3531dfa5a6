"""What spreadsheets and other programs are given."""

import csv
import io
import json

import numpy as np

from actuary.measures import GROUPS, RATED
from actuary.reports.exports import differences_csv, differences_dict, funds_csv
from actuary.reports.files import json_text
from actuary.results import FORM, LINES
from tests.unit.reports.made import YEARS, compared, made, without_balance


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_spreadsheet_knows_the_coding_and_the_lines() -> None:
    content = funds_csv(made(), "zh")
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n") == 1 + len(YEARS)


def test_one_row_a_year_and_units_in_the_head() -> None:
    head, first, *_, last = rows(funds_csv(made(), "en"))
    assert len(head) == len(set(head))
    column = head.index("Residents: spending (万元)")
    assert [first[0], first[column]] == ["2019", "120000"]
    assert [last[0], last[column]] == ["2035", "280000"]
    assert all(any(f"({unit})" in name for unit in ("万元", "months", "Persons", "元", "ratio")) for name in head[1:])
    assert sum(name.endswith("(万元)") for name in head) == 5 * len(GROUPS) + len(LINES) * len(FORM) + len(RATED)
    column = head.index("Residents: inpatient care (万元)")
    assert [first[column], last[column]] == ["120000", "280000"]


def test_indicators_stand_after_the_people_as_plain_ratios() -> None:
    head, first, *_ = rows(funds_csv(made(), "en"))
    assert first[head.index("Residents: surplus over income (ratio)")] == "0.125"
    assert first[head.index("Residents: income per insured person (元)")] == "500"
    assert first[head.index("Coverage (ratio)")] == "0.95"


def test_what_is_not_defined_is_empty() -> None:
    head, first, *_ = rows(funds_csv(without_balance(made()), "en"))
    assert first[head.index("Residents: balance (万元)")] == ""


def test_differences_by_variant_and_measure() -> None:
    found = rows(differences_csv(compared(made(), made(change=2.0)), "en"))
    assert found[0] == ["Variant", "Scheme", "Measure", "Unit", *map(str, YEARS)]
    spending = next(row for row in found if row[1:4] == ["Residents", "spending", "万元"])
    assert spending[4:7] == ["0", "10000", "20000"]
    line = next(row for row in found if (row[1], row[2].strip(), row[3]) == ("Residents", "inpatient care", "万元"))
    assert line[4:7] == ["0", "10000", "20000"]
    assert {row[3] for row in found[1:]} == {"万元", "months", "Persons", "元", "ratio"}


def test_differences_of_layers_and_indicators_have_their_units() -> None:
    """A fund of a layer in 万元, shares as plain ratios, amounts a person in 元, people as persons."""
    base, variant = made(), made()
    base.layers = {"critical_illness": {"balance": np.zeros(len(YEARS))}}
    variant.layers = {"critical_illness": {"balance": np.full(len(YEARS), -2e8)}}
    more = {"own_share": 0.0125, "income_per_insured": 7.0, "hospitals_kept_amount": -3e6}
    found = variant.indicators["resident"]
    found.update({name: found[name] + change for name, change in more.items()})
    base.yearly["disabled"], variant.yearly["disabled"] = np.zeros(len(YEARS)), np.full(len(YEARS), 30.0)
    told = {(row[1], row[2], row[3]): row[4] for row in rows(differences_csv(compared(base, variant), "en"))}
    assert told["Critical illness insurance", "balance", "万元"] == "-20000"
    assert told["Residents", "own share of cost", "ratio"] == "0.0125"
    assert told["Residents", "income per insured person", "元"] == "7"
    assert told["Residents", "kept by hospitals in money (borne below 0)", "万元"] == "-300"
    assert told["All funds, once a year", "Insured who cannot care for themselves", "Persons"] == "30"


def test_differences_for_a_program_have_no_nan() -> None:
    content = json.loads(json_text(differences_dict(compared(made(), without_balance(made())))))
    assert content["years"] == list(YEARS)
    assert content["variants"][0]["differences"]["resident"]["balance"] == [None] * len(YEARS)
    assert content["variants"][0]["differences"]["people"]["retired"] == [0.0] * len(YEARS)
