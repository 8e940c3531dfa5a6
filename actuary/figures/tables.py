"""Tables: `data/tables/<name>.csv`, what its columns mean in `<name>.yaml` beside it."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from actuary.errors import nearest
from actuary.figures.rows import columns_of, rows_of
from actuary.home import data_folder
from actuary.text import Plain, plain, read
from actuary.units import of_columns

IN_EACH_ROW = "in each row"
"""Said of a unit, source or status that the rows have of their own, in a column of that name."""


class Table(NamedTuple):
    """What a file holds, as text."""

    name: str
    title: str
    columns: dict[str, list[str]]
    meta: dict[str, Plain]
    """title, units, axes, source, status, price_year, note."""
    path: Path


def table_names() -> list[str]:
    """Every table there is."""
    return sorted(path.stem for path in _folder().glob("*.csv"))


@cache
def table(name: str) -> Table:
    """A table by name; KeyError names the nearest, ValueError a hole or a cell that stands twice."""
    path = _folder() / f"{name}.csv"
    if not path.is_file():
        near = nearest(name, table_names())
        raise KeyError(f"no table {name}" + (f"; did you mean {near}?" if near else ""))
    meta = plain(read(path.with_suffix(".yaml")))
    assert isinstance(meta, dict)
    title, axes, units = meta["title"], meta["axes"], meta["units"]
    assert isinstance(title, str) and isinstance(axes, list) and isinstance(units, dict)
    columns = _columns(path, [str(axis) for axis in axes], list(units))
    return Table(name, title, columns, meta, path)


def column(which: Table, name: str) -> list[float]:
    """A column of values in yuan, people, shares of one or plain numbers, as its unit says."""
    return list(_values(which.name, name))


@cache
def _values(which: str, name: str) -> tuple[float, ...]:
    """A table is read once in a run, however often it is asked for."""
    rows = table(which)
    units = rows.meta["units"]
    assert isinstance(units, dict)
    unit = units[name]
    each = rows.columns["unit"] if unit == IN_EACH_ROW else [str(unit)] * len(rows.columns[name])
    return tuple(of_columns(value, of) for value, of in zip(rows.columns[name], each, strict=True))


def _columns(path: Path, axes: list[str], values: list[str]) -> dict[str, list[str]]:
    columns: dict[str, list[str]] = {name: [] for name in columns_of(path)}
    seen: dict[tuple[str, ...], int] = {}
    for line, row in rows_of(path):
        key = tuple(row[axis] for axis in axes)
        if key in seen:
            raise ValueError(f"{path.name}:{line}: {', '.join(key)} stands in line {seen[key]} already")
        seen[key] = line
        if empty := [name for name in (*axes, *values) if not row[name]]:
            raise ValueError(f"{path.name}:{line}: no {empty[0]}")
        for name, cell in row.items():
            columns[name].append(cell)
    return columns


def _folder() -> Path:
    return data_folder() / "tables"
