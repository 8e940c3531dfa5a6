"""What of many futures somebody asks for, by the names of funds and measures."""

from collections.abc import Iterable

import numpy as np

from actuary.draws import YEARLY
from actuary.measures import GROUPS, MEASURES, nearest_measure
from actuary.results import Results

SCHEMES = ("employee_scheme", "resident", "long_term_care", "all")
"""The funds that are told unless others are asked for."""

Pair = tuple[str, str]


def pairs_named(written: Iterable[str]) -> list[Pair]:
    """What somebody asked for: `balance` of every fund, `resident.balance`, `wage`. ValueError says what there is."""
    return [pair for name in written for pair in _pairs(name.strip())]


def _pairs(name: str) -> list[Pair]:
    group, _, measure = name.rpartition(".")
    if not group and measure in YEARLY:
        return [("", measure)]
    if not group and measure in MEASURES:
        return [(scheme, measure) for scheme in SCHEMES]
    if group in GROUPS and measure in MEASURES:
        return [(group, measure)]
    there = [*MEASURES, *YEARLY, *(f"{one}.{other}" for one in GROUPS for other in MEASURES)]
    near = nearest_measure(name, there)
    all_of_them = f"one of {', '.join([*MEASURES, *YEARLY])}, or of one fund, as resident.balance"
    raise ValueError(f"{name}: {f'did you mean {near}?' if near else all_of_them}")


def known(results: Results, group: str, measure: str) -> bool:
    """Whether a run has anything of it in its projected years: it is defined, and not nil in all of them."""
    return bool(np.nan_to_num(results.series(f"{group}.{measure}".strip("."))[1:]).any())
