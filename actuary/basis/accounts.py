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
WITH_MONTHS = ("employee", "resident")
"""Groups whose months of reserve are an equation of their own."""
_UNKNOWNS = [(group, measure) for group in GROUPS for measure in MEASURES]
_CLOSE = np.sqrt(np.finfo(float).eps)


class Accounts(NamedTuple):
    """Amounts of the base year in yuan; what nothing settles is missing."""

    amounts: dict[tuple[str, str], float]
    residuals: dict[str, float]
    """What is over-determined: published minus what the rest says, yuan."""
    settled_by: tuple[str, ...]
    """The equations that were needed, in order of trust: published amounts by their names, identities in words."""


class _Equation(NamedTuple):
    name: str
    row: Array
    """Factor of each unknown."""
    right: float
    printed: bool
    """Something published stands in it; else it holds for any accounts."""


def accounts_of(known: Known, base: int) -> Accounts:
    """Solve the identities of the base year for an area."""
    return solved(facts_of(known, base))


def facts_of(known: Known, base: int) -> dict[str, float]:
    """What is known of the area's accounts in the base year by name: yuan, and months of reserve."""
    names = [f"{group}_{measure}" for group in GROUPS for measure in MEASURES]
    names += [f"{group}_reserve_months" for group in WITH_MONTHS]
    found = {name: known.fact(name, base) for name in names}
    return {name: value for name, value in found.items() if value is not None}


def solved(facts: dict[str, float]) -> Accounts:
    """Solve the identities for facts by name."""
    used: list[_Equation] = []
    settled, right, residuals = np.empty((0, len(_UNKNOWNS))), np.empty(0), {}
    for one in _equations(facts):
        if np.linalg.matrix_rank(np.vstack([settled, one.row])) > len(settled):
            settled, right = np.vstack([settled, one.row]), np.append(right, one.right)
            used.append(one)
            continue
        weights = np.linalg.lstsq(settled.T, one.row, rcond=None)[0]
        rests_on = [other for other, weight in zip(used, weights, strict=True) if abs(weight) > _CLOSE]
        if any(equation.printed for equation in (one, *rests_on)):  # else it follows from the others for any accounts
            residuals[one.name] = round(float(one.right - right @ weights), 2) or 0.0
    solution = np.linalg.lstsq(settled, right, rcond=None)[0]
    free = np.linalg.norm(np.eye(len(_UNKNOWNS)) - np.linalg.pinv(settled) @ settled, axis=1)
    # books end at the fen: what is left of rounding in the solution is not shown to anybody
    amounts = {unknown: round(float(solution[i]), 2) for i, unknown in enumerate(_UNKNOWNS) if free[i] < _CLOSE}
    return Accounts(amounts, residuals, tuple(one.name for one in used if one.printed or _bears_on(one, amounts)))


def _bears_on(identity: _Equation, amounts: dict[tuple[str, str], float]) -> bool:
    """Whether an identity speaks of settled amounts alone: one of unknowns settles nothing."""
    return all(unknown in amounts for unknown, factor in zip(_UNKNOWNS, identity.row, strict=True) if factor)


def _equations(facts: dict[str, float]) -> list[_Equation]:
    """Equations in order of trust: amounts of the parts, identities, then amounts of the whole."""
    published = [_amounts(facts, group) for group in GROUPS]
    parts = [equation for group in published[:-1] for equation in group]
    identities = [
        *(_identity(f"{group}: income - spending = surplus", group, (1, -1, 0, -1)) for group in GROUPS),
        *(
            _months(group, facts[f"{group}_reserve_months"])
            for group in WITH_MONTHS
            if f"{group}_reserve_months" in facts
        ),
        *(_sum("employee = pool + account", "employee", ("employee_pool", "employee_account"), m) for m in MEASURES),
        *(_sum("all = employee + resident", "all", ("employee", "resident"), m) for m in MEASURES),
    ]
    return [*parts, *identities, *published[-1]]


def _amounts(facts: dict[str, float], group: str) -> list[_Equation]:
    return [
        _Equation(f"{group}_{measure}", _row({(group, measure): 1}), facts[f"{group}_{measure}"], True)
        for measure in MEASURES
        if f"{group}_{measure}" in facts
    ]


def _months(group: str, months: float) -> _Equation:
    row = _row({(group, "balance"): 1, (group, "spending"): -months / 12})
    return _Equation(f"{group}: balance = months x spending / 12", row, 0, True)


def _identity(name: str, group: str, factors: tuple[int, ...]) -> _Equation:
    row = _row({(group, measure): factor for measure, factor in zip(MEASURES, factors, strict=True)})
    return _Equation(name, row, 0, False)


def _sum(name: str, whole: str, parts: tuple[str, str], measure: str) -> _Equation:
    row = _row({(whole, measure): -1, **{(part, measure): 1 for part in parts}})
    return _Equation(f"{name}, {measure}", row, 0, False)


def _row(factors: dict[tuple[str, str], float]) -> Array:
    row = np.zeros(len(_UNKNOWNS))
    for unknown, factor in factors.items():
        row[_UNKNOWNS.index(unknown)] = factor
    return row
