"""What a run rests on, each thing with source and status."""

import json

import pytest

from actuary.basis.provision import figures_idle
from actuary.figures.tables import table_names
from actuary.law import RULES
from actuary.manifest import STATUSES, Entry, Manifest, version
from tests.runs import BASELINES, ran


def manifest(name: str, *settings: str) -> Manifest:
    found = ran(name, *settings)
    known = found.basis.known
    return Manifest.of(
        found.scenario, found.calendar, found.law, known, figures_idle(found.law, found.basis.provision, known)
    )


def entry(found: Manifest, name: str, year: int | str | None = None) -> Entry:
    (one,) = [one for one in found.entries if one.name == name and (year is None or one.year == year)]
    return one


@pytest.mark.parametrize("name", BASELINES)
def test_everything_has_a_source_and_a_status(name: str) -> None:
    found = manifest(name)
    for one in found.entries:
        assert one.status in STATUSES, one
        assert one.source, one
    assert sum(found.counts().values()) + sum(one.idle for one in found.entries) == len(found.entries)
    assert list(found.counts()) == list(STATUSES)


def test_a_published_figure_is_shown_as_it_is_written() -> None:
    one = entry(manifest("meishan"), "employee_balance")
    assert (one.kind, one.place, one.year, one.value, one.unit) == ("figure", "meishan", 2019, "25.06", "亿元")
    assert (one.status, one.changed) == ("published", "")


def test_nothing_stands_twice() -> None:
    keys = [(one.kind, one.name, one.place, one.year) for one in manifest("meishan").entries]
    assert len(keys) == len(set(keys))


def test_the_law_is_listed_value_by_value_for_the_years_of_the_run() -> None:
    relief = [one for one in manifest("meishan").entries if one.name == "employer_relief"]
    assert [(one.year, one.value) for one in relief] == [
        ("1998-12", "0 %"),
        ("2020-02", "50 %"),
        ("2020-07", "25 %"),
        ("2021-01", "0 %"),
    ]
    assert {one.name for one in manifest("meishan").entries if one.kind == "law"} == set(RULES)
    late = [one for one in manifest("china").entries if one.name == "employer_relief"]
    assert [one.year for one in late] == ["2020-07"]


def test_a_table_counts_as_its_least_trusted_row() -> None:
    assert entry(manifest("meishan"), "tier_shares").status == "assumed"
    tables = {one.name for one in manifest("meishan").entries if one.kind == "table"}
    assert {"china_mortality", "census_2020", "service_anchors"} <= tables <= set(table_names())


def test_what_a_scenario_changed_is_marked() -> None:
    found = manifest("meishan", "figures.inflation=2 %", "figures.wage_growth.2030=4 %")
    changed = {one.name: one.changed for one in found.entries if one.changed}
    assert changed == {"inflation": "2 %", "wage_growth": "2030: 4 %"}
    assert not any(one.changed for one in manifest("meishan").entries)


def test_an_area_is_not_told_what_belongs_to_another() -> None:
    places = {one.place for one in manifest("kaizhou").entries if one.kind == "figure"}
    assert places == {"kaizhou", "chongqing", "china"}


def test_as_plain_values_it_can_be_written_and_read() -> None:
    found = manifest("meishan").to_dict()
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    assert found["scenario"]["hash"] == ran("meishan").scenario.hash
    assert found["version"] == version()
    assert json.loads(found["scenario"]["text"])["area"] == "meishan"


def test_what_only_a_lever_asks_for_is_told_apart_until_it_is_pulled() -> None:
    """The share of drugs in a visit cancels out in the base year; a rule that is nothing moves nothing."""
    untouched = manifest("meishan")
    assert entry(untouched, "outpatient_drugs_share").idle
    assert entry(untouched, "procured_cut").idle
    assert entry(untouched, "retired_rate").idle
    assert not any(one.idle for one in untouched.entries if one.name == "employer_relief")
    assert not any(one.idle for one in untouched.entries if one.name.startswith("in_scope_share"))
    pulled = manifest("meishan", "levers.procurement.share.drugs.2027=+10 pp")
    assert not entry(pulled, "outpatient_drugs_share").idle
    assert not entry(pulled, "procured_share").idle
