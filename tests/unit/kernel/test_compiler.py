"""Plain first, machine code once it pays; what was compiled from other sources is never loaded."""

import sys
from pathlib import Path

import numpy as np
import pytest

from actuary.kernel import compiler
from actuary.kernel.compiler import Entry
from actuary.kernel.year import announce, book_year, care_of_all, drive_year
from actuary.kernel.years import count, expose, one_year
from actuary.scenario.loading import load
from actuary.simulation import run, same


def twice(x: int) -> int:
    return 2 * x


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A kernel of two files, and a home of its own for the cache."""
    folder = tmp_path / "kernel"
    folder.mkdir()
    (folder / "one.py").write_text("a = 1\n")
    (folder / "two.py").write_text("b = 2\n")
    monkeypatch.setattr(compiler, "__file__", str(folder / "compiler.py"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return folder


def test_the_cache_is_named_after_every_source(sources: Path) -> None:
    before = compiler._cache_folder()
    assert compiler._cache_folder() == before
    (sources / "two.py").write_text("b = 3\n")
    assert compiler._cache_folder() != before


def test_the_cache_is_named_after_the_versions(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = compiler._cache_folder()
    monkeypatch.setattr(compiler, "version", lambda name: "0.0")
    assert compiler._cache_folder() != before


def test_the_cache_lies_in_the_users_own_cache(sources: Path) -> None:
    assert compiler._cache_folder().parent == sources.parent / "cache" / "actuary"


@pytest.mark.parametrize(("on_disk", "told"), [(True, [3, -7, -11, -15]), (False, [3, 7, 11, -15])])
def test_an_entry_is_plain_until_machine_code_pays(
    on_disk: bool, told: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiler, "machine_code", lambda function: lambda *numbers: -function(*numbers))
    monkeypatch.delenv("NUMBA_DISABLE_JIT", raising=False)
    total = Entry(lambda *numbers: sum(numbers))
    monkeypatch.setattr(total, "load_after", 1)
    monkeypatch.setattr(total, "compile_after", 3)
    monkeypatch.setattr(compiler, "_on_disk", lambda: on_disk)
    assert [total(1, 2), total(3, 4), total(5, 6), total(7, 8)] == told


@pytest.mark.parametrize(("vectors", "told"), [(True, 3 * 5), (False, 3 - 5)])
def test_an_entry_goes_another_way_where_numba_cannot_be_taught_vectors(
    vectors: bool, told: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiler, "_side_by_side", lambda: vectors)
    monkeypatch.setattr(compiler, "machine_code", lambda function: function)
    monkeypatch.delenv("NUMBA_DISABLE_JIT", raising=False)
    entry = Entry(lambda a, b: a + b, lambda a, b: a * b, lambda a, b: a - b)
    monkeypatch.setattr(entry, "load_after", 0)
    monkeypatch.setattr(entry, "compile_after", 0)
    assert entry(3, 5) == told


@pytest.mark.parametrize("broken", ["actuary.kernel.eight", "llvmlite"])
def test_vectors_that_do_not_load_leave_plain_numbers(broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the extension, or not what it is made of."""
    for name in ("eight", "grids", "vector"):
        monkeypatch.delitem(sys.modules, f"actuary.kernel.{name}", raising=False)
    monkeypatch.setitem(sys.modules, broken, None)
    kinds = compiler._kinds_of_numbers.__wrapped__()
    assert [kind.__name__ for kind in kinds] == ["actuary.kernel.scalars"]


def test_an_entry_stays_plain_where_the_compiler_is_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUMBA_DISABLE_JIT", "1")
    total = Entry(lambda *numbers: sum(numbers))
    monkeypatch.setattr(total, "load_after", 0)
    assert total(1, 2) == 3
    assert total.machine is None


@pytest.mark.slow_without_jit
def test_machine_code_and_plain_functions_give_the_same_bits(monkeypatch: pytest.MonkeyPatch) -> None:
    """So the moment at which a process changes from one to the other can never be seen in a result."""
    machine = run(load("meishan"))
    monkeypatch.setenv("NUMBA_DISABLE_JIT", "1")
    for entry in (one_year, count, expose, care_of_all, announce, drive_year, book_year):
        monkeypatch.setattr(entry, "machine", None)
    assert same(machine, run(load("meishan")))


@pytest.mark.slow_without_jit
def test_machine_code_is_strict() -> None:
    heads = np.zeros(1)
    count(np.ones((1, 2, 3)), np.zeros((7, 1)), np.zeros(3), 0.0, heads)
    assert heads[0] == 6
    assert count.machine.targetoptions["nogil"] is True
    assert "fastmath" not in count.machine.targetoptions


def test_code_that_lies_on_disk_is_not_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    monkeypatch.delenv("NUMBA_DISABLE_JIT", raising=False)
    entry = Entry(twice)
    assert entry.is_new
    (tmp_path / "somewhere").mkdir()
    (tmp_path / "somewhere" / "file.twice-3.py311.nbi").touch()
    assert not entry.is_new
    assert Entry(abs).is_new


def test_with_the_compiler_off_nothing_is_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    monkeypatch.setenv("NUMBA_DISABLE_JIT", "1")
    assert not Entry(abs).is_new
