"""The change of a product, divided among its factors: by hand."""

import pytest

from actuary.analysis.attribution.divisia import BEGUN, divided, log_mean


def test_two_factors_that_double_share_the_change() -> None:
    assert divided({"heads": 2.0, "price": 3.0}, {"heads": 4.0, "price": 6.0}) == pytest.approx(
        {"heads": 9.0, "price": 9.0, BEGUN: 0.0}  # 4 x 6 - 2 x 3 = 18
    )


def test_a_factor_has_the_change_by_its_logarithm() -> None:
    found = divided({"heads": 1.0, "price": 1.0}, {"heads": 2.0, "price": 4.0})
    assert found["heads"] == pytest.approx(7 / 3)  # of 8 - 1 = 7, ln 2 / ln 8 is a third
    assert found["price"] == pytest.approx(14 / 3)


def test_a_factor_that_does_not_move_has_exactly_nothing() -> None:
    found = divided({"heads": 2.0, "price": 3.0}, {"heads": 4.0, "price": 3.0 * (1 + 1e-15)})
    assert found["price"] == 0.0
    assert found["heads"] == pytest.approx(6.0)


@pytest.mark.parametrize(("first", "last", "change"), [(0.0, 5.0, 10.0), (5.0, 0.0, -10.0), (0.0, 0.0, 0.0)])
def test_a_product_that_begins_or_ends_is_a_driver_of_its_own(first: float, last: float, change: float) -> None:
    found = divided({"heads": 2.0, "price": first}, {"heads": 2.0, "price": last})
    assert found == {"heads": 0.0, "price": 0.0, BEGUN: change}


def test_the_logarithmic_mean_lies_between_geometric_and_arithmetic_mean() -> None:
    assert log_mean(5.0, 5.0) == 5.0
    assert 2.0 < log_mean(1.0, 4.0) < 2.5
    assert log_mean(1.0, 4.0) == pytest.approx(3 / 1.3862943611198906)  # ln 4
    assert log_mean(4.0, 1.0) == log_mean(1.0, 4.0)
