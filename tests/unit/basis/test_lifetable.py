"""Mortality and fertility of an area: the nation's, scaled, or a scenario's own tables."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from actuary.axes import OLDEST
from actuary.basis.known import Known
from actuary.basis.lifetable import area_tables, vital_rates
from actuary.demography.projection import people_at, projected
from actuary.demography.tables import people_table
from actuary.demography.vital import AreaTables, Vital


def tables(area: str) -> AreaTables:
    return area_tables(Known(area, {}), None)


@cache
def vital(area: str) -> Vital:
    return vital_rates(tables(area), range(2019, 2037))


def test_life_expectancy_of_the_nation_in_the_census_year_is_near_the_published_one() -> None:
    """77.93 by the census bureau; the United Nations' rates, from which the shape comes, give 77.7."""
    assert vital("china").life_expectancy[1].mean() == pytest.approx(77.93, abs=0.3)


@pytest.mark.parametrize(("area", "gained"), [("zibo", 79.18 - 77.93), ("china", 0)])
def test_an_area_lives_as_much_longer_as_was_published_in_the_census_year(area: str, gained: float) -> None:
    nation, here = (vital(name).life_expectancy[1].mean() for name in ("china", area))
    assert here - nation == pytest.approx(gained, abs=1e-9)


def test_a_longer_lived_area_dies_less_at_every_age() -> None:
    """Shandong published 79.18 years, the nation 77.93."""
    assert (vital("zibo").survival[:, :, :-2] >= vital("china").survival[:, :, :-2]).all()


def test_survival_is_a_share_and_falls_in_old_age() -> None:
    survival = vital("meishan").survival
    assert ((survival > 0) & (survival < 1)).all()
    assert (np.diff(survival[:, :, 40:OLDEST], axis=2) < 1e-4).all()
    np.testing.assert_array_equal(survival[:, :, OLDEST], survival[:, :, OLDEST - 1])


def test_more_boys_are_born_and_newborns_survive() -> None:
    """Ratios between 1.05 and 1.13: 51.2 to 53.1 % boys."""
    boys, of_boys, of_girls = vital("china").newborn.T
    assert ((boys > 0.512) & (boys < 0.531)).all()
    assert (of_boys > 0.99).all() and (of_girls > 0.99).all()


def test_an_areas_fertility_is_the_nations_scaled() -> None:
    ratio = vital("jiangxi").fertility[:, 15:50] / vital("china").fertility[:, 15:50]
    np.testing.assert_allclose(ratio, ratio[0, 0])
    assert not vital("china").fertility[:, :10].any()
    assert not vital("china").fertility[:, 60:].any()


def test_a_scenarios_own_tables_are_taken_as_they_are() -> None:
    own = tables("china")
    assert area_tables(Known("zibo", {}), own) is own


def test_published_births_become_births_per_woman_that_give_them_back(tmp_path: Path) -> None:
    """9 million children a year, whatever the women are."""
    path = tmp_path / "births.csv"
    path.write_text("year,births,unit\n2020,900,万人\n", encoding="utf-8")
    own = tables("china")._replace(fertility=None, births=people_table("births", path))
    found = vital_rates(own, range(2025, 2028))._replace(births=None)
    path_of_people = projected(people_at(own, 2025), found)
    np.testing.assert_allclose(path_of_people.births, 9e6)
