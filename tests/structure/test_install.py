"""What a stranger installs: the same packages everywhere, and a wheel that carries its data along."""

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.structure.fresh import python, succeeded
from tests.structure.test_doors import IMPORT_NAMES, declared
from tests.structure.tree import ROOT

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def test_the_lock_pins_and_hashes_everything_and_names_no_place_to_fetch_from() -> None:
    requirements = re.sub(r"\\\n\s*", "", re.sub(r"^#.*\n", "", LOCK, flags=re.M)).splitlines()
    shape = r"[\w.-]+==[\w.]+( ; [^;]+?)?( *--hash=sha256:[0-9a-f]{64})+"
    assert [line for line in requirements if not re.fullmatch(shape, line)] == []


def test_the_lock_holds_what_the_program_needs() -> None:
    pinned = set(re.findall(r"^([\w.-]+)==", LOCK, re.M))
    package = {imported: name.lower() for name, imported in IMPORT_NAMES.items()}
    assert {package.get(name, name) for name in declared()} <= pinned


def test_make_explains_itself() -> None:
    said = subprocess.check_output(["make", "--no-print-directory"], cwd=ROOT, text=True)
    targets = re.findall(r"^make ([\w-]+) +\w", said, re.M)
    assert {"help", "install", "run", "test", "check", "expect", "bench"} <= set(targets)


BUILD = """
import sys
from setuptools import build_meta
getattr(build_meta, "build_" + sys.argv[1])(sys.argv[2])
"""
FOLDERS = "from actuary.home import data_folder, scenarios_folder; print(data_folder(), scenarios_folder())"


def names(folder: Path) -> set[Path]:
    """The files below a folder, named from there."""
    return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow_without_jit
def test_a_wheel_built_from_the_source_archive_finds_its_data(tmp_path: Path) -> None:
    checkout, archive, installed = tmp_path / "checkout", tmp_path / "archive", tmp_path / "installed"
    shutil.copytree(ROOT, checkout, ignore=shutil.ignore_patterns(".*", "out", "build", "dist", "*.egg-info"))
    succeeded(python("-c", BUILD, "sdist", str(archive), folder=checkout))
    shutil.unpack_archive(next(archive.glob("*.tar.gz")), archive)
    succeeded(python("-c", BUILD, "wheel", str(tmp_path), folder=next(archive.glob("*/"))))
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        wheel.extractall(installed)

    told = succeeded(python("-c", FOLDERS, folder=tmp_path, PYTHONPATH=str(installed))).stdout
    assert [Path(word) for word in told.split()] == [
        installed / "actuary" / "data",
        installed / "actuary" / "scenarios",
    ]
    for folder in ("data", "scenarios"):
        assert names(installed / "actuary" / folder) == names(ROOT / folder)
