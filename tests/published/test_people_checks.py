"""Projections and life tables of others, made again (P1 to P5).

World Population Prospects, (c) United Nations, Department of Economic and Social Affairs, Population Division, licence
CC BY 3.0 IGO: an extract. Errors are relative; what this program reaches stands beside each tolerance.
"""

import csv
from pathlib import Path

import numpy as np
import pytest

from actuary.demography.lifetable import life_expectancy, survival_of
from actuary.demography.projection import projected
from actuary.demography.splitting import in_age_groups
from actuary.demography.vital import Vital, hazards, people_counted, vital_of
from actuary.figures.tables import column, table
from actuary.headcount import Headcount, people_of
from actuary.law import Array
from actuary.scenario.loading import load
from tests.published import wpp

OLD, OLDEST_OLD = 65 // 5, 80 // 5
"""Positions of five-year groups."""


def error(found: Array, published: Array) -> float:
    return float(np.abs(found / published - 1).max())


@wpp.needs_reference
def test_p1_kazakhstan_in_steps_of_five_years_without_migration(tmp_path: Path) -> None:
    """WPP 2019, the middle of 2020 to 2100. Total 6e-5 (4.2e-5), groups under 80 5e-4 (4.0e-4), 80-99 4e-3 (3.3e-3)."""
    tables = wpp.five_yearly(tmp_path, "KAZ", "wpp2019", "2020-07-01", "wpp2019_pop_5x5", migration=False)
    path = projected(in_age_groups(people_counted(tables), 5), vital_of(tables, tables.date, 16, 5))
    for i, found in enumerate(path.people[1:], 1):
        published = wpp.counted("wpp2019_pop_5x5", "KAZ", 2020 + 5 * i)
        assert found.sum() == pytest.approx(published.sum(), rel=6e-5)
        assert error(found[:, :OLDEST_OLD], published[:, :OLDEST_OLD]) < 5e-4
        assert error(found[:, OLDEST_OLD:20], published[:, OLDEST_OLD:20]) < 4e-3


@wpp.needs_reference
def test_p2_japan_in_single_years_with_published_births(tmp_path: Path) -> None:
    """WPP 2024, both sexes, 1 July 2024 to 2050. Total 2e-5 (7.5e-6), single ages under 90 6e-4 (4.5e-4).

    The extract ends with age 99: of those over it nobody is counted, at the start or in the comparison.
    """
    single = wpp.rows("wpp2024_1x1_both_sexes", "JPN")
    start = [("2024-07-01", "both", row["age"], row["pop"]) for row in single if row["year"] == "2024"]
    tables = wpp.written(
        tmp_path,
        {
            "population": [*start, ("2024-07-01", "both", "100+", "0")],
            "mortality": [(row["year"], "both", row["age"], row["mx"]) for row in single],
            "sex_ratio": [(str(year), str(ratio)) for year, ratio in wpp.totals("JPN", "srb").items()],
            "births": [(str(year), str(births), "千人") for year, births in wpp.totals("JPN", "births").items()],
            "migration": wpp.by_sex(wpp.rows("wpp2024_mig_1x1", "JPN"), lambda row: row["year"], "mig"),
        },
    )
    path = projected(people_counted(tables), vital_of(tables, tables.date, 26))
    found = path.people[-1].sum(axis=0)[:100]
    published = np.array([float(row["pop"]) for row in single if row["year"] == "2050"])
    assert found.sum() == pytest.approx(published.sum(), rel=2e-5)
    assert error(found[:90], published[:90]) < 6e-4
    np.testing.assert_allclose(path.births, 1000 * wpp.july_to_july(wpp.totals("JPN", "births"), 2024, 2050))


def china() -> Headcount:
    return people_of(load("china_people"))


@wpp.needs_reference
def test_p3_china_in_single_years_from_tables_of_five() -> None:
    """WPP 2024, the bundled scenario, the middle of 2025 to 2050.

    Total 3e-4 (1.6e-4), 65 and over 2e-3 (1.4e-3), groups under 80 1e-2 (9.4e-3), yearly deaths 1e-2 (9.2e-3).
    """
    found = china()
    for year in range(2030, 2051, 5):
        people = in_age_groups(found.people[year - 2025], 5)
        published = wpp.counted("wpp2024_pop_5x5_midyear", "CHN", year)
        assert people.sum() == pytest.approx(published.sum(), rel=3e-4)
        assert people[:, OLD:].sum() == pytest.approx(published[:, OLD:].sum(), rel=2e-3)
        assert error(people[:, :OLDEST_OLD], published[:, :OLDEST_OLD]) < 1e-2
    deaths = 1000 * wpp.july_to_july(wpp.totals("CHN", "deaths"), 2025, 2050)
    assert error(found.deaths, deaths) < 1e-2


@pytest.mark.parametrize(
    ("year", "people", "aged"),
    [(2030, 1_398_153_831, 256_434_533), (2050, 1_260_289_092, 389_677_402)],
)
def test_p3_china_by_its_published_totals(year: int, people: float, aged: float) -> None:
    """WPP 2024, mid-year, medium variant: all and those of 65 and over. Total 3e-4, 65 and over 2e-3."""
    found = china()
    at = found.years.index(year)
    assert found.between(0)[at] == pytest.approx(people, rel=3e-4)
    assert found.between(65)[at] == pytest.approx(aged, rel=2e-3)


def test_p3_china_by_its_published_deaths() -> None:
    """WPP 2024, calendar years; a step from July to July has the mean of two. 1e-2 (9.2e-3, in 2026 to 2027).

    The first two steps lie between a period with and one without the deaths of the epidemic.
    """
    totals = table("china_vital_totals")
    by_year = dict(zip(map(int, totals.columns["year"]), column(totals, "deaths"), strict=True))
    assert error(china().deaths, wpp.july_to_july(by_year, 2025, 2050)) < 1e-2
    assert error(china().deaths[3:], wpp.july_to_july(by_year, 2028, 2050)) < 3e-3


@wpp.needs_reference
@pytest.mark.parametrize(("country", "tolerance"), [("CHN", 0.01), ("JPN", 0.012)])
def test_p4_life_expectancy_from_five_year_tables(country: str, tolerance: float, tmp_path: Path) -> None:
    """WPP 2024, periods from 1990 to 2100, men and women: 0.01 year (0.0079, women 1990-95; from 2020 on 0.006).

    Mostly 0.002 to 0.005 too low: life expectancy at the mean of a period's rates is below the mean of its life
    expectancies, the more so where one year stands out, as 1995 and 2011 in Japan (0.011).
    """
    tables = wpp.five_yearly(tmp_path, country, "wpp2024", "2025-07-01", "wpp2024_pop_5x5_midyear", migration=True)
    periods = range(1990, 2096, 5)
    found = life_expectancy(hazards(tables, np.array([first + 3.0 for first in periods])))
    for x, column_of in enumerate(("e0M", "e0F")):
        by_year = wpp.totals(country, column_of)
        published = [wpp.five_years(by_year, first) for first in periods]
        np.testing.assert_allclose(found[:, x], published, atol=tolerance, rtol=0)


@wpp.needs_reference
def test_p5_sweden_to_the_person() -> None:
    """Preston, Heuveline, Guillot (2001), Box 6.1: women of Sweden, one step from 1993 to 1998, whole persons.

    The box has 1.05 boys a girl.
    """
    with (wpp.REFERENCE / "preston_sweden_1993.csv").open(encoding="utf-8") as file:
        printed = list(csv.DictReader(file))
    women, lived, later = (
        np.array([float(row[name]) for row in printed]) for name in ("women_1993", "L", "women_1998")
    )
    fertility = np.array([float(row["asfr_female"] or 0) for row in printed])
    newborn = lived[0] / (5 * 100_000)
    step = Vital(
        begin=1993.0,
        width=5,
        survival=np.tile(survival_of(lived), (1, 2, 1)),
        fertility=5 * fertility[None],
        newborn=np.array([[1.05 / 2.05, newborn, newborn]]),
        births=None,
        migrants=np.zeros((1, 2, len(women))),
        life_expectancy=np.zeros((1, 2)),
    )
    found = projected(np.stack([np.zeros_like(women), women]), step).people[1]
    np.testing.assert_allclose(found[1], later, atol=0.5, rtol=0)
