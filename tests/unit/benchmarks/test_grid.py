"""A thousand laws in one call are the laws that are run alone, and would be caught if they were not."""

import numpy as np
import pytest

from actuary.analysis.choices import cells
from benchmarks.case import prepared
from benchmarks.grid import ROUNDS, laid_out, prove

pytestmark = pytest.mark.slow_without_jit


def test_cells_side_by_side_are_proved_against_cells_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    case = prepared()
    laws, at = laid_out(case.name)
    assert len(at) == 1000
    assert ROUNDS > 2
    prove(case, laws, at)

    def wrong(*arguments: object) -> object:
        return 1.001 * np.asarray(right(*arguments))

    right = cells.v.project_variants
    monkeypatch.setattr(cells.v, "project_variants", wrong)
    with pytest.raises(AssertionError, match="Not equal to tolerance"):
        prove(case, laws, at)
