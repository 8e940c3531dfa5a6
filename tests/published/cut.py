"""The data folder as it stood at the end of a year: whatever was dated later is gone."""

import csv
import re
import shutil
from collections.abc import Callable, Iterator
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
DATED = re.compile(r"    ([0-9]{4})(-[0-9]{2})?:")
Rows = list[dict[str, str]]


def cut_to(year: int, folder: Path) -> list[str]:
    """A copy of the data in `folder`/data without what was dated after `year`; names of what is only known from later on.

    Of those the first value stays: it says how levels divide, and the base year's own books decide the levels. Long-run
    assumptions stay as they are.
    """
    data = folder / "data"
    shutil.copytree(data_folder(), data)
    later = [*_cut(data / "figures.csv", year, ("name", "place"), strictly=lambda row: row["name"] in ACCOUNTS)]
    for path in sorted((data / "tables").glob("*.csv")):
        if path.stem not in ALLOWED_TODAY:
            whole = path.stem in SERIES
            later += [f"{path.stem}: {name}" for name in _cut(path, year, (), strictly=lambda _, whole=whole: whole)]
    for path in sorted((data / "law").glob("*.yaml")):
        _cut_law(path, year + (path.stem.startswith(COLLECTED_AHEAD)))
    return later


def _cut(path: Path, year: int, key: tuple[str, ...], strictly: Callable[[dict[str, str]], bool]) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file)]
    head = list(rows[0])
    if "year" not in head:
        return
    values = {"value", "cost", "ratio", "unit", "low", "high", "status", "source", "note", "year", "reason", "step"}
    groups: dict[tuple[str, ...], Rows] = {}
    for row in rows:
        groups.setdefault(tuple(row[name] for name in key or head if name not in values), []).append(row)
    kept: Rows = []
    for name, group in groups.items():
        known = [row for row in group if not row["year"].isdigit() or int(row["year"]) <= year]
        assumed = [row for row in group if row not in known and row.get("status") == "assumed"]
        if not known and not assumed and not strictly(group[0]):
            known = [min(group, key=lambda row: int(row["year"]))]
            yield " ".join(name)
        kept += known + assumed
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, head)
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
