"""Running a scenario, and holding variants against a base."""

from pathlib import Path

import numpy as np
import pytest

from actuary.axes import LAYER_NAMES
from actuary.errors import Mistakes
from actuary.measures import GROUPS, MEASURES
from actuary.scenario.loading import load
from actuary.simulation import compare, run, same
from tests.runs import ran


def test_a_run_covers_every_year_from_the_base_to_the_last() -> None:
    found = run(load("meishan", "to=2023"))
    assert found.years == (2019, 2020, 2021, 2022, 2023)
    assert len(found.ledger.flows) == 12 * 4


def test_a_comparison_is_variant_less_base() -> None:
    base, variant = ran("meishan"), ran("meishan_rate_cut")
    comparison = compare(base, variant)
    assert (comparison.base, comparison.variants) == (base, (variant,))
    difference = comparison.difference(variant)
    assert set(difference) == {*GROUPS, *LAYER_NAMES, "yearly"}
    assert set(difference["all"]) == {*MEASURES, *base.indicators["all"]}
    assert set(difference["medical_assistance"]) == set(base.layers["medical_assistance"])
    wanted = variant.funds["all"]["income"] - base.funds["all"]["income"]
    np.testing.assert_array_equal(difference["all"]["income"], wanted)


def test_a_base_differs_from_itself_by_nothing() -> None:
    base = ran("meishan")
    for measures in compare(base, base).difference(base).values():
        for values in measures.values():
            assert not np.nan_to_num(values).any()
    assert compare(base, base).moved(base) == []


@pytest.mark.parametrize("other", [("jiangxi",), ("meishan", "to=2030"), ("china",)])
def test_only_like_is_compared_with_like(other: tuple[str, ...]) -> None:
    with pytest.raises(Mistakes) as found:
        compare(ran("meishan"), ran("meishan_rate_cut"), ran(*other))
    (only,) = found.value.mistakes
    assert only.wrong == other[0]
    assert "a scenario of meishan from 2019 to 2035" in only.right


def moved(*settings: str) -> list[str]:
    base = ran("meishan")
    return [one.what for one in compare(base).moved(ran("meishan", *settings))]


def test_what_a_variant_moves_is_told_in_words() -> None:
    assert moved("levers.contribution_rate.employer.2021-01=-1.5 pp") == [
        "contribution_rate.employer, -1.5 pp from January 2021: 6 % -> 4.5 %"
    ]
    assert moved("levers.retirement_age.men.2030=65 years", "levers.retirement_age.women=55 years") == [
        "retirement_age.men, 65 years from 2030",
        "retirement_age.women, 55 years",
    ]
    assert moved("figures.wage_growth.2030=5 %", "behaviour.selection=no") == [
        "wage_growth, 5 % from 2030",
        "behaviour.selection",
    ]


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("contribution_rate.employer=+10 %", "contribution_rate.employer, +10 %: 6 % -> 6.6 %"),
        ("contribution_rate.employer.2023=+50 %", "contribution_rate.employer, +50 % from 2023: 6 % -> 9 %"),
        ("resident_financing.premium.2027=+30 元", "resident_financing.premium, +30 元 from 2027: 400 元 -> 430 元"),
        ("retirement_age.men.2022=+6 months", "retirement_age.men, +6 months from 2022: 60 years -> 60 years 6 months"),
        ("contribution_rate.employer.2023=7 %", "contribution_rate.employer, 7 % from 2023"),
        (
            "resident_benefits.ratio.inpatient_tertiary.2027=+5 pp",
            "resident_benefits.ratio.inpatient_tertiary, +5 pp from 2027: 65 % -> 70 %",
        ),
        (
            "resident_benefits.cap.outpatient.2027=+50 %",
            "resident_benefits.cap.outpatient, +50 % from 2027: 400 元 -> 600 元",
        ),
        ("one_off.resident_income.2028-01=500 万元", "one_off.resident_income, 500 万元 in January 2028"),
    ],
)
def test_a_change_is_told_from_what_to_what_and_a_level_by_itself(setting: str, told: str) -> None:
    """6 % + 10 % of it = 6.6 %, 6 % x 1.5 = 9 %; 400 + 30 = 430; of a service, its own row: 65 + 5 = 70 %, 400 x 1.5 = 600."""
    assert moved(f"levers.{setting}") == [told]


def test_a_change_that_a_shorter_run_does_not_reach_is_told_as_such() -> None:
    """The file runs to 2035, and only `to` on the command line ends it before 2033; beyond 2035 it is a mistake."""
    setting, to = "levers.contribution_rate.employer.2033=-1 pp", "to=2025"
    base, variant = ran("meishan", to), ran("meishan", setting, to)
    told = "contribution_rate.employer, -1 pp from 2033, after the last year"
    assert [one.what for one in compare(base).moved(variant)] == [told]
    with pytest.raises(Mistakes) as found:
        load("meishan", setting.replace("2033", "2036"))
    assert found.value.mistakes[0].right == "2035 at the latest: this run ends with 2035"


def test_each_change_is_told_from_what_to_what_at_its_own_date() -> None:
    """Either is a change on the law in force, not on the change before it."""
    first, second = "levers.contribution_rate.employer.2021=-1 pp", "levers.contribution_rate.employer.2023=-1.5 pp"
    assert moved(first, second) == [
        "contribution_rate.employer, -1 pp from 2021: 6 % -> 5 %",
        "contribution_rate.employer, -1.5 pp from 2023: 6 % -> 4.5 %",
    ]


def test_before_is_the_base_as_it_was_run() -> None:
    base = ran("meishan", "levers.contribution_rate.employer.2021=7 %")
    (one,) = compare(base).moved(ran("meishan", "levers.contribution_rate.employer.2021=-1 pp"))
    assert one.what == "contribution_rate.employer, -1 pp from 2021: 7 % -> 5 %"


def test_what_a_variant_moves_is_told_with_its_place() -> None:
    (one,) = compare(ran("meishan")).moved(ran("meishan_rate_cut"))
    assert one.place is not None
    assert (Path(one.place.file).name, one.place.line) == ("meishan_rate_cut.yaml", 7)


def test_what_a_base_moves_and_its_variant_does_not_is_told_too() -> None:
    base = ran("meishan", "levers.contribution_rate.employer=7 %", "figures.inflation=2 %")
    found = [one.what for one in compare(base).moved(ran("meishan"))]
    assert found == ["contribution_rate: not there", "inflation: not there"]


def test_runs_are_the_same_only_to_the_last_bit() -> None:
    base = ran("meishan")
    assert same(base, run(load("meishan")))
    assert not same(base, ran("meishan", "levers.contribution_rate.employer=6.0000000001 %"))
    assert not same(base, ran("meishan", "levers.retirement_age.men=60 years 0.001 months"))


def test_a_subsidy_of_the_first_year_is_paid_in_it_and_rises_from_there() -> None:
    """The notice comes during the year, after the premium was collected; the law goes on by its yearly rise."""
    paid = run(load("china", "levers.resident_financing.subsidy.2026=900 元"))
    rise = paid.law.resident_subsidy_rise[2]
    np.testing.assert_allclose(paid.yearly["subsidy"][1:4], [900, 900 + rise, 900 + 2 * rise])
    assert rise > 0


def test_what_varies_otherwise_moves_nothing_in_a_plain_run_and_is_told() -> None:
    base, variant = ran("meishan"), ran("meishan", "uncertainty.model=no")
    assert same(base, variant)
    assert [one.what for one in compare(base, variant).moved(variant)] == [
        "uncertainty: other layers, widths or correlations"
    ]
