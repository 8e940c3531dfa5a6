"""A part of an area: its people, its books, and what it cannot be."""

import numpy as np
import pytest

from actuary.axes import Calendar
from actuary.basis.assembly import laid_out
from actuary.basis.calibration import Basis, calibrated
from actuary.basis.parts import NoSuchPart, part_of
from actuary.enactment import law_in_force
from actuary.kernel import rows as r
from actuary.scenario.areas import Part
from actuary.scenario.loading import load
from tests.runs import areas_ran, ran

CALENDAR = Calendar(2020, 2021)
LAW = law_in_force("jiangxi", CALENDAR)
LAID = laid_out(load("jiangxi", "to=2021"), LAW, CALENDAR)
WHOLE = calibrated(LAID, LAW)


def part(people: float, aged: float | None, employees: float) -> Basis:
    return part_of(LAID, WHOLE, LAW, Part(people, aged, employees))


def test_a_part_has_its_share_of_people_and_of_employees() -> None:
    found = part(0.2, None, 0.25)
    assert found.start.sum() == pytest.approx(0.2 * WHOLE.start.sum())
    assert found.start[:3].sum() == pytest.approx(0.25 * WHOLE.start[:3].sum())
    assert found.start[3:].sum() == pytest.approx(0.2 * WHOLE.start.sum() - 0.25 * WHOLE.start[:3].sum())
    np.testing.assert_allclose(found.demography.migrants, 0.2 * WHOLE.demography.migrants)


def test_a_part_is_as_old_as_it_says() -> None:
    """The province has 11.89 % aged 65 and over."""
    found = part(0.2, 0.15, 0.2)
    old, young = (np.s_[..., 65:], np.s_[..., :65])
    assert found.start[old].sum() == pytest.approx(0.2 * 0.15 / 0.1189 * WHOLE.start[old].sum())
    assert found.start[young].sum() == pytest.approx(0.2 * 0.85 / 0.8811 * WHOLE.start[young].sum())


def test_a_part_like_the_whole_has_its_share_of_everything() -> None:
    found = part(0.3, None, 0.3)
    for pool in ("employee", "employee_account", "resident", "scheme"):
        for measure, value in found.base[pool].items():
            assert value == pytest.approx(0.3 * WHOLE.base[pool][measure], rel=1e-6), f"{pool} {measure}"
    np.testing.assert_allclose(found.books.queue, 0.3 * WHOLE.books.queue, rtol=1e-6)
    assert found.books.standing[r.PREMIUM_NOW] == WHOLE.books.standing[r.PREMIUM_NOW]
    assert found.books.standing[r.HEADS_NOW] == pytest.approx(0.3 * WHOLE.books.standing[r.HEADS_NOW])


def test_an_older_part_has_the_same_balance_a_head_before_the_base_year_and_spends_more() -> None:
    older, younger = part(0.2, 0.14, 0.2), part(0.2, 0.10, 0.2)
    spent = [one.base["resident"]["spending"] / one.heads[3:].sum() for one in (older, younger)]
    assert spent[0] > spent[1]
    before = [
        (one.base["resident"]["balance"] - one.base["resident"]["surplus"]) / one.heads[3:].sum()
        for one in (older, younger)
    ]
    assert before[0] == pytest.approx(before[1], rel=1e-9)


def test_what_is_not_known_of_the_whole_is_not_known_of_a_part() -> None:
    assert np.isnan(part(0.2, None, 0.2).base["maternity"]["balance"])


def test_a_part_cannot_have_more_employees_than_people() -> None:
    with pytest.raises(NoSuchPart, match="fewer employees"):
        part(0.05, None, 0.5)


def test_the_cities_of_jiangxi_come_to_the_province() -> None:
    """As near as printed shares of those aged 65 and over can: 11.884 % by the cities, 11.89 % by the province."""
    whole, found = ran("jiangxi"), areas_ran("jiangxi_pooling")
    for group in ("employee_scheme", "resident"):
        for measure in ("income", "spending"):
            np.testing.assert_allclose(found.funds[group][measure], whole.funds[group][measure], rtol=2e-3)
