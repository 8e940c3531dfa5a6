"""The age profile against what was published of groups of people: those it is built from, and those it never saw."""

import numpy as np
import pytest

from actuary.basis.age_profile import need_by_age
from actuary.basis.holdout import held_out
from actuary.basis.known import Known
from actuary.figures.tables import column, table
from actuary.scenario.loading import load


def people_by_age() -> np.ndarray:
    """The nation at the census of 2020 by single age, groups spread evenly, 85 and over to 94."""
    rows = table("census_2020")
    people = np.zeros(101)
    for place, ages, persons in zip(rows.columns["place"], rows.columns["age"], column(rows, "persons"), strict=True):
        first = int(ages.removesuffix("+").partition("-")[0])
        last = 94 if ages.endswith("+") else int(ages.rpartition("-")[2])
        if place == "china":
            people[first : last + 1] += persons / (last + 1 - first)
    return people


def mean_need(service: str, first: int, last: int) -> float:
    people, ages = people_by_age(), slice(first, last + 1)
    return float((people * need_by_age(Known("china", {}), service))[ages].sum() / people[ages].sum())


@pytest.mark.parametrize(("first", "last", "published"), [(0, 59, 0.565), (60, 69, 2.279), (70, 94, 4.29)])
def test_inpatient_cost_of_each_age_group_is_that_of_the_sample(first: int, last: int, published: float) -> None:
    """CHIRA, sample of 2017: cost per head over the mean. To 1 %: there every age group stands at its middle."""
    assert mean_need("inpatient", first, last) == pytest.approx(published, rel=1e-2)


@pytest.mark.parametrize("service", ["outpatient", "pharmacy"])
def test_visits_of_the_old_and_of_all_are_those_of_the_survey(service: str) -> None:
    """Health survey of 2018: of 100 people 24.0 went to a doctor in two weeks, of those aged 60 and over 40.1."""
    assert mean_need(service, 0, 100) == pytest.approx(0.240, rel=1e-2)
    assert mean_need(service, 60, 100) == pytest.approx(0.401, rel=1e-2)


@pytest.mark.parametrize("service", ["inpatient", "outpatient", "chronic_outpatient", "pharmacy"])
def test_need_is_positive_and_nothing_jumps(service: str) -> None:
    """From one year of age to the next no need changes by more than a tenth of the highest."""
    need = need_by_age(Known("china", {}), service)
    assert (need > 0).all()
    assert np.abs(np.diff(need)).max() < 0.1 * need.max()


def test_the_held_out_ratios_of_retired_to_active_employees() -> None:
    """NHSA bulletins: admissions per head 36.0 : 8.6 in 2020 and 39.5 : 9.9 in 2021, cost per head 9,614 : 2,881 in 2025.

    Nothing is fitted to them. Cost per head, which is what the profile is built of, comes within 2 %. Admissions come out
    10 to 25 % too uneven: the sample of 2017 tells cost by age, which is admissions and cost per admission together, and
    nobody publishes cost per admission by age; so the profile must give the costlier admissions of the old as more
    admissions. Levels differ by definition as well (17.7 per 100 employees in 2021 in the bulletin, 16.65 discharges per
    member): only ratios are compared.
    """
    found = {(one.name, one.year): one for one in held_out(load("china"))}
    assert set(found) == {
        ("admission_rate", 2020),
        ("admission_rate", 2021),
        ("cost_per_head_at_institutions", 2025),
    }
    assert found["admission_rate", 2021].published == pytest.approx(39.5 / 9.9)
    assert found["cost_per_head_at_institutions", 2025].published == pytest.approx(3.34, abs=0.005)
    assert abs(found["cost_per_head_at_institutions", 2025].error) < 0.02
    assert 0.10 < found["admission_rate", 2020].error < 0.25
    assert 0.10 < found["admission_rate", 2021].error < 0.25


def test_the_bulletins_tell_it_of_the_nation_alone() -> None:
    assert held_out(load("meishan")) == []
