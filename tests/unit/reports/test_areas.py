"""The table of several areas."""

import csv
import io
import re

import pytest

from actuary.labels import Language
from actuary.reports.areas import areas_csv, table
from actuary.reports.page import plain_text
from actuary.reports.projection import Look
from tests.runs import areas_ran
from tests.unit.pooling.made import TWO, met

FUND = (
    "{resident: {levy: {2022: 4 %}, payout: {2022: 70 %}, "
    "support: {share: {2023: 50 %}, borne_by: {city: 60 %, district: 40 %}}}}"
)


def shown(lang: Language = "en", columns: int = 160, name: str = "") -> str:
    return plain_text(table(areas_ran(name) if name else met(FUND), Look(lang, columns)))


def cells(text: str, heading: str, row: str) -> list[str]:
    """The cells of a row of a block."""
    block = text.split(f"\n{heading}\n", 1)[1]
    found = re.search(rf"^  {re.escape(row)}  +(.*)$", block, re.MULTILINE)
    assert found is not None
    return found[1].split()


def test_all_areas_stand_first_then_each() -> None:
    text = shown()
    resident = met(FUND).funds["resident"]
    assert cells(text, "All areas, Residents (城乡居民医保)", "balance")[-1] == f"{resident['balance'][-1] / 1e8:,.2f}"
    of_jiangxi = met(FUND).members["jiangxi"].funds["resident"]
    assert cells(text, "Residents: balance by area", "Jiangxi")[-1] == f"{of_jiangxi['balance'][-1] / 1e8:,.2f}"
    months = f"{of_jiangxi['reserve_months'][-1]:.1f}"
    assert cells(text, "Residents: months of reserve by area", "Jiangxi")[-1] == months


def test_who_gains_and_who_pays_by_year_and_in_all() -> None:
    text, meeting = shown(), met(FUND).meetings["resident"]
    by_year = cells(text, "Residents: received from the other areas, less paid to them", "Jingzhou")
    assert by_year[-1] == f"{meeting.received[0, -1] / 1e8:+,.2f}"
    in_all = cells(text, "Residents: moved between areas, 2022 to 2024", "Jingzhou")
    assert in_all[0] == f"{meeting.moved['levied'][0].sum() / 1e8:,.2f}"
    assert in_all[-1] == f"{meeting.received[0].sum() / 1e8:+,.2f}"
    assert "Employee pool: moved" not in text


def test_who_bears_support_is_told() -> None:
    support = met(FUND).meetings["resident"].moved["support"].sum(axis=0)
    between = "Residents: what stands between the areas"
    assert cells(shown(), between, "support from above")[-1] == f"{support[-1] / 1e8:,.2f}"
    assert cells(shown(), between, "of it by: city")[-1] == f"{0.6 * support[-1] / 1e8:,.2f}"


def test_what_is_wrong_is_told_once_with_the_areas_and_when() -> None:
    text = re.sub(r"\s+", " ", shown(name="jiangxi_pooling"))
    assert re.search(r"!! Residents, no money left from: Nanchang \w+ 20\d\d, Jingdezhen", text)
    assert text.count("no money left from") == 1
    assert "are parts of Jiangxi at its prices, wages and law" in text


def test_a_merged_fund_is_told_with_its_year() -> None:
    text = shown(name="jiangxi_one_fund")
    assert "Residents: one fund for all areas from 1 January 2030" in text
    assert "the merged fund 2030" in re.sub(r"\s+", " ", text)
    assert cells(text, "Residents: balance by area", "Nanchang")[-1] == "–"


def test_answers_that_are_on_are_told() -> None:
    text = plain_text(table(met("", TWO + "behaviour: {take_up: on}\n"), Look("en", 160)))
    assert "Answers that are on (behaviour): residents leave" in text
    assert "Answers that are on" not in shown()


def test_an_area_without_a_published_balance_is_named() -> None:
    two = "title: two\nareas: {kaizhou: kaizhou, jingzhou: jingzhou}\nbase: 2020\nto: 2022\n"
    text = plain_text(table(met("{resident: {merged: 2022}}", two), Look("en", 160)))
    assert "Residents: no balance of Kaizhou is published" in text
    assert "Employee pool: no balance" not in text
    assert cells(text, "All areas, Residents (城乡居民医保)", "balance") == ["–", "–", "–"]


def test_in_chinese_no_english_is_left() -> None:
    text = shown("zh", name="jiangxi_one_fund")
    words = set(re.findall(r"[A-Za-z]{3,}", text.split("\n", 1)[1]))
    assert words == set()
    assert "南昌市" in text


@pytest.mark.parametrize("columns", [80, 160])
def test_a_table_of_years_keeps_to_its_width(columns: int) -> None:
    lines = shown(columns=columns).split("\n\n")[0].split("\n")[2:]
    assert max(map(len, lines)) <= columns


def test_the_file_for_spreadsheets_has_every_area_and_line() -> None:
    rows = list(csv.reader(io.StringIO(areas_csv(met(FUND), "en").decode("utf-8-sig"))))
    assert rows[0] == ["area", "Scheme", "Measure", "Unit", "2020", "2021", "2022", "2023", "2024"]
    assert {row[0] for row in rows[1:]} == {"All areas", "Jingzhou", "Jiangxi"}
    (levied,) = [row for row in rows if row[:3] == ["Jiangxi", "Residents", "levied"]]
    assert float(levied[-1]) == pytest.approx(met(FUND).meetings["resident"].moved["levied"][1, -1] / 1e4, abs=1e-3)
