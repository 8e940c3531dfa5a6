"""What holds for the people of any fund."""

import numpy as np
from hypothesis import given

from actuary.kernel.years import project_people
from tests.laws.bounds import Plain
from tests.laws.funds import funds
from tests.laws.packing import Packed, packed


def people_of(fund: Packed):
    return project_people(fund.start, 1, fund.last, fund.rules, fund.demography)


@given(funds())
def test_nobody_comes_from_nowhere_or_is_lost(fund: Plain) -> None:
    """End = start + births - deaths + net migrants; every birth has a mother; nobody is less than nobody, but for rounding."""
    population = people_of(packed(fund))
    totals = population.people.sum(axis=(1, 2, 3))
    births, deaths, migrants, _ = population.vital.T
    np.testing.assert_allclose(totals[1:], totals[:-1] + births - deaths + migrants, rtol=1e-12, atol=1e-9)
    np.testing.assert_allclose(population.births.sum(axis=1), births, rtol=1e-12)
    assert population.people.min() >= -1e-12


@given(funds())
def test_changes_of_status_sum_to_zero(fund: Plain) -> None:
    """As many people of each sex and age with them as without them: neither moves nor retirement."""
    whole = packed(fund)
    roles = whole.rules.roles.copy()
    roles[4:6] = -1.0
    still = whole._replace(
        rules=whole.rules._replace(roles=roles),
        demography=whole.demography._replace(move_rate=np.zeros_like(whole.demography.move_rate)),
    )
    with_changes, without = people_of(whole), people_of(still)
    np.testing.assert_allclose(with_changes.people.sum(axis=1), without.people.sum(axis=1), rtol=1e-12, atol=1e-9)


@given(funds())
def test_the_retired_do_not_come_back(fund: Plain) -> None:
    """A status that nobody is born into, comes to or moves out of loses by death only."""
    whole = packed(fund)
    others = {nature[key] for nature in fund["statuses"].values() for key in ("retires_to", "lapses_to")}
    closed = [
        s
        for s, (name, nature) in enumerate(fund["statuses"].items())
        if name not in others
        and name != fund["born_into"]
        and nature["retires_to"] is None
        and not any(name in (move["from"], move["to"]) for move in fund["years"][0]["moves"])
    ]
    no_migrants = whole.demography._replace(migrants=np.zeros_like(whole.demography.migrants))
    people = people_of(whole._replace(demography=no_migrants)).people
    survival = whole.demography.survival
    for s in closed:
        for t in range(1, whole.last + 1):
            alive = people[t - 1, s] * survival[t]
            np.testing.assert_array_equal(people[t, s, :, 1:-1], alive[:, :-2])
            np.testing.assert_allclose(people[t, s, :, -1], alive[:, -2] + alive[:, -1], rtol=1e-14)
