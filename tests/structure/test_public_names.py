"""What `import actuary` offers: names that are loaded on first use, each explained in a line."""

import inspect

import pytest

import actuary
from tests.structure.fresh import python, succeeded

NAMES = [
    "backtest",
    "balance",
    "bridge",
    "calibrate",
    "cascade",
    "compare",
    "coverage",
    "differences",
    "drivers",
    "ensemble",
    "frontier",
    "load",
    "people",
    "run",
    "sensitivity",
    "solve",
    "sweep",
    "warn",
    "why",
]


def test_the_public_names_are_these() -> None:
    assert actuary.__all__ == NAMES
    defined = {name for name, one in vars(actuary).items() if inspect.isfunction(one) and not name.startswith("_")}
    assert defined == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_public_name_says_in_a_line_what_it_does(name: str) -> None:
    first = (inspect.getdoc(getattr(actuary, name)) or "").splitlines()[0]
    assert first.endswith((".", ":"))
    assert len(first) <= 120


@pytest.mark.slow_without_jit
def test_importing_loads_nothing_of_ours_before_it_is_used() -> None:
    said = succeeded(python("-c", "import actuary, sys; print(*[m for m in sys.modules if m.startswith('actuary')])"))
    assert said.stdout.split() == ["actuary"]
