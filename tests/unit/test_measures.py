"""What can be expected of a run is what a run holds."""

import pytest

from actuary.indicators import OF_FUNDS
from actuary.labels import label
from actuary.measures import GROUPS, MEASURES, RATES, YEARLY, nearest_measure, units_of
from actuary.reports.expected import NAMES
from tests.runs import ran


def test_every_fund_and_measure_is_in_the_results_in_this_order() -> None:
    found = ran("meishan")
    assert tuple(found.funds) == GROUPS
    assert all(tuple(sorted(found.funds[group])) == tuple(sorted(MEASURES)) for group in GROUPS)


def test_every_rate_has_a_unit_where_a_run_has_it() -> None:
    found = ran("meishan").indicators
    for group in GROUPS:
        assert set(units_of(group)) == {*MEASURES, *found.get(group, {})}
    assert tuple(RATES) == tuple(OF_FUNDS)


def test_everything_once_a_year_has_a_unit_and_a_name() -> None:
    assert tuple(ran("meishan").yearly) == tuple(YEARLY)
    assert not set(GROUPS) & set(YEARLY)
    for name in YEARLY:
        assert label(NAMES.get(name, name), "en") and label(NAMES.get(name, name), "zh")


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("resident.months", "resident.reserve_months"),  # not resident.births, nor backed_months, which begins with b
        ("employee.ratio", "employee.overall_ratio"),
        ("resident.reserve_month", "resident.reserve_months"),
        ("resident.balanc", "resident.balance"),
        ("per_premium", "subsidy_per_premium"),
        ("nothing_of_the_kind", None),
    ],
)
def test_a_measure_that_ends_with_the_word_is_nearer_than_one_that_looks_alike(written: str, near: str | None) -> None:
    names = [f"resident.{name}" for name in sorted([*units_of("resident"), "births"])]
    assert nearest_measure(written, [*names, "employee.overall_ratio", *YEARLY]) == near
