"""The second pass finds the quantiles of all draws to the last bit, in whatever order they come."""

import numpy as np
import pytest

from actuary.draws import drawn, draws_of
from actuary.futures import second
from actuary.futures.second import quantiles_again
from actuary.futures.spread import SHARES
from actuary.scenario.loading import load
from actuary.tally import Tally, stacked

COUNT = 1500


@pytest.mark.slow_without_jit
def test_quantiles_are_those_of_numpy(monkeypatch: pytest.MonkeyPatch) -> None:
    made = draws_of(load("zibo", "to=2023"))
    found = drawn(made, 0, COUNT)
    values = stacked(found, found)
    tally = Tally.of(values[:, :1024], None, found, 2, room=0)
    tally.add(0, values)
    assert not tally.exact
    heard: list[int] = []
    again = quantiles_again(made, tally, SHARES, 2, lambda done, _: heard.append(done))
    known = np.isfinite(values).all(axis=1)
    np.testing.assert_array_equal(again[:, known], np.quantile(values[known], SHARES, axis=1))
    assert heard[-1] == COUNT
    monkeypatch.setattr(second, "ROOM", 8)
    with pytest.raises(MemoryError, match="about the quantiles"):
        quantiles_again(made, tally, SHARES, 1, lambda *_: None)
