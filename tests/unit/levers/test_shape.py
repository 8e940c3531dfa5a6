"""Steps as they are written, and what they do to a rule."""

import numpy as np
import pytest
from pydantic import ValidationError

from actuary.axes import SERVICES, Calendar
from actuary.enactment import law_in_force
from actuary.law import Law
from actuary.levers import lever
from actuary.levers.shape import OutOfBounds, Refused, Step, paid_once, read_steps, stepped
from actuary.units import Date, Quantity

CALENDAR = Calendar(2024, 2026)
"""Laid out over 2024 to 2027: 48 months, 4 years."""


def law(**rules: list[float]) -> Law:
    return law_in_force("china", CALENDAR)._replace(**{name: np.array(values) for name, values in rules.items()})


def after(rule: str, before: list[float], written: str | dict[str, str]) -> list[float]:
    """A rule after the steps as they are written."""
    return stepped(law(**{rule: before}), rule, read_steps(written, rule), CALENDAR).tolist()


def test_one_value_is_a_step_without_a_date() -> None:
    assert read_steps("9 %", "employer_rate") == (Step(None, Quantity(0.09, ""), "9 %"),)


def test_steps_stand_in_the_order_of_their_dates() -> None:
    steps = read_steps({"2027-02": "9 %", "2025": "8 %", "2026": "-1 pp"}, "employer_rate")
    assert [step.date for step in steps] == [Date(2025, None), Date(2026, None), Date(2027, 2)]
    assert [step.quantity.change for step in steps] == ["", "points", ""]


def test_a_level_holds_from_its_year_to_the_next_step() -> None:
    assert after("resident_subsidy", [600, 610, 620, 630], {"2025": "700 元", "2027": "800 元"}) == [600, 700, 700, 800]


def test_a_change_is_one_on_the_law_in_force_then() -> None:
    """Points and proportion follow the law's own course, and do not add up with the step before."""
    assert after("resident_subsidy", [600, 610, 620, 640], {"2025": "+10 元"}) == [600, 620, 630, 650]
    assert after("resident_subsidy", [600, 610, 620, 640], {"2025": "+10 元", "2027": "+5 %"}) == [600, 620, 630, 672]


def test_without_a_date_it_begins_with_the_first_projected_year() -> None:
    assert after("resident_subsidy", [600, 600, 600, 600], "700 元") == [600, 700, 700, 700]


def test_a_month_begins_in_that_month_and_a_year_in_its_january() -> None:
    rates = after("employer_rate", [0.06] * 48, {"2025-03": "7 %", "2026": "8 %"})
    assert rates == [0.06] * 14 + [0.07] * 10 + [0.08] * 24


def test_nothing_written_leaves_the_very_same_rule() -> None:
    unmoved = law()
    assert stepped(unmoved, "employer_rate", None, CALENDAR) is unmoved.employer_rate


@pytest.mark.parametrize("written", ["-7 pp", "+25 pp", {"2025": "-6.5 pp"}])
def test_a_change_out_of_the_bounds_says_which_they_are(written: str | dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"a share of covered wages, from 0 % to 30 %, after the change"):
        after("employer_rate", [0.06] * 48, written)


def paid(written: str | dict[str, str]) -> list[float]:
    """The employee pool's other spending by month, 2024 to 2027; 5 yuan a month are in the law."""
    rule = "employee_other_spending"
    return paid_once(law(**{rule: [5.0] * 48}), rule, read_steps(written, rule), CALENDAR).tolist()


def test_an_amount_paid_once_falls_in_its_month_or_is_its_years_sum() -> None:
    assert paid({"2025-02": "100 元"}) == [5.0] * 13 + [105.0] + [5.0] * 34
    assert paid({"2026": "1200 元"}) == [5.0] * 24 + [105.0] * 12 + [5.0] * 12


def test_amounts_paid_once_add_up_where_they_meet() -> None:
    assert paid({"2026": "1200 元", "2026-12": "50 元"}) == [5.0] * 24 + [105.0] * 11 + [155.0] + [5.0] * 12


def test_an_amount_paid_once_after_the_last_year_falls_nowhere() -> None:
    assert paid({"2040": "1200 元"}) == [5.0] * 48


@pytest.mark.parametrize("written", ["100 元", {"2025": "+100 元"}, {"2025-02": "-5 元"}, {"2025": "+10 %"}])
def test_an_amount_paid_once_has_a_date_and_no_sign(written: str | dict[str, str]) -> None:
    with pytest.raises(OutOfBounds, match="an amount without a sign, by its month or year"):
        paid(written)


def wrong(written: object, rule: str = "employer_rate") -> list[tuple[tuple[str, ...], bool]]:
    """Where steps are wrong, and whether it is the date that is."""
    try:
        read_steps(written, rule)
    except Refused as refused:
        return [(one.path, one.of_key) for one in refused.wrongs]
    return []


def test_all_that_is_wrong_in_a_field_is_told_at_once() -> None:
    written = {"2027": "7", "soon": "7 %", "2028": "7 %", "2029-13": "7 %", "2030": {"a": "7 %"}}
    assert wrong(written) == [(("2027",), False), (("soon",), True), (("2029-13",), True), (("2030",), False)]


@pytest.mark.parametrize("written", [{}, ["7 %"], None, 7])
def test_what_is_neither_a_value_nor_dates_is_refused(written: object) -> None:
    assert wrong(written) == [((), False)]


def test_a_rule_by_year_has_no_months() -> None:
    assert wrong({"2027-06": "450 元"}, "resident_premium") == [(("2027-06",), True)]
    assert wrong({"2027": "450 元"}, "resident_premium") == []


def test_by_service_each_has_its_steps_in_the_order_of_the_services() -> None:
    steps = read_steps({"outpatient": {"2026": "+5 pp", "2025": "60 %"}, "inpatient_primary": "90 %"}, "resident_ratio")
    assert [(step.part, step.text) for step in steps] == [
        ("inpatient_primary", "90 %"), ("outpatient", "60 %"), ("outpatient", "+5 pp"),
    ]  # fmt: skip
    assert [step.path for step in steps] == [("inpatient_primary",), ("outpatient", "2025"), ("outpatient", "2026")]


def test_a_step_of_a_service_moves_its_row_and_no_other() -> None:
    before = law()
    moved = stepped(before, "resident_cap", read_steps({"outpatient": {"2026": "+50 %"}}, "resident_cap"), CALENDAR)
    row = SERVICES.index("outpatient")
    assert (moved[row] / before.resident_cap[row]).tolist() == [1, 1, 1.5, 1.5]
    np.testing.assert_array_equal(np.delete(moved, row, axis=0), np.delete(before.resident_cap, row, axis=0))


def test_all_that_is_wrong_in_services_is_told_at_once() -> None:
    written = {"outpatient": {"2027": "60", "2028-01": "60 %"}, "2027": "60 %", "pharmacy": "200 %"}
    assert wrong(written, "resident_ratio") == [
        (("outpatient", "2027"), False), (("outpatient", "2028-01"), True), (("2027",), True), (("pharmacy",), False),
    ]  # fmt: skip


@pytest.mark.parametrize("written", [{}, "60 %", ["60 %"], None])
def test_what_names_no_service_is_refused(written: object) -> None:
    assert wrong(written, "resident_ratio") == [((), False)]


def test_a_lever_knows_its_fields_only() -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        lever("contribution_rate").fields.model_validate({"employr": "7 %"})
