"""Small funds, drawn by hypothesis as the plain fund reads them, and packed as the kernel reads them.

What decides which way a fund goes (sizes, roles, dates, switches) is drawn one by one, so that hypothesis can
simplify it. The many figures behind come from one seed. Money is in small units, so that a millionth of a yuan is small
beside every sum.
"""

import functools
import itertools
import random
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from actuary.kernel import rows as r
from actuary.kernel.years import Books, Demography, Ledger, Population, Prices, Rules, project_money, project_people
from actuary.severity import LOG_LOW, LOG_STEP, curve
from tests.plain.layers import LAYERS

Plain = dict[str, Any]
"""A fund as the plain fund reads it, or a part of it."""
Array = NDArray[np.float64]

SEXES = ("men", "women")
PAYERS = ("employee", "resident")
CARE_LINES = ("employee_inpatient", "employee_outpatient", "resident_inpatient", "resident_outpatient")
POOLS = ("employee", "account", "resident", "maternity", "long_term_care")
DEGREES = ("moderate", "severe")
SETTINGS = tuple(f"{degree}_{place}" for degree in DEGREES for place in ("home", "community", "institution"))
LATE = ("inpatient", "outpatient", "maternity_medical", "maternity_allowance")
SEVERITIES = [("lognormal", 0.8), ("lognormal", 1.5), ("lognormal", 3.0), ("pareto", 1.5)]
LONGEST_DEFERRAL = 36
LAYER_RULES: dict[str, tuple[int, float, float]] = {
    "coverage": (r.LAYER_COVERAGE, 0.0, 1.0),
    "deductible": (r.LAYER_DEDUCTIBLE, 0.0, 0.5),
    "ratio": (r.LAYER_RATIO, 0.0, 1.0),
    "cap": (r.LAYER_CAP, 0.0, 2.0),
    "assisted_deductible": (r.LAYER_ASSISTED_DEDUCTIBLE, 0.0, 1.0),
    "assisted_ratio": (r.LAYER_ASSISTED_RATIO, 0.0, 0.5),
    "from_pool": (r.LAYER_FROM_POOL, 0.0, 0.05),
    "own_premium": (r.LAYER_OWN_PREMIUM, 0.0, 0.05),
    "public": (r.LAYER_PUBLIC, 0.0, 0.05),
    "gifts": (r.LAYER_GIFTS, 0.0, 0.05),
    "by_points": (r.LAYER_BY_POINTS, 0.0, 1.0),
}
"""Rules of the layers: the first row of each, and between which bounds they are drawn."""
STANDING = ("premium", "subsidy", "take_up", "insured", "assisted", "ahead", "take_up_of_assisted")

BY_MONTH: dict[str, tuple[int, float, float]] = {
    "employer_rate": (r.EMPLOYER_RATE, 0.0, 0.2),
    "employee_rate": (r.EMPLOYEE_RATE, 0.0, 0.1),
    "retired_rate": (r.RETIRED_RATE, 0.0, 0.1),
    "retired_base": (r.RETIRED_BASE, 0.0, 1.5),
    "retired_support": (r.RETIRED_SUPPORT, 0.0, 2.0),
    "maternity_rate": (r.MATERNITY_RATE, 0.0, 0.02),
    "employer_relief": (r.EMPLOYER_RELIEF, 0.0, 1.0),
    "deferred_share": (r.DEFERRED_SHARE, 0.0, 1.0),
    "deferral_months": (r.DEFERRAL_MONTHS, 1.0, LONGEST_DEFERRAL),
    "collection_rate": (r.COLLECTION_RATE, 0.3, 1.5),
    "arrears_recovered": (r.ARREARS_RECOVERED, 0.0, 1.0),
    "arrears_months": (r.ARREARS_MONTHS, 1.0, LONGEST_DEFERRAL),
    "declared_base": (r.DECLARED_BASE, 0.3, 1.5),
    "base_floor": (r.BASE_FLOOR, 0.0, 0.8),
    "base_cap": (r.BASE_CAP, 1.0, 5.0),
    "flexible_declared": (r.FLEXIBLE_DECLARED, 0.3, 2.0),
    "flexible_rate": (r.FLEXIBLE_RATE, 0.3, 1.5),
    "account_employee_share": (r.ACCOUNT_EMPLOYEE_SHARE, 0.0, 1.0),
    "account_employer_share": (r.ACCOUNT_EMPLOYER_SHARE, 0.0, 0.5),
    "account_retired_credit": (r.ACCOUNT_RETIRED_CREDIT, 0.0, 0.5),
    "interest_rate": (r.INTEREST_RATE, -0.05, 0.1),
    "employee_other_income": (r.EMPLOYEE_OTHER_INCOME, 0.0, 20.0),
    "employee_other_spending": (r.EMPLOYEE_OTHER_SPENDING, 0.0, 20.0),
    "resident_other_income": (r.RESIDENT_OTHER_INCOME, 0.0, 20.0),
    "resident_other_spending": (r.RESIDENT_OTHER_SPENDING, 0.0, 20.0),
    "nursing_pool_rate": (r.NURSING_POOL_RATE, 0.0, 0.02),
    "nursing_employer_rate": (r.NURSING_EMPLOYER_RATE, 0.0, 0.02),
}
"""Rules of a month: row, and between which bounds they are drawn. The merger of maternity is drawn apart."""

RULES_BY_YEAR: dict[str, tuple[int, float, float]] = {
    "years_recognised": (r.YEARS_RECOGNISED, 0.0, 1.0),
    "years_price": (r.YEARS_PRICE, 0.0, 50.0),
    "premium": (r.RESIDENT_PREMIUM, 0.0, 5.0),
    "premium_index": (r.RESIDENT_PREMIUM_INDEX, 0.0, 2.0),
    "premium_rise": (r.RESIDENT_PREMIUM_RISE, 0.0, 0.5),
    "subsidy": (r.RESIDENT_SUBSIDY, 0.0, 10.0),
    "subsidy_index": (r.RESIDENT_SUBSIDY_INDEX, 0.0, 2.0),
    "subsidy_rise": (r.RESIDENT_SUBSIDY_RISE, 0.0, 1.0),
    "central_share": (r.SUBSIDY_CENTRAL_SHARE, 0.0, 0.8),
    "province_share": (r.SUBSIDY_PROVINCE_SHARE, 0.0, 0.3),
    "records_removed": (r.RECORDS_REMOVED, 0.0, 0.3),
    "least_of_assisted": (r.ASSISTED_TAKE_UP, 0.0, 1.0),
    "enrolment_target": (r.ENROLMENT_TARGET, 0.0, 1.0),
    "newborns_enrolled": (r.NEWBORNS_ENROLLED, 0.0, 1.0),
    "enrolment_reached": (r.ENROLMENT_REACHED, 0.0, 1.0),
    "leave_days": (r.MATERNITY_LEAVE_DAYS, 0.0, 200.0),
    "difficult_days": (r.MATERNITY_DIFFICULT_DAYS, 0.0, 30.0),
    "multiple_days": (r.MATERNITY_MULTIPLE_DAYS, 0.0, 30.0),
    "third_days": (r.MATERNITY_THIRD_DAYS, 0.0, 60.0),
    "third_paid": (r.MATERNITY_THIRD_PAID, 0.0, 1.0),
    "delivery_limit": (r.DELIVERY_LIMIT, 0.0, 30.0),
    "antenatal_limit": (r.ANTENATAL_LIMIT, 0.0, 10.0),
    "resident_birth_benefit": (r.RESIDENT_BIRTH_BENEFIT, 0.0, 20.0),
    "nursing_offset": (r.NURSING_OFFSET, 0.0, 5.0),
}
BY_PART: dict[str, tuple[int, float, float, tuple[str, ...]]] = {
    "covered_share": (r.COVERED_SHARE, 0.0, 1.0, CARE_LINES),
    "grouping_rate": (r.GROUPING_RATE, 0.0, 1.0, CARE_LINES),
    "bed_day_share": (r.BED_DAY_SHARE, 0.0, 1.0, PAYERS),
    "bed_day_price": (r.BED_DAY_PRICE, 0.0, 3.0, PAYERS),
    "capitation_share": (r.CAPITATION_SHARE, 0.0, 1.0, PAYERS),
    "capitation_amount": (r.CAPITATION_AMOUNT, 0.0, 3.0, PAYERS),
    "budget_set": (r.BUDGET_SET, 0.0, 1.0, CARE_LINES),
    "budget_growth": (r.BUDGET_GROWTH, -0.5, 0.5, CARE_LINES),
    "budget_income_share": (r.BUDGET_INCOME_SHARE, -1.0, 1.0, CARE_LINES),
    "surplus_kept": (r.SURPLUS_KEPT, 0.0, 1.0, CARE_LINES),
    "overrun_shared": (r.OVERRUN_SHARED, 0.0, 1.0, CARE_LINES),
    "overrun_limit": (r.OVERRUN_LIMIT, 0.0, 0.5, CARE_LINES),
    "held_back": (r.HELD_BACK, 0.0, 0.4, CARE_LINES),
    "quality_reserve": (r.QUALITY_RESERVE, 0.0, 0.3, CARE_LINES),
    "quality_score": (r.QUALITY_SCORE, 0.0, 1.0, CARE_LINES),
    "paid_at_once": (r.PAID_AT_ONCE, 0.0, 0.3, CARE_LINES),
    "prepaid_share": (r.PREPAID_SHARE, 0.0, 1.0, CARE_LINES),
    "stabiliser_low": (r.STABILISER_LOW, 0.0, 12.0, PAYERS),
    "stabiliser_high": (r.STABILISER_HIGH, 12.0, 24.0, PAYERS),
    "stabiliser_step": (r.STABILISER_STEP, 0.0, 0.2, PAYERS),
    "stabiliser_limit": (r.STABILISER_LIMIT, 0.0, 0.4, PAYERS),
    "nursing_coverage": (r.NURSING_COVERAGE, 0.0, 1.0, PAYERS),
    "nursing_from_pool": (r.NURSING_FROM_POOL, 0.0, 2.0, PAYERS),
    "nursing_own": (r.NURSING_OWN, 0.0, 2.0, PAYERS),
    "nursing_subsidy": (r.NURSING_SUBSIDY, 0.0, 2.0, PAYERS),
    "nursing_price": (r.NURSING_PRICE, 0.0, 10.0, SETTINGS),
    "nursing_ratio": (r.NURSING_RATIO, 0.0, 1.0, SETTINGS),
}
"""Rules by payer, line of care or setting: the first of their rows, bounds, parts. One below nothing says nothing."""
RULES_BY_YEAR |= {
    f"{name}.{part}": (row + i, low, high)
    for name, (row, low, high, parts) in BY_PART.items()
    for i, part in enumerate(parts)
} | {"clearing_month": (r.CLEARING_MONTH, 0.0, 12.999)}
BASIS_BY_YEAR: dict[str, tuple[int, float, float]] = {
    "wage": (r.WAGE, 0.0, 100.0),
    "income_before": (r.INCOME_BEFORE, 0.0, 60.0),
    "premium_growth": (r.PREMIUM_GROWTH, -0.1, 0.2),
    "subsidy_growth": (r.SUBSIDY_GROWTH, -0.1, 0.2),
    "birth_cost": (r.BIRTH_COST, 0.0, 30.0),
    "elsewhere": (r.ELSEWHERE, 0.0, 1.0),
    "take_up_shift": (r.TAKE_UP_SHIFT, -1.0, 1.0),
    "account_use": (r.ACCOUNT_USE, 0.5, 1.5),
}
FIXED: dict[str, tuple[int, float, float]] = {
    "payroll_level": (r.PAYROLL_LEVEL, 0.5, 1.5),
    "maternity_level": (r.MATERNITY_LEVEL, 0.5, 1.5),
    "account_credit_level": (r.ACCOUNT_CREDIT_LEVEL, 0.5, 1.5),
    "account_draw": (r.ACCOUNT_DRAW, 0.0, 1.0),
    "resident_income_level": (r.RESIDENT_INCOME_LEVEL, 0.5, 1.5),
    "maternity_claims": (r.MATERNITY_CLAIMS, 0.0, 1.0),
    "take_up_logit": (r.TAKE_UP_LOGIT, -1.0, 4.0),
    "take_up_response": (r.TAKE_UP_RESPONSE, -20.0, 0.0),
    "base_take_up": (r.BASE_TAKE_UP, 0.5, 1.0),
    "selection": (r.SELECTION, 0.3, 1.0),
    "enterprise_share": (r.ENTERPRISE_SHARE, 0.0, 1.0),
    "flexible_base": (r.FLEXIBLE_BASE, 0.3, 1.0),
    "antenatal_share": (r.ANTENATAL_SHARE, 0.0, 1.0),
    "difficult_births": (r.DIFFICULT_BIRTHS, 0.0, 1.0),
    "further_children": (r.FURTHER_CHILDREN, 0.0, 0.1),
    "third_births": (r.THIRD_BIRTHS, 0.0, 1.0),
    "nursing_claims": (r.NURSING_CLAIMS, 0.0, 1.0),
    "nursed_home": (r.NURSED_AT_HOME, 0.0, 1.0),
    "nursed_community": (r.NURSED_IN_COMMUNITY, 0.0, 1.0),
    "nursed_institution": (r.NURSED_IN_INSTITUTION, 0.0, 1.0),
    "allowance_drawn": (r.ALLOWANCE_DRAWN, 0.0, 1.0),
    "cadre_share": (r.CADRE_SHARE, 0.0, 1.0),
    "pensioned_share": (r.PENSIONED_SHARE, 0.0, 1.0),
    "take_up_ceiling": (r.TAKE_UP_CEILING, 0.8, 1.0),
    "volume_response": (r.VOLUME_RESPONSE, 0.0, 1.0),
    "cost_response": (r.COST_RESPONSE, 0.0, 1.0),
    "refusal_response": (r.REFUSAL_RESPONSE, 0.0, 1.0),
}


class SmallFund(dict[str, Any]):
    """A fund as the plain fund reads it, shown in a line: what hypothesis drew one by one says the rest."""

    def __repr__(self) -> str:
        what = f"{len(self['statuses'])} statuses, ages to {self['oldest']}, {len(self['services'])} services"
        return f"<fund: {self['last']} years, {what}>"


class Packed(NamedTuple):
    """A fund as the kernel reads it."""

    start: Array
    last: int
    rules: Rules
    demography: Demography
    prices: Prices
    books: Books

    def run(self) -> tuple[Population, Ledger]:
        """People and money of all years."""
        people = project_people(self.start, 1, self.last, self.rules, self.demography)
        return people, project_money(self.books, 1, self.last, self.rules, self.prices, people)


@st.composite
def funds(draw: st.DrawFn) -> Plain:
    """Any small fund: maternity may be merged in any month, and more people may want to leave than there are."""
    last = draw(st.integers(1, 4), label="years")
    oldest = draw(st.integers(2, 12), label="oldest age")
    names = "abcdef"[: draw(st.integers(2, 6), label="statuses")]
    statuses = {name: draw(natures(names), label=name) for name in names}
    services = draw(st.sampled_from([1, 2, 3, 7]), label="services")
    rng = random.Random(draw(st.integers(0, 2**32 - 1), label="seed"))
    zeros = draw(st.sampled_from([0.0, 0.1, 0.5]), label="share of figures that are zero")

    def figure(low: float, high: float) -> float:
        return max(low, 0.0) if rng.random() < zeros else rng.uniform(low, high)

    cells = [(sex, age) for sex in SEXES for age in range(oldest + 1)]
    moves = draw(st.lists(st.tuples(st.sampled_from(names), st.sampled_from(names)), max_size=3), label="moves")
    treated = [(payer, f"service {k}") for payer in PAYERS for k in range(services)]
    take_up_moves = draw(st.booleans(), label="take-up answers to the premium")
    month = st.integers(0, 12 * last + 12)
    changes = draw(st.tuples(month, month), label="the law changes in months")
    lag = shares(rng, draw(st.integers(1, 6), label="months of lag"))
    merged_from = draw(month, label="maternity merged from month")
    years = [a_year(figure, rng, oldest, cells, moves, treated) for _ in range(last + 2)]
    for year, following in itertools.pairwise(years):
        following |= {what: year[what] for what in ("premium", "subsidy") if rng.random() < 0.5}  # then they go on
    fund: Plain = SmallFund(
        {
            "last": last,
            "oldest": oldest,
            "statuses": statuses,
            "born_into": draw(st.sampled_from(names), label="born into"),
            "people": {(name, *cell): figure(0, 10) for name in names for cell in cells},
            "student": {age: rng.choice([0.0, 1.0]) for age in range(oldest + 1)},
            "years": years,
            "months": a_law(figure, rng, changes, 12 * (last + 2), merged_from),
            "services": {f"service {k}": a_service(figure, rng, cells) for k in range(services)},
            "disability": {degree: {cell: figure(0, 0.5) for cell in cells} for degree in DEGREES},
            "wage_severity": rng.choice(SEVERITIES),
            "annual_severity": rng.choice(SEVERITIES),
            "fixed": {name: figure(low, high) for name, (_, low, high) in FIXED.items()},
            "lag": lag,
            "premium_timing": premium_timing(rng),
            "subsidy_timing": dict(zip(range(1, 13), shares(rng, 12), strict=True)),
            "books": a_balance_sheet(figure, rng, len(lag)),
        }
    )
    fund["fixed"]["cost_level"] = {payer: figure(0.5, 1.5) for payer in PAYERS}
    fund["fixed"]["length_of_stay"] = {payer: figure(1, 10) for payer in PAYERS}
    if not take_up_moves:
        fund["fixed"] |= {"take_up_response": 0.0, "selection": 1.0}
    return fund


@functools.cache
def natures(names: str) -> st.SearchStrategy[Plain]:
    """What a status is: any payer or none, any work, and whether (and to what) it retires."""
    ways_out = st.one_of(st.just((None, None)), st.tuples(st.sampled_from(names), st.sampled_from(names)))
    return st.builds(
        lambda payer, employed, on_wage, assisted, way_out: {
            "payer": payer,
            "employed": employed,
            "on_wage": on_wage,
            "assisted": assisted,
            "retires_to": way_out[0],
            "lapses_to": way_out[1],
        },
        st.sampled_from(["employee", "resident", None]),
        st.booleans(),
        st.booleans(),
        st.booleans(),
        ways_out,
    )


def shares(rng: random.Random, count: int) -> list[float]:
    """Shares that add up to one."""
    parts = [rng.random() for _ in range(count)]
    return [part / sum(parts) for part in parts]


def premium_timing(rng: random.Random) -> Plain:
    """When the own premium comes in: from some month of the year before on, and during the year of cover."""
    early = rng.randint(0, 6)
    parts = shares(rng, early + 12)
    return {
        "before": dict(zip(range(13 - early, 13), parts[:early], strict=True)),
        "during": dict(zip(range(1, 13), parts[early:], strict=True)),
    }


def a_year(
    figure: Callable[[float, float], float],
    rng: random.Random,
    oldest: int,
    cells: list[tuple[str, int]],
    moves: list[tuple[str, str]],
    treated: list[tuple[str, str]],
) -> Plain:
    """What is drawn anew for each year."""
    bounds = RULES_BY_YEAR | BASIS_BY_YEAR
    return {name: figure(low, high) for name, (_, low, high) in bounds.items()} | {
        "retirement_age": {who: rng.uniform(0, oldest + 2) for who in ("men", "women", "women_cadres")},
        "lived": {sex: sorted((rng.uniform(0.1, 1) for _ in range(oldest + 1)), reverse=True) for sex in SEXES},
        "fertility": [figure(0, 0.3) for _ in range(oldest + 1)],
        "boys": rng.uniform(0.4, 0.6),
        "newborn_alive": {sex: rng.uniform(0.8, 1) for sex in SEXES},
        "migrants": {cell: figure(-10, 10) for cell in cells},
        "moves": [
            {"from": out_of, "to": into, "share": {cell: figure(0, 0.5) for cell in cells}} for out_of, into in moves
        ],
        "use": {key: figure(0.5, 2) for key in treated},
        "price": {key: figure(0.5, 2) for key in treated},
        "scope": {key: figure(0.5, 1) for key in treated},
        "payment": {key: figure(0.5, 1.2) for key in treated},
        "deductible": {key: figure(0, 10) for key in treated},
        "ratio": {key: figure(0.1, 1) if rng.random() < 0.9 else 0.0 for key in treated},
        "cap": {key: figure(0, 100) for key in treated},
        "annual_cap": {payer: figure(0, 1) for payer in PAYERS},
        "layers": {
            (layer, rule): figure(low, high) for layer in LAYERS for rule, (_, low, high) in LAYER_RULES.items()
        },
    }


def a_law(
    figure: Callable[[float, float], float], rng: random.Random, changes: tuple[int, ...], count: int, merged_from: int
) -> list[Plain]:
    """The rules month by month: each begins somewhere and changes in one of the months of change."""
    months: list[Plain] = [{"maternity_merged": m >= merged_from} for m in range(count)]
    for name, (_, low, high) in BY_MONTH.items():
        change, before, after = rng.choice(changes), figure(low, high), figure(low, high)
        if name in ("deferral_months", "arrears_months"):
            before, after = max(1.0, before // 1), max(1.0, after // 1)
        for m in range(count):
            months[m][name] = before if m < change else after
    return months


def a_service(figure: Callable[[float, float], float], rng: random.Random, cells: list[tuple[str, int]]) -> Plain:
    """How often a service is used, what a case costs, how costs are spread, how much of them is in scope."""
    return {
        "frequency": {payer: figure(0, 0.5) for payer in PAYERS},
        "cost": {payer: figure(0, 20) for payer in PAYERS},
        "scope": {payer: figure(0.2, 1) for payer in PAYERS},
        "by_year": {payer: rng.random() < 0.4 for payer in PAYERS},
        "severity": {payer: rng.choice(SEVERITIES) for payer in PAYERS},
        "relativity": {cell: figure(0, 3) for cell in cells},
    }


def a_balance_sheet(figure: Callable[[float, float], float], rng: random.Random, lag: int) -> Plain:
    """How the books stand at the end of the base year: money or debts, bills of the last months, promises, premiums."""
    return {
        "balance": {pool: figure(-500, 2000) for pool in POOLS},
        "bills": {
            (pool, line): [figure(0, 100) if pool not in ("account", "long_term_care") else 0.0 for _ in range(lag)]
            for pool in POOLS
            for line in LATE
        },
        "promised": [(wait, figure(0, 50)) for wait in range(1, LONGEST_DEFERRAL + 1)],
        "ahead": figure(0, 100),
        "premium": figure(0, 5),
        "subsidy": figure(0, 10),
        "take_up": rng.uniform(0.2, 1),
        "insured": figure(0, 300),
        "assisted": figure(0, 50),
        "funds": {layer: figure(-50, 200) for layer in LAYERS},
        "take_up_of_assisted": rng.uniform(0.2, 1),
        "due_before": {line: figure(0, 500) for line in CARE_LINES},
        "income_before": {payer: figure(0, 1000) for payer in PAYERS},
        "spending_before": {payer: figure(0, 1000) for payer in PAYERS},
        "shift": {payer: rng.uniform(-0.2, 0.2) for payer in PAYERS},
        "held": {line: figure(0, 100) for line in CARE_LINES},
        "holding": dict.fromkeys(CARE_LINES, 0.0),
    }


@functools.cache
def curve_of(law: str, cv: float) -> Array:
    """The table of a severity, made once."""
    return curve(law, cv)


def packed(fund: Plain) -> Packed:
    """The same fund as arrays."""
    names, years = list(fund["statuses"]), fund["years"]
    ages, services = range(fund["oldest"] + 1), list(fund["services"])
    pairs = [(payer, service) for payer in PAYERS for service in services]

    def cells(values: Plain) -> Array:
        return np.array([[values[sex, age] for age in ages] for sex in SEXES])

    def every_year(values: Callable[[Plain], Any]) -> Array:
        return np.array([values(year) for year in years], dtype=float)

    law_year = np.zeros((r.LAW_YEAR_ROWS, len(years)))
    for row, who in enumerate(("men", "women", "women_cadres")):
        law_year[r.RETIREMENT_AGE_MEN + row] = every_year(lambda y, who=who: y["retirement_age"][who])
    for name, (row, _, _) in RULES_BY_YEAR.items():
        law_year[row] = every_year(lambda y, name=name: y[name])
    basis_year = np.zeros((r.USE + r.INDICES * len(pairs), len(years)))
    for name, (row, _, _) in BASIS_BY_YEAR.items():
        basis_year[row] = every_year(lambda y, name=name: y[name])
    for i, key in enumerate(pairs):
        for index, what in enumerate(("use", "price", "scope", "payment")):
            basis_year[r.USE + index * len(pairs) + i] = every_year(lambda y, what=what, key=key: y[what][key])
        block, service = divmod(i, len(services))
        for part, what in enumerate(("deductible", "ratio", "cap")):
            row = r.DEDUCTIBLE + block * r.PAYER_ROWS + part * len(services) + service
            law_year[row] = every_year(lambda y, what=what, key=key: y[what][key])
    for p, payer in enumerate(PAYERS):
        law_year[r.ANNUAL_CAP + p] = every_year(lambda y, payer=payer: y["annual_cap"][payer])
    for rule, (row, _, _) in LAYER_RULES.items():
        for i, layer in enumerate(LAYERS):
            law_year[row + i] = every_year(lambda y, key=(layer, rule): y["layers"][key])
    law_month = np.zeros((r.LAW_MONTH_ROWS, len(fund["months"])))
    for name, (row, _, _) in BY_MONTH.items():
        law_month[row] = [month[name] for month in fund["months"]]
    law_month[r.MATERNITY_MERGED] = [float(month["maternity_merged"]) for month in fund["months"]]
    fixed = np.zeros(r.FIXED_ROWS)
    for name, (row, _, _) in FIXED.items():
        fixed[row] = fund["fixed"][name]
    for p, payer in enumerate(PAYERS):
        fixed[r.COST_LEVEL + p] = fund["fixed"]["cost_level"][payer]
        fixed[r.LENGTH_OF_STAY + p] = fund["fixed"]["length_of_stay"][payer]

    demography = Demography(
        survival=every_year(lambda y: [survival(y["lived"][sex]) for sex in SEXES]),
        fertility=every_year(lambda y: y["fertility"]),
        newborn=every_year(lambda y: [y["boys"], y["newborn_alive"]["men"], y["newborn_alive"]["women"]]),
        migrants=every_year(lambda y: cells(y["migrants"])),
        move_from=np.array([names.index(m["from"]) for m in years[0]["moves"]], dtype=np.int64),
        move_to=np.array([names.index(m["to"]) for m in years[0]["moves"]], dtype=np.int64),
        move_rate=every_year(lambda y: [cells(m["share"]) for m in y["moves"]]).reshape(len(years), -1, 2, len(ages)),
        relativity=np.array(
            [cells(fund["services"][service]["relativity"]) for service in services]
            + [cells(share) for share in fund["disability"].values()]
        ),
        student_age=np.array([fund["student"][age] for age in ages]),
    )
    timing = fund["premium_timing"]
    prices = Prices(
        services=np.array(
            [
                [
                    [fund["services"][s][what][payer] for what in ("frequency", "cost", "scope", "by_year")]
                    for s in services
                ]
                for payer in PAYERS
            ],
            dtype=float,
        ),
        curves=np.array([[curve_of(*fund["services"][s]["severity"][payer]) for s in services] for payer in PAYERS]),
        wage_curve=curve_of(*fund["wage_severity"]),
        grid=np.array([LOG_LOW, LOG_STEP]),
        lag=np.array(fund["lag"]),
        premium_timing=np.array([*timing["before"].values(), *timing["during"].values()]),
        subsidy_timing=np.array(list(fund["subsidy_timing"].values())),
        annual_curve=curve_of(*fund["annual_severity"]),
        serves=np.array([[float(payer in serves) for payer in PAYERS] for serves in LAYERS.values()]),
    )
    start = np.array([[[fund["people"][name, sex, age] for age in ages] for sex in SEXES] for name in names])
    rules = Rules(law_year, law_month, basis_year, fixed, roles_of(fund))
    return Packed(start, fund["last"], rules, demography, prices, opening(fund["books"]))


def survival(lived: list[float]) -> list[float]:
    """L(x + 1) / L(x), and T(A) / (L(A - 1) + T(A)) for the last two ages."""
    into_open = lived[-1] / (lived[-2] + lived[-1])
    return [*(b / a for a, b in itertools.pairwise(lived[:-1])), into_open, into_open]


def roles_of(fund: Plain) -> Array:
    """roles[row, status]."""
    names = list(fund["statuses"])
    roles = np.full((r.ROLES, len(names)), -1.0)
    for s, nature in enumerate(fund["statuses"].values()):
        if nature["payer"] is not None:
            roles[r.PAYER, s] = PAYERS.index(nature["payer"])
        roles[r.EMPLOYED, s] = nature["employed"]
        roles[r.PAYS_ON_WAGE, s] = nature["on_wage"]
        roles[r.ASSISTED, s] = nature["assisted"]
        if nature["retires_to"] is not None:
            roles[r.RETIRES_TO, s] = names.index(nature["retires_to"])
            roles[r.LAPSES_TO, s] = names.index(nature["lapses_to"])
        roles[r.BORN_INTO, s] = names.index(fund["born_into"])
    return roles


def opening(books: Plain) -> Books:
    """The opening balance sheet; the kernel keeps the youngest bill first."""
    queue = np.array([[books["bills"][pool, line][::-1] for line in LATE] for pool in POOLS])
    owed = np.array([yuan for _, yuan in books["promised"]])
    cover = [books[what] for what in STANDING]
    hospitals = [books[what].values() for what in ("due_before", "income_before", "spending_before", "shift", "held")]
    standing = np.array([*cover, *itertools.chain.from_iterable(hospitals), *books["funds"].values()])
    return Books(np.array([books["balance"][pool] for pool in POOLS]), queue, owed, standing)
