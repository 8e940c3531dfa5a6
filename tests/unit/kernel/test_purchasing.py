"""How hospitals are paid."""

import numpy as np
import pytest

from actuary.kernel import rows as r
from actuary.kernel.purchasing import answer, at_price, budget_of, cleared, in_line, insured_by, purchase, timed

EI, EO, RI, RO = range(r.CARE_LINES)


def law(**rules: tuple[int, float]) -> np.ndarray:
    """The law of one year that is all zeros but for these: rule=(part, value)."""
    result = np.zeros((r.LAW_YEAR_ROWS, 1))
    for name, (part, value) in rules.items():
        result[getattr(r, name) + part] = value
    return result


def services() -> np.ndarray:
    """Two services by admission and one by year, of both payers."""
    result = np.zeros((2, 3, r.SERVICE_ROWS))
    result[:, 2, r.BY_YEAR] = 1
    return result


def test_a_budget_is_last_years_cost_and_growth() -> None:
    standing = np.zeros(r.STANDING)
    standing[r.DUE_BEFORE + RI] = 200
    assert budget_of(RI, 0, law(BUDGET_GROWTH=(RI, 0.05)), standing) == pytest.approx(210)


def test_a_budget_by_income_is_a_share_of_last_years_income() -> None:
    standing = np.zeros(r.STANDING)
    standing[r.DUE_BEFORE + RI], standing[r.INCOME_BEFORE_OF_POOL + 1] = 200, 500
    assert budget_of(RI, 0, law(BUDGET_INCOME_SHARE=(RI, 0.5)), standing) == 250
    standing[r.INCOME_BEFORE_OF_POOL + 1] = -1
    assert budget_of(RI, 0, law(BUDGET_INCOME_SHARE=(RI, 0.5)), standing) == 0


@pytest.mark.parametrize(
    ("cost", "kept", "shared", "limit", "due"),
    [
        (80, 1.0, 0.0, 0.0, 100),
        (80, 0.25, 0.0, 0.0, 80 + 5),
        (80, 0.0, 1.0, 1.0, 80),
        (130, 1.0, 0.0, 1.0, 100),
        (130, 1.0, 0.5, 1.0, 100 + 15),
        (130, 1.0, 0.5, 0.1, 100 + 5),
        (0, 1.0, 1.0, 1.0, 0),
    ],
)
def test_a_corridor_around_a_budget_of_a_hundred(
    cost: float, kept: float, shared: float, limit: float, due: float
) -> None:
    assert cleared(cost, 100.0, kept, shared, limit) == pytest.approx(due)


def test_hospitals_answer_by_the_share_that_lacks() -> None:
    """A fifth lacks: 10 % more cases, 5 % refused, each 2 % cheaper; only the covered half of the line is concerned."""
    fixed, care = np.zeros(r.FIXED_ROWS), np.ones((3, 2, 3))
    fixed[[r.VOLUME_RESPONSE, r.REFUSAL_RESPONSE, r.COST_RESPONSE]] = 0.5, 0.25, 0.1
    factor = answer(RI, 0.5, 100.0, 80.0, fixed, services(), care)
    assert factor == pytest.approx(1.05 * 0.98)
    assert care[0, 1].tolist() == pytest.approx([1.025, 1.025, 1])
    assert care[1:, 1, 0].tolist() == pytest.approx([1 + 0.5 * (factor - 1)] * 2)
    assert (care[:, 0] == 1).all() and (care[:, 1, 2] == 1).all()


def test_nobody_answers_a_budget_that_is_enough() -> None:
    care = np.ones((3, 2, 3))
    assert answer(RI, 1.0, 80.0, 80.0, np.ones(r.FIXED_ROWS), services(), care) == 1
    assert (care == 1).all()


def test_the_insured_of_a_payer() -> None:
    roles = np.zeros((r.ROLES, 3))
    roles[r.PAYER] = [0, 1, 1]
    exposure = np.array([3.0, 10, 30])
    assert insured_by(0, exposure, roles, 0.5) == 3
    assert insured_by(1, exposure, roles, 0.5) == 20


def test_a_line_is_its_services_added_up() -> None:
    care = np.zeros((3, 2, 3))
    care[:, 1] = [[10, 20, 40], [100, 200, 400], [1, 2, 4]]
    assert [in_line(block, RI, services(), care) for block in range(3)] == [30, 300, 3]
    assert [in_line(block, RO, services(), care) for block in range(3)] == [40, 400, 4]


def test_bed_days_cost_their_price_and_the_pool_pays_its_share_of_it() -> None:
    """A tenth of 50 admissions of 8 days at 300 yuan; of all inpatient cost the pool pays 60 %."""
    fixed = np.zeros(r.FIXED_ROWS)
    fixed[r.LENGTH_OF_STAY + 1] = 8
    rules = law(BED_DAY_SHARE=(1, 0.1), BED_DAY_PRICE=(1, 300))
    care = np.zeros((r.CARE_BLOCKS, 2, 3))
    care[:2, 1, 0] = 50.0, 1e6
    found = at_price(RI, 0, rules, fixed, np.zeros((r.ROLES, 0)), services(), np.zeros(0), 1.0, care, 6e5)
    assert found == pytest.approx((0.1, 5 * 8 * 300 * 0.6))


def test_heads_cost_their_amount() -> None:
    rules = law(CAPITATION_SHARE=(1, 0.4), CAPITATION_AMOUNT=(1, 90))
    roles, care = np.zeros((r.ROLES, 2)), np.zeros((r.CARE_BLOCKS, 2, 3))
    roles[r.PAYER] = 0, 1
    found = at_price(RO, 0, rules, np.zeros(r.FIXED_ROWS), roles, services(), np.array([7.0, 1250.0]), 0.8, care, 6e5)
    assert found == pytest.approx((0.4, 0.4 * 1000 * 90))


def test_what_the_law_does_not_price_costs_nothing() -> None:
    care = np.ones((r.CARE_BLOCKS, 2, 3))
    for line in (RI, RO):
        found = at_price(
            line, 0, law(), np.zeros(r.FIXED_ROWS), np.zeros((r.ROLES, 1)), services(), np.ones(1), 1.0, care, 6e5
        )
        assert found == (0, 0)


def test_what_is_due_is_paid_at_once_late_or_after_the_assessment() -> None:
    """Of 1,000: 100 held back, 50 by score, of which 80 % come back, 200 at once, the rest by the lag; 30 % of 900 ahead."""
    rules = law(
        HELD_BACK=(RI, 0.1), QUALITY_RESERVE=(RI, 0.05), QUALITY_SCORE=(RI, 0.8), PAID_AT_ONCE=(RI, 0.2),
        PREPAID_SHARE=(RI, 0.3),
    )  # fmt: skip
    standing, bought = np.zeros(r.STANDING), np.zeros((r.BOUGHT_ROWS, r.CARE_LINES))
    standing[r.DUE_BEFORE + RI] = 900
    assert timed(RI, 0, rules, 1000.0, standing, bought) == pytest.approx(990)
    assert bought[:, RI] == pytest.approx([650, 200, 140, 270])


def bought_of(rules: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A year in which each resident line costs 1,000 by its terms and cost 800 a year ago: bought, yearly."""
    care, standing = np.full((3, 2, 3), 1000.0), np.zeros(r.STANDING)
    care[2, :, :2] = 500
    standing[r.DUE_BEFORE : r.DUE_BEFORE + r.CARE_LINES] = 800
    bought, yearly = np.zeros((r.BOUGHT_ROWS, r.CARE_LINES)), np.zeros(r.CARE)
    roles = np.zeros((r.ROLES, 1))
    purchase(0, rules, np.zeros(r.FIXED_ROWS), roles, services(), np.ones(1), standing, care, bought, yearly)
    return bought, yearly


def test_without_a_budget_care_is_paid_by_its_cost() -> None:
    bought, yearly = bought_of(law(COVERED_SHARE=(RI, 1), GROUPING_RATE=(RI, 1)))
    assert bought[r.BOUGHT_LAGGED].tolist() == [1000] * r.CARE_LINES
    assert not bought[r.BOUGHT_AT_ONCE :].any()
    assert yearly[r.DUE : r.DUE + r.CARE_LINES].tolist() == [1000] * r.CARE_LINES
    assert not yearly[r.COVERED :].any()


def test_a_budget_covers_what_is_grouped_and_the_rest_is_paid_by_its_cost() -> None:
    """Half of the line in groups, 90 % of it grouped: 450 of 1,000 under 450/1,000 of a budget of 800."""
    rules = law(COVERED_SHARE=(RI, 0.5), GROUPING_RATE=(RI, 0.9), BUDGET_SET=(RI, 1), SURPLUS_KEPT=(RI, 1))
    bought, yearly = bought_of(rules)
    assert bought[r.BOUGHT_LAGGED, RI] == pytest.approx(550 + 0.45 * 800)
    found = [yearly[row + RI] for row in (r.BY_TERMS, r.DUE, r.COVERED, r.COVERED_DUE, r.BUDGET)]
    assert found == pytest.approx([1000, 910, 450, 360, 360])
