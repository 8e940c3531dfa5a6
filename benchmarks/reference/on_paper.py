"""A scenario as the plain fund of the tests reads it: dicts with names in place of packed arrays."""

from typing import Any

import numpy as np

from actuary.axes import AGES, BORN_INTO, DISABILITY, OLDEST, PAYERS, SERVICES, STATUS_NAMES, STATUSES
from actuary.basis.illness import WAGE_LAW
from actuary.kernel import rows as r
from actuary.kernel.years import Ledger, Population
from actuary.law import RULES, Array
from actuary.results import LINES
from actuary.scenario.loading import load
from benchmarks.case import Case
from tests.plain.care import PAYERS as PLAIN_PAYERS
from tests.plain.fund import project
from tests.plain.layers import LAYERS, TERMS
from tests.plain.money import LATE, POOLS
from tests.plain.nursing import PLACES
from tests.plain.people import SEXES
from tests.plain.purchasing import LINES as LINES_OF_CARE

Fund = dict[str, Any]
Projected = tuple[list[Fund], list[Fund]]

LAW_OF_YEAR = {
    "years_recognised": "years_recognised",
    "years_price": "years_price",
    "premium": "resident_premium",
    "premium_index": "resident_premium_index",
    "premium_rise": "resident_premium_rise",
    "subsidy": "resident_subsidy",
    "subsidy_index": "resident_subsidy_index",
    "subsidy_rise": "resident_subsidy_rise",
    "central_share": "subsidy_central_share",
    "province_share": "subsidy_province_share",
    "records_removed": "records_removed",
    "least_of_assisted": "assisted_take_up",
    "enrolment_target": "enrolment_target",
    "newborns_enrolled": "newborns_enrolled",
    "enrolment_reached": "enrolment_reached",
    "leave_days": "maternity_leave_days",
    "difficult_days": "maternity_difficult_days",
    "multiple_days": "maternity_multiple_days",
    "third_days": "maternity_third_days",
    "third_paid": "maternity_third_paid",
    "delivery_limit": "delivery_limit",
    "antenatal_limit": "antenatal_limit",
    "resident_birth_benefit": "resident_birth_benefit",
    "nursing_offset": "nursing_offset",
    "clearing_month": "clearing_month",
}
LAW_BY_PART = tuple(name for name, rule in RULES.items() if rule.by in ("payer", "line", "setting"))
BASIS_OF_YEAR = (
    "wage",
    "income_before",
    "premium_growth",
    "subsidy_growth",
    "birth_cost",
    "elsewhere",
    "take_up_shift",
    "lost_with_care",
    "lost_without_care",
    "account_use",
)
FIXED = (
    "payroll_level", "maternity_level", "account_credit_level", "account_draw", "resident_income_level",
    "maternity_claims", "take_up_logit", "take_up_response", "base_take_up", "selection", "enterprise_share",
    "flexible_base", "antenatal_share", "difficult_births", "further_children", "third_births", "nursing_claims",
    "allowance_drawn", "cadre_share", "pensioned_share", "take_up_ceiling", "volume_response", "cost_response",
    "refusal_response",
)  # fmt: skip


def projected(fund: Fund) -> Projected:
    """Years and months by the plain fund."""
    result: Projected = project(fund)  # type: ignore[no-untyped-call]
    return result


def check(kernel: tuple[Population, Ledger], plain: Projected) -> None:
    """Raises AssertionError unless people, every line of every pool and the balances agree: to 1e-9, or a yuan."""
    people, ledger = kernel
    years, months = plain
    for i, year in enumerate(years, start=1):
        cells = [[[year["people"][name, sex, age] for age in AGES] for sex in SEXES] for name in STATUS_NAMES]
        np.testing.assert_allclose(people.people[i], cells, rtol=1e-9, atol=1e-6, err_msg=f"people of year {i}")
        paid = [amounts["to_patients"] for amounts in year["layers"]["funds"].values()]
        layers = ledger.yearly[i - 1, r.TO_PATIENTS : r.TO_PATIENTS + r.LAYERS]
        np.testing.assert_allclose(layers, paid, rtol=1e-9, atol=1.0, err_msg=f"layers of year {i}")
    for line, row in LINES.items():
        flows = [[month["flows"][pool, line] for pool in POOLS] for month in months]
        np.testing.assert_allclose(ledger.flows[:, :, row], flows, rtol=1e-9, atol=1.0, err_msg=line)
    balances = [[month["balance"][pool] for pool in POOLS] for month in months]
    np.testing.assert_allclose(ledger.stocks[:, :, r.BALANCE], balances, rtol=1e-9, atol=1.0, err_msg="balance")


def written_out(case: Case) -> Fund:
    """The whole case on paper."""
    start, demography, prices = case.inputs.start, case.inputs.demography, case.inputs.prices
    early = prices.premium_timing.size - 12
    timing = prices.premium_timing.tolist()
    fixed = {name: float(case.basis.fixed[getattr(r, name.upper())]) for name in FIXED}
    stays = case.basis.fixed[r.LENGTH_OF_STAY : r.LENGTH_OF_STAY + len(PAYERS)].tolist()
    nursed = case.basis.fixed[r.NURSED_AT_HOME : r.NURSED_IN_INSTITUTION + 1].tolist()
    fixed |= {f"nursed_{place}": share for place, share in zip(PLACES, nursed, strict=True)}
    levels = case.basis.fixed[r.COST_LEVEL : r.COST_LEVEL + len(PAYERS)].tolist()
    return {
        "last": case.years,
        "oldest": OLDEST,
        "statuses": {
            s.name: {
                "payer": s.payer, "employed": s.employed, "on_wage": s.pays_on_wage, "assisted": s.assisted,
                "retires_to": s.retires_to, "lapses_to": s.lapses_to,
            }
            for s in STATUSES
        },
        "born_into": BORN_INTO,
        "people": {
            (name, *cell): persons
            for name, matrix in zip(STATUS_NAMES, start, strict=True)
            for cell, persons in _cells(matrix).items()
        },
        "student": dict(enumerate(demography.student_age.tolist())),
        "years": [_year(case, t) for t in range(case.years + 2)],
        "months": [
            {name: float(getattr(case.law, name)[m]) for name, rule in RULES.items() if rule.period == "month"}
            for m in range(12 * (case.years + 2))
        ],
        "services": {service: _service(case, k) for k, service in enumerate(SERVICES)},
        "annual_severity": (load(case.name).behaviour.severity, case.basis.known.value("severity_cv_annual")),
        "disability": {
            degree: _cells(demography.relativity[len(SERVICES) + i]) for i, degree in enumerate(DISABILITY)
        },
        "wage_severity": (WAGE_LAW, case.basis.known.value("wage_cv")),
        "fixed": {
            **fixed,
            "cost_level": dict(zip(PLAIN_PAYERS, levels, strict=True)),
            "length_of_stay": dict(zip(PLAIN_PAYERS, stays, strict=True)),
        },
        "lag": prices.lag.tolist(),
        "premium_timing": {
            "before": dict(zip(range(13 - early, 13), timing[:early], strict=True)),
            "during": dict(zip(range(1, 13), timing[early:], strict=True)),
        },
        "subsidy_timing": dict(zip(range(1, 13), prices.subsidy_timing.tolist(), strict=True)),
        "books": _books(case),
    }  # fmt: skip


def _year(case: Case, t: int) -> Fund:
    law, demography, basis_year = case.law, case.inputs.demography, case.basis.basis_year
    boys, boys_alive, girls_alive = demography.newborn[t].tolist()
    pairs = [(payer, service) for payer in PLAIN_PAYERS for service in SERVICES]
    names = ("use", "price", "scope", "payment")
    indices = dict(zip(names, basis_year[r.USE :, t].reshape(r.INDICES, len(pairs)).tolist(), strict=True))
    benefit = {
        what: [float(getattr(law, f"{payer}_{what}")[k, t]) for payer in PLAIN_PAYERS for k in range(len(SERVICES))]
        for what in ("deductible", "ratio", "cap")
    }
    return {
        **{name: float(getattr(law, rule)[t]) for name, rule in LAW_OF_YEAR.items()},
        **{
            f"{rule}.{part}": float(getattr(law, rule)[i, t])
            for rule in LAW_BY_PART
            for i, part in enumerate(RULES[rule].parts)
        },
        **{name: float(basis_year[getattr(r, name.upper()), t]) for name in BASIS_OF_YEAR},
        **{what: dict(zip(pairs, values, strict=True)) for what, values in {**indices, **benefit}.items()},
        "annual_cap": dict(zip(PLAIN_PAYERS, law.annual_cap[:, t].tolist(), strict=True)),
        "layers": {
            (layer, rule): float(getattr(law, f"layer_{rule}")[i, t])
            for i, layer in enumerate(LAYERS)
            for rule in TERMS
        },
        "retirement_age": {
            who: float(getattr(law, f"retirement_age_{who}")[t]) for who in ("men", "women", "women_cadres")
        },
        "lived": {sex: _lived(demography.survival[t, x]) for x, sex in enumerate(SEXES)},
        "fertility": demography.fertility[t].tolist(),
        "boys": boys,
        "newborn_alive": {"men": boys_alive, "women": girls_alive},
        "migrants": _cells(demography.migrants[t]),
        "moves": [
            {"from": STATUS_NAMES[out_of], "to": STATUS_NAMES[into], "share": _cells(rate)}
            for out_of, into, rate in zip(
                demography.move_from, demography.move_to, demography.move_rate[t], strict=True
            )
        ],
    }


def _lived(survival: Array) -> list[float]:
    """Person-years lived at each age, the first one 1, from the shares that survive a year; the open age at the end."""
    closed = np.concatenate([[1.0], np.cumprod(survival[:-2])]).tolist()
    return [*closed, closed[-1] * float(survival[-1] / (1.0 - survival[-1]))]


def _service(case: Case, k: int) -> Fund:
    of = {payer: case.inputs.prices.services[p, k].tolist() for p, payer in enumerate(PLAIN_PAYERS)}
    by_year = {payer: rows[r.BY_YEAR] == 1.0 for payer, rows in of.items()}
    cv = {True: "severity_cv_year", False: "severity_cv_admission"}
    law = load(case.name).behaviour.severity
    return {
        "frequency": {payer: rows[r.FREQUENCY] for payer, rows in of.items()},
        "cost": {payer: rows[r.COST] for payer, rows in of.items()},
        "scope": {payer: rows[r.SCOPE] for payer, rows in of.items()},
        "by_year": by_year,
        "severity": {payer: (law, case.basis.known.value(cv[yearly])) for payer, yearly in by_year.items()},
        "relativity": _cells(case.inputs.demography.relativity[k]),
    }


def _books(case: Case) -> Fund:
    """The opening balance sheet; the kernel keeps the youngest bill first, paper the oldest."""
    books = case.basis.books
    bills = books.queue[:, :, ::-1].tolist()
    names = ("premium", "subsidy", "take_up", "insured", "assisted", "ahead", "take_up_of_assisted")
    return {
        "balance": dict(zip(POOLS, books.balances.tolist(), strict=True)),
        "bills": {(pool, line): bills[p][i] for p, pool in enumerate(POOLS) for i, line in enumerate(LATE)},
        "promised": list(enumerate(books.owed.tolist(), start=1)),
        **dict(zip(names, books.standing.tolist(), strict=False)),
        **_of_hospitals(books.standing),
        "funds": dict(zip(LAYERS, books.standing[r.FUND_NOW :].tolist(), strict=True)),
    }


def _of_hospitals(standing: Array) -> Fund:
    """What budgets go by, and what of last year's bills is held back."""
    blocks = {
        "due_before": (r.DUE_BEFORE, LINES_OF_CARE), "income_before": (r.INCOME_BEFORE_OF_POOL, PLAIN_PAYERS),
        "spending_before": (r.SPENDING_BEFORE, PLAIN_PAYERS), "shift": (r.SHIFT_NOW, PLAIN_PAYERS),
        "held": (r.HELD_NOW, LINES_OF_CARE),
    }  # fmt: skip
    told = {
        name: dict(zip(parts, standing[row : row + len(parts)].tolist(), strict=True))
        for name, (row, parts) in blocks.items()
    }
    return {**told, "holding": dict.fromkeys(LINES_OF_CARE, 0.0)}


def _cells(matrix: Array) -> dict[tuple[str, int], float]:
    """[sex, age] by name."""
    return {(sex, age): value for sex, row in zip(SEXES, matrix.tolist(), strict=True) for age, value in enumerate(row)}
