"""One lever, one file, one shape: what it moves is its own, and it shows itself at work."""

import ast
import importlib
from collections import Counter
from pathlib import Path

import pytest

from actuary.labels import label
from actuary.law import RULES
from tests.structure.tree import PACKAGE, syntax

FOLDER = PACKAGE / "levers"
LEVERS = sorted(path for path in FOLDER.glob("*.py") if path.name not in ("__init__.py", "shape.py"))


def name_of(path: Path) -> str:
    return path.stem


def moves(path: Path) -> tuple[str, ...]:
    """The rules that a lever owns."""
    owned: tuple[str, ...] = importlib.import_module(f"actuary.levers.{path.stem}").MOVES
    return owned


def defined(module: ast.Module) -> list[str]:
    """What a module defines, in its order."""
    names: list[str] = []
    for node in module.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            names.append(node.name)
        elif isinstance(node, ast.Assign):
            names += [ast.unparse(target) for target in node.targets]
        elif isinstance(node, ast.AnnAssign):
            names.append(ast.unparse(node.target))
    return names


@pytest.mark.parametrize("path", LEVERS, ids=name_of)
def test_a_lever_says_what_it_moves_then_its_fields_then_how_then_shows_it(path: Path) -> None:
    module = syntax(path)
    public = [name for name in defined(module) if not name.startswith("_")]
    assert public == ["MOVES", "Lever", "apply", "EXAMPLE"]
    assert len((ast.get_docstring(module) or "").split()) >= 15


@pytest.mark.parametrize("path", LEVERS, ids=name_of)
def test_a_lever_fits_on_a_page(path: Path) -> None:
    assert 25 <= len(path.read_text(encoding="utf-8").splitlines()) <= 60


@pytest.mark.parametrize("path", LEVERS, ids=name_of)
def test_a_lever_moves_rules_that_the_law_knows(path: Path) -> None:
    assert moves(path)
    assert set(moves(path)) <= set(RULES)


@pytest.mark.parametrize("path", LEVERS, ids=name_of)
def test_a_lever_has_its_name_in_both_languages(path: Path) -> None:
    assert label(f"lever_{path.stem}", "en")
    assert not label(f"lever_{path.stem}", "zh").isascii()


def test_a_rule_has_one_owner() -> None:
    owners = Counter(rule for path in LEVERS for rule in moves(path))
    assert LEVERS
    assert [rule for rule, count in owners.items() if count > 1] == []


@pytest.mark.parametrize("path", LEVERS, ids=name_of)
def test_a_lever_documents_one_flow_and_which_way_it_moves_it(path: Path) -> None:
    example = importlib.import_module(f"actuary.levers.{path.stem}").EXAMPLE
    assert bool(example.raises) != bool(example.lowers)
