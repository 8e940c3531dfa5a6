"""Whatever the people: a year of draws, cell by cell in place, gives what the steps of a single run give."""

from collections.abc import Iterator

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from actuary.kernel import rows as r
from actuary.kernel.cells import TILE, begin, lay_out, live
from actuary.kernel.years import Array, Demography, Population, Rules, project_people

EMPLOYED, ALONE, RETIRED, RESIDENT, ASSISTED = range(r.STATUSES)
RESIDENTS = slice(r.EMPLOYEE_STATUSES, r.STATUSES)
SERVICES = 7
"""More than are weighed at a time."""


def roles() -> Array:
    """Those who work retire, or lapse to residents, to whom children are born."""
    found = np.zeros((r.ROLES, r.STATUSES))
    found[r.PAYER, RESIDENTS] = 1
    found[r.EMPLOYED, EMPLOYED] = found[r.PAYS_ON_WAGE, :RETIRED] = found[r.ASSISTED, ASSISTED] = 1
    found[[r.RETIRES_TO, r.LAPSES_TO]] = -1
    found[r.RETIRES_TO, :RETIRED] = RETIRED
    found[r.LAPSES_TO, :RETIRED] = RESIDENT
    found[r.BORN_INTO] = RESIDENT
    return found


def any_people(seed: int, years: int, ages: int, empty: float, recognised: float) -> tuple[Array, Rules, Demography]:
    """People of which a share of all cells and rates is zero, where more may want to leave than are there."""
    rng = np.random.default_rng(seed)

    def some(low: float, high: float, *shape: int) -> Array:
        return rng.uniform(low, high, shape) * (rng.random(shape) >= empty)

    law, basis, fixed = np.zeros((r.LAW_YEAR_ROWS, years + 2)), np.zeros((r.USE, years + 2)), np.zeros(r.FIXED_ROWS)
    for row in (r.RETIREMENT_AGE_MEN, r.RETIREMENT_AGE_WOMEN, r.RETIREMENT_AGE_WOMEN_CADRES):
        law[row] = rng.uniform(0, ages) + np.cumsum(rng.uniform(0, 0.5, years + 2))
    law[r.YEARS_RECOGNISED] = recognised
    basis[r.ELSEWHERE] = rng.uniform(0, 1, years + 2)
    fixed[r.CADRE_SHARE], fixed[r.PENSIONED_SHARE] = rng.random(2)
    moves = [rng.permutation(r.STATUSES)[:2] for _ in range(3)]
    demography = Demography(
        survival=1.0 - np.minimum(some(0, 1.2, years + 2, 2, ages), 1.0),
        fertility=some(0, 0.3, years + 2, ages) * (np.arange(ages) > 0),
        newborn=rng.uniform(0.4, 1, (years + 2, 3)),
        migrants=some(-400, 200, years + 2, 2, ages),
        move_from=np.array([one for one, _ in moves]),
        move_to=np.array([other for _, other in moves]),
        move_rate=some(0, 1, years + 2, 3, 2, ages),
        relativity=some(0, 3, SERVICES, 2, ages),
        student_age=(rng.random(ages) < 0.3).astype(float),
    )
    return some(0, 1000, r.STATUSES, 2, ages), Rules(law, np.zeros((0, 0)), basis, fixed, roles()), demography


@given(
    st.integers(0, 2**32 - 1), st.integers(1, 3), st.integers(2, 2 * TILE + 3), st.sampled_from([0.0, 0.2, 0.7]),
    st.sampled_from([0.0, 0.4]),
)  # fmt: skip
def test_a_year_in_place_is_a_year_step_by_step(
    seed: int, years: int, ages: int, empty: float, recognised: float
) -> None:
    start, rules, demography = any_people(seed, years, ages, empty, recognised)
    population = project_people(start, 1, years, rules, demography)
    assert not [*differing(population, start, rules, demography)]


def differing(right: Population, start: Array, rules: Rules, demography: Demography) -> Iterator[tuple[int, str]]:
    """All years in place, each held against the same of the single run: where they differ, and in what."""
    years, ages = right.exposure.shape[0], start.shape[2]
    cells, let_in = lay_out(years, rules, demography)
    weights = 0.5 * demography.relativity.reshape(SERVICES, -1).T
    people, exposed, need = np.empty((2, ages, r.STATUSES)), np.empty((TILE, 3)), np.empty((3, SERVICES))
    heads, exposure, births, let = np.empty(r.STATUSES), np.empty(r.STATUSES), np.empty(r.STATUSES), np.empty(1)
    begin(people, np.moveaxis(start, 0, -1), right.heads[0], heads)
    for t in range(1, years + 1):
        live(
            people, cells[t], let_in[t], demography.newborn[t], 1.0, 1.0, RESIDENT, heads, exposure, births, let, exposed,
            weights, need,
        )  # fmt: skip
        pairs = {
            "people": (np.moveaxis(people, 2, 0), right.people[t]),
            "heads": (heads, right.heads[t]),
            "exposure": (exposure, right.exposure[t - 1]),
            "births": (births, right.births[t - 1]),
            "recognised": (let[0], right.vital[t - 1, r.RECOGNISED]),
            "need of employees": (need[0], right.need[t - 1, : r.EMPLOYEE_STATUSES].sum(axis=0)),
            "need of residents": (need[1:], right.need[t - 1, RESIDENTS]),
        }
        yield from ((t, name) for name, pair in pairs.items() if not np.allclose(*pair, rtol=1e-9, atol=1e-7))


def test_who_leaves_an_empty_age_comes_from_nowhere_and_who_comes_is_a_resident() -> None:
    """Nobody at all; at ages 0 and 1 ten women come in a year, at age 2 ten leave."""
    nobody, rules, demography = any_people(1, 1, 4, 1.0, 0.0)
    demography.migrants[1, 1] = 10, 10, -10, 0
    population = project_people(nobody, 1, 1, rules, demography)
    assert population.people[1, RESIDENT, 1].tolist() == [10, 10, 0, 0]
    assert population.people[1].sum() == 20
    assert not [*differing(population, nobody, rules, demography)]
