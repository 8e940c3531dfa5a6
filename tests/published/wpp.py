"""World Population Prospects as they lie beside the checkout, written as the tables of people this program reads."""

import csv
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import pytest

from actuary.demography.tables import people_table
from actuary.demography.vital import AreaTables
from actuary.law import Array

REFERENCE = Path(__file__).parents[3] / "shared" / "reference"
needs_reference = pytest.mark.skipif(
    not (REFERENCE / "wpp").exists(), reason="the shared folder does not lie beside this checkout"
)
SEXES = (("male", "M"), ("female", "F"))
Row = dict[str, str]


def rows(name: str, country: str) -> list[Row]:
    """The rows of a country."""
    with (REFERENCE / "wpp" / f"{name}.csv").open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["iso3"] == country]


def five_yearly(folder: Path, country: str, edition: str, date: str, population: str, migration: bool) -> AreaTables:
    """Five-year groups and periods; `population` names the file of mid-year counts."""
    of_date = [row for row in rows(population, country) if row["year"] == date[:4]]
    deaths, births = rows(f"{edition}_mx_5x5", country), rows(f"{edition}_fert_5x5", country)
    ratios = rows(f"{edition}_srb_5x5" if migration else f"{edition}_srb_mig_5x5", country)
    found = {
        "population": by_sex(of_date, lambda _: date, "pop"),
        "mortality": by_sex(deaths, period, "mx"),
        "fertility": [(period(row), f"{row['age']}-{int(row['age']) + 4}", row["asfr"]) for row in births],
        "sex_ratio": [(period(row), row["srb"]) for row in ratios],
    }
    if migration:
        found["migration"] = by_sex(rows(f"{edition}_mig_5x5", country), period, "mig")
    return written(folder, found)


def written(folder: Path, tables: dict[str, list[tuple[str, ...]]]) -> AreaTables:
    """The tables as files, and read from them."""
    heads = {
        "population": "date,sex,age,persons",
        "mortality": "year,sex,age,rate",
        "fertility": "year,age,rate",
        "births": "year,births,unit",
        "sex_ratio": "year,ratio",
        "migration": "year,sex,age,persons",
    }
    for kind, lines in tables.items():
        text = "\n".join([heads[kind], *(",".join(line) for line in lines)])
        (folder / f"{kind}.csv").write_text(text, encoding="utf-8")
    return AreaTables(**{kind: people_table(kind, folder / f"{kind}.csv") for kind in tables})


def by_sex(found: list[Row], when: Callable[[Row], str], column: str) -> list[tuple[str, ...]]:
    """Two rows for each, with the ages written out."""
    ages = written_ages(row["age"] for row in found)
    return [(when(row), sex, ages[row["age"]], row[column + letter]) for row in found for sex, letter in SEXES]


def written_ages(starts: Iterable[str]) -> dict[str, str]:
    """First age of each group -> the group: 1 -> 1-4; the last is open."""
    ordered = sorted({int(start) for start in starts})
    ends = [*(start - 1 for start in ordered[1:]), None]
    return {
        str(a): f"{a}+" if b is None else f"{a}" if a == b else f"{a}-{b}" for a, b in zip(ordered, ends, strict=True)
    }


def period(row: Row) -> str:
    """Five years from the middle of one to the middle of another."""
    return f"{row['year_start']}-{int(row['year_start']) + 5}"


def counted(population: str, country: str, year: int) -> Array:
    """The published people, [sex, five-year group]."""
    found = [row for row in rows(population, country) if row["year"] == str(year)]
    return np.array([[float(row["pop" + letter]) for row in found] for _, letter in SEXES])


def totals(country: str, column: str) -> dict[int, float]:
    """A column of the annual totals, by calendar year."""
    return {int(row["year"]): float(row[column]) for row in rows("wpp2024_annual_totals", country) if row[column]}


def july_to_july(by_year: dict[int, float], first: int, last: int) -> Array:
    """Mean of each two neighbouring calendar years."""
    return np.array([(by_year[year] + by_year[year + 1]) / 2 for year in range(first, last)])


def five_years(by_year: dict[int, float], first: int) -> float:
    """Mean of five years from the middle of the first on."""
    return (by_year[first] / 2 + sum(by_year[first + i] for i in range(1, 5)) + by_year[first + 5] / 2) / 5
