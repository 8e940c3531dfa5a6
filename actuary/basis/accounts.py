"""The books of the base year: what is published, and what follows from it.

Amounts of the schemes hang together: income - spending = surplus, balance = months x spending / 12, the whole is the sum of
its parts. Published amounts and these identities are equations in the amounts; taken in order of trust, each either
settles something or is over-determined, and then its residual is reported.
"""

from typing import NamedTuple

import numpy as np

from actuary.basis.known import Known
from actuary.law import Array

GROUPS = ("employee", "employee_pool", "employee_account", "resident", "all")
MEASURES = ("income", "spending", "balance", "surplus")
_UNKNOWNS = [(group, measure) for group in GROUPS for measure in MEASURES]


class Accounts(NamedTuple):
    """Amounts of the base year in yuan; what nothing settles is missing."""

    amounts: dict[tuple[str, str], float]
    residuals: dict[str, float]
    """What is over-determined: published minus what the rest says, yuan."""


def accounts_of(known: Known, base: int) -> Accounts:
    """Solve the identities of the base year for an area."""
    settled, right, residuals = np.empty((0, len(_UNKNOWNS))), np.empty(0), {}
    for name, row, value in _equations(known, base):
        if np.linalg.matrix_rank(np.vstack([settled, row])) > len(settled):
            settled, right = np.vstack([settled, row]), np.append(right, value)
        else:
            said = right @ np.linalg.lstsq(settled.T, row, rcond=None)[0]
            residuals[name] = round(float(value - said), 2)
    solution = np.linalg.lstsq(settled, right, rcond=None)[0]
    free = np.linalg.norm(np.eye(len(_UNKNOWNS)) - np.linalg.pinv(settled) @ settled, axis=1)
    known_to = np.sqrt(np.finfo(float).eps)
    # books end at the fen: what is left of rounding in the solution is not shown to anybody
    amounts = {unknown: round(float(solution[i]), 2) for i, unknown in enumerate(_UNKNOWNS) if free[i] < known_to}
    return Accounts(amounts, residuals)


def _equations(known: Known, base: int) -> list[tuple[str, Array, float]]:
    """Equations in order of trust: amounts of the parts, identities, then amounts of the whole."""
    published = [_amount(known, base, group) for group in GROUPS]
    parts = [equation for group in published[:-1] for equation in group]
    identities = [
        *(_identity(f"{group}: income - spending = surplus", group, (1, -1, 0, -1)) for group in GROUPS),
        *(_months(known, base, group) for group in ("employee", "resident")),
        *(_sum("employee = pool + account", "employee", ("employee_pool", "employee_account"), m) for m in MEASURES),
        *(_sum("all = employee + resident", "all", ("employee", "resident"), m) for m in MEASURES),
    ]
    return [*parts, *(one for one in identities if one is not None), *published[-1]]


def _amount(known: Known, base: int, group: str) -> list[tuple[str, Array, float]]:
    result = []
    for measure in MEASURES:
        value = known.fact(f"{group}_{measure}", base)
        if value is not None:
            result.append((f"{group}_{measure}", _row({(group, measure): 1}), value))
    return result


def _months(known: Known, base: int, group: str) -> tuple[str, Array, float] | None:
    months = known.fact(f"{group}_reserve_months", base)
    if months is None:
        return None
    return (
        f"{group}: balance = months x spending / 12",
        _row({(group, "balance"): 1, (group, "spending"): -months / 12}),
        0,
    )


def _identity(name: str, group: str, factors: tuple[int, ...]) -> tuple[str, Array, float]:
    return name, _row({(group, measure): factor for measure, factor in zip(MEASURES, factors, strict=True)}), 0


def _sum(name: str, whole: str, parts: tuple[str, str], measure: str) -> tuple[str, Array, float]:
    return f"{name}, {measure}", _row({(whole, measure): -1, **{(part, measure): 1 for part in parts}}), 0


def _row(factors: dict[tuple[str, str], float]) -> Array:
    row = np.zeros(len(_UNKNOWNS))
    for unknown, factor in factors.items():
        row[_UNKNOWNS.index(unknown)] = factor
    return row
