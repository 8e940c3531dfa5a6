"""Terms: the formula that is shown is the one that was computed."""

import math

import numpy as np
import pytest

from actuary.analysis.worked.terms import Term, added_up, exp, limited, over_year, said, total
from actuary.severity import lognormal

A, B, C = said("a", 6.0), said("b", 3.0), said("c", 2.0)


@pytest.mark.parametrize(
    ("term", "text", "value"),
    [
        (A + B - C, "a + b - c", 7.0),
        (A - (B - C), "a - (b - c)", 5.0),
        (A * (B + C), "a x (b + c)", 30.0),
        (A * B / C, "a x b / c", 9.0),
        (A / (B * C), "a / (b x c)", 1.0),
        (A / (B / C), "a / (b / c)", 4.0),
        ((A + B) ** C, "(a + b)^c", 81.0),
        (B**C * A, "b^c x a", 54.0),
        (1 / (1 + exp(-C)), "1 / (1 + exp(-c))", 1 / (1 + math.exp(-2))),
        (-(A + B), "-(a + b)", -9.0),
        (12 * (A + B), "12 x (a + b)", 108.0),
        (0.5 - A, "0.5 - a", -5.5),
        (total(A, B, C), "a + b + c", 11.0),
    ],
)
def test_a_formula_has_the_brackets_it_needs_and_its_value(term: Term, text: str, value: float) -> None:
    assert term.text == text
    assert float(term.value) == pytest.approx(value)


def test_a_number_meets_a_row() -> None:
    term = A * said("row", np.array([1.0, 2.0]))
    assert term.text == "a x row"
    assert term.value.tolist() == [6.0, 12.0]


def test_a_year_is_twelve_equal_months_or_the_sum_of_unequal_ones() -> None:
    assert (over_year(A).text, float(over_year(A).value)) == ("12 x a", 72.0)
    unequal = over_year(said("month", np.arange(12.0)))
    assert (unequal.text, float(unequal.value)) == ("sum over months of month", 66.0)


def test_a_sum_stands_in_brackets_inside_a_product() -> None:
    assert (added_up(said("x", np.array([1.0, 2.0])), "ages") * C).text == "(sum over ages of x) x c"


def test_a_limited_mean_is_that_of_the_law() -> None:
    """Lognormal with mean 10 and cv 1: s^2 = ln 2; at u = 10 LEV = 10 (N(-s/2) + N(-s/2)) = 20 N(-s/2)."""
    s = math.sqrt(math.log(2.0))
    below_half = 0.5 * math.erfc(s / 2 / math.sqrt(2))
    found = limited(lognormal(1.0), said("mean", 10.0), said("u", np.array([0.0, 10.0, math.inf])))
    assert found.text == "LEV(u)"
    assert found.value == pytest.approx([0.0, 20 * below_half, 10.0])


def test_nothing_is_paid_of_a_cost_that_is_none() -> None:
    assert float(limited(lognormal(1.0), said("mean", 0.0), A).value) == 0.0
