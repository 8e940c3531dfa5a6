"""The notebooks run from the top to the bottom, and are stored as they were before they ran."""

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


def test_there_is_a_notebook() -> None:
    assert "first_steps" in [path.stem for path in NOTEBOOKS]


@by_name
def test_stored_without_outputs(path: Path) -> None:
    notebook = read(path)
    assert notebook.metadata.kernelspec.name == "python3"
    assert [cell.source for cell in code_of(notebook) if cell.outputs or cell.execution_count is not None] == []


@by_name
@pytest.mark.slow_without_jit
def test_runs_and_shows_figures_and_frames(path: Path) -> None:
    notebook = read(path)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(ROOT)}}).execute()
    printed = [output for cell in code_of(notebook) for output in cell.outputs if output.output_type == "stream"]
    assert [output.text for output in printed if output.name == "stderr"] == []
    shown = shown_by(notebook)
    assert any("image/png" in data for data in shown)
    assert any('class="dataframe"' in data.get("text/html", "") for data in shown)
