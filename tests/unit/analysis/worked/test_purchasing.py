"""How hospitals are paid, on the page of a worked year."""

import pytest

from actuary.analysis.worked.purchasing import Apart
from actuary.analysis.worked.sheet import Step
from actuary.analysis.worked.year import worked_year
from tests.pulls import FROZEN_BUDGET, HEADS, QUALITY
from tests.runs import ran


def paid(one: Apart) -> list[float]:
    """What is paid apart in each month of a year."""
    return [one.pays(month) for month in range(12)]


def test_what_waits_is_paid_in_the_month_of_the_clearing_and_this_years_waits_on() -> None:
    """Ten a month at once, five held; sixty of last year in April."""
    one = Apart(10.0, 5.0, 4, 60.0, 0.0)
    assert paid(one) == [10, 10, 10, 70, *[10] * 8]
    assert one.left == 60


def test_a_year_cleared_in_december_leaves_nothing() -> None:
    one = Apart(0.0, 5.0, 0, 60.0, 0.0)
    assert paid(one) == [60, *[0] * 10, 60]
    assert one.left == 0


def steps(one: str, *settings: str, year: int, payer: str) -> dict[str, Step]:
    """The steps of the sections on hospitals, by name."""
    worked = worked_year(ran(one, *settings), year, payer)
    return {s.name: s for section in worked.sections if section.name == "worked_purchasing" for s in section.steps}


def pulled(settings: tuple[str, ...], lever: str) -> tuple[str, ...]:
    return tuple(f"levers.{lever}.{setting}" for setting in settings)


def test_in_the_law_in_force_the_page_does_not_speak_of_it() -> None:
    assert not steps("meishan", year=2027, payer="resident")


def test_a_budget_stands_on_the_page_with_what_it_is_made_of() -> None:
    """Meishan covers 84 % of cases, of which 92 % are grouped, by the budget of what 2026 cost."""
    found = steps("meishan", *pulled(FROZEN_BUDGET.settings, "budget"), year=2027, payer="resident")
    value = {name: float(step.value) for name, step in found.items()}
    assert value["inpatient_covered"] == pytest.approx(0.84 * 0.92)
    assert value["inpatient_budget"] == pytest.approx(value["inpatient_covered"] * value["inpatient_due_before"])
    assert value["inpatient_covered_due"] == pytest.approx(value["inpatient_budget"])
    rest = (1 - value["inpatient_covered"]) * value["inpatient_by_terms"]
    assert value["inpatient_due"] == pytest.approx(rest + value["inpatient_covered_due"])
    assert found["inpatient_budget"].text.startswith("inpatient_covered x ")


def test_a_layer_that_goes_by_points_stands_on_the_page() -> None:
    settings = (*pulled(FROZEN_BUDGET.settings, "budget"), "levers.payment_method.layers.critical_illness.2028=50 %")
    assert "by_points" not in steps("meishan", *settings, year=2027, payer="resident")
    found = steps("meishan", *settings, year=2028, payer="resident")
    value = {name: step.value.item() for name, step in found.items() if step.value.size == 1}
    point = value["inpatient_covered_due"] / value["inpatient_covered_cost"]
    assert value["by_points"] == pytest.approx(0.5 * value["paid_by_layers"] * (point - 1))
    assert value["by_points"] < 0


def test_heads_and_their_amount_stand_on_the_page() -> None:
    found = steps("meishan", *pulled(HEADS.settings, "payment_method"), year=2027, payer="resident")
    assert found["outpatient_priced"].text == "capitation_share x insured x capitation_amount"
    assert float(found["capitation_amount"].value) == 60
    assert found["capitation_share"].origin == "lever"


def test_the_assessment_takes_its_share_off() -> None:
    found = steps("meishan", *pulled(QUALITY.settings, "settlement"), year=2030, payer="employee")
    assert float(found["inpatient_due"].value) == pytest.approx(0.99 * float(found["inpatient_due_in_full"].value))
