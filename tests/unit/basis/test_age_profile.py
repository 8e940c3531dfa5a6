"""The age profile: a shape, bent so that the levels of groups of people are met."""

import numpy as np
import pytest

from actuary.axes import OLDEST
from actuary.basis import age_profile
from actuary.basis.age_profile import Anchor, anchors, need_by_age
from actuary.basis.known import Known


def known() -> Known:
    return Known("china", {})


def anchor(start: float, end: float, value: float) -> Anchor:
    return Anchor("people", "need", "2020", start, end, ("care",), value)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[Anchor]]:
    """Anchors of one service, and a nation with 3, 2 and 1 people at the ages 10, 30 and 70."""
    rows: dict[str, list[Anchor]] = {"shape": [], "level": []}
    monkeypatch.setattr(age_profile, "anchors", lambda _, role: rows[role])
    monkeypatch.setattr(age_profile, "_nation", lambda _: (np.array([10.0, 30.0, 70.0]), np.array([3.0, 2.0, 1.0])))
    return rows


def test_without_levels_need_is_the_shape(made: dict[str, list[Anchor]]) -> None:
    """Groups stand at the mean age of their people: under 50 at (3 x 10 + 2 x 30) / 5 = 18, the others at 70."""
    made["shape"] += [anchor(0, 50, 1.0), anchor(50, np.inf, 14.0)]
    found = need_by_age(known(), "care")
    assert found.shape == (OLDEST + 1,)
    np.testing.assert_allclose(
        found[[0, 17, 43, 69, 70, OLDEST]], [1, 1, 1 + 13 * 25.5 / 52, 1 + 13 * 51.5 / 52, 14, 14]
    )


def test_one_level_scales_the_shape(made: dict[str, list[Anchor]]) -> None:
    """The shape is 1 of everybody; the level 6: need is 6."""
    made["shape"].append(anchor(0, np.inf, 1.0))
    made["level"].append(anchor(0, np.inf, 6.0))
    np.testing.assert_allclose(need_by_age(known(), "care"), 6.0)


def test_levels_are_met_and_the_factor_runs_straight_between_them(made: dict[str, list[Anchor]]) -> None:
    """With a flat shape the factor is the need: f at 18 and at 70.

    People of 30 lie 12 / 52 of the way, so (3 f + 2 (f + (g - f) 12 / 52)) / 5 = 2 and g = 8, from which
    f = (10 - 24 / 52 x 8) / (5 - 24 / 52).
    """
    made["shape"].append(anchor(0, np.inf, 1.0))
    made["level"] += [anchor(50, np.inf, 8.0), anchor(0, 50, 2.0)]
    young = (10 - 24 / 52 * 8) / (5 - 24 / 52)
    found = need_by_age(known(), "care")
    np.testing.assert_allclose(found[[0, 17, 70, OLDEST]], [young, young, 8, 8])
    assert found[43] == pytest.approx(young + (8 - young) * 25.5 / 52)


def test_groups_may_lie_inside_each_other(made: dict[str, list[Anchor]]) -> None:
    """All 3, over 50 years 8: those under 50 need (6 x 3 - 8) / 5 = 2, and the factor stands at 80 / 3 and 70."""
    made["shape"].append(anchor(0, np.inf, 1.0))
    made["level"] += [anchor(0, np.inf, 3.0), anchor(50, np.inf, 8.0)]
    found = need_by_age(known(), "care")
    at_30 = np.interp(30, [80 / 3, 70], [found[0], 8.0])
    assert (3 * found[0] + 2 * at_30) / 5 == pytest.approx(2)


def test_a_service_without_a_shape_is_named() -> None:
    with pytest.raises(LookupError, match="no shape of dentistry by age"):
        need_by_age(known(), "dentistry")


def test_everybody_is_in_the_nation_once() -> None:
    """The census of 2020: 1,409,778,724 people; those of 85 and over stand at 87.5."""
    ages, people = age_profile._nation(known())
    assert people.sum() == pytest.approx(1_409_778_724)
    assert ages[[0, 1, 2, -1]].tolist() == [0.5, 3.0, 7.5, 87.5]


def test_no_row_of_employees_builds_the_profile() -> None:
    used = [one for role in ("shape", "level") for one in anchors(known(), role)]
    assert {one.people for one in used} == {"population", "insured"}
    assert {one.people for one in anchors(known(), "held out")} == {"active employees", "retired employees"}
