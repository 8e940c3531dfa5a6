"""How simple projections of others fared (F4, F5): why an interval of a few per cent would be dishonest."""

import itertools

import numpy as np
import pytest

from tests.published.test_national_accounts import fund

YEARS = range(2019, 2026)


def growth() -> list[float]:
    """Growth of the nation's total spending, 2020 to 2025, by the bulletins."""
    spending = [fund("all", "spending", year) for year in YEARS]
    return [after / before - 1 for before, after in itertools.pairwise(spending)]


def test_f4_carrying_the_last_growth_forward_misses_by_a_tenth() -> None:
    """Bulletins of 2019 to 2025; misses to 0.05 of a per cent, as the check prints them."""
    rates = growth()
    misses = [(1 + last) / (1 + now) - 1 for last, now in itertools.pairwise(rates)]
    np.testing.assert_allclose(misses, [-0.118, 0.117, -0.108, 0.087, 0.045], atol=6e-4)


def test_f5_total_spending_grew_by_leaps() -> None:
    """6.4 % a year with a standard deviation of 6.5 points, to 0.05."""
    assert np.mean(growth()) == pytest.approx(0.064, abs=6e-4)
    assert np.std(growth(), ddof=1) == pytest.approx(0.065, abs=6e-4)


def test_f3_a_deficit_foreseen_for_2021_was_a_surplus() -> None:
    """A book based on 2018 foresaw -181.33 亿元 for residents; the bulletin of 2021 has +428.10, to two decimals."""
    foreseen, published = -181.33, fund("resident", "income", 2021) - fund("resident", "spending", 2021)
    assert published == pytest.approx(428.10, abs=0.011)
    assert published - foreseen > 600
