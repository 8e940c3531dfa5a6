"""Every number says who says so: figures, table rows, dated values of the law."""

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from actuary.figures.dated import written
from actuary.figures.places import spots
from actuary.figures.tables import IN_EACH_ROW, table, table_names
from actuary.home import data_folder
from actuary.law import RULES
from actuary.text import plain, read
from actuary.units import of_columns
from tests.structure.tree import ROOT

STATUSES = {"published", "derived", "estimated", "assumed", "unverified"}
NEEDS_A_YEAR = re.compile(r"元|人")
"""Money and people mean nothing without the year they belong to."""
FORMULA = re.compile(r" [-−+x×/] |=|Derived rows are ")
UNREAD = re.compile(r"nobody read|recalled")


class Row(NamedTuple):
    """One number of the data folder, as its file has it."""

    where: str
    source: str
    status: str
    note: str
    low: str = ""
    high: str = ""


@cache
def sources() -> dict[str, dict[str, str]]:
    return mapping(data_folder() / "sources.yaml")


@cache
def figures() -> list[dict[str, str]]:
    """The rows of figures.csv, each with its line."""
    return rows(data_folder() / "figures.csv")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as text:
        reader = csv.DictReader(text)
        return [{**row, "where": f"{path.relative_to(ROOT)}:{reader.line_num}"} for row in reader]


def mapping(path: Path) -> dict[str, Any]:
    """A YAML file without its places."""
    tree = plain(read(path))
    assert isinstance(tree, dict)
    return tree


def single() -> Iterator[Row]:
    for row in figures():
        yield Row(*(row[key] for key in Row._fields))


def tabled() -> Iterator[Row]:
    """The rows of every table: what they do not say for themselves their table says for all."""
    for name in table_names():
        meta = mapping(data_folder() / "tables" / f"{name}.yaml")
        for row in rows(data_folder() / "tables" / f"{name}.csv"):
            yield Row(*(row.get(key) or meta.get(key, "") for key in Row._fields))


def dated() -> Iterator[Row]:
    for rule in RULES:
        for values in written(rule).values.values():
            for value in values:
                where = f"data/law/{rule}.yaml:{value.where.line}"
                yield Row(where, value.source, value.status, value.article)


def foreseen() -> Iterator[Row]:
    """The forecasts of others; one that this program froze stands on its scenario."""
    for path in sorted((data_folder() / "forecasts").glob("*.yaml")):
        content = mapping(path)
        if "source" in content or "hash" not in content:
            yield Row(f"data/forecasts/{path.name}", content.get("source", ""), "published", content.get("note", ""))


KINDS = {"figures": single, "tables": tabled, "law": dated, "forecasts": foreseen}


@pytest.mark.parametrize("kind", KINDS)
def test_every_number_has_a_source_that_exists_and_a_status(kind: str) -> None:
    found = list(KINDS[kind]())
    assert found
    assert [row.where for row in found if row.source not in sources()] == []
    assert [f"{row.where} {row.status}" for row in found if row.status not in STATUSES] == []


@pytest.mark.parametrize("kind", KINDS)
def test_what_nobody_read_is_not_called_published(kind: str) -> None:
    unread = {name for name, source in sources().items() if UNREAD.match(source["quality"])}
    assert [row.where for row in KINDS[kind]() if row.status == "published" and row.source in unread] == []


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_assumed_has_a_reason(kind: str) -> None:
    assert [row.where for row in KINDS[kind]() if row.status == "assumed" and not row.note] == []


def test_every_figure_has_a_place_and_a_unit() -> None:
    assert [row["where"] for row in figures() if row["place"] not in spots()] == []
    for row in figures():
        assert isinstance(of_columns(row["value"], row["unit"]), float), row["where"]


def test_money_and_people_have_a_year() -> None:
    assert [row["where"] for row in figures() if NEEDS_A_YEAR.search(row["unit"]) and not row["year"]] == []


@pytest.mark.parametrize("kind", ["figures", "tables"])
def test_what_is_assumed_has_an_interval(kind: str) -> None:
    """Or says `no interval` and why not. Dated values of the law have none: the article holds the reason."""
    assumed = [row for row in KINDS[kind]() if row.status == "assumed" and "no interval" not in row.note]
    assert [row.where for row in assumed if not (row.low and row.high)] == []


def test_an_interval_lies_around_its_figure() -> None:
    for row in figures():
        if row["low"] or row["high"]:
            value, low, high = (of_columns(row[key], row["unit"]) for key in ("value", "low", "high"))
            assert low <= value <= high, row["where"]
            assert low < high, row["where"]


@pytest.mark.parametrize("kind", ["figures", "tables"])
def test_what_is_derived_says_how(kind: str) -> None:
    derived = [row for row in KINDS[kind]() if row.status == "derived"]
    assert [row.where for row in derived if not FORMULA.search(row.note)] == []


@pytest.mark.parametrize(
    ("note", "is_formula"),
    [("330.3 / 0.961", True), ("4780 - 590", True), ("heads x premium", True), ("as the nation's", False)],
)
def test_a_formula_is_told_from_words(note: str, is_formula: bool) -> None:
    assert bool(FORMULA.search(note)) == is_formula


def test_every_rule_is_written_as_the_law_reads_it() -> None:
    files = {path.stem for path in (data_folder() / "law").glob("*.yaml")}
    assert files == set(RULES)
    for name, rule in RULES.items():
        meta = mapping(data_folder() / "law" / f"{name}.yaml")
        assert meta["unit"] == rule.unit.name, name
        assert meta["period"] == rule.period, name
        assert meta.get("by", "") == rule.by, name


def test_every_table_says_what_it_is() -> None:
    for name in table_names():
        meta, columns = table(name).meta, set(table(name).columns)
        assert {"title", "axes", "units", "source", "status", "price_year", "note"} <= set(meta), name
        assert {*meta["axes"], *meta["units"]} <= columns, name
        assert {key for key in ("source", "status") if meta[key] == IN_EACH_ROW} <= columns, name


def test_every_source_is_used_and_says_what_was_read() -> None:
    named = {row.source for kind in KINDS.values() for row in kind()}
    assert set(sources()) - named == set()
    for name, source in sources().items():
        assert {"title", "issuer", "date", "quality"} <= set(source), name
