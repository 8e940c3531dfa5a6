"""Whoever is raced on the full fund computes what the kernel does, and would be caught if they did not."""

import numpy as np
import pytest

from benchmarks.full import in_c, in_kernel, in_numpy, in_pandas, in_python
from benchmarks.full.fund import SERIES, Fund, by_kernel, check, laid_out
from benchmarks.full.shared import Shared, shared
from benchmarks.gcc import FAST, PLAIN, STRICT, there

YEARS, DRAWS = 2, 2


@pytest.fixture(scope="module")
def fund() -> Fund:
    return laid_out(YEARS)


@pytest.fixture(scope="module")
def same(fund: Fund) -> Shared:
    return shared(fund)


@pytest.fixture(scope="module", params=[True, False], ids=["people too", "ledger only"])
def lives(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture(scope="module")
def drawn(fund: Fund, lives: bool) -> np.ndarray:
    return in_kernel.levels_of(fund, 0, DRAWS, lives)


@pytest.fixture(scope="module")
def right(fund: Fund, drawn: np.ndarray) -> np.ndarray:
    return by_kernel(fund, drawn)


def test_the_fund_is_one_in_which_everything_happens(right: np.ndarray) -> None:
    assert np.isfinite(right).all()
    assert (right[:, :, :12:3] > 0).all()  # income of every pool
    assert (right[:, :, 1:12:3] > 0).all()  # spending
    assert (right[:, -1, 11] < 0).all()  # maternity ends in debt, and bears no interest
    assert (right[0, :, :12] != right[1, :, :12]).all()


@pytest.mark.parametrize("together", [1, 128])
@pytest.mark.parametrize("mixed", [True, False], ids=["by matrices", "by moves"])
def test_numpy(same: Shared, drawn: np.ndarray, right: np.ndarray, together: int, mixed: bool) -> None:
    check(in_numpy.run(same, drawn, together, mixed), right)


def test_plain_python(same: Shared, drawn: np.ndarray, right: np.ndarray) -> None:
    check(np.array(in_python.run(same, drawn)), right)


def test_pandas(same: Shared, drawn: np.ndarray, right: np.ndarray) -> None:
    check(in_pandas.run(same, drawn), right)


@pytest.mark.parametrize("flags", [FAST, STRICT, PLAIN], ids=["fast", "strict", "plain loops"])
def test_c(fund: Fund, drawn: np.ndarray, right: np.ndarray, flags: tuple[str, ...]) -> None:
    if not there():
        pytest.skip("no gcc")
    check(in_c.run(fund, drawn, 2, flags), right)


def test_the_kernel_by_draws(fund: Fund, lives: bool, right: np.ndarray) -> None:
    check(in_kernel.run(fund, 0, DRAWS, lives), right)


def test_a_yuan_of_a_billion_is_noticed(right: np.ndarray) -> None:
    wrong = right.copy()
    wrong[0, 0, 1] *= 1 + 1e-8
    with pytest.raises(AssertionError, match=SERIES[1]):
        check(wrong, right)
