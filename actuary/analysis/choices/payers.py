"""Who bears what: the money of the insured from each who pays it, so that it adds up with what the funds hold."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from actuary.axes import LAYER_NAMES, POOLS
from actuary.kernel import rows as r
from actuary.law import Array
from actuary.results import Results

BEARERS = ("employers", "members", "government", "patients", "hospitals")
"""All who can be asked for money, or lose it."""

_TO_HOSPITALS = ("inpatient", "outpatient")
_TO_MEMBERS = ("account_payments", "maternity_medical", "maternity_allowance", "nursing_benefits")
_OTHER = {"interest": 1, "other_income": 1, "transfer_in": 1, "other_spending": -1, "transfer_out": -1}


class Borne(NamedTuple):
    """The money of a run, or the difference between two, by year, the base year first; yuan.

    The five that bear, and the rest, add up to what comes into the funds: of the pools and of the layers after them, but
    for medical assistance, which is the government's own.
    """

    employers: Array
    """Their contributions."""
    members: Array
    """Their contributions and premiums, but for what medical assistance pays of them."""
    government: Array
    """Subsidies, public money for the layers, and what medical assistance pays: premiums of its members, and aid."""
    patients: Array
    """What is left to them of the cost of care, less what accounts pay, maternity benefits and long-term care benefits."""
    hospitals: Array
    """What they are paid less, by pools, layers and patients together."""
    rest: Array
    """Interest, gifts, other income and transfers, less other spending: what none of the five bears."""
    funds: Array
    """What comes into the funds, less what goes out."""

    @property
    def borne(self) -> Array:
        """[bearer, year] in the order of `BEARERS`."""
        return np.array([getattr(self, name) for name in BEARERS])


def borne(results: Results) -> Borne:
    """What each bears of a run, by year, the base year first; yuan."""
    own, care = _own_payments(results), _lines(results, *_TO_HOSPITALS)
    aid = _layers(results, "to_patients", "by_points")
    income = _lines(results, "contributions_employer"), _lines(results, "contributions_own")
    assisted, assistance = _lines(results, "own_assisted"), results.layers[LAYER_NAMES[r.ASSISTANCE]]
    from_others = assistance["from_pool"] + assistance["from_members"] + assistance["gifts"]
    paid_as_aid = assistance["to_patients"] + assistance["by_points"]
    public = _layers(results, "public_money") - assistance["public_money"]
    rest = sum((sign * _lines(results, name) for name, sign in _OTHER.items()), _layers(results, "gifts"))
    rest += _layers(results, "fund_interest") - assistance["fund_interest"]
    rest -= _layers(results, "for_premiums") - assistance["for_premiums"]
    found = {
        "employers": income[0],
        "members": income[1] - assisted + _layers(results, "from_members"),
        "government": _lines(results, "subsidy") + assisted + public + paid_as_aid - from_others,
        "patients": own - _lines(results, *_TO_MEMBERS),
        "hospitals": -(care + aid + own),
    }
    return Borne(**found, rest=rest, funds=np.sum([*found.values(), rest], axis=0))


def moved(base: Results, applied: Results) -> Borne:
    """What each bears more in one run than in another over the same years."""
    return Borne(*(after - before for before, after in zip(borne(base), borne(applied), strict=True)))


def held(results: Results) -> Array:
    """[year] what the funds of `Borne.funds` hold at the end of each projected year, by the books of each; yuan."""
    pools = np.sum([results.months[pool][11::12] for pool in POOLS], axis=0)
    layers = [fund["balance"][1:] for i, fund in enumerate(results.layers.values()) if i != r.ASSISTANCE]
    return np.asarray(pools + np.sum(layers, axis=0))


def _lines(results: Results, *names: str) -> Array:
    return np.asarray(np.sum([results.lines[pool][name] for pool in POOLS for name in names], axis=0))


def _layers(results: Results, *names: str) -> Array:
    return np.asarray(np.sum([fund[name] for fund in results.layers.values() for name in names], axis=0))


def _own_payments(results: Results) -> Array:
    """What patients owe in scope after all layers, and the cost out of scope."""
    years = np.vstack([results.basis.base_year.yearly, results.ledger.yearly])
    owed, cost, in_scope = (years[:, row : row + r.GROUPS] for row in (r.GROUP_OWED, r.GROUP_COST, r.GROUP_IN_SCOPE))
    return np.asarray((owed + cost - in_scope).sum(axis=1))
