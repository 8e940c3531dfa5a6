"""What a published figure of the base year leaves open: how the solved amounts move within its rounding.

Each figure of the area's accounts is put otherwise, the identities are solved again, and what moved is told. Printed figures
move by half a unit of their last digit, others to the ends of their interval, and all that the same document prints in
other digits moves together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import numpy as np

from actuary.basis.accounts import solved
from actuary.figures.single import Figure, filed, own
from actuary.units import of_columns

PRINTINGS = ("one_decimal", "whole", "in_text")
"""What stands behind the name of a figure that the same document prints in other digits (data/README.md)."""
PRINTED = ("published", "unverified")
"""Statuses of what somebody printed, whether or not it was read here."""
GROUPS = ("employee", "resident", "all")
MEASURES = ("income", "spending", "balance", "reserve_months")
AMOUNTS = tuple((group, measure) for group in GROUPS for measure in MEASURES)

Amounts = dict[tuple[str, str], float]
"""Yuan, and months, by group and measure."""


class Move(NamedTuple):
    """Facts of the base year put otherwise, and what moves with them."""

    kind: str
    """rounding: within half a unit of the last printed digit; interval: to the ends of its interval; printing: all other
    digits of one kind in the same document."""
    name: str
    """Of the figure, or of the printing."""
    values: tuple[dict[str, float], ...]
    """Each way to put them: yuan or months by name."""
    low: Amounts
    """The lowest of the solved amounts less the calibrated ones; missing where nothing settles them."""
    high: Amounts

    def largest(self, amount: tuple[str, str]) -> float:
        """The largest move of an amount, without its sign."""
        return max(abs(self.low[amount]), abs(self.high[amount]))


def half_unit(figure: Figure) -> float:
    """Half a unit of the last digit that is printed, in yuan, months or persons: 23.22 months may be off by 0.005."""
    decimals = figure.text.partition(" ")[0].partition(".")[2]
    return of_columns(f"0.{'0' * len(decimals)}5", figure.unit)


def split_printing(name: str) -> tuple[str, str]:
    """The name of a figure as its fact is called, and which other printing of it this is; nothing for the fact itself."""
    for printing in PRINTINGS:
        if name.endswith(f"_{printing}"):
            return name.removesuffix(f"_{printing}"), printing
    return name, ""


def moves_of(facts: Mapping[str, float], area: str, year: int, own_values: Iterable[str] = ()) -> tuple[Move, ...]:
    """Every move of an area's facts; those in `own_values` are a scenario's, not printed anywhere, and stay."""
    calibrated = amounts_of(facts)
    written = {name: found for name in facts if name not in own_values and (found := own(name, area, year))}
    return tuple(
        _move(kind, name, values, facts, calibrated)
        for kind, name, values in (*_each(written, facts), *_printings(facts, area, year))
    )


def together(moves: Iterable[Move]) -> Amounts:
    """How far the amounts can move where all figures are off at once: what each moves them by, added up.

    Exact where the figures are amounts, since the identities are linear in them; to first order in months of reserve.
    """
    rounded = [move for move in moves if move.kind == "rounding"]
    return {amount: sum(move.largest(amount) for move in rounded) for amount in AMOUNTS}


def amounts_of(facts: Mapping[str, float]) -> Amounts:
    """Income, spending, balance and months of reserve that the facts settle; NaN where they do not."""
    found = solved(dict(facts)).amounts
    result: Amounts = {}
    for group in GROUPS:
        known = {measure: found.get((group, measure), np.nan) for measure in MEASURES}
        months = 12 * known["balance"] / known["spending"] if known["spending"] else np.nan
        result |= {(group, measure): known[measure] for measure in MEASURES} | {(group, "reserve_months"): months}
    return result


def _each(written: dict[str, Figure], facts: Mapping[str, float]) -> Iterator[tuple[str, str, list[dict[str, float]]]]:
    for name, figure in written.items():
        if figure.status in PRINTED:
            half = half_unit(figure)
            yield "rounding", name, [{name: facts[name] - half}, {name: facts[name] + half}]
        elif figure.low is not None and figure.high is not None:
            yield "interval", name, [{name: figure.low}, {name: figure.high}]


def _printings(facts: Mapping[str, float], area: str, year: int) -> Iterator[tuple[str, str, list[dict[str, float]]]]:
    for printing in PRINTINGS:
        other = {name: filed(f"{name}_{printing}", area) for name in facts}
        values = {name: years[year].value for name, years in other.items() if year in years}
        if values:
            yield "printing", printing, [values]


def _move(
    kind: str, name: str, values: list[dict[str, float]], facts: Mapping[str, float], calibrated: Amounts
) -> Move:
    ways = [amounts_of({**facts, **way}) for way in values]
    differences = {amount: [way[amount] - calibrated[amount] for way in ways] for amount in AMOUNTS}
    low = {amount: float(np.min([0.0, *found])) for amount, found in differences.items()}
    high = {amount: float(np.max([0.0, *found])) for amount, found in differences.items()}
    return Move(kind, name, tuple(values), low, high)
