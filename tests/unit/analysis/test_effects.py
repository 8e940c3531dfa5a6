"""Every lever alone on top of a scenario."""

import numpy as np

from actuary.analysis.effects import alone, settings_of
from actuary.levers import lever_names
from tests.runs import ran


def test_an_example_becomes_settings() -> None:
    assert settings_of("contribution_rate") == ("levers.contribution_rate.employer.2027=7 %",)
    assert "levers.resident_benefits.cap.outpatient.2027=+50 %" in settings_of("resident_benefits")


def test_each_lever_is_held_against_the_scenario_without_it() -> None:
    base = ran("meishan", "to=2031")
    found = {one.lever: one for one in alone(base, "meishan", ("to=2031",), 2030)}
    assert tuple(found) == lever_names()
    variant = ran("meishan", "to=2031", *settings_of("contribution_rate"))
    rate = found["contribution_rate"]
    assert rate.moved == (variant.series(rate.flow) - base.series(rate.flow))[2030 - 2019]
    months = variant.funds["employee_scheme"]["reserve_months"] - base.funds["employee_scheme"]["reserve_months"]
    assert rate.months == {"employee_scheme": months[2030 - 2019], "resident": 0.0}


def test_a_lever_that_cannot_be_pulled_here_says_why() -> None:
    settings = ("levers.contribution_rate.employer.2020=29.5 %",)
    base = ran("meishan", *settings)
    found = {
        one.lever: one
        for one in alone(base, "meishan", (*settings, "levers.contribution_rate.employee.2020=30 %"), 2030)
    }
    assert found["contribution_rate"].refused == ""
    refusing = {
        one.lever: one for one in alone(base, "meishan", ("levers.contribution_rate.employer.2020=31 %",), 2030)
    }
    assert "%" in refusing["contribution_waiver"].refused
    assert np.isnan(refusing["contribution_waiver"].moved)
