"""A law of three years, the first the base year, with some rules made up."""

import numpy as np

from actuary.axes import Calendar
from actuary.enactment import law_in_force
from actuary.law import Law

CALENDAR = Calendar(2019, 2020)
"""Laid out for 2019, 2020 and 2021."""
RATIOS = {"employee": [0.87, 0.90, 0.92, 0.92], "resident": [0.65, 0.75, 0.85, 0.90]}
"""Of the four tiers, in every year."""


def law(**rules: object) -> Law:
    """Meishan's law with the ratios above and other values of these rules: by year, or by part and year."""
    before = _with_ratios(law_in_force("meishan", CALENDAR))
    moved = {name: np.broadcast_to(np.array(values, float), getattr(before, name).shape)
             for name, values in rules.items()}  # fmt: skip
    return before._replace(**moved)


def _with_ratios(before: Law) -> Law:
    ratios = {f"{payer}_ratio": getattr(before, f"{payer}_ratio").copy() for payer in RATIOS}
    for payer, of_tiers in RATIOS.items():
        ratios[f"{payer}_ratio"][: len(of_tiers)] = np.array(of_tiers)[:, None]
    return before._replace(**ratios)
