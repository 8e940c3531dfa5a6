"""One year of people, step by step."""

import numpy as np
import pytest

from actuary.kernel import rows as r
from actuary.kernel.people import bear, migrate, move, one_year, reached, retire, share_past, survive

MEN, WOMEN = 0, 1


def roles(statuses: int, **rows: list[float]) -> np.ndarray:
    """Roles of some statuses: nothing (or nowhere) where nothing is said."""
    table = np.zeros((r.ROLES, statuses))
    table[[r.RETIRES_TO, r.LAPSES_TO]] = -1.0
    for name, values in rows.items():
        table[getattr(r, name)] = values
    return table


def test_survive() -> None:
    people = np.array([[[100.0, 80, 60, 40], [10, 0, 0, 4]]])
    survival = np.array([[0.99, 0.95, 0.7, 0.7], [0.9, 0.9, 0.8, 0.5]])
    after = np.full_like(people, np.nan)
    dead = survive(people, survival, after)
    men = [0, 100 * 0.99, 80 * 0.95, 60 * 0.7 + 40 * 0.7]
    women = [0, 10 * 0.9, 0, 4 * 0.5]
    np.testing.assert_allclose(after[0], [men, women])
    assert dead == pytest.approx(280 + 14 - sum(men) - sum(women))


def test_survive_keeps_statuses_apart() -> None:
    people = np.zeros((2, 2, 3))
    people[1, WOMEN, 0] = 8
    after = np.zeros_like(people)
    survive(people, np.full((2, 3), 0.5), after)
    assert after[1, WOMEN, 1] == 4
    assert after.sum() == 4


def test_bear() -> None:
    before = np.zeros((2, 2, 3))
    after = np.zeros((2, 2, 3))
    before[0, WOMEN], after[0, WOMEN] = [0, 10, 20], [0, 8, 12]
    before[1, WOMEN], after[1, WOMEN] = [0, 0, 6], [0, 0, 2]
    before[0, MEN] = [100, 100, 100]
    births = np.zeros(2)
    born, dead = bear(before, after, np.array([0.0, 0.1, 0.2]), np.array([0.52, 0.99, 0.995]), 1, births)
    by_first, by_second = 0.1 * 9 + 0.2 * 16, 0.2 * 4
    total = by_first + by_second
    np.testing.assert_allclose(births, [by_first, by_second])
    assert born == pytest.approx(total)
    assert dead == pytest.approx(total * (0.52 * 0.01 + 0.48 * 0.005))
    assert after[1, MEN, 0] == pytest.approx(total * 0.52 * 0.99)
    assert after[1, WOMEN, 0] == pytest.approx(total * 0.48 * 0.995)
    assert after[0, :, 0].tolist() == [0, 0]


def test_migrants_have_the_statuses_of_their_age() -> None:
    people = np.zeros((2, 2, 1))
    people[:, MEN, 0] = [30, 10]
    net = migrate(people, np.array([[8.0], [0.0]]), 1)
    assert net == 8
    assert people[:, MEN, 0].tolist() == [30 + 8 * 3 / 4, 10 + 8 / 4]


def test_migrants_to_an_age_without_people_get_the_status_of_the_newborn() -> None:
    people = np.zeros((2, 2, 1))
    assert migrate(people, np.array([[0.0], [5.0]]), 1) == 5
    assert people[:, WOMEN, 0].tolist() == [0, 5]


def test_nobody_leaves_who_is_not_there() -> None:
    people = np.zeros((2, 2, 1))
    people[:, MEN, 0] = [3, 1]
    net = migrate(people, np.array([[-10.0], [-2.0]]), 0)
    assert net == -4
    np.testing.assert_allclose(people, 0, atol=1e-15)


def test_moves_follow_each_other() -> None:
    """The second move takes from those whom the first has brought."""
    people = np.zeros((3, 2, 1))
    people[0, MEN, 0] = 100
    rate = np.zeros((2, 2, 1))
    rate[0, MEN, 0], rate[1, MEN, 0] = 0.5, 0.2
    move(people, np.array([0, 1]), np.array([1, 2]), rate)
    assert people[:, MEN, 0].tolist() == [50, 50 - 10, 10]


@pytest.mark.parametrize(
    ("age", "threshold", "share"),
    [(59.0, 60.0, 0), (60.0, 60.0, 1), (60.0, 60.25, 0.75), (60.0, 61.0, 0), (70.0, 60.25, 1), (0.0, 0.0, 1)],
)
def test_reached(age: float, threshold: float, share: float) -> None:
    assert reached(age, threshold) == share


def test_share_past_by_sex() -> None:
    ages = np.array([60.5, 50.25, 55.0])
    assert share_past(60.0, MEN, ages, 0.4) == 0.5
    assert share_past(50.0, WOMEN, ages, 0.4) == pytest.approx(0.6 * 0.75)
    assert share_past(52.0, WOMEN, ages, 0.4) == pytest.approx(0.6)
    assert share_past(55.0, WOMEN, ages, 0.4) == 1


@pytest.mark.parametrize(
    ("before", "now", "leaving"),
    [
        (2.0, 2.0, [0, 0, 1, 1]),
        (2.0, 2.25, [0, 0, 0.75, 1]),  # of those turning 2 a quarter has to wait
        (2.5, 3.0, [0, 0, 0, 1]),  # half had left at 2, the other half leaves at 3
        (2.5, 3.25, [0, 0, 0, 0.5]),  # half had left at 2; of all, three quarters have at 3
        (2.5, 3.75, [0, 0, 0, 0]),  # the age rises by more than a year: nobody leaves, nobody returns
        (2.5, 2.5, [0, 0, 0.5, 1]),
    ],
)
def test_retire(before: float, now: float, leaving: list[float]) -> None:
    people = np.zeros((3, 2, 4))
    people[0, MEN] = 100
    work = roles(3, RETIRES_TO=[1, -1, -1], LAPSES_TO=[2, -1, -1])
    retire(people, work, np.full(3, before), np.full(3, now), 0.0, 0.9, 0.0)
    left = 100 * np.array(leaving)
    np.testing.assert_allclose(people[:, MEN], [100 - left, 0.9 * left, 0.1 * left], atol=1e-12)
    assert not people[:, WOMEN].any()


def test_years_that_are_recognised_pension_those_who_were_short_of_them() -> None:
    """Of 100 who leave at 2 and another 100 at 3, a fifth is short of years, half of these are recognised."""
    people = np.zeros((3, 2, 4))
    people[0, MEN] = 100
    work = roles(3, RETIRES_TO=[1, -1, -1], LAPSES_TO=[2, -1, -1])
    let_in = retire(people, work, np.full(3, 2.0), np.full(3, 2.0), 0.0, 0.8, 0.5)
    assert let_in == pytest.approx(20)
    np.testing.assert_allclose(people[1:, MEN, 2:], [[90, 90], [10, 10]])


def test_women_retire_as_workers_or_cadres() -> None:
    people = np.zeros((3, 2, 4))
    people[0, WOMEN] = 100
    work = roles(3, RETIRES_TO=[1, -1, -1], LAPSES_TO=[2, -1, -1])
    ages = np.array([4.0, 1.0, 3.0])
    retire(people, work, ages, ages, 0.25, 1.0, 0.0)
    # At 1 the workers leave, three of four. Those still at work at 2 are cadres, who leave at 3.
    np.testing.assert_allclose(people[1, WOMEN], [0, 75, 0, 100])


def test_one_year_in_its_order() -> None:
    """Survive, be born, migrate, change status, retire: the newborn may migrate and move, the migrants may retire."""
    people = np.zeros((3, 2, 3))
    people[0, WOMEN, 0] = 100
    people[0, MEN, 1] = 50
    survival = np.full((2, 3), 0.5)
    migrants = np.zeros((2, 3))
    migrants[WOMEN, 1] = 10
    rate = np.zeros((1, 2, 3))
    rate[0, :, 0] = 0.25
    work = roles(3, RETIRES_TO=[1, -1, -1], LAPSES_TO=[2, -1, -1], BORN_INTO=[2, 2, 2])
    fixed = np.zeros(r.FIXED_ROWS)
    fixed[r.PENSIONED_SHARE] = 0.5
    after, births, vital = np.zeros_like(people), np.zeros(3), np.zeros(4)
    statutory = np.array([2.0, 1.0, 1.0])
    one_year(
        people, survival, np.array([0.2, 0.4, 0.0]), np.array([0.5, 0.8, 1.0]), migrants, np.array([2]),
        np.array([0]), rate, work, statutory, statutory, 0.0, fixed, after, births, vital,
    )  # fmt: skip
    born = 0.2 * (100 + 0) / 2 + 0.4 * (0 + 50) / 2
    dead_newborn = born * 0.5 * 0.2
    np.testing.assert_allclose(births, [born, 0, 0])
    np.testing.assert_allclose(vital, [born, 50 + 25 + dead_newborn, 10, 0])
    boys, girls = born * 0.5 * 0.8, born * 0.5
    np.testing.assert_allclose(after[:, :, 0], [[boys / 4, girls / 4], [0, 0], [boys * 3 / 4, girls * 3 / 4]])
    np.testing.assert_allclose(after[:, WOMEN, 1], [0, 30, 30])
    np.testing.assert_allclose(after[:, MEN, 2], [0, 12.5, 12.5])
    assert people[0, WOMEN, 0] == 100
