"""What a small fund is made of: the kernel's row of every figure, and between which bounds it is drawn."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from actuary.kernel import rows as r

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
    "lost_with_care": (r.LOST_WITH_CARE, 0.0, 3.0),
    "lost_without_care": (r.LOST_WITHOUT_CARE, 0.0, 3.0),
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
