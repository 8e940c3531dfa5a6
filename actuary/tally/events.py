"""When something happens for the first time, draw by draw."""

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]


def first_years(happens: NDArray[np.bool_]) -> Counts:
    """How many draws see it for the first time in each year, then how many never do: happens[year, draw] -> [year + 1]."""
    years = len(happens)
    first = np.where(happens.any(axis=0), happens.argmax(axis=0), years) if years else np.zeros(happens.shape[1], int)
    return np.bincount(first, minlength=years + 1)
