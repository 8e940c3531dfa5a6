"""Rows of a CSV file of `data/`, with the line each of them stands on."""

import csv
from collections.abc import Iterator
from pathlib import Path


def columns_of(path: Path) -> tuple[str, ...]:
    """The names in the head of a file."""
    # utf-8-sig: a spreadsheet puts a byte order mark before the first column's name
    with path.open(encoding="utf-8-sig", newline="") as file:
        return tuple(next(csv.reader(file)))


def rows_of(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Every row with its line; ValueError where a row has more or fewer cells than the head has names."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        head = next(reader)
        for cells in reader:
            if len(cells) != len(head):
                raise ValueError(f"{path.name}:{reader.line_num}: {len(cells)} cells, {len(head)} columns")
            yield reader.line_num, dict(zip(head, cells, strict=True))
