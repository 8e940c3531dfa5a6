"""The one door to numba: what was compiled from other sources is never loaded."""

import os
from pathlib import Path

import numba
import pytest

from actuary.kernel import compiler
from actuary.kernel.payment import _limited, limited


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


def test_the_cache_is_named_after_the_compilers_version(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = compiler._cache_folder()
    monkeypatch.setattr(numba, "__version__", "0.0")
    assert compiler._cache_folder() != before


def test_the_cache_lies_in_the_users_own_cache(sources: Path) -> None:
    assert compiler._cache_folder().parent == sources.parent / "cache" / "actuary"


def test_a_function_is_compiled_or_stays_what_it_is() -> None:
    if os.environ.get("NUMBA_DISABLE_JIT") == "1":
        assert limited is _limited
    else:
        assert limited.py_func is _limited
        assert limited.targetoptions["nogil"] is True
        assert "fastmath" not in limited.targetoptions
