"""What the first breath loads: asking for help must not wait for the numeric libraries."""

import re
import sys
from pathlib import Path

import pytest

from tests.structure.fresh import python, succeeded

pytestmark = pytest.mark.slow_without_jit

SLOW = {"matplotlib", "numba", "numpy", "pandas", "pydantic", "scipy"}


def loaded_by(*arguments: str) -> set[str]:
    """The packages and modules that a fresh interpreter loads, as it reports them itself."""
    ran = succeeded(python("-X", "importtime", *arguments))
    return set(re.findall(r"^import time:.*\| +([\w.]+)", ran.stderr, flags=re.MULTILINE))


@pytest.mark.parametrize(
    "arguments",
    [
        [str(Path(sys.executable).with_name("actuary")), "--help"],
        ["-m", "actuary", "--help"],
        ["-m", "actuary", "--version"],
        ["-m", "actuary", "run", "--help"],
        ["-m", "actuary", "forecast", "freeze", "--help"],
        ["-m", "actuary", "backtest", "--help"],
        ["-m", "actuary", "portfolio", "--help"],
        ["-m", "actuary", "ensemble", "--help"],
        ["-c", "import actuary"],
    ],
    ids=[
        "actuary --help",
        "python -m actuary --help",
        "--version",
        "run --help",
        "forecast freeze --help",
        "backtest --help",
        "portfolio --help",
        "ensemble --help",
        "import actuary",
    ],
)
def test_no_numeric_library_is_loaded(arguments: list[str]) -> None:
    loaded = loaded_by(*arguments)
    assert "actuary" in loaded
    assert loaded & SLOW == set()


@pytest.mark.parametrize(
    ("arguments", "unneeded"),
    [
        (["check", "meishan"], {"numba", "pandas", "matplotlib", "scipy", "rich"}),
        (["list", "levers"], {"numba", "pandas", "matplotlib", "scipy", "rich"}),
        (["schema"], {"numba", "pandas", "matplotlib", "scipy", "rich"}),
        (["explain", "meishan", "resident_premium", "2024"], {"numba", "pandas", "matplotlib", "scipy", "rich"}),
        (["forecast", "score"], {"numba", "pandas", "matplotlib", "scipy", "rich"}),
        (["run", "meishan"], {"pandas", "matplotlib", "scipy.stats", "rich"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_command_loads_what_it_needs(arguments: list[str], unneeded: set[str]) -> None:
    loaded = loaded_by("-m", "actuary", *arguments)
    assert loaded & unneeded == set()
