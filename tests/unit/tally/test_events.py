"""First years, draw by draw."""

import numpy as np

from actuary.tally import first_years


def test_each_draw_counts_once_in_its_first_year_or_as_never() -> None:
    """Three years; draws: from the second on, first and third, never, third only, never."""
    happens = np.array([[0, 1, 0, 0, 0], [1, 0, 0, 0, 0], [1, 1, 0, 1, 0]], bool)
    assert first_years(happens).tolist() == [1, 1, 1, 2]


def test_no_draws_and_no_years() -> None:
    assert first_years(np.zeros((2, 0), bool)).tolist() == [0, 0, 0]
    assert first_years(np.zeros((0, 3), bool)).tolist() == [3]
