"""The data folder as it stood at the end of a year: whatever was dated later is gone."""

import csv
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from actuary.enactment import COLLECTED_AHEAD
from actuary.figures.history import ACCOUNTS
from actuary.home import data_folder

ALLOWED_TODAY = {
    "age_anchors", "age_shapes", "area_fertility", "area_life_expectancy", "census_2020", "china_fertility",
    "china_migration", "china_mortality", "china_population", "china_sex_ratio_at_birth", "china_vital_totals",
    "registered_age",
}  # fmt: skip
"""Population, mortality and the age profile may be today's: they are not the fund's."""
SERIES = {"national_funds", "national_macro", "national_members", "trend_breaks"}
"""Tables of which nothing later may be known at all."""
VALUES = {"year", "value", "cost", "ratio", "step", "unit", "low", "high", "status", "source", "note", "reason"}
"""Columns that do not say of what a row speaks."""
DATED = re.compile(r"    ([0-9]{4})(-[0-9]{2})?:")
Rows = list[dict[str, str]]


def cut_to(year: int, folder: Path) -> None:
    """A copy of the data in `folder`/data without what was dated after `year`.

    Of what was first published later the first value stays: it says how levels divide, and the base year's own books decide
    the levels. Of those books nothing stays. Long-run assumptions are as they are.
    """
    data = folder / "data"
    shutil.copytree(data_folder(), data)
    _cut(data / "figures.csv", year, lambda row: row["name"] in ACCOUNTS)
    for path in sorted((data / "tables").glob("*.csv")):
        if path.stem not in ALLOWED_TODAY:
            _cut(path, year, lambda _, whole=path.stem in SERIES: whole)
    for path in sorted((data / "law").glob("*.yaml")):
        _cut_law(path, year + (path.stem.startswith(COLLECTED_AHEAD)))


def _cut(path: Path, year: int, of_books: Callable[[dict[str, str]], bool]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file)]
    if "year" not in rows[0]:
        return
    groups: dict[tuple[str, ...], Rows] = {}
    for row in rows:
        groups.setdefault(tuple(cell for name, cell in row.items() if name not in VALUES), []).append(row)
    kept: Rows = []
    for group in groups.values():
        known = [row for row in group if not row["year"].isdigit() or int(row["year"]) <= year]
        known += [row for row in group if row not in known and row.get("status") == "assumed"]
        if not known and not of_books(group[0]):
            known = [min(group, key=lambda row: int(row["year"]))]
        kept += known
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0]])
        writer.writeheader()
        writer.writerows(kept)


def _cut_law(path: Path, year: int) -> None:
    kept, dropped = [], False
    for line in path.read_text(encoding="utf-8").splitlines(keepends=True):
        if dated := DATED.match(line):
            dropped = int(dated[1]) > year
        elif not line.startswith("      "):
            dropped = False
        kept += [] if dropped else [line]
    path.write_text("".join(kept), encoding="utf-8")
