"""What an area's documents say its funds pay of hospital cost, and what the base year's terms make of it."""

import pytest

from actuary.figures.single import figure
from tests.runs import ran

PUBLISHED = [
    ("kaizhou", "employee", "policy_ratio", "employee_policy_ratio_inpatient", 2020),
    ("kaizhou", "resident", "policy_ratio", "resident_policy_ratio_inpatient", 2020),
    ("jingzhou", "employee", "policy_ratio", "employee_policy_ratio_inpatient", 2020),
    ("jingzhou", "resident", "policy_ratio", "resident_policy_ratio_inpatient", 2020),
    ("jiangxi", "employee", "policy_ratio", "employee_policy_ratio_inpatient", 2020),
    ("jiangxi", "resident", "policy_ratio", "resident_policy_ratio_inpatient", 2020),
    ("meishan", "employee", "overall_ratio", "employee_overall_ratio", 2019),
    ("meishan", "resident", "overall_ratio", "resident_overall_ratio", 2019),
]
TOLERANCE = 0.0035
"""Terms are in whole yuan and tenths of a per cent; Meishan's residents have the report's own terms, not solved ones."""


@pytest.mark.parametrize(("area", "payer", "measure", "name", "year"), PUBLISHED)
def test_the_base_years_terms_pay_what_the_area_says(area: str, payer: str, measure: str, name: str, year: int) -> None:
    group = "employee_scheme" if payer == "employee" else payer
    found = float(ran(area).indicators[group][measure][0])
    assert found == pytest.approx(figure(name, area, year).value, abs=TOLERANCE)
