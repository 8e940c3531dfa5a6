"""The notebooks run from the top to the bottom, and are stored as they were before they ran."""

import re
from functools import cache
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from tests.structure.tree import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
by_name = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def read(path: Path) -> nbformat.NotebookNode:
    return nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)


def code_of(notebook: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def shown_by(notebook: nbformat.NotebookNode) -> list[dict[str, str]]:
    """What the cells show, each in every form it has, by media type."""
    outputs = [output for cell in code_of(notebook) for output in cell.outputs]
    return [output.data for output in outputs if output.output_type in ("display_data", "execute_result")]


@cache
def executed(path: Path) -> nbformat.NotebookNode:
    """The notebook with what its cells show, run once."""
    notebook = read(path)
    NotebookClient(notebook, timeout=240, resources={"metadata": {"path": str(ROOT)}}).execute()
    return notebook


def named(stem: str) -> nbformat.NotebookNode:
    return executed(ROOT / "notebooks" / f"{stem}.ipynb")


def tables(notebook: nbformat.NotebookNode) -> list[dict[str, list[str]]]:
    """Every frame that is shown: the cells of its rows by the row's name."""
    frames = [data["text/html"] for data in shown_by(notebook) if 'class="dataframe"' in data.get("text/html", "")]
    row = re.compile(r"<tr>\s*<th>([^<]*)</th>((?:\s*<td>[^<]*</td>)+)")
    return [{name: re.findall(r"<td>([^<]*)</td>", cells) for name, cells in row.findall(frame)} for frame in frames]


def printed_by(notebook: nbformat.NotebookNode) -> str:
    outputs = [output for cell in code_of(notebook) for output in cell.outputs]
    return "".join(output.text for output in outputs if output.output_type == "stream")


def test_these_are_the_notebooks() -> None:
    assert [path.stem for path in NOTEBOOKS] == ["first_steps", "meishan_premium", "uncertainty"]


@by_name
def test_stored_without_outputs(path: Path) -> None:
    notebook = read(path)
    assert notebook.metadata.kernelspec.name == "python3"
    assert [cell.source for cell in code_of(notebook) if cell.outputs or cell.execution_count is not None] == []


@by_name
@pytest.mark.slow_without_jit
def test_runs_and_shows_figures_and_frames(path: Path) -> None:
    notebook = executed(path)
    printed = [output for cell in code_of(notebook) for output in cell.outputs if output.output_type == "stream"]
    assert [output.text for output in printed if output.name == "stderr"] == []
    shown = shown_by(notebook)
    assert any("image/png" in data for data in shown)
    assert any('class="dataframe"' in data.get("text/html", "") for data in shown)


@pytest.mark.slow_without_jit
def test_the_answer_on_meishan_is_what_its_words_say() -> None:
    notebook = named("meishan_premium")
    found = tables(notebook)
    report = next(table for table in found if "surplus of 2020, 亿元" in table)
    said, model = map(float, report["residents fewer every year, 万人 (model: mean of 2020-2025)"])
    assert 0.4 < model / said < 0.6  # "about half of the decline"
    readings = next(table for table in found if "70,000 fewer, with their care" in table)
    assert float(readings["law in force"][3]) > 20
    assert float(readings["benefits of 2020 alone"][3]) > float(readings["70,000 fewer, with their care"][3]) > 10
    assert 6 < float(readings["70,000 fewer, care of half stays"][3]) < 7
    assert float(readings["70,000 fewer, care stays (meishan_decline)"][3]) < 3
    assert all(float(readings[name][0]) == pytest.approx(7, abs=0.1) for name in readings if name.startswith("70,000"))
    assert "'53%'" in [data["text/plain"] for data in shown_by(notebook)]  # "about half of those who go"
    meeting = {name: [float(cell) for cell in cells] for name, cells in found[-1].items()}
    assert list(meeting) == ["as it stands", "premium alone", "subsidy alone", "both, 1 : 2", "both, for three in five"]
    premium, subsidy, months, chance, members, _, treasuries, insured = zip(*meeting.values(), strict=True)
    assert months[0] < 6
    assert months[1:4] == pytest.approx((6, 6, 6), abs=0.1)  # each is the least that is enough
    assert all(45 <= one <= 55 for one in chance[1:4])  # "in half of all futures it does not"
    assert chance[4] == pytest.approx(60, abs=0.5)
    assert subsidy[3] / premium[3] == pytest.approx(2, abs=0.05)
    assert treasuries[1] < 0 < treasuries[3] < treasuries[2]
    assert members[2] == 0 < members[3] < members[1]
    assert insured[1] < insured[3] < insured[2] == insured[0]
    words = printed_by(notebook)
    assert "12 x balance at the end of the year" in words
    assert "500 draws, seed 1" in words
    assert re.search(r"Assumed by us: .*selection_relative_cost", words, re.DOTALL)


@pytest.mark.slow_without_jit
def test_the_chances_are_what_their_words_say() -> None:
    notebook = named("uncertainty")
    found = tables(notebook)
    chances = next(table["2030"] for table in found if len(table.get("2030", [])) == 4 and len(table) == 4)
    assert float(chances[0]) == pytest.approx(47, abs=4)  # "nearly every second time"
    difference = next(table for table in found if "standard deviation" in table)
    (together,), (apart,) = difference["standard deviation"], difference["the same of two ensembles drawn apart"]
    assert float(together) < float(apart) / 20
    assert difference["chance that it makes things worse, of 100"] == ["0.00"]
    *_, same = [data["text/plain"] for data in shown_by(notebook) if "another seed" in data["text/plain"]]
    assert re.findall("True|False", same) == ["True", "True", "False"]
    assert "1,000 draws, seed 1, standard error 1.6 points at worst." in printed_by(notebook)
