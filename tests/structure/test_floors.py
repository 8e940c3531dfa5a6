"""Imports point down, outside libraries come in by their doors: the contracts of setup.cfg hold, and bite."""

import shutil
from pathlib import Path

import pytest

from tests.structure.fresh import python
from tests.structure.tree import PACKAGE, ROOT

pytestmark = pytest.mark.slow_without_jit

LINT = """
from importlinter.cli import lint_imports
raise SystemExit(lint_imports(no_cache=True, no_logo=True))
"""


def test_every_import_points_down_and_comes_in_by_its_door() -> None:
    checked = python("-c", LINT)
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize(
    ("module", "line", "found"),
    [
        ("units.py", "import actuary.figures", "actuary.units is not allowed to import actuary.figures"),
        ("units.py", "import numba", "numba and its llvmlite enter by the kernel BROKEN"),
        ("stray.py", "", "actuary.stray"),
    ],
    ids=["upwards", "past the door", "on no floor"],
)
def test_a_wrong_import_is_found(tmp_path: Path, module: str, line: str, found: str) -> None:
    shutil.copytree(PACKAGE, tmp_path / "actuary", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "setup.cfg", tmp_path)
    with (tmp_path / "actuary" / module).open("a", encoding="utf-8") as text:
        text.write(f"\n{line}\n")
    checked = python("-c", LINT, folder=tmp_path)
    assert checked.returncode == 1
    assert found in checked.stdout
