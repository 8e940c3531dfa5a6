"""A calibration as plain rows, for files and for frames: yuan, months, persons and shares."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from actuary.analysis.moves import AMOUNTS, together

if TYPE_CHECKING:
    from actuary.analysis.calibration import Calibration, Compared, Projected
    from actuary.figures.single import Figure

Row = dict[str, str | int | float | None]


def sections(found: Calibration, projected: Sequence[Projected] = ()) -> dict[str, list[Row]]:
    """Every section by name: its rows, each with the same keys; what is not defined is None."""
    return {
        "targets": [_compared(one) for one in found.targets],
        "books": _books(found),
        "checks": [_compared(one) for one in found.checks],
        "levels": [one._asdict() for one in found.levels],
        "moves": _moves(found),
        "projected": _projected(found, projected),
        "trends": [{**one._asdict(), "years": f"{one.years[0]}-{one.years[-1]}"} for one in found.trends],
        "held_out": [{**one._asdict(), "error": one.error} for one in found.held_out],
        "unpublished": [{**_figure(one), "value": one.value, "note": one.note} for one in found.unpublished],
    }


def _figure(one: Figure) -> Row:
    return {
        "name": one.name, "place": one.place, "year": one.year, "written": one.text, "status": one.status,
        "source": one.source, "low": one.low, "high": one.high,
    }  # fmt: skip


def _compared(one: Compared) -> Row:
    values = {"value": one.published, "calibrated": one.given, "residual": one.residual}
    return {**_figure(one.figure), **{name: _number(value) for name, value in values.items()}}


def _books(found: Calibration) -> list[Row]:
    """The equations of the accounts in order of trust; a residual where the others had settled it already."""
    settled: list[Row] = [{"name": name, "role": "settles", "residual": None} for name in found.accounts.settled_by]
    left = found.accounts.residuals.items()
    return settled + [{"name": name, "role": "over-determined", "residual": value} for name, value in left]


def _moves(found: Calibration) -> list[Row]:
    rows: list[Row] = []
    for group, measure in AMOUNTS:
        amount, of = (group, measure), f"{group}_{measure}"
        at = _number(found.amounts[amount])
        for move in found.moves:
            low, high = _number(move.low[amount]), _number(move.high[amount])
            rows.append(
                {"name": move.name, "kind": move.kind, "amount": of, "calibrated": at, "low": low, "high": high}
            )
        worst = _number(together(found.moves)[amount])
        ends = {"low": None if worst is None else -worst, "high": worst}
        rows.append({"name": "together", "kind": "rounding", "amount": of, "calibrated": at, **ends})
    return rows


def _projected(found: Calibration, projected: Sequence[Projected]) -> list[Row]:
    return [
        {
            "name": one.move.name if one.move else "calibrated",
            "kind": one.move.kind if one.move else "",
            "amount": f"{scheme}_reserve_months",
            "year": found.scenario.last,
            "low": _number(low),
            "high": _number(high),
        }
        for one in projected
        for scheme, (low, high) in one.months.items()
    ]


def _number(value: float) -> float | None:
    """The value without the last bits of a machine."""
    return float(f"{value:.12g}") if math.isfinite(value) else None
