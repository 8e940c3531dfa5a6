"""Where numba cannot be taught vectors, runs are compiled as ever, and futures are drawn one by one."""

from pathlib import Path

import numpy as np
import pytest

from actuary.draws import draws_of, futures
from actuary.kernel import lanes
from actuary.kernel.compiler import machine_code
from actuary.kernel.streams import normal
from actuary.scenario.loading import load
from actuary.simulation import run
from tests.structure.fresh import python, succeeded

pytestmark = pytest.mark.slow_without_jit

WITHOUT_VECTORS = """
import sys
sys.modules["actuary.kernel.eight"] = None  # whoever imports it gets an ImportError
"""
FUNCTIONS = """
from tests.unit.kernel.test_scalars import CURVE, WORD, of_all_functions
from actuary.kernel.compiler import machine_code
print(*machine_code(of_all_functions)(0.3, 1.7, WORD, CURVE))
"""
FUND = """
import numpy as np
from actuary.draws import draws_of, futures
from actuary.kernel.compiler import Entry
from actuary.kernel.futures import draw_futures, in_turn, one_by_one_compiled
from actuary.scenario.loading import load
from actuary.simulation import run
in_turn.machine = in_turn.plain  # compiling all years of a draw takes most of a minute
drawn = futures(draws_of(load("meishan"), 7), 0, 2)
assert draw_futures.machine is one_by_one_compiled
Entry.load_after = Entry.compile_after = 0
np.savez(sys.argv[1], drawn=drawn, flows=run(load("meishan")).ledger.flows)
"""
WORD = np.uint64(0x9E3779B97F4A7C15)
CURVE = np.array([[1.0, 2.0], [3.0, 5.0], [7.0, 11.0]])


def of_all_functions(x, y, word, curve):  # type: ignore[no-untyped-def]
    """What each function of lanes.py says of plain numbers."""
    u = lanes.number_of(word)
    room = lanes.scratch(x)
    return (
        lanes.where(x > y, x, y), lanes.some(x > y), lanes.over(x, y, 9.0), lanes.over(x, 0.0, 9.0),
        lanes.fused(x, y, 2.0), lanes.exp(y), lanes.log(x), lanes.root(y), lanes.power(y, x), lanes.floor(y), u,
        normal(u), room[0] + room[7], *lanes.rows_at(curve, y),
    )  # fmt: skip


def plainly() -> list[float]:
    return [float(value) for value in of_all_functions(0.3, 1.7, WORD, CURVE)]


def test_functions_on_plain_numbers_on_paper() -> None:
    where, some, over, nothing, fused = plainly()[:5]
    assert (where, some, over, nothing, fused) == (1.7, 0, 0.3 / 1.7, 9, pytest.approx(0.3 * 1.7 + 2))
    assert plainly()[9] == 1
    assert plainly()[12:] == [0.6, 3, 5, 7, 11]  # 1.7 is in the row from 1 to 2


def test_machine_code_says_the_same_with_the_vector_type_at_hand() -> None:
    assert machine_code(of_all_functions)(0.3, 1.7, WORD, CURVE) == pytest.approx(plainly(), rel=1e-14)


def test_and_without_it() -> None:
    ran = succeeded(python("-c", WITHOUT_VECTORS + FUNCTIONS, NUMBA_DISABLE_JIT="0"))
    words = {"True": 1.0, "False": 0.0}
    told = [words[word] if word in words else float(word) for word in ran.stdout.split()]
    assert told == pytest.approx(plainly(), rel=1e-14)


def test_a_fund_is_run_and_drawn_without_it(tmp_path: Path) -> None:
    succeeded(python("-c", WITHOUT_VECTORS + FUND, str(tmp_path / "told.npz"), NUMBA_DISABLE_JIT="0"))
    with np.load(tmp_path / "told.npz") as told:
        assert np.array_equal(told["flows"], run(load("meishan")).ledger.flows)
        np.testing.assert_allclose(told["drawn"], futures(draws_of(load("meishan"), 7), 0, 2), rtol=1e-9, atol=1e-3)
