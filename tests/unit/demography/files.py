"""Small tables of people, written for a test."""

from pathlib import Path

from actuary.demography.tables import PeopleTable, people_table
from actuary.demography.vital import AreaTables

HEADS = {
    "population": "date,sex,age,persons",
    "mortality": "year,sex,age,rate",
    "fertility": "year,age,rate",
    "births": "year,births",
    "sex_ratio": "year,ratio",
    "migration": "year,sex,age,persons",
}


def made(folder: Path, kind: str, *lines: str) -> PeopleTable:
    """The table of these lines under its usual head."""
    path = folder / f"{kind}.csv"
    path.write_text("\n".join([HEADS[kind], *lines]), encoding="utf-8")
    return people_table(kind, path)


def small(folder: Path, **tables: list[str]) -> AreaTables:
    """An area with 100 people of each age under 100 and nobody older, 1 % of whom die a year; what is given instead."""
    usual = {
        "population": [f"2020-12-31,{sex},{ages}" for sex in ("male", "female") for ages in ("0-99,10000", "100+,0")],
        "mortality": ["2020,both,0,0.01", "2020,both,1-99,0.01", "2020,both,100+,0.01"],
        "sex_ratio": ["2020,1"],
    }
    return AreaTables(**{kind: made(folder, kind, *lines) for kind, lines in {**usual, **tables}.items()})
