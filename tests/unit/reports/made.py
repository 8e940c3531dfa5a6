"""Results with round numbers, so that a table can be read against them."""

from types import SimpleNamespace
from typing import Any

import numpy as np

from actuary.figures.single import figure
from actuary.indicators import INDICATORS, OF_FUNDS
from actuary.outcomes import Outcome
from actuary.results import LINES, Alert
from actuary.scenario.expect import Expectation, expectations_in
from actuary.scenario.loading import load
from actuary.simulation import Comparison, Moved

YEARS = tuple(range(2019, 2036))
STEPS = np.arange(len(YEARS))


def fund(income: float, spending: float, balance: float, change: float = 0.0) -> dict[str, Any]:
    """A fund in 亿元 whose spending grows by `change` a year; its balance follows."""
    incomes = np.full(len(YEARS), income * 1e8)
    spendings = (spending + change * STEPS) * 1e8
    surplus = incomes - spendings
    balances = balance * 1e8 + np.append(0, np.cumsum(surplus[1:]))
    with np.errstate(invalid="ignore"):
        months = 12 * balances / spendings
    return {
        "income": incomes,
        "spending": spendings,
        "balance": balances,
        "surplus": surplus,
        "reserve_months": months,
        "cumulative_surplus": np.append(0, np.cumsum(surplus[1:])),
    }


def made(name: str = "meishan", change: float = 1.0, **instead: Any) -> Any:
    """Meishan with 12 亿元 of spending in each scheme; residents' spending grows by `change` 亿元 a year."""
    funds = {
        "employee": fund(6, 6, 10),
        "employee_account": fund(6, 6, 10),
        "employee_scheme": fund(12, 12, 20),
        "resident": fund(12, 12, 20, change),
        "maternity": fund(0.5, 0.25, 1),
        "long_term_care": fund(0, 0, 0),
        "all": fund(24, 24, 40, change),
    }
    empty = next((i for i, months in enumerate(funds["resident"]["reserve_months"]) if months < 0), None)
    low = next((i for i, months in enumerate(funds["resident"]["reserve_months"]) if months < 6), None)
    alerts = (
        *([Alert("resident", "below", YEARS[low], None, 6.0)] if low else []),
        *([Alert("resident", "empty", YEARS[empty], 3, 0.0)] if empty else []),
    )
    counts = {"published": 2, "derived": 1, "estimated": 0, "assumed": 1, "unverified": 0}
    ends = np.ones(len(YEARS))
    result = {
        "scenario": load(name),
        "years": YEARS,
        "base": YEARS[0],
        "funds": funds,
        "people": {
            "active": 200_000 * ends,
            "flexible": 0 * ends,
            "retired": 100_000 * ends,
            "resident": 2_500_000 * ends,
            "assisted": 200_000 * ends,
            "uninsured": 100_000 * ends,
        },
        "yearly": {
            "premium": 400 * ends,
            "subsidy": 700 * ends,
            "active_per_retired": 2 * ends,
            "coverage_rate": 0.95 * ends,
            "take_up": 0.9 * ends,
            "subsidy_per_premium": 1.75 * ends,
        },
        "indicators": {
            group: {name: (500 if one.unit == "yuan" else 0.125) * ends for name, one in OF_FUNDS.items()}
            for group in ("employee_scheme", "resident", "all")
        },
        "bands": {name: figure(f"reserve_months_{name}", "meishan") for name in ("low", "high")},
        "alerts": alerts,
        "expectations": (),
        "merged_from": "2020-01",
        "long_term_care": False,
        "law": SimpleNamespace(maternity_merged=np.append(np.zeros(12), np.ones(12))),
        "layers": {},
        "indicators_told": tuple(INDICATORS),
        "pools_without_money": (),
        "notes": (),
        "uncertain": None,
        "manifest": {"counts": counts, "idle": 0, "figures": []},
        "definitions": {
            "reserve_months": {"en": "12 x balance / spending", "zh": "12×累计结余÷支出"},
            "balance": {"en": "money held", "zh": "年末余额"},
            "surplus": {"en": "income less spending", "zh": "收入减支出"},
            "cumulative_surplus": {"en": "added up", "zh": "累加"},
            **{name: {"en": one.en, "zh": one.zh} for name, one in INDICATORS.items()},
        },
    }
    return SimpleNamespace(**{**result, "form": lambda group: form(funds[group]), **instead})


def form(one: dict[str, Any]) -> dict[str, Any]:
    """The lines of a fund to which only members pay and which pays only for inpatients."""
    nil = {f"line_{name}": np.zeros(len(YEARS)) for name in LINES}
    return {**nil, "line_contributions_own": one["income"], "line_inpatient": one["spending"]}


def without_balance(results: Any) -> Any:
    """The same with no balance of its own, as a district in a larger fund."""
    for one in results.funds.values():
        one["balance"] = one["reserve_months"] = np.full(len(YEARS), np.nan)
    results.alerts = ()
    return results


def expecting(written: dict[str, Any], results: Any) -> Any:
    """The same with something expected of it, given as it is written."""

    def outcome(one: Expectation) -> Outcome:
        values = results.funds[one.group][one.measure] if one.group else results.yearly[one.measure]
        return Outcome(one, values[one.first - YEARS[0] : one.last - YEARS[0] + 1])

    results.expectations = tuple(map(outcome, expectations_in(written)))
    return results


def compared(base: Any, *variants: Any, moved: list[tuple[str, Any]] | None = None) -> Any:
    """A comparison of made results."""
    difference = Comparison(base, variants).difference
    return SimpleNamespace(
        base=base, variants=variants, difference=difference, moved=lambda _: [Moved(*one) for one in moved or []]
    )
