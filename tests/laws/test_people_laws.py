"""People of any tables: conserved, in proportion, and every group keeps its sum."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from actuary.axes import CLOSING_AGE, OLDEST
from actuary.demography.cells import ages_of
from actuary.demography.lifetable import hazards_of_single_ages, survival_of, years_lived
from actuary.demography.projection import projected
from actuary.demography.splitting import evenly_over_ages, in_age_groups, people_of_single_ages
from actuary.demography.vital import Vital
from actuary.law import Array

ROUNDING = 1e-9
STEPS = 3
PERSONS = st.integers(0, 10**6).map(float)
STARTS = st.lists(st.integers(1, OLDEST - 1), unique=True, max_size=20).map(lambda ages: [0, *sorted(ages), OLDEST])
"""First ages of groups; the last is open."""


@st.composite
def lives(draw: st.DrawFn, width: int) -> tuple[Array, Vital]:
    """People and what they do in some steps: of any size, with or without births of their own, many who leave or none."""
    make = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    groups = OLDEST // width + 1
    shape = STEPS, 2, groups
    crowd, leaving = draw(PERSONS), draw(PERSONS)
    vital = Vital(
        begin=2020.0,
        width=width,
        survival=make.uniform(0, 1, shape),
        fertility=make.uniform(0, 0.3, (STEPS, groups)),
        newborn=make.uniform(0, 1, (STEPS, 3)),
        births=draw(st.one_of(st.none(), arrays(np.float64, STEPS, elements=PERSONS))),
        migrants=make.uniform(-leaving, leaving, shape),
        life_expectancy=np.zeros((STEPS, 2)),
    )
    return make.uniform(0, crowd, (2, groups)), vital


@given(st.sampled_from((1, 5)).flatmap(lives))
def test_people_are_conserved(drawn: tuple[Array, Vital]) -> None:
    start, vital = drawn
    path = projected(start, vital)
    totals = path.people.sum(axis=(1, 2))
    scale = totals.max() + np.abs(vital.migrants).sum() + path.births.sum()
    changes = path.births - path.deaths + path.migrants
    np.testing.assert_allclose(np.diff(totals), changes, rtol=0, atol=ROUNDING * scale + ROUNDING)
    assert (path.people >= -ROUNDING * scale).all()


@given(st.sampled_from((1, 5)).flatmap(lives))
def test_twice_the_people_do_everything_twice(drawn: tuple[Array, Vital]) -> None:
    start, vital = drawn
    births = None if vital.births is None else 2 * vital.births
    once, twice = (
        projected(start, vital),
        projected(2 * start, vital._replace(births=births, migrants=2 * vital.migrants)),
    )
    for name in ("people", "births", "deaths", "migrants"):
        np.testing.assert_array_equal(getattr(twice, name), 2 * getattr(once, name))
    np.testing.assert_array_equal(twice.fertility, once.fertility)


@given(STARTS, st.data())
def test_splitting_keeps_the_sums_of_groups(starts: list[int], data: st.DataObject) -> None:
    names = [f"{a}-{b - 1}" for a, b in pairwise(starts)] + [f"{OLDEST}+"]
    groups = tuple(map(ages_of, names))
    counts = data.draw(arrays(np.float64, (2, len(groups)), elements=PERSONS))
    lived = np.ones((2, CLOSING_AGE + 1))
    for people in (people_of_single_ages(counts, groups, lived), evenly_over_ages(counts, groups, lived)):
        assert (people >= 0).all()
        sums = np.add.reduceat(people, starts, axis=1)
        np.testing.assert_allclose(sums, counts, rtol=ROUNDING)
        np.testing.assert_allclose(in_age_groups(people, 5).sum(axis=1), counts.sum(axis=1), rtol=ROUNDING)


@given(st.data())
def test_any_death_rates_give_a_life_table(data: st.DataObject) -> None:
    """Rates of up to 2: survival is a share, years lived fall with age."""
    groups = tuple(map(ages_of, ["0", "1-4", *(f"{a}-{a + 4}" for a in range(5, 85, 5)), "85+"]))
    rates = data.draw(arrays(np.float64, (1, 2, len(groups)), elements=st.floats(0, 2, allow_subnormal=False)))
    lived = years_lived(hazards_of_single_ages(rates, groups))
    survival = survival_of(in_age_groups(lived, 1))
    assert np.isfinite(lived).all()
    assert (np.diff(lived[..., 1:], axis=-1) <= ROUNDING).all()
    assert ((survival >= 0) & (survival <= 1 + ROUNDING)).all()
