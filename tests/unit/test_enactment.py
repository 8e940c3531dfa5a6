"""The law in force laid out by month and year, and the levers of a scenario on it."""

import numpy as np
import pytest

from actuary.axes import SERVICES, Calendar
from actuary.enactment import law_in_force, law_of, law_written, pulled, values_in_force
from actuary.errors import Mistakes
from actuary.figures.dated import nearest_written
from actuary.figures.vintage import Vintage
from actuary.law import RULES, Law
from actuary.levers import lever, lever_names
from actuary.scenario.loading import load

CALENDAR = Calendar(2019, 2021)
"""Laid out over 2019 to 2022: one year more than is projected, whose premium is collected before it begins."""


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_has_a_value_for_every_month_or_year_and_nobody_can_write_to_it(rule: str) -> None:
    array = getattr(law_in_force("meishan", CALENDAR), rule)
    length = 48 if RULES[rule].period == "month" else 4
    assert array.shape == ((len(RULES[rule].parts), length) if RULES[rule].by else (length,))
    assert not array.flags.writeable
    assert np.isfinite(array).all()


def test_the_relief_of_2020_month_by_month() -> None:
    """The nation: half from February to June. Meishan: then 1.5 of 6 points to December."""
    nation, city = (law_in_force(area, CALENDAR).employer_relief[12:36] for area in ("china", "meishan"))
    assert nation.tolist() == [0] + [0.5] * 5 + [0] * 18
    assert city.tolist() == [0] + [0.5] * 5 + [0.25] * 6 + [0] * 12


def test_ages_and_premiums_year_by_year() -> None:
    law = law_in_force("china", Calendar(2023, 2026))
    np.testing.assert_allclose(law.retirement_age_men, [60, 60, 60.2, 60.4, 60.6])
    assert law.resident_premium.tolist() == [350, 380, 400, 400, 400]


def test_the_nearest_place_holds_for_each_rule_by_itself() -> None:
    """Meishan has deductibles of its own, and the nation's caps."""
    city, nation = law_in_force("meishan", CALENDAR), law_in_force("china", CALENDAR)
    assert city.resident_deductible[:4, 0].tolist() == [660, 460, 360, 150]
    assert nation.resident_deductible[:4, 0].tolist() == [800, 500, 300, 150]
    np.testing.assert_array_equal(city.resident_cap, nation.resident_cap)


def test_every_month_has_its_source() -> None:
    values = values_in_force("employer_relief", "meishan", CALENDAR)
    assert len(values) == 48
    assert {value.source for value in values[18:24]} == {"meishan_report_2020"}


def test_a_scenario_without_levers_is_under_the_law_in_force() -> None:
    law, calendar = law_of(load("meishan"))
    assert calendar == Calendar(2019, 2035)
    for rule, array in zip(RULES, law_in_force("meishan", calendar), strict=True):
        assert getattr(law, rule) is array


def test_a_lever_is_pulled_from_its_month_on() -> None:
    law, _ = law_of(load("meishan_rate_cut"))
    np.testing.assert_allclose(law.employer_rate[:24], 0.06)
    np.testing.assert_allclose(law.employer_rate[24:], 0.045)


def test_every_lever_that_leaves_the_bounds_is_a_mistake_where_it_is_written() -> None:
    settings = ("levers.contribution_rate.employer=-7 pp", "levers.declared_base.cap=-250 pp", "to=2030")
    scenario = load("meishan", *settings)
    with pytest.raises(Mistakes) as found:
        pulled(law_in_force("meishan", Calendar(2019, 2030)), scenario, Calendar(2019, 2030))
    assert [mistake.wrong for mistake in found.value.mistakes] == [
        "contribution_rate.employer: -7 pp",
        "declared_base.cap: -250 pp",
    ]
    assert found.value.mistakes[0].right == "a share of covered wages, from 0 % to 30 %, after the change"
    assert all(mistake.place for mistake in found.value.mistakes)


def test_what_moves_nothing_by_itself_is_no_mistake_where_the_run_ends_before_its_partner_begins() -> None:
    """The budget is set in 2030: growth from 2028 on waits for it, and a run to 2028 sees only that."""
    settings = ("levers.budget.set.resident_inpatient.2030=yes", "levers.budget.growth.resident_inpatient.2028=4 %")
    assert law_of(load("meishan", *settings))[0].budget_set.any()
    assert not law_of(load("meishan", *settings, "to=2028"))[0].budget_set.any()
    with pytest.raises(Mistakes) as found:
        law_of(load("meishan", *settings[1:]))
    assert [mistake.right for mistake in found.value.mistakes] == [
        "also budget.set.resident_inpatient, in 2028 or later: off is in force there, and this moves nothing by itself"
    ]


def test_a_rule_without_which_another_moves_nothing_has_the_same_parts_and_periods() -> None:
    fields = [lever(name).fields for name in lever_names()]
    pairs = [one for every in fields for field in every.model_fields if "only_with" in (one := every.extra(field))]
    assert len(pairs) > 3
    for pair in pairs:
        rule, other = RULES[pair["rule"]], RULES[pair["only_with"]]
        assert (rule.by, rule.period) == (other.by, other.period), pair["rule"]


def known_to(year: int, area: str = "china") -> Law:
    """The law of 2018 to 2027 as a forecast from the end of a year expects it."""
    return law_in_force(area, Calendar(2018, 2026), year)


def test_what_was_enacted_later_is_hidden_and_the_last_law_holds() -> None:
    """The relief of 2020 and the ages of 2025 were nobody's in 2019; what was law by then is as it was."""
    law, today = known_to(2019), law_in_force("china", Calendar(2018, 2026))
    assert today.employer_relief[24:].any()
    assert not law.employer_relief.any()
    assert law.retirement_age_men.tolist() == [60] * 10
    np.testing.assert_array_equal(law.employer_relief[:24], today.employer_relief[:24])


def test_a_month_of_the_last_known_year_is_as_it_was_and_december_goes_on() -> None:
    """Known to 2020: half of it waived from February to June 2020, nothing from July on."""
    relief = known_to(2020).employer_relief
    assert relief[24:].tolist() == [0] + [0.5] * 5 + [0] * (8 * 12 - 6)


def test_rules_by_service_are_hidden_as_well() -> None:
    law = known_to(2019)
    assert law.resident_deductible.shape == (len(SERVICES), 10)
    np.testing.assert_array_equal(law.resident_deductible[:, 2:], law.resident_deductible[:, [1]].repeat(8, axis=1))


def test_a_premium_is_known_a_year_ahead_a_subsidy_is_not() -> None:
    """At the end of 2021 the notice for cover in 2022 was out, 320; the subsidy of 2021 was 580."""
    law = known_to(2021)
    assert law.resident_premium.tolist() == [180, 220, 250, 280, 320, 320, 320, 320, 320, 320]
    assert law.resident_subsidy.tolist() == [490, 520, 550, 580, 580, 580, 580, 580, 580, 580]


def test_beyond_the_last_notice_amounts_rise_as_the_last_five_did() -> None:
    """Premium: (320 - 150) / 5 from cover in 2023 on; subsidy: (580 - 420) / 5 from 2022 on; nothing while notices tell."""
    law = known_to(2021)
    assert law.resident_premium_rise.tolist() == [0] * 5 + [34] * 5
    assert law.resident_subsidy_rise.tolist() == [0] * 4 + [32] * 6
    assert not law.resident_premium_index.any()


def test_of_today_the_rises_are_those_of_the_law() -> None:
    """A forecast from the end of 2026 knows what stands in the law: 16 and 28.8 a year, (400 - 320) / 5, (724 - 580) / 5."""
    now, later = law_in_force("china", Calendar(2026, 2030)), law_in_force("china", Calendar(2026, 2030), 2026)
    np.testing.assert_allclose(later.resident_premium_rise, now.resident_premium_rise)
    np.testing.assert_allclose(later.resident_subsidy_rise, now.resident_subsidy_rise)
    assert now.resident_premium_rise.tolist() == [0, 0, 16, 16, 16, 16]


def test_a_vintage_beyond_the_horizon_hides_nothing() -> None:
    calendar = Calendar(2019, 2021)
    for rule, array in zip(RULES, law_in_force("meishan", calendar, 2040), strict=True):
        np.testing.assert_array_equal(array, getattr(law_in_force("meishan", calendar), rule))


def test_a_scenario_of_a_vintage_is_under_the_law_known_then() -> None:
    scenario = load("meishan")._replace(vintage=Vintage(2019, {}, "meishan"))
    law, _ = law_of(scenario)
    assert not law.employer_relief.any()
    assert law_of(load("meishan"))[0].employer_relief.any()


def test_the_law_as_it_is_written_is_the_law_in_force() -> None:
    law = law_written({rule: nearest_written(rule, "meishan") for rule in RULES}, "meishan", CALENDAR)
    for rule in RULES:
        assert np.array_equal(getattr(law, rule), getattr(law_in_force("meishan", CALENDAR), rule)), rule


def test_a_rule_that_somebody_has_otherwise_is_otherwise_and_the_rest_as_in_force() -> None:
    """A rate of 5 % since 2008 holds in every month; a rule that there is no more is passed over."""
    first = nearest_written("employee_rate", "meishan")[0]
    law = law_written({"employee_rate": (first._replace(values=(0.05,)),), "gone": ()}, "meishan", CALENDAR)
    assert (law.employee_rate == 0.05).all()
    assert not law.employee_rate.flags.writeable
    assert np.array_equal(law.employer_rate, law_in_force("meishan", CALENDAR).employer_rate)


def test_levers_move_another_law_where_one_is_given() -> None:
    scenario = load("meishan", "levers.contribution_rate.employer.2021=+1 pp")
    before = law_in_force("meishan", Calendar(2019, 2035))
    given = before._replace(employer_rate=np.full_like(before.employer_rate, 0.05))
    law, _ = law_of(scenario, given)
    assert law.employer_rate[0] == 0.05
    assert law.employer_rate[-1] == pytest.approx(0.06)
