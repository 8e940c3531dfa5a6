"""The stabiliser of benefits in Meishan: closed years move the next, and the fund comes nearer to its band."""

import numpy as np
import pytest

from actuary.kernel import rows as r
from actuary.law import Array
from actuary.results import Results
from tests.runs import ran

STEPS = tuple(
    f"levers.benefit_stabiliser.{rule}"
    for rule in (
        "step.resident.2026=2 %",
        "limit.resident.2026=20 %",
        "step.employee.2026=2 %",
        "limit.employee.2026=20 %",
    )
)


def shifts(results: Results, p: int) -> Array:
    """The shift of a payer's ratios by projected year, from runs that end in each."""
    return np.array(
        [ran("meishan", *STEPS, f"to={year}").ledger.books.standing[r.SHIFT_NOW + p] for year in results.years[1:]]
    )


@pytest.mark.parametrize(("p", "pool"), [(0, "employee"), (1, "resident")])
def test_ratios_step_by_the_months_of_the_year_before_within_the_limit(p: int, pool: str) -> None:
    found = ran("meishan", *STEPS)
    months, moved = found.funds[pool]["reserve_months"], shifts(found, p)
    wanted, shift = [], 0.0
    for i, year in enumerate(found.years[1:]):
        step = 0.02 if year >= 2026 else 0.0
        shift += step if months[i] > 9 else -step if months[i] < 6 else 0.0
        shift = min(max(shift, -0.2), 0.2) if year >= 2026 else 0.0
        wanted.append(shift)
    np.testing.assert_allclose(moved, wanted, atol=1e-12)
    assert moved.any()


def test_a_rich_pool_pays_more_and_holds_less_and_a_poor_one_the_other_way_round() -> None:
    found, base = ran("meishan", *STEPS), ran("meishan")
    assert found.funds["employee"]["balance"][-1] < base.funds["employee"]["balance"][-1]
    assert (
        found.indicators["employee_scheme"]["policy_ratio"][-1] > base.indicators["employee_scheme"]["policy_ratio"][-1]
    )
    poor = ("figures.health_cost_elasticity=1.2",)
    base, found = ran("jiangxi", *poor), ran("jiangxi", *poor, *STEPS[:2])
    assert base.funds["resident"]["balance"][-1] < 0
    assert found.funds["resident"]["balance"][-1] > base.funds["resident"]["balance"][-1]
    assert found.indicators["resident"]["policy_ratio"][-1] < base.indicators["resident"]["policy_ratio"][-1]


def test_nothing_moves_by_itself_before_its_year() -> None:
    found, base = ran("meishan", *STEPS), ran("meishan")
    np.testing.assert_array_equal(
        found.funds["all"]["spending"][: 2026 - 2019], base.funds["all"]["spending"][: 2026 - 2019]
    )


def test_a_band_that_is_wide_enough_moves_nothing() -> None:
    wide = (
        "levers.benefit_stabiliser.low.resident.2026=0 months",
        "levers.benefit_stabiliser.high.resident.2026=600 months",
    )
    found = ran("meishan", *STEPS[:2], *wide)
    np.testing.assert_array_equal(found.funds["resident"]["balance"], ran("meishan").funds["resident"]["balance"])
