"""A calibration for spreadsheets and for other programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from actuary.analysis.calibration_rows import sections
from actuary.reports.exports import csv_bytes

if TYPE_CHECKING:
    from actuary.analysis.calibration import Calibration, Projected

SCHEMA_VERSION = 1
COLUMNS = (
    "section", "name", "place", "year", "kind", "role", "amount", "written", "status", "source", "solved_from", "value",
    "calibrated", "model", "published", "residual", "error", "low", "high", "unit", "years", "method", "note",
)  # fmt: skip
"""Of the table of all sections; a section has the ones that it speaks of."""


def calibration_dict(found: Calibration, projected: Sequence[Projected]) -> dict[str, Any]:
    """Plain values: yuan, months, persons, shares; null where nothing is defined."""
    scenario = found.scenario
    named = {"name": scenario.name, "title": scenario.title, "hash": scenario.hash}
    return {
        "schema_version": SCHEMA_VERSION,
        "scenario": {**named, "area": scenario.area, "base": scenario.base, "last": scenario.last},
        "counts": found.counts,
        "facts": dict(found.statuses_of_facts),
        **sections(found, projected),
    }


def calibration_csv(found: Calibration, projected: Sequence[Projected]) -> bytes:
    """All sections in one table, a row for each thing that is told; yuan, months, persons, shares."""
    rows = [{"section": section, **row} for section, told in sections(found, projected).items() for row in told]
    cells = [["" if row.get(name) is None else str(row[name]) for name in COLUMNS] for row in rows]
    return csv_bytes([COLUMNS, *cells])
