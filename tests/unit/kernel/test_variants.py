"""Which laws may stand side by side."""

import numpy as np

from actuary.kernel import rows as r
from actuary.kernel.variants import Own, Places, alike


def places(law_year: list[tuple[int, int]], law_month: list[tuple[int, int]]) -> Places:
    nowhere = np.zeros((0, 2), dtype=np.int64)
    return Places(np.array(law_year).reshape(-1, 2), np.array(law_month).reshape(-1, 2), nowhere, nowhere)


def groups(at: Places, law_year: list[list[float]], law_month: list[list[float]]) -> list[int]:
    """Which of the laws before it each law agrees with first."""
    nothing = np.zeros((len(law_year), 0))
    rows = alike(at, Own(np.array(law_year), np.array(law_month), nothing, nothing)).tolist()
    return [rows.index(row) for row in rows]


def test_laws_agree_where_the_same_is_nothing_and_the_same_has_no_bound() -> None:
    at = places([(r.RESIDENT_PREMIUM, 3), (r.BUDGET_SET, 3)], [(r.EMPLOYER_RATE, 40)])
    law_year = [[400.0, 1.0], [380.0, 1.0], [0.0, 1.0], [400.0, 0.0], [np.inf, 1.0], [0.0, 1.0]]
    assert groups(at, law_year, [[0.06]] * 6) == [0, 0, 2, 3, 4, 2]
    assert groups(at, [[400.0, 1.0]] * 3, [[0.06], [0.0], [0.08]]) == [0, 1, 0]


def test_laws_agree_where_what_counts_months_counts_as_many() -> None:
    at = places([(r.CLEARING_MONTH, 3)], [(r.DEFERRAL_MONTHS, 40)])
    assert groups(at, [[4.0], [4.0], [6.0], [4.0]], [[1.0], [1.0], [1.0], [3.0]]) == [0, 0, 2, 3]
    elsewhere = places([(r.RESIDENT_PREMIUM, 3)], [(r.ARREARS_RECOVERED, 40)])
    assert groups(elsewhere, [[4.0], [6.0]], [[1.0], [3.0]]) == [0, 0]
