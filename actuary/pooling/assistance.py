"""One fund of medical assistance for all areas: bookkeeping after the run, for what it holds moves no payment.

Each area's own fund goes on in its ledger, as if it were alone: what it would then hold stays to be told.
"""

import numpy as np

from actuary.pooling.results import ASSISTANCE, Meeting
from actuary.results import Results


def as_one(members: list[Results], merged: int) -> Meeting:
    """The fund from the first of January of `merged` on: all balances, then what each area takes in and pays.

    joint = joint of the year before + its interest + sum over areas of income without interest - spending, yuan; interest
    as on each fund: the year's mean rate on the balance of the first day, none where it is negative.
    """
    years = members[0].years
    meeting = Meeting.empty(len(members), len(years) - 1)
    first = merged - members[0].base
    funds = [one.layers[ASSISTANCE] for one in members]
    surplus = np.array([fund["surplus"] - fund["fund_interest"] for fund in funds])
    meeting.moved["balance_merged"][:, first] = [fund["balance"][first - 1] for fund in funds]
    meeting.moved["surplus_merged"][:, first:] = surplus[:, first:]
    joint = float(meeting.moved["balance_merged"][:, first].sum())
    for t in range(first, len(years)):
        meeting.interest[t] = max(joint, 0.0) * _rate(members, t)
        joint += meeting.interest[t] + float(surplus[:, t].sum())
        meeting.joint[t] = joint
    return meeting


def _rate(members: list[Results], t: int) -> float:
    return float(np.mean([one.law.interest_rate[12 * t : 12 * t + 12] for one in members]))
