"""A fund's own books as a person writes them, with round numbers."""

from pathlib import Path

from actuary.analysis.past.history_file import Books, books_of

HEAD = "year,pool,measure,value,unit"
GROWS = {"income": 1.0, "spending": 1.0, "insured": 0.1, "retired_insured": 0.05}
STARTS = {
    ("employee", "income"): 15.0,
    ("employee", "spending"): 10.0,
    ("employee", "insured"): 34.0,
    ("employee", "retired_insured"): 9.0,
    ("resident", "income"): 18.0,
    ("resident", "spending"): 17.0,
    ("resident", "insured"): 270.0,
}
UNITS = {"income": "亿元", "spending": "亿元", "insured": "万人", "retired_insured": "万人"}


def rows(first: int = 2019, last: int = 2023) -> list[str]:
    """Every series that is needed, each a little more every year."""
    return [
        f"{year},{pool},{measure},{start + GROWS[measure] * (year - first):g},{UNITS[measure]}"
        for year in range(first, last + 1)
        for (pool, measure), start in STARTS.items()
    ]


def read(folder: Path, *lines: str, head: str = HEAD, area: str | None = None) -> Books:
    """What is made of the lines of a file."""
    path = folder / "books.csv"
    path.write_text("\n".join([head, *lines, ""]), encoding="utf-8")
    return books_of(str(path), area)
