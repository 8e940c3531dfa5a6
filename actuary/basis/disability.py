"""How many people of each age cannot care for themselves, by degree."""

import numpy as np

from actuary.axes import DISABILITY, OLDEST, SEXES
from actuary.basis.known import Known
from actuary.figures.tables import column
from actuary.law import Array


def prevalence(known: Known) -> Array:
    """Share of people of each age who are disabled to each degree, [degree, sex, age]; the same for both sexes.

    Straight lines between the middles of the age groups of `disability_by_age`, level before the first and after the last.
    """
    rows = known.table("disability_by_age")
    result = np.zeros((len(DISABILITY), len(SEXES), OLDEST + 1))
    for row, wanted in enumerate(DISABILITY):
        groups = [
            (int(start), OLDEST if end == "open" else int(end), share)
            for degree, start, end, share in zip(
                *(rows.columns[name] for name in ("degree", "age_start", "age_end")), column(rows, "share"), strict=True
            )
            if degree == wanted
        ]
        middles = [(start + end + 1) * 0.5 for start, end, _ in groups]
        result[row] = np.interp(np.arange(OLDEST + 1) + 0.5, middles, [share for *_, share in groups])
    return result
