"""METHOD.md cannot rot: its blocks are what the program writes, and what it names is there."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from actuary.axes import POOLS
from actuary.cli import COMMANDS
from actuary.figures.single import figures
from actuary.figures.tables import table_names
from actuary.kernel import rows
from actuary.law import RULES
from tests.expected import blocks as module
from tests.expected.blocks import (
    ASSUMPTIONS,
    METHOD,
    assumption,
    assumptions_block,
    kept,
    rewrite_blocks,
    score_block,
    worked_block,
)
from tests.structure.tree import PACKAGE, ROOT, modules, syntax
from tests.unit.cli.console import actuary

TEXT = METHOD.read_text(encoding="utf-8")


def test_the_worked_year_is_what_the_program_prints() -> None:
    assert kept("worked year") == worked_block(), "make expect"
    printed = actuary("explain", "meishan", "--year", "2021", "--pool", "resident").stdout
    assert kept("worked year") == f"```\n{printed.rstrip()}\n```"


@pytest.mark.slow_without_jit
def test_what_the_assumptions_move_is_what_they_move() -> None:
    assert kept("assumptions") == assumptions_block(), "make expect"


@pytest.mark.slow_without_jit
def test_the_score_in_the_readme_is_the_back_test_s() -> None:
    assert kept("score") == score_block(), "make expect"


@pytest.mark.parametrize("name", ASSUMPTIONS)
def test_the_assumptions_are_figures_with_an_interval_that_nobody_published(name: str) -> None:
    one = assumption(name)
    assert one.status in ("assumed", "estimated")
    assert one.low is not None
    assert one.high is not None
    assert one.low <= one.value <= one.high


def test_a_block_that_moved_is_told_and_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "METHOD.md"
    copy.write_text(TEXT.replace("resident_premium", "premium_of_residents"), encoding="utf-8")
    monkeypatch.setattr(module, "METHOD", copy)
    monkeypatch.setattr(module, "BLOCKS", {"worked year": worked_block})
    assert rewrite_blocks(dry=True) == ["METHOD.md: worked year"]
    assert rewrite_blocks(dry=False) == ["METHOD.md: worked year"]
    assert rewrite_blocks(dry=True) == []
    assert kept("worked year") == worked_block()


@cache
def defined() -> set[str]:
    """Everything that the package defines: functions, classes, fields, constants."""
    nodes = [node for path in modules(PACKAGE) for node in ast.walk(syntax(path))]
    named = {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    fields = {ast.unparse(node.target) for node in nodes if isinstance(node, ast.AnnAssign)}
    constants = {ast.unparse(to) for node in nodes if isinstance(node, ast.Assign) for to in node.targets}
    return named | fields | constants


@cache
def known() -> set[str]:
    """What a name in METHOD.md may be: of the code, a rule, a figure, a table, a pool, a step of the worked year."""
    steps = {line.split()[0] for line in kept("worked year").splitlines() if line.startswith("  ") and line.strip()}
    of_data = {*RULES, *(one.name for one in figures()), *table_names(), *POOLS}
    return defined() | of_data | steps | {name.lower() for name in vars(rows)}


def spoken_of() -> list[str]:
    """What stands between backticks outside of the blocks."""
    prose = re.sub(r"<!-- .*?: begin .*?: end -->", "", TEXT, flags=re.S)
    return re.findall(r"`([^`\n]+)`", prose)


def wrong(spoken: str) -> bool:
    """Whether nothing has this name."""
    if spoken.startswith("actuary "):
        return spoken.split()[1] not in COMMANDS
    if "/" in spoken or "." in spoken:
        return not any((folder / spoken).exists() for folder in (ROOT, PACKAGE))
    return spoken not in known()


def test_whatever_the_method_names_is_there() -> None:
    spoken = [name for name in spoken_of() if name not in ("actuary", "these")]
    assert len(spoken) > 100
    assert [name for name in spoken if wrong(name)] == []


def test_every_rule_of_the_law_is_spoken_of() -> None:
    """In words or in an equation, by its own name; what employees share with residents is said once."""
    shared = {f"employee_{name}" for name in ("deductible", "ratio", "cap")}
    assert [rule for rule in RULES if rule not in TEXT and rule not in shared] == []


@pytest.mark.parametrize(
    ("spoken", "found"),
    [
        ("resident_premium", False),
        ("one_year", False),
        ("kernel/people.py", False),
        ("data/law/", False),
        ("actuary explain x", False),
        ("premium_of_nobody", True),
        ("kernel/nobody.py", True),
        ("actuary guess", True),
    ],
)
def test_names_are_looked_up(spoken: str, found: bool) -> None:
    assert wrong(spoken) is found
