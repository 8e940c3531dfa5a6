"""Every lever pulled in Meishan: what must hold for all of them is asked of each of these."""

from typing import NamedTuple

from actuary.analysis.effects import settings_of
from actuary.levers import lever_names
from actuary.results import Results
from actuary.units import Date
from tests.runs import ran


class Pull(NamedTuple):
    """A lever pulled in Meishan, and since when it may move anything."""

    name: str
    settings: tuple[str, ...]
    first: tuple[int, int]

    def run(self) -> Results:
        return ran("meishan", *(f"levers.{self.name}.{setting}" for setting in self.settings))

    @property
    def months_before(self) -> int:
        """Projected months before the first one it may move."""
        return 12 * (self.first[0] - 2020) + self.first[1] - 1


def pull(name: str, *settings: str, first: tuple[int, int]) -> Pull:
    return Pull(name, settings, first)


RATE = pull("contribution_rate", "employer.2027-04=+1 pp", first=(2027, 4))
WAIVER = pull("contribution_waiver", "share.2027-02=50 %", "share.2027-07=0 %", first=(2027, 2))
DEFERRAL = pull("contribution_deferral", "share.2027-02=50 %", "share.2027-07=0 %", first=(2027, 2))
DECLARED = pull("declared_base", "declared.2027-03=+5 pp", first=(2027, 3))
PREMIUM = pull("resident_financing", "premium.2028=450 元", first=(2028, 1))
SUBSIDY = pull("resident_financing", "subsidy.2028=900 元", first=(2028, 1))
FROZEN = pull("resident_financing", "premium_rise.2028=0 元", first=(2028, 1))
FASTER = pull("resident_financing", "subsidy_rise.2029=+10 元", first=(2029, 1))
INCOME_LINKED = pull("resident_financing", "premium_rise.2028=0 元", "premium_index.2028=100 %", first=(2028, 1))
CREDITING = pull("account_crediting", "employer_share.2027-05=10 %", first=(2027, 5))
MERGER = pull("maternity_merger", "merged.2020=no", "merged.2024-03=yes", first=(2020, 1))
LATER_MERGER = pull("maternity_merger", "merged.2020=no", "merged.2026=yes", first=(2020, 1))
RETIRED_PAY = pull("retiree_contribution", "rate.2028-07=2 %", first=(2028, 7))
BETTER_TERTIARY = pull("resident_benefits", "ratio.inpatient_tertiary.2027=+5 pp", first=(2027, 1))
HALF_AS_MUCH_AGAIN = pull("resident_benefits", "cap.outpatient.2027=+50 %", first=(2027, 1))
CHRONIC = pull("resident_benefits", "ratio.chronic_outpatient.2028=70 %", first=(2028, 1))
DEARER_TERTIARY = pull("employee_benefits", "deductible.inpatient_tertiary.2028=+100 元", first=(2028, 1))
HALF_AS_MUCH_AGAIN_AT_WORK = pull("employee_benefits", "cap.outpatient.2027=+50 %", first=(2027, 1))
RECOVERED = pull("one_off", "employee_income.2027-03=3000 万元", first=(2027, 3))
EPIDEMIC = pull("one_off", "resident_spending.2028=1.2 亿元", first=(2028, 1))
COLLECTED = pull("collection", "rate.2027-03=103 %", first=(2027, 3))
IN_ARREARS = pull("collection", "rate.2027-03=95 %", first=(2027, 3))
LATE = pull("collection", "rate.2027=90 %", "recovered.2027=100 %", "months.2027=2 months", first=(2027, 1))
BETTER_YIELD = pull("interest", "rate.2027-07=2 %", first=(2027, 7))
FROM_TREASURY = pull("treasury_support", "per_retired.2028-07=20 元", first=(2028, 7))
SPLIT = pull("subsidy_split", "central.2027=60 %", "province.2027=30 %", first=(2027, 1))
FLEXIBLE_BASE = pull("flexible_workers", "base.2027-05=+20 %", first=(2027, 5))
FLEXIBLE_RATE = pull("flexible_workers", "rate.2027-05=70 %", first=(2027, 5))
WON = pull("enrolment", "target.2027=95 %", "reached.2027=50 %", first=(2027, 1))
ASSISTED = pull("enrolment", "assisted.2027=100 %", first=(2027, 1))
CLEANED = pull("enrolment", "records_removed.2027=2 %", first=(2027, 1))
LEAVING = pull("resident_decline", "a_year.2027=2 万人", first=(2027, 1))
LEFT_BEHIND = pull("resident_decline", "a_year.2027=2 万人", "care_stays.2027=100 %", first=(2027, 1))
ARRIVING = pull("joining", "arriving.2027=2000 人", first=(2027, 1))
JOINING = pull("joining", "flexible.2027=1 %", first=(2027, 1))
WAITING = pull("continuous_cover", "waiting.2027=6 months", first=(2027, 1))
RECOGNISED = pull("contribution_years", "recognised.2027=50 %", "price.2027=3 万元", first=(2027, 1))
STEADIED = pull(
    "benefit_stabiliser",
    "low.resident.2027=4 months",
    "high.resident.2027=8 months",
    "step.resident.2027=1 %",
    "limit.resident.2027=5 %",
    first=(2027, 1),
)
FROZEN_BUDGET = pull("budget", "set.resident_inpatient.2027=yes", first=(2027, 1))
BY_INCOME = pull(
    "budget",
    "set.employee_inpatient.2028=yes",
    "income_share.employee_inpatient.2028=80 %",
    "surplus_kept.employee_inpatient.2028=40 %",
    first=(2028, 1),
)
SHARED_OVERRUN = pull(
    "budget",
    "set.resident_inpatient.2027=yes",
    "growth.resident_inpatient.2027== -10 %",
    "growth.resident_inpatient.2028=0 %",
    "overrun_shared.resident_inpatient.2027=50 %",
    "overrun_limit.resident_inpatient.2027=5 %",
    first=(2027, 1),
)
BED_DAYS = pull("payment_method", "bed_day.employee.2028=10 %", "bed_day_price.employee.2028=250 元", first=(2028, 1))
HEADS = pull(
    "payment_method", "capitation.resident.2027=50 %", "capitation_amount.resident.2027=60 元", first=(2027, 1)
)
AT_ONCE = pull("settlement", "at_once.resident_outpatient.2027=40 %", first=(2027, 1))
PREPAID = pull("settlement", "prepaid.resident_inpatient.2028=10 %", first=(2028, 1))
HELD_BACK = pull(
    "settlement", "held_back.employee_inpatient.2027=10 %", "held_back.employee_inpatient.2030=0 %", first=(2027, 1)
)
QUALITY = pull(
    "settlement",
    "quality_reserve.employee_inpatient.2027=5 %",
    "quality_score.employee_inpatient.2027=80 %",
    "clearing_month.2027=0",
    first=(2027, 1),
)
LONGER_LEAVE = pull("maternity_leave", "days.2027=188", first=(2027, 1))
FIXED_PRICE = pull("maternity_care", "delivery.2027=3000 元", first=(2027, 1))
BIRTH_BENEFIT = pull("maternity_care", "resident_birth.2027=1000 元", first=(2027, 1))
THIRD_UNPAID = pull("maternity_care", "third_child.2027=0 %", first=(2027, 1))
RETIREMENT = pull("retirement_age", "men.2028=65 years", first=(2028, 1))
DEARER_CRITICAL = pull("layer_financing", "from_pool.critical_illness.2027=+10 %", first=(2027, 1))
CIVIL_SERVANTS = pull("layer_benefits", "coverage.civil_servants.2028=10 %", first=(2028, 1))
CITY_PLAN = pull("layer_benefits", "coverage.commercial_insurance.2028=30 %", first=(2028, 1))
KINDER = pull(
    "layer_benefits", "assisted_deductible.critical_illness.2027=0 %", "assisted_ratio.critical_illness.2027=+10 pp",
    first=(2027, 1),
)  # fmt: skip
LAYERS_PULLED = [
    DEARER_CRITICAL,
    CIVIL_SERVANTS,
    CITY_PLAN,
    KINDER,
    pull("layer_benefits", "deductible.critical_illness.2028=20 %", first=(2028, 1)),
    pull("layer_benefits", "ratio.medical_assistance.2028=70 %", first=(2028, 1)),
    pull("layer_benefits", "cap.critical_illness.2028=1 times", first=(2028, 1)),
    pull("layer_financing", "own_premium.large_claims.2027=+20 %", first=(2027, 1)),
    pull("layer_financing", "public.medical_assistance.2028=0.3 %", first=(2028, 1)),
    pull("layer_financing", "gifts.medical_assistance.2027=+50 %", first=(2027, 1)),
]
"""What moves the layers after the basic one; most of it moves their funds alone."""
PULLS = [
    *LAYERS_PULLED,
    RATE,
    pull("contribution_rate", "employee.2030=3 %", first=(2030, 1)),
    WAIVER,
    DEFERRAL,
    pull("contribution_deferral", "share.2027=10 %", "months.2027=12 months", first=(2027, 1)),
    DECLARED,
    pull("declared_base", "floor.2027-03=70 %", first=(2027, 3)),
    pull("declared_base", "cap.2027-03=250 %", first=(2027, 3)),
    PREMIUM,
    SUBSIDY,
    FROZEN,
    FASTER,
    INCOME_LINKED,
    pull("resident_financing", "subsidy_index.2029=50 %", first=(2029, 1)),
    CREDITING,
    pull("account_crediting", "employee_share.2027-05=80 %", first=(2027, 5)),
    pull("account_crediting", "retired_credit.2027-05=+10 元", first=(2027, 5)),
    MERGER,
    RETIRED_PAY,
    pull("retiree_contribution", "rate.2028=2 %", "base.2028=100 %", first=(2028, 1)),
    RECOVERED,
    EPIDEMIC,
    pull("one_off", "employee_spending.2028-05=1 亿元", "employee_spending.2028=1.2 亿元", first=(2028, 1)),
    pull("one_off", "resident_income.2027=6000 万元", first=(2027, 1)),
    COLLECTED,
    IN_ARREARS,
    LATE,
    BETTER_YIELD,
    FROM_TREASURY,
    SPLIT,
    FLEXIBLE_BASE,
    FLEXIBLE_RATE,
    WON,
    ASSISTED,
    CLEANED,
    LEAVING,
    LEFT_BEHIND,
    ARRIVING,
    pull("joining", "arriving.2027=2000 人", "from_age.2027=0 years", "to_age.2027=5 years", first=(2027, 1)),
    JOINING,
    WAITING,
    RECOGNISED,
    STEADIED,
    FROZEN_BUDGET,
    BY_INCOME,
    SHARED_OVERRUN,
    pull(
        "payment_method",
        "covered.resident_inpatient.2028=75 %",
        "grouping.resident_inpatient.2028=95 %",
        "capitation.employee.2028=20 %",
        "capitation_amount.employee.2028=300 元",
        "layers.critical_illness.2028=100 %",
        first=(2028, 1),
    ),
    BED_DAYS,
    HEADS,
    AT_ONCE,
    PREPAID,
    HELD_BACK,
    QUALITY,
    RETIREMENT,
    pull("contribution_rate", "maternity.2027-04=1 %", first=(2027, 4)),
    LONGER_LEAVE,
    pull("maternity_leave", "difficult.2027=15", first=(2027, 1)),
    pull("maternity_leave", "further_child.2028=15", first=(2028, 1)),
    pull("maternity_leave", "third_child.2028=30", first=(2028, 1)),
    FIXED_PRICE,
    BIRTH_BENEFIT,
    THIRD_UNPAID,
    pull("maternity_care", "antenatal.2028=1000 元", first=(2028, 1)),
    pull(
        "deficit_cascade",
        "adjustment.resident.2027=50 %",
        "adjustment_months.resident.2027=2 months",
        "adjustment_size.resident.2027=6 months",
        "advance.employee.2027=6 months",
        "repaid.resident.2028=0 %",
        "overdue.resident.2027=1 month",
        "overdue_first.employee.2027=yes",
        first=(2027, 1),
    ),
    pull("retirement_age", "women.2028=58 years", first=(2028, 1)),
    pull("retirement_age", "women_cadres.2028=60 years", first=(2028, 1)),
]


def of_example(name: str) -> Pull:
    """A lever pulled as its own worked example pulls it: what a new lever gets before anybody writes more here."""
    settings = [setting.removeprefix(f"levers.{name}.") for setting in settings_of(name)]
    first = min(Date.read(setting.partition("=")[0].rpartition(".")[2]) for setting in settings)
    return pull(name, *settings, first=(first.year, first.month or 1))


PULLS += [of_example(name) for name in lever_names() if name not in {one.name for one in PULLS}]

SETS_ASIDE = {"deficit_cascade", "emergency_reserve"}
"""Levers that say what of a balance is free or what stands behind it, and move no line of the accounts."""
