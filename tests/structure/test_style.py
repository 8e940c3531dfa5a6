"""The manners of the house that neither ruff nor mypy knows."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.structure.tree import PACKAGE, ROOT, files, line_of, modules, syntax

FREE_NUMBERS = {0, 0.5, 1, 2, 12, 100}
"""What may stand in levers and basis as it is; a minus before it is not part of a number."""
VAGUE = {"utils", "helpers", "common", "core", "base", "manager"}
LATER = re.compile(r"\b(TODO|FIXME)\b")
ONE_MACHINE = re.compile(r"(?<![\w.~*])/(work|farm|root|home|Users|opt)/\w")
REGISTRIES = re.compile(r"\b(pypi|npmjs|debian|anaconda)[.]org\b|python[h]osted|--(extra-)?index-url|--find-links")
TEXT = {"", ".cfg", ".csv", ".in", ".ipynb", ".json", ".lock", ".md", ".py", ".toml", ".yaml", ".yml"}


def numbers(node: ast.AST) -> Iterator[ast.Constant]:
    """The numbers written below a node, but for a lever's worked example: it is documentation."""
    for inner in ast.iter_child_nodes(node):
        if isinstance(inner, ast.Assign) and [ast.unparse(target) for target in inner.targets] == ["EXAMPLE"]:
            continue
        if isinstance(inner, ast.Constant) and type(inner.value) in (int, float):
            yield inner
        yield from numbers(inner)


def test_no_figure_stands_in_levers_or_basis() -> None:
    paths = [path for floor in ("levers", "basis") for path in modules(PACKAGE / floor)]
    found = [
        f"{line_of(path, number)} {number.value}"
        for path in paths
        for number in numbers(syntax(path))
        if number.value not in FREE_NUMBERS
    ]
    assert found == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("x = 3", [3]),
        ("x = -1", [1]),
        ("x = True", []),
        ("EXAMPLE = f(2026, 0.09)", []),
        ("f(a[0.35])", [0.35]),
    ],
)
def test_numbers_are_seen(source: str, found: list[float]) -> None:
    assert [number.value for number in numbers(ast.parse(source))] == found


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    """The lines of the checkout in which a pattern is found, this file's own patterns aside."""
    return [
        f"{path.relative_to(ROOT)}:{number} {line.strip()[:80]}"
        for path in files()
        if path.suffix in TEXT and path.name != "test_style.py"
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if pattern.search(line)
    ]


@pytest.mark.parametrize("pattern", [LATER, ONE_MACHINE, REGISTRIES], ids=["later", "machine", "registry"])
def test_nothing_is_left_for_later_or_tied_to_one_machine(pattern: re.Pattern[str]) -> None:
    assert lines_with(pattern) == []


def test_no_file_is_longer_than_400_lines() -> None:
    lengths = {path.relative_to(ROOT): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    assert {path: length for path, length in lengths.items() if length > 400} == {}


def test_no_public_function_has_the_name_of_its_module() -> None:
    found = [
        line_of(path, node)
        for path in modules()
        for node in syntax(path).body
        if isinstance(node, ast.FunctionDef)
        and node.name == (path.parent.name if path.name == "__init__.py" else path.stem)
    ]
    assert found == []


def test_no_module_has_a_vague_name() -> None:
    folders = {parent for path in modules() for parent in path.relative_to(ROOT).parents}
    names = {path.stem for path in modules()} | {folder.name for folder in folders}
    assert names & VAGUE == set()
