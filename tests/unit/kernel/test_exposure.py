"""From people to persons and need."""

import numpy as np
import pytest

from actuary.kernel import rows as r
from actuary.kernel.exposure import count, expose, here

ROLES = np.zeros((r.ROLES, 2))
ROLES[r.PAYER] = [0, 1]
STUDENTS = np.array([0.0, 1.0])


def test_students_among_the_residents_may_be_insured_elsewhere() -> None:
    assert here(ROLES, STUDENTS, 0.25, 1, 1) == 0.75
    assert here(ROLES, STUDENTS, 0.25, 1, 0) == 1
    assert here(ROLES, STUDENTS, 0.25, 0, 1) == 1


def test_count() -> None:
    people = np.array([[[1.0, 2], [3, 4]], [[10, 20], [30, 40]]])
    heads = np.full(2, np.nan)
    count(people, ROLES, STUDENTS, 0.25, heads)
    assert heads.tolist() == [1 + 2 + 3 + 4, 10 + 30 + 0.75 * (20 + 40)]


def test_expose() -> None:
    before = np.array([[[1.0, 2], [3, 4]], [[10, 20], [30, 40]]])
    after = 3 * before
    relativity = np.array([[[1.0, 1], [1, 1]], [[0, 2], [0, 5]]])
    exposure, need = np.full(2, np.nan), np.full((2, 2), np.nan)
    expose(before, after, ROLES, STUDENTS, 0.25, relativity, exposure, need)
    assert exposure.tolist() == [2 * 10, 2 * (40 + 0.75 * 60)]
    assert need[:, 0].tolist() == exposure.tolist()
    assert need[:, 1] == pytest.approx([2 * (2 * 2 + 5 * 4), 2 * 0.75 * (2 * 20 + 5 * 40)])
