"""Long-term care on paper: both schemes' parts, their common fund, and a run that has none."""

import pytest

from actuary.analysis.worked.year import worked_year
from actuary.errors import Mistakes
from tests.pulls import of_example
from tests.runs import ran
from tests.unit.analysis.worked.test_year import assert_as_computed, steps


def test_the_funds_year_is_what_the_program_says_in_every_year_of_the_example() -> None:
    results = of_example("long_term_care").run()
    for year in results.years[1:]:
        assert_as_computed(results, year, "long_term_care")


def test_members_are_insured_times_coverage_and_a_benefit_is_a_share_of_a_price() -> None:
    """Residents: half of the insured from 2028; severe, at home: 2000 x 70 %, from 2029 less 100 for each who draws more."""
    found = steps(worked_year(of_example("long_term_care").run(), 2030, "long_term_care"), "resident")
    assert found["nursing_coverage"].value == 0.5
    benefit = dict(zip(found["benefit"].axis, found["benefit"].value.tolist(), strict=True))
    assert benefit["severe_home"] == pytest.approx(2000 * 0.7 - 0.35 * 100)
    assert benefit["moderate_home"] == pytest.approx(900 * 0.5 - 0.35 * 100)
    assert benefit["moderate_institution"] == 0
    drawing = dict(zip(found["drawing"].axis, found["drawing"].value.tolist(), strict=True))
    assert drawing["severe_home"] == pytest.approx(0.65 * found["claimants"].value[1])
    cost = sum(drawing[setting] * benefit[setting] for setting in drawing)
    assert float(found["nursing_benefits"].value) == pytest.approx(cost)


def test_what_the_employees_pool_hands_over_stands_in_its_own_books() -> None:
    """60 yuan for every member, and a thousandth of covered wages."""
    results = of_example("long_term_care").run()
    worked = worked_year(results, 2030, "employee")
    held = {(check.pool, check.name): check for check in worked.checks}
    members = results.population.exposure[10, :3].sum()
    assert held["employee", "transfer_out"].found == pytest.approx(
        60 * members + 0.001 * results.yearly["covered_wages"][11]
    )


def test_a_run_without_members_has_no_such_page() -> None:
    with pytest.raises(Mistakes) as found:
        worked_year(ran("meishan"), 2030, "long_term_care")
    assert "nobody is a member of long-term care insurance in this run" in str(found.value)
