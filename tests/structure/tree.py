"""What the structure tests read: the files of the checkout and their syntax."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "actuary"
MADE = {"out", "build", "dist", "__pycache__"}
"""Folders that commands make and git ignores."""


def modules(folder: Path = PACKAGE) -> list[Path]:
    """The Python files below a folder."""
    return [path for path in files(folder) if path.suffix == ".py"]


def syntax(path: Path) -> ast.Module:
    """The parsed text of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def files(folder: Path = ROOT) -> list[Path]:
    """The files below a folder that are written by people: what git tracks, with or without git."""
    return sorted(_files(folder))


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.is_file() and path.name != ".git":  # a worktree's is a file
            yield path
        elif path.is_dir() and written_by_people(path):
            yield from _files(path)


def written_by_people(folder: Path) -> bool:
    """Not made by a command: neither hidden (but for what CI runs), nor output, nor a build's leavings."""
    hidden = folder.name.startswith(".") and folder.name != ".ci"
    return not hidden and folder.name not in MADE and folder.suffix != ".egg-info"


def line_of(path: Path, node: ast.AST) -> str:
    """Where to look: `actuary/law.py:12`."""
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"
