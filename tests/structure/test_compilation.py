"""Machine code is made once: one signature of every step of the kernel, found again by the next process."""

from pathlib import Path

import pytest

from actuary.kernel import year, years
from actuary.kernel.compiler import Entry
from tests.structure.fresh import python, succeeded

pytestmark = pytest.mark.slow_without_jit

RUN = """
import importlib, pkgutil, sys
import actuary, actuary.kernel
from actuary.kernel.compiler import Entry
Entry.load_after = Entry.compile_after = 0
for name in sys.argv[2:]:
    getattr(actuary, sys.argv[1])(name, *[8] * (sys.argv[1] == "ensemble"))
for module in pkgutil.iter_modules(actuary.kernel.__path__, "actuary.kernel."):
    for name, one in vars(importlib.import_module(module.name)).items():
        if isinstance(one, Entry) and one.plain.__module__ == module.name and one.machine:
            stats = one.machine.stats
            print(name, len(one.machine.signatures), sum(stats.cache_hits.values()), sum(stats.cache_misses.values()))
"""


def told(folder: Path | None, *scenarios: str, do: str = "run") -> dict[str, tuple[int, int, int]]:
    """Signatures, code loaded and code compiled of every kernel function that ran at all, by a fresh process.

    Its machine code lies in the folder, or where the user's own does.
    """
    where = {"NUMBA_CACHE_DIR": str(folder)} if folder else {}
    ran = succeeded(python("-c", RUN, do, *scenarios, NUMBA_DISABLE_JIT="0", **where))
    lines = (line.split() for line in ran.stdout.splitlines())
    return {name: (int(signatures), int(hits), int(misses)) for name, signatures, hits, misses in lines}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where this test's machine code lies."""
    return tmp_path_factory.mktemp("code")


@pytest.fixture(scope="module")
def first(folder: Path) -> dict[str, tuple[int, int, int]]:
    """What the first process of all compiles."""
    return told(folder, "meishan")


def entries() -> set[str]:
    """The compiled functions that plain Python calls: the steps of a year."""
    return {name for name, one in {**vars(years), **vars(year)}.items() if isinstance(one, Entry)}


def test_a_run_leaves_one_signature_of_every_step(first: dict[str, tuple[int, int, int]]) -> None:
    """A second one would mean an array of another layout, type or writability, and seconds lost."""
    assert len(entries()) >= 6
    assert {name: first[name][0] for name in entries()} == dict.fromkeys(entries(), 1)


def test_another_area_needs_no_other_signature_and_a_second_process_compiles_nothing(
    folder: Path, first: dict[str, tuple[int, int, int]]
) -> None:
    second = told(folder, "meishan", "kaizhou", "meishan_premium_frozen", "china")
    assert {name: misses for name, (_, _, misses) in second.items() if misses} == {}
    assert {name: second[name][:2] for name in entries()} == dict.fromkeys(entries(), (1, 1))
    assert set(second) == set(first)


def test_draws_have_one_signature_and_a_second_process_compiles_nothing() -> None:
    """Compiling them takes most of a minute: they are where the other tests need them too."""
    once = told(None, "meishan", do="ensemble")
    assert (once["draw_futures"][0], sum(once["draw_futures"][1:])) == (1, 1)
    assert "in_turn" not in once  # only where the vector type does not load
    again = told(None, "kaizhou", "china", do="ensemble")
    assert {name: misses for name, (_, _, misses) in again.items() if misses} == {}
    assert again["draw_futures"] == (1, 1, 0)
