"""What holds of every product that is divided among its factors."""

import math

from hypothesis import given
from hypothesis import strategies as st

from actuary.analysis.attribution.divisia import BEGUN, divided

NAMES = ("people", "age", "use", "price", "ratio")
FACTOR = st.floats(1e-3, 1e6) | st.just(0.0)
FACTORS = st.fixed_dictionaries(dict.fromkeys(NAMES, FACTOR))


def size(*years: dict[str, float]) -> float:
    return max(math.prod(year.values()) for year in years)


@given(FACTORS, FACTORS)
def test_the_parts_add_up_to_the_change(first: dict[str, float], last: dict[str, float]) -> None:
    change = math.prod(last.values()) - math.prod(first.values())
    assert abs(sum(divided(first, last).values()) - change) <= 1e-9 * size(first, last)


@given(FACTORS, FACTORS, st.permutations(NAMES))
def test_the_order_of_the_factors_is_nothing(first: dict[str, float], last: dict[str, float], order: list[str]) -> None:
    found = divided(first, last)
    other = divided({name: first[name] for name in order}, {name: last[name] for name in order})
    assert all(abs(found[name] - other[name]) <= 1e-9 * size(first, last) for name in found)


@given(FACTORS, FACTORS)
def test_the_other_way_round_every_sign_changes(first: dict[str, float], last: dict[str, float]) -> None:
    there, back = divided(first, last), divided(last, first)
    assert all(abs(there[name] + back[name]) <= 1e-9 * size(first, last) for name in there)


@given(FACTORS, FACTORS, st.sampled_from(NAMES))
def test_a_factor_that_stays_has_exactly_nothing(first: dict[str, float], last: dict[str, float], name: str) -> None:
    assert divided(first, {**last, name: first[name]})[name] == 0.0


@given(FACTORS)
def test_two_years_alike_have_nothing(year: dict[str, float]) -> None:
    assert set(divided(year, year).values()) == {0.0}
    assert BEGUN in divided(year, year)
