"""A table that is kept comes back as it was, and can be drawn."""

import math
from pathlib import Path

from benchmarks.harness import Row, Section, Target
from benchmarks.kept import keep, read, sections_of
from benchmarks.picture import draw

SECTIONS = [
    Section("A fund", "kernel", [Row("kernel", 1, 1, 1, 0.002, 5), Row("C", 0.9, 0.8, 1, 0.0018, 5, Target(most=1.2))]),
    Section(
        "Others", "kernel", [Row("pandas & co", 2e4, 1e4, 3e4, 40, 5, Target(least=1000))], ["modelx: not installed"]
    ),
    Section("Nothing", "kernel", [], ["not measured: there is no gcc here"]),
]


def test_a_table_comes_back(tmp_path: Path) -> None:
    keep(tmp_path / "ratios.json", SECTIONS)
    kept = read(tmp_path / "ratios.json")
    assert sections_of(kept) == SECTIONS
    assert kept["versions"]["numpy"]
    assert sections_of(kept)[0].rows[0].target.most == math.inf
    assert [file.name for file in tmp_path.iterdir()] == ["ratios.json"]


def test_a_picture_names_everybody_and_is_small(tmp_path: Path) -> None:
    keep(tmp_path / "ratios.json", SECTIONS)
    picture = draw(read(tmp_path / "ratios.json"), tmp_path / "ratios.svg").read_text(encoding="utf-8")
    for word in ("A fund", "pandas &amp; co", "20,000", "&gt;= 1,000", "numpy"):
        assert word in picture
    assert "Nothing" not in picture
    assert len(picture) < 100_000
