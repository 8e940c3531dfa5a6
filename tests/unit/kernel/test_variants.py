"""Which laws may stand side by side."""

import re
from pathlib import Path

import numpy as np

from actuary.kernel import rows as r
from actuary.kernel import variants
from actuary.kernel.variants import IN_MONTHS, Own, Places, alike


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


def test_no_step_asks_more_of_a_law_than_they_agree_in() -> None:
    """Whether something is nothing, or without bound; as a number only what counts months."""
    counted = {"DEFERRAL_MONTHS", "ARREARS_MONTHS", "CLEARING_MONTH"}
    assert {getattr(r, name) for name in counted} == {row for rows in IN_MONTHS for row in rows}
    asked = []
    for path in Path(variants.__file__).parent.glob("*.py"):
        if path.stem not in ("lanes", "scalars", "eight"):
            asked += [(path.stem, line) for line in path.read_text().splitlines() if re.search(r"\bagreed\(", line)]
    assert len(asked) > 15
    for stem, line in asked:
        whole = re.findall(r"int\(agreed\(\w+\[r\.(\w+), \w+\]\)\)", line)
        truths = re.findall(r"\bagreed\([^=<>]+(?:> 0\.0|<= 0\.0|== 0\.0|== math\.inf)\)", line)
        assert len(whole) + len(truths) == line.count("agreed("), (stem, line)
        assert {*whole} <= counted, (stem, line)
