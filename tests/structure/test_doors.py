"""What the import contracts cannot say of outside libraries: each is declared, has a door, comes in late."""

import ast
import configparser
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.structure.tree import ROOT, line_of, modules, syntax

EVERYWHERE = {"numpy"}
"""Arrays are the common language: the one library without a door."""
LATE = {"dask", "pandas", "matplotlib"}
"""Slow to load or not always there, needed by few commands: imported inside functions only."""
IMPORT_NAMES = {"PyYAML": "yaml"}


def settings() -> configparser.ConfigParser:
    read = configparser.ConfigParser()
    read.read(ROOT / "setup.cfg", encoding="utf-8")
    return read


def declared() -> set[str]:
    """The import names of what setup.cfg says the program needs, with its extras but that of developers."""
    extras = settings()["options.extras_require"]
    needed = [settings()["options"]["install_requires"], *(extras[name] for name in extras if name != "dev")]
    names = [re.split(r"[<>=!~;\[ ]", line)[0] for lines in needed for line in lines.split("\n") if line]
    return {IMPORT_NAMES.get(name, name) for name in names}


def imported(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """The outside libraries imported anywhere below a node."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Import):
            names = [alias.name for alias in inner.names]
        elif isinstance(inner, ast.ImportFrom) and not inner.level and inner.module:
            names = [inner.module]
        else:
            continue
        for name in names:
            top = name.split(".")[0]
            if top != "actuary" and top not in sys.stdlib_module_names:
                yield top, inner


def when_loaded(node: ast.AST) -> Iterator[ast.AST]:
    """The statements that run when a module is loaded: not what stands in functions or for type checkers."""
    for inner in ast.iter_child_nodes(node):
        if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(inner, ast.If) and "TYPE_CHECKING" in ast.unparse(inner.test):
            continue
        yield inner
        yield from when_loaded(inner)


def test_what_is_imported_is_declared_and_the_other_way_round() -> None:
    found = {name for path in modules() for name, _ in imported(syntax(path))}
    assert found == declared()


def test_each_outside_library_has_a_contract() -> None:
    contracts = settings()
    guarded = {
        name
        for section in contracts.sections()
        if section.startswith("importlinter:contract")
        for name in contracts[section].get("forbidden_modules", "").split()
    }
    assert guarded == declared() - EVERYWHERE


def late_libraries_loaded_early(path: Path) -> list[str]:
    statements = [node for node in when_loaded(syntax(path)) if isinstance(node, ast.Import | ast.ImportFrom)]
    return [
        f"{line_of(path, node)} {name}"
        for statement in statements
        for name, node in imported(statement)
        if name in LATE
    ]


def test_slow_libraries_are_imported_inside_functions() -> None:
    assert [found for path in modules() for found in late_libraries_loaded_early(path)] == []
