"""Forecasts on record: what was foreseen, by whom, when, and what was known then.

A forecast is a small YAML file that is never changed again. Ours are frozen from results and carry a hash of everything
they say; those of others are written down from their source in the same form. Amounts are yuan in the program.
"""

from __future__ import annotations

import hashlib
import json
import math
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from actuary.analysis.past.published import MEASURES, accounts_of, known_to
from actuary.errors import one_line
from actuary.home import data_folder
from actuary.manifest import version

if TYPE_CHECKING:
    from pathlib import Path

    from actuary.results import Results
    from actuary.text import Plain

EVENTS = {"deficit": "surplus", "empty": "balance"}
"""What may be foreseen to happen, and the measure that shows it by falling below zero."""
PROGRAM = "fund-actuary"

_WRITTEN_IN = {"reserve_months": ("months", 1.0, 2)}
_MONEY = ("亿元", 1e8, 4)
"""Unit, its size, decimals: rounded, so that the last bits of a machine do not make another forecast."""
_BESIDE = ("made", "hash")
"""What stands beside the hash, not in it: the same projection frozen on another day is the same forecast."""
_LAID_OUT = {"values": False, "inputs": True}
"""What a file has a line a value for, and whether the values stand in quotes."""
_WORDS = ("README.md", "labels.csv")
"""Files of the data folder that hold words, not figures."""


class Cell(NamedTuple):
    """One foreseen number, in yuan or months; `low` and `high` where an interval was given."""

    group: str
    measure: str
    year: int
    value: float
    low: float | None = None
    high: float | None = None


class Event(NamedTuple):
    """The first year in which something was to happen to a group."""

    group: str
    kind: str
    """deficit: spending above income; empty: a balance below zero at the end of the year."""
    year: int


class Forecast(NamedTuple):
    """A projection on record: numbers, or first years of something, or both."""

    name: str
    """Of its file."""
    title: str
    who: str
    made: str
    """A year, a month or a day: 2018, 2026-11, 2021-07-22."""
    area: str
    known_to: int
    """The last year whose accounts were known when it was made."""
    note: str
    level: float | None
    """The share of outcomes that the intervals should hold."""
    source: str
    """Who printed it, as data/sources.yaml names it; empty for a projection of this program."""
    hash: str
    """Of all it says; empty where it was written down from a source."""
    cells: tuple[Cell, ...]
    events: tuple[Event, ...]
    scenario: str = ""
    """What was projected, by name; empty for one of others."""
    version: str = ""
    """Of the program that made it; empty for one of others."""
    inputs: dict[str, Plain] | None = None
    """All it was computed from, as `actuary/analysis/past/frozen_inputs.py` writes it; None where the file keeps none."""


def frozen(results: Results, today: date, note: str = "", inputs: dict[str, Plain] | None = None) -> dict[str, Plain]:
    """A projection as the content of a forecast file: every year whose accounts are not published yet.

    `inputs` is all it was computed from, so that it can be computed again. Same scenario, version and data give the same
    hash on any day. ValueError where no year is left to foresee.
    """
    scenario = results.scenario
    known = max(results.base, known_to(accounts_of(scenario.area), results.base))
    values = _values(results, known)
    if not values:
        raise ValueError(f"a scenario that goes beyond {known}: accounts are published to {known}")
    content: dict[str, Plain] = {
        "title": scenario.title,
        "who": PROGRAM,
        "made": today.isoformat(),
        "area": scenario.area,
        "known_to": str(known),
        **({"note": one_line(note)} if note.strip() else {}),
        "scenario": scenario.name,
        **({"settings": "; ".join(scenario.settings)} if scenario.settings else {}),
        "scenario_hash": scenario.hash,
        "version": version(),
        "data_hash": data_hash(data_folder()),
        "values": values,
        **({"inputs": inputs} if inputs else {}),
    }
    return {**content, "hash": digest(content)}


def digest(content: dict[str, Plain]) -> str:
    """The hash of all that a forecast says, however its file is laid out."""
    said = {key: value for key, value in content.items() if key not in _BESIDE}
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def data_hash(folder: Path) -> str:
    """The hash of the figures, tables, law and sources of a data folder; neither its words nor its forecasts count."""
    seal = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        if name not in _WORDS and not name.startswith("forecasts/"):
            seal.update(f"{name}\n{path.stat().st_size}\n".encode())
            seal.update(path.read_bytes())
    return seal.hexdigest()


def file_name(content: dict[str, Plain]) -> str:
    """The name of a frozen file: its scenario, the day, and enough of the hash to tell two of a day apart."""
    return f"{content['scenario']}-{content['made']}-{str(content['hash'])[:8]}.yaml"


def as_yaml(content: dict[str, Plain]) -> str:
    """The text of a forecast file: its values after its head, what it was computed from last."""
    head = [f"{key}: {_quoted(value)}" for key, value in content.items() if key not in _LAID_OUT]
    below = [[f"{key}:", *_lines(content[key], "  ", quoted)] for key, quoted in _LAID_OUT.items() if key in content]
    return "\n".join([*head, *(line for lines in below for line in lines), ""])


def as_printed(measure: str, one: float, other: float) -> bool:
    """Whether two values are the same in the decimals of a forecast file; half a step of the last one may be rounded away."""
    _, size, decimals = _WRITTEN_IN.get(measure, _MONEY)
    return abs(one - other) <= 0.5000001 * size * 10.0**-decimals


def _quoted(value: Plain) -> str:
    return json.dumps(value, ensure_ascii=False)


def _lines(values: Plain, indent: str, quoted: bool = False) -> list[str]:
    assert isinstance(values, dict)
    lines = []
    for name, below in values.items():
        if isinstance(below, dict):
            lines += [f"{indent}{name}:", *_lines(below, indent + "  ", quoted)]
        else:
            lines.append(f"{indent}{name}: {_quoted(below) if quoted else below}")
    return lines


def _values(results: Results, known: int) -> dict[str, Plain]:
    values: dict[str, Plain] = {}
    for group, measures in results.funds.items():
        written: dict[str, Plain] = {}
        for measure in MEASURES:
            years = zip(results.years, measures[measure].tolist(), strict=True)
            cells: dict[str, Plain] = {
                str(year): _written(measure, value) for year, value in years if year > known and math.isfinite(value)
            }
            if cells:
                written[measure] = cells
        if written:
            values[group] = written
    return values


def _written(measure: str, value: float) -> str:
    unit, size, decimals = _WRITTEN_IN.get(measure, _MONEY)
    amount = round(value / size, decimals) or 0.0  # no minus before a nought
    return f"{amount:.{decimals}f} {unit}"
