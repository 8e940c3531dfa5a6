"""Every figure that is estimated here, made again from the published series it names: no row can drift from its method."""

import math
from collections.abc import Iterable
from functools import cache

import numpy as np
import pytest
from scipy.optimize import brentq

from actuary.axes import PAYERS, STATUSES
from actuary.basis.assembly import laid_out
from actuary.basis.enrolment import _members, _year_on
from actuary.basis.trends import CONFIDENCE, OWN_ESTIMATE, Estimate, estimates_of
from actuary.compile import basis_of, sealed
from actuary.enactment import law_of
from actuary.figures.history import nation
from actuary.figures.single import Figure, figure, figures, own
from actuary.kernel import rows as r
from actuary.kernel.years import Demography, Rules, project_people
from actuary.law import Array
from actuary.scenario.loading import load

NATION, TODAY = "china", 2025
DIGITS = 4
"""Significant digits with which an estimate is written."""


def printed(*shares: float | None) -> list[str]:
    assert None not in shares
    return [f"{100 * share:.{DIGITS}g}" for share in shares if share is not None]


def estimated_here() -> dict[str, Figure]:
    """Figures whose note tells of steps: those that the program fits itself."""
    return {one.name: one for one in figures() if one.source == OWN_ESTIMATE and "steps ending" in one.note}


@cache
def estimates() -> dict[str, Estimate]:
    return {one.name: one for one in estimates_of(nation(), TODAY)}


def test_every_trend_that_the_projection_reads_is_written_and_none_that_nobody_estimates() -> None:
    """Growth of discharges and of their cost is told by a calibration, and projected by nothing."""
    pools = [f"{name}_{pool}" for name in ("cost_growth", "spending_gap") for pool in PAYERS]
    read = {"wage_growth", "disposable_income_growth", "members_growth", "spending_return_rate", *pools}
    assert set(estimated_here()) == read <= set(estimates())


@pytest.mark.parametrize("name", sorted(estimated_here()))
def test_a_written_trend_is_what_the_books_to_2025_tell(name: str) -> None:
    one, row = estimates()[name], estimated_here()[name]
    assert (row.place, row.year, row.unit, row.status) == (one.place, one.year, "%", "estimated")
    assert printed(row.value, row.low, row.high) == printed(one.value, one.low, one.high)
    confidence = f"interval of {100 * figure(CONFIDENCE, NATION).value:.0f} %"
    assert row.note == f"{one.method}; steps ending {one.years[0]} to {one.years[-1]}; {confidence}"


def test_whatever_is_estimated_says_how_far_it_may_be_off() -> None:
    found = [one for one in figures() if one.status == "estimated"]
    assert len(found) > len(estimates())
    for one in found:
        assert one.note and one.low is not None and one.high is not None, f"figures.csv:{one.line}"
        assert one.low < one.high, f"figures.csv:{one.line}"


@pytest.mark.parametrize("place", ["china", "jiangxi", "hubei"])
def test_wages_of_2025_grew_as_where_they_are_published(place: str) -> None:
    """Mean growth to 2025 of the three provinces that publish it, from the least to the greatest of them."""
    growth = [
        value("average_wage", one, 2025) / value("average_wage", one, 2024)
        for one in ("sichuan", "shandong", "chongqing")
    ]
    before = value("average_wage", place, 2024)
    row = own("average_wage", place, 2025)
    assert row is not None
    expected = [before * factor for factor in (sum(growth) / 3, min(growth), max(growth))]
    assert [row.value, row.low, row.high] == pytest.approx(expected, rel=1e-8)


def test_incomes_of_2025_grew_a_little_less_than_the_year_before() -> None:
    """5 % on 41,314, between the 4.0 % of output and the 5.5 % of incomes."""
    row = own("disposable_income", NATION, 2025)
    assert row is not None and row.low is not None and row.high is not None
    assert (row.value, row.low, row.high) == pytest.approx((41_314 * 1.05, 41_314 * 1.04, 41_314 * 1.055))


def value(name: str, place: str, year: int) -> float:
    found = own(name, place, year)
    assert found is not None
    return found.value


@pytest.mark.parametrize(("scenario", "expected"), [("china", 0.948), ("china_2019", 0.87)])
def test_births_paid_for_are_solved_from_the_maternity_spending_of_the_year(scenario: str, expected: float) -> None:
    """What the figure says of 2025, and its note of 2019."""
    row = figure("maternity_claims_level", NATION)
    solved = compiled(scenario)[0].fixed[r.MATERNITY_CLAIMS]
    assert solved == pytest.approx(expected, abs=0.005)
    assert row.value == 0.948 and "0.87 in 2019" in row.note


@cache
def compiled(name: str, *settings: str) -> tuple[Rules, Demography, Array, Array]:
    """Rules, demography and services of a scenario, and its people at each year's end over six years."""
    scenario = load(name, *settings)
    law, calendar = law_of(scenario)
    inputs = sealed(law, basis_of(scenario, calendar))
    people = project_people(inputs.start, 1, 6, inputs.rules, inputs.demography).people
    return inputs.rules, inputs.demography, inputs.prices.services, people


def inside(found: float, row: Figure) -> bool:
    return row.low is not None and row.high is not None and row.low <= found <= row.high


def of(statuses: Iterable[bool]) -> list[int]:
    return [i for i, yes in enumerate(statuses) if yes]


@pytest.mark.parametrize("payer", PAYERS)
def test_what_age_adds_to_need_is_what_the_projected_people_of_2020_to_2025_say(payer: str) -> None:
    """Cost of a member at the frequency and cost per case of 2019, exposure of each year: growth a year over five years.

    The people are those of the nation projected from 2019; how fast residents become employees decides the most of it.
    """
    _, demography, services, people = compiled("china_2019")
    members = people[:, of(status.payer == payer for status in STATUSES)].sum(axis=1)
    exposure = (members[:-1] + members[1:]) / 2
    weights = services[PAYERS.index(payer), :, r.FREQUENCY] * services[PAYERS.index(payer), :, r.COST]
    need = np.einsum("txa,kxa,k->t", exposure, demography.relativity[: len(weights)], weights) / exposure.sum(
        axis=(1, 2)
    )
    growth = math.pow(need[5] / need[0], 1 / 5) - 1
    assert inside(growth, figure(f"national_ageing_effect_{payer}", NATION))


def contributing(rate: float) -> float:
    """Contributing members at the end of 2025, the nation projected from 2019 at a rate of formalisation."""
    people = compiled("china_2019", f"figures.formalisation_rate={100 * rate:.8f} %")[3]
    return float(people[6, of(status.pays_on_wage for status in STATUSES)].sum())


def test_the_rate_of_formalisation_reaches_the_contributing_members_of_2025() -> None:
    """28,062.32 万, from the 24,224.7 of 2019."""
    row = figure("formalisation_rate", NATION)
    rate = brentq(lambda at: contributing(at) - 28_062.32e4, 0.03, 0.09, xtol=1e-5)
    assert inside(rate, row)
    assert rate == pytest.approx(row.value, abs=0.005)


def grown(rate: float) -> float:
    """Growth of the nation's members in 2026 at a rate of formalisation."""
    scenario = load(NATION, f"figures.formalisation_rate={100 * rate:.8f} %")
    law, calendar = law_of(scenario)
    laid = laid_out(scenario, law, calendar)
    after = _year_on(laid.people.now, laid.demography, laid.roles, laid.fixed, law)
    return _members(after, laid.roles) / _members(laid.people.now, laid.roles) - 1


def test_the_interval_of_formalisation_is_that_of_the_growth_of_members() -> None:
    """Places without a history move at the rate that the nation's own members grew by lately, between 1.72 and 3.19 %."""
    rate, growth = figure("formalisation_rate", NATION), figure("members_growth", NATION)
    low, high = (grown(one) for one in (rate.low or 0, rate.high or 0))
    assert [low, high] == pytest.approx([growth.low, growth.high], abs=0.0015)
    assert low < growth.value < high
