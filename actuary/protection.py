"""What the layers after the basic one come to: their funds, what the assisted pay, and how many have a very dear year."""

import numpy as np

from actuary.axes import LAYER_NAMES
from actuary.basis.calibration import Basis
from actuary.kernel import rows as r
from actuary.kernel.years import Ledger
from actuary.law import Array
from actuary.severity import LAWS

FUND_LINES = {
    "from_pool": r.FROM_POOL,
    "from_members": r.FROM_MEMBERS,
    "public_money": r.FROM_TREASURY,
    "gifts": r.FROM_GIFTS,
    "fund_interest": r.FUND_INTEREST,
    "to_patients": r.TO_PATIENTS,
    "for_premiums": r.FOR_PREMIUMS,
    "by_points": r.BY_POINTS,
}
"""The lines of a layer's fund; the last three are its spending."""
SPENT = ("to_patients", "for_premiums", "by_points")


def layer_funds(basis: Basis, ledger: Ledger) -> dict[str, dict[str, Array]]:
    """Each layer's fund by year, the base year as the model has it, yuan; the balance counts from the base date."""
    years = np.vstack([basis.base_year.yearly, ledger.yearly])
    return {name: _fund(years, layer) for layer, name in enumerate(LAYER_NAMES)}


def _fund(years: Array, layer: int) -> dict[str, Array]:
    lines = {name: years[:, row + layer] for name, row in FUND_LINES.items()}
    spending = sum((lines[name] for name in SPENT), np.zeros(len(years)))
    income = sum((values for name, values in lines.items() if name not in SPENT), np.zeros(len(years)))
    balance = np.append(0.0, years[1:, r.FUND_BALANCE + layer])
    return {"income": income, "spending": spending, "surplus": income - spending, "balance": balance, **lines}


def of_patients(basis: Basis, ledger: Ledger, law: str) -> dict[str, Array]:
    """What assistance pays of what is left to the assisted, what an assisted member still pays, patients of high cost.

    `law` is the severity law of a member's year; shares, yuan, persons.
    """
    years = np.vstack([basis.base_year.yearly, ledger.yearly])
    assisted = r.ASSISTED_GROUP
    owed, aid = years[:, r.GROUP_OWED + assisted], years[:, r.AID_TO_ASSISTED]
    beyond_scope = years[:, r.GROUP_COST + assisted] - years[:, r.GROUP_IN_SCOPE + assisted]
    with np.errstate(divide="ignore", invalid="ignore"):
        return {
            "aid_ratio": aid / (aid + owed),
            "own_payment_assisted": (owed + beyond_scope) / years[:, r.GROUP_HEADS + assisted],
            "high_cost_patients": _above(years, basis, law),
        }


def _above(years: Array, basis: Basis, law: str) -> Array:
    """Members whose cost in scope of the year is above the threshold: heads x P(S > threshold), all groups together."""
    severity = LAWS[law](basis.known.value("severity_cv_annual"))
    threshold = basis.known.value("high_cost_threshold")
    total = np.zeros(len(years))
    for group in range(r.GROUPS):
        heads, in_scope = years[:, r.GROUP_HEADS + group], years[:, r.GROUP_IN_SCOPE + group]
        for i in np.flatnonzero((heads > 0) & (in_scope > 0)):
            total[i] += heads[i] * severity.beyond(threshold * float(heads[i] / in_scope[i]))
    return total
