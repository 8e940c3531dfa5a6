"""How use and price of care grow beyond the last published year."""

import numpy as np

from actuary.basis.known import Known
from actuary.basis.macro import Macro
from actuary.law import Array


def care_growth(known: Known, macro: Macro, payer: str, years: range, last_known: int) -> tuple[Array, Array]:
    """Growth of use and of price by year, of people of unchanged age.

    Real cost per head grows by elasticity x real income + an excess. The excess makes the first year grow as lately
    (ageing and inflation taken out) and fades on a straight line: nothing outgrows income for ever.
    """
    inflation = macro.at(macro.inflation, years)
    by_income = known.value("health_cost_elasticity") * _real_income(macro, years, inflation)
    ageing = known.value(f"national_ageing_effect_{payer}")
    lately = (1 + known.value(f"cost_growth_{payer}")) / (1 + ageing)
    first = np.clip(last_known + 1 - years[0], 0, len(years) - 1)
    excess = lately / (1 + inflation[first]) - 1 - by_income[first]
    fades_by = known.value("excess_fades_by")
    left = np.clip((fades_by - np.array(years)) / max(fades_by - last_known - 1, 1), 0, 1)
    real_cost = by_income + excess * left
    priced = known.value("price_share_of_cost_growth")
    return (1 - priced) * real_cost, (1 + inflation) * (1 + priced * real_cost) - 1


def recovery(known: Known, payer: str, years: range) -> Array:
    """Index of use that takes spending back to its usual share of income, [year], where the fund's own past tells it.

    Of the gap in the base year a fixed share closes each year: after an epidemic year people come back, after a year of
    catching up they do not come twice.
    """
    gap = known.fact(f"spending_gap_{payer}", years[0])
    if gap is None:
        return np.ones(len(years))
    closed = 1 - (1 - known.value("spending_return_rate")) ** np.arange(len(years))
    return np.asarray((1 + gap) ** closed)


def _real_income(macro: Macro, years: range, inflation: Array) -> Array:
    income, before = macro.disposable_income, range(years[0] - 1, years[-1])
    return np.asarray(macro.at(income, years) / macro.at(income, before) / (1 + inflation) - 1)
