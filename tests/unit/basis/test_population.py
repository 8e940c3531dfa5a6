"""People of the base date: raked to totals, put into statuses."""

import numpy as np
import pytest

from actuary.axes import STATUS_NAMES
from actuary.basis.known import Known
from actuary.basis.population import _raked
from actuary.law import Array
from tests.runs import BASELINES, ran


def test_cells_are_raked_to_people_and_to_totals() -> None:
    people = np.array([[60.0, 40.0]])
    cells = np.array([[[30.0, 10.0]], [[30.0, 30.0]]])
    found = _raked(cells, people, np.array([50.0, 50.0]))
    np.testing.assert_allclose(found.sum(axis=(1, 2)), [50, 50])
    np.testing.assert_allclose(found.sum(axis=0), people)
    odds = cells[0] * cells[1, 0, ::-1] / (cells[1] * cells[0, 0, ::-1])
    now = found[0] * found[1, 0, ::-1] / (found[1] * found[0, 0, ::-1])
    np.testing.assert_allclose(now, odds, rtol=1e-9)


def by_status(name: str) -> dict[str, float]:
    return dict(zip(STATUS_NAMES, ran(name).people_by_age[0].sum(axis=(1, 2)), strict=True))


@pytest.mark.parametrize("name", BASELINES)
def test_totals_of_the_base_date_are_the_published_ones(name: str) -> None:
    found, known = by_status(name), Known(ran(name).scenario.area, {})
    base = ran(name).base
    employees = found["active"] + found["flexible"] + found["retired"]
    assert sum(found.values()) == pytest.approx(known.fact("enrolment_base", base), rel=1e-9)
    assert employees == pytest.approx(known.fact("employee_insured", base), rel=1e-9)
    insured = ran(name).people["resident"][0] + ran(name).people["assisted"][0]
    assert insured == pytest.approx(known.fact("resident_insured", base), rel=1e-9)


@pytest.mark.parametrize(
    ("name", "ratio"), [("meishan", 2.81), ("jiangxi", 2.82), ("zibo", 2.80), ("china", 28062.32 / 10793.8)]
)
def test_active_per_retired_is_the_published_one(name: str, ratio: float) -> None:
    found = by_status(name)
    assert (found["active"] + found["flexible"]) / found["retired"] == pytest.approx(ratio, rel=1e-9)


def test_flexible_and_assisted_have_their_published_shares() -> None:
    found = by_status("china")
    assert found["flexible"] / (found["active"] + found["flexible"]) == pytest.approx(6982.18 / 38856.12, rel=1e-9)
    insured = ran("china").people
    share = insured["assisted"][0] / (insured["assisted"][0] + insured["resident"][0])
    assert share == pytest.approx(0.08137356871, rel=1e-6)


def test_nobody_works_before_fifteen_or_after_the_statutory_age() -> None:
    people = dict(zip(STATUS_NAMES, ran("meishan").people_by_age[0], strict=True))
    for status in ("active", "flexible"):
        assert not people[status][:, :15].any()
        assert not people[status][0, 60:].any()
        assert not people[status][1, 55:].any()
    assert not people["retired"][0, :60].any()
    assert not people["retired"][1, :50].any()


def bands(people: Array) -> list[float]:
    """People under 18, to 34, to 59, older."""
    by_age = people.sum(axis=0)
    return [float(by_age[a:b].sum()) for a, b in ((0, 18), (18, 35), (35, 60), (60, None))]


def test_kaizhou_has_the_ages_of_its_register_not_of_its_census() -> None:
    """Registered 2023: 30.24, 40.24, 62.47 and 32.00 万 of 164.95; three years of births and deaths lie between."""
    found = np.array(bands(ran("kaizhou").people_by_age[3].sum(axis=0)))
    np.testing.assert_allclose(found / found.sum(), np.array([30.24, 40.24, 62.47, 32.00]) / 164.95, atol=0.01)
