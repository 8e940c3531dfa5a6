"""The severity law of a scenario: another shape of the same cost, that moves money and not the base year."""

import numpy as np
import pytest

from actuary.errors import Mistakes
from actuary.severity import LAWS
from tests.runs import ran


@pytest.mark.parametrize("law", [law for law in LAWS if law != "lognormal"])
def test_another_law_moves_spending_but_not_the_base_year(law: str) -> None:
    """The level of cost is solved anew, so the base year is the published one; what deductibles leave over time differs."""
    usual, other = ran("meishan"), ran("meishan", f"behaviour.severity={law}")
    for group in ("employee_scheme", "resident"):
        for measure in ("income", "spending", "balance"):
            assert other.funds[group][measure][0] == pytest.approx(usual.funds[group][measure][0], rel=1e-9)
        apart = other.funds[group]["spending"][1:] / usual.funds[group]["spending"][1:] - 1
        assert 1e-5 < np.abs(apart).max() < 0.1


def test_the_lognormal_law_is_the_one_in_use() -> None:
    usual, written = ran("meishan"), ran("meishan", "behaviour.severity=lognormal")
    np.testing.assert_array_equal(written.funds["all"]["balance"], usual.funds["all"]["balance"])


def test_a_pareto_law_cannot_be_narrow() -> None:
    with pytest.raises(Mistakes) as found:
        ran("meishan", "behaviour.severity=pareto", "figures.severity_cv_admission=0.9")
    (only,) = found.value.mistakes
    assert only.wrong == "severity_cv_admission"
    assert "a Pareto law has a coefficient of variation above 1" in only.right
