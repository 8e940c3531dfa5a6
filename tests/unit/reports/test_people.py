"""The table of people, and its rows for spreadsheets."""

import csv
import io
from functools import cache

import numpy as np

from actuary.headcount import Headcount, people_of
from actuary.reports.page import plain_text
from actuary.reports.people import people_csv, table
from actuary.scenario.loading import load


@cache
def china() -> Headcount:
    return people_of(load("china_people", "to=2030"))


def with_round_numbers(people: float) -> Headcount:
    """The same number of people at every age and date."""
    shape = china().people.shape
    return china()._replace(people=np.full(shape, people), births=np.full(5, 2 * people), deaths=np.full(5, people / 2))


def rows(counted: Headcount, lang: str = "en") -> dict[str, list[str]]:
    """The cells of a table by the label of their row."""
    text = plain_text(table(counted, "zh" if lang == "zh" else "en", 120))
    found = {}
    for line in text.splitlines():
        if line.startswith("  "):
            label, *cells = [part for part in line.split("  ") if part.strip()]
            found[label.strip()] = [cell.strip() for cell in cells]
    return found


def test_people_by_age_add_up() -> None:
    """202 cells of 10,000: 202 万; 15 ages of children, 45 of working age, 41 from 60 on, two sexes each."""
    found = rows(with_round_numbers(10_000))
    assert found["All"][0] == "202.0"
    assert found["aged 0-14"][0] == "30.0"
    assert found["aged 15-59"][0] == "90.0"
    assert [found[f"aged {age}+"][0] for age in (60, 65, 80)] == ["82.0", "72.0", "42.0"]


def test_what_happens_between_dates_stands_under_the_later_one() -> None:
    found = rows(with_round_numbers(10_000))
    assert found["Births"] == ["–", *["2.0"] * 5]
    assert found["Deaths"] == ["–", *["0.5"] * 5]
    assert found["Men"][0] == "–"


def test_few_people_are_counted_one_by_one() -> None:
    counted = with_round_numbers(100)
    assert rows(counted)["All"][0] == "20,200"
    assert "Persons; people on 1 July" in plain_text(table(counted, "en", 120))


def test_in_chinese() -> None:
    found = rows(with_round_numbers(10_000), "zh")
    assert found["60岁及以上"][0] == "82.0"
    assert "单位：万人；人数为7月1日数" in plain_text(table(china(), "zh", 120))


def test_the_foot_names_the_tables_and_says_whose_people_they_are() -> None:
    told = plain_text(table(china(), "en", 120))
    assert "china_population (estimated)" in told
    assert "enrolment base" not in told
    assert "enrolment base" in plain_text(table(people_of(load("meishan")), "en", 120))


def test_the_csv_holds_every_date_sex_and_age() -> None:
    read = list(csv.reader(io.StringIO(people_csv(china(), "en").decode("utf-8-sig"))))
    assert read[0] == ["Measure", "Date", "Sex", "Age", "Persons"]
    assert len(read) == 1 + 6 * 2 * 101 + 3 * 5
    persons = [float(row[4]) for row in read if row[:2] == ["People", "2030-07-01"]]
    np.testing.assert_allclose(sum(persons), china().between(0)[-1], rtol=1e-9)
    assert next(row[1:4] for row in read if row[0] == "Births") == ["2026-07-01", "", ""]
