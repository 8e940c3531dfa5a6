"""From death rates of five-year groups to the survival of single ages, and from periods to years."""

import numpy as np
import pytest

from actuary.axes import CLOSING_AGE, OLDEST
from actuary.basis.known import Known
from actuary.basis.lifetable import Vital, _infant_time, _lived, _single_ages, life_expectancy, vital_rates
from actuary.law import Array

STARTS = [0, 1, *range(5, 101, 5)]


def flat(rate: float) -> Array:
    """One year, both sexes, the same death rate at every age."""
    return np.full((1, 2, CLOSING_AGE + 1), rate)


def vital(area: str, years: range = range(2019, 2037)) -> Vital:
    return vital_rates(Known(area, {}), years)


def test_where_nobody_dies_everybody_lives_to_the_closing_age() -> None:
    np.testing.assert_allclose(life_expectancy(flat(0)), CLOSING_AGE + 1)


def test_years_lived_by_hand() -> None:
    """m = 0.02: q = 0.02 / 1.01 after infancy; of l(1) alive at 1, L(1) = l(1) (1 - q / 2)."""
    lived = _lived(flat(0.02))[0]
    time = 0.045 + 2.684 * 0.02, 0.053 + 2.8 * 0.02
    for sex in (0, 1):
        dying = 0.02 / (1 + (1 - time[sex]) * 0.02)
        alive = 1 - dying
        assert lived[sex, 0] == pytest.approx(alive + time[sex] * dying)
        q = 0.02 / 1.01
        assert lived[sex, 1] == pytest.approx(alive * (1 - q / 2))
        assert lived[sex, 2] == pytest.approx(alive * (1 - q) * (1 - q / 2))


def test_infants_of_a_high_rate_die_as_the_old_tables_say() -> None:
    """Coale and Demeny, West: 0.33 and 0.35 of the first year above a rate of 0.107."""
    np.testing.assert_allclose(_infant_time(np.array([[0.2, 0.2], [0.01, 0.01]])), [[0.33, 0.35], [0.07184, 0.081]])


def test_people_who_die_at_single_ages_have_the_rate_of_their_group() -> None:
    groups = np.array([[np.linspace(0.001, 0.3, len(STARTS)), np.geomspace(0.0005, 0.4, len(STARTS))]])
    hazard = _single_ages(groups.copy(), STARTS)
    lived = _lived(hazard)
    for i, (start, end) in enumerate(zip(STARTS, [*STARTS[1:], CLOSING_AGE + 1], strict=True)):
        dead = (hazard * lived)[..., start:end].sum(axis=2)
        np.testing.assert_allclose(dead / lived[..., start:end].sum(axis=2), groups[..., i], rtol=2e-3)


def test_life_expectancy_of_the_nation_in_the_census_year_is_near_the_published_one() -> None:
    """77.93 by the census bureau; the United Nations' rates, from which the shape comes, give 77.7."""
    rates = vital("china", range(2020, 2021))
    years_left = 1 + np.cumprod(rates.survival[0], axis=1).sum(axis=1)
    assert years_left.mean() == pytest.approx(77.93, abs=1.0)


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


def test_some_of_the_years_are_cut_out_of_all() -> None:
    whole = vital("china")
    part = whole.within(range(2021, 2024))
    np.testing.assert_array_equal(part.survival, whole.survival[2:5])
    assert part.years == range(2021, 2024)
