"""What can be expected of a run is what a run holds."""

from actuary.indicators import OF_FUNDS
from actuary.labels import label
from actuary.measures import GROUPS, MEASURES, RATES, YEARLY, units_of
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
