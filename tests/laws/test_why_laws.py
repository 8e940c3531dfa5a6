"""What holds of any shared difference: it adds up, is without an order, and gives nothing to what does nothing."""

import math

from hypothesis import given
from hypothesis import strategies as st

from actuary.analysis.attribution.shapley import Value, shares

NAMES = "abcde"
AMOUNTS = st.floats(-1e9, 1e9, allow_subnormal=False)


@st.composite
def games(draw: st.DrawFn, names: str = NAMES) -> Value:
    """Any value for any set of the changes."""
    worth = draw(st.lists(AMOUNTS, min_size=2 ** len(names), max_size=2 ** len(names)))
    return lambda made: worth[sum(2 ** names.index(name) for name in made if name in names)]


@given(value=games())
def test_the_parts_add_up_to_the_whole(value: Value) -> None:
    amounts = shares(NAMES, value).amounts
    whole = value(frozenset(NAMES)) - value(frozenset())
    widest = max(1.0, *(abs(value(frozenset(one))) for one in NAMES), *map(abs, amounts.values()))
    assert abs(math.fsum(amounts.values()) - whole) <= 1e-9 * widest


@given(value=games(), order=st.permutations(NAMES))
def test_the_order_they_are_written_in_does_not_matter(value: Value, order: list[str]) -> None:
    assert shares(order, value) == shares(NAMES, value)


@given(value=games())
def test_what_does_nothing_is_given_nothing(value: Value) -> None:
    amounts = shares([*NAMES, "idle"], value).amounts
    assert amounts["idle"] == 0.0


@given(worth=st.lists(AMOUNTS, min_size=3 * 8, max_size=3 * 8))
def test_two_that_do_the_same_are_given_the_same(worth: list[float]) -> None:
    def value(made: frozenset[str]) -> float:
        return worth[8 * len(made & {"a", "b"}) + sum(2 ** "cde".index(name) for name in made - {"a", "b"})]

    amounts = shares(NAMES, value).amounts
    assert amounts["a"] == amounts["b"]


@given(one=games(), other=games())
def test_the_parts_of_a_sum_are_the_sums_of_the_parts(one: Value, other: Value) -> None:
    both = shares(NAMES, lambda made: one(made) + other(made)).amounts
    apart = [shares(NAMES, value).amounts for value in (one, other)]
    for name in NAMES:
        assert abs(both[name] - apart[0][name] - apart[1][name]) <= 1e-6
