"""What a thing is called in English and in the words of a Chinese bureau (data/labels.csv)."""

from __future__ import annotations

import csv
from functools import cache
from typing import Literal

from actuary.errors import nearest
from actuary.home import data_folder

Language = Literal["en", "zh"]


def label(name: str, lang: Language) -> str:
    """The words for `name` in a table or picture; KeyError names the nearest label there is."""
    labels = _labels()
    if name not in labels:
        near = nearest(name, labels)
        raise KeyError(f"no label {name}" + (f"; did you mean {near}?" if near else ""))
    return labels[name][lang]


@cache
def _labels() -> dict[str, dict[str, str]]:
    # utf-8-sig: a spreadsheet puts a byte order mark before the first column's name
    with (data_folder() / "labels.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["name"]: row for row in csv.DictReader(file)}
