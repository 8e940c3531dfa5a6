"""A table kept as JSON, with what it was measured on: what a picture or a later reader needs."""

import json
import os
import platform
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.harness import Row, Section, Target, load, processor, versions

Kept = dict[str, Any]
"""date, processor, cores, python, versions, load; and sections, as `sections` reads them."""


def keep(file: Path, sections: list[Section]) -> None:
    """Write the table; a target without a bound has none there."""
    kept = {
        "date": datetime.now(UTC).date().isoformat(),
        "processor": processor(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "versions": versions(),
        "load": load(),
        "sections": [
            section._asdict() | {"rows": [row._asdict() | {"target": _bounds(row.target)} for row in section.rows]}
            for section in sections
        ],
    }
    beside = file.with_name(f".{file.name}.part")
    beside.write_text(f"{json.dumps(kept, indent=1)}\n", encoding="utf-8")
    beside.replace(file)


def read(file: Path) -> Kept:
    """What `keep` wrote."""
    kept: Kept = json.loads(file.read_text(encoding="utf-8"))
    return kept


def sections_of(kept: Kept) -> list[Section]:
    """The sections of a kept table."""
    return [
        Section(
            kept_section["title"],
            kept_section["unit"],
            [Row(**row | {"target": Target(**row["target"])}) for row in kept_section["rows"]],
            kept_section["notes"],
        )
        for kept_section in kept["sections"]
    ]


def _bounds(target: Target) -> dict[str, float]:
    """Only the bounds that are set: JSON has no word for infinity."""
    return {name: value for name, value in target._asdict().items() if value != Target._field_defaults[name]}
