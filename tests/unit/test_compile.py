"""Law and basis sealed for the kernel, and figures that nothing uses."""

import numpy as np
import pytest

from actuary.axes import Calendar
from actuary.compile import basis_of, sealed
from actuary.errors import Mistakes
from actuary.kernel import rows as r
from actuary.law import Array
from actuary.scenario.loading import load
from tests.runs import ran


def arrays() -> list[Array]:
    inputs = sealed(ran("meishan").law, ran("meishan").basis)
    return [inputs.start, *inputs.rules, *inputs.demography, *inputs.prices]


def test_what_is_sealed_is_read_only_and_in_order() -> None:
    for array in arrays():
        assert not array.flags.writeable
        assert array.flags.c_contiguous
        assert array.dtype in (np.float64, np.int64)


def test_what_is_sealed_is_a_copy() -> None:
    found = ran("meishan")
    inputs = sealed(found.law, found.basis)
    assert not np.shares_memory(inputs.rules.fixed, found.basis.fixed)
    assert not np.shares_memory(inputs.start, found.basis.start)


def test_the_law_stands_in_the_rows_that_the_kernel_reads() -> None:
    found = ran("meishan")
    rules = sealed(found.law, found.basis).rules
    np.testing.assert_array_equal(rules.law_month[r.EMPLOYER_RELIEF], found.law.employer_relief)
    np.testing.assert_array_equal(rules.law_year[r.RESIDENT_PREMIUM], found.law.resident_premium)
    ratio = slice(r.RATIO + r.PAYER_ROWS, r.CAP + r.PAYER_ROWS)
    np.testing.assert_array_equal(rules.law_year[ratio], found.law.resident_ratio)


def test_the_basis_does_not_know_the_levers() -> None:
    """The base year is solved under the law in force; a lever only acts after it."""
    base, variant = ran("meishan").basis, ran("meishan_rate_cut").basis
    np.testing.assert_array_equal(variant.fixed, base.fixed)
    np.testing.assert_array_equal(variant.books.balances, base.books.balances)


def refused(*settings: str) -> list[tuple[str, str]]:
    with pytest.raises(Mistakes) as found:
        basis_of(load("meishan", *settings), Calendar(2019, 2035))
    return [(mistake.wrong, mistake.right) for mistake in found.value.mistakes]


def test_a_figure_that_nothing_uses_is_a_mistake() -> None:
    ((wrong, right),) = refused("figures.drg_cities=40", "figures.inflation=2 %")
    assert wrong == "drg_cities"
    assert right.startswith("a figure that this run uses")


@pytest.mark.parametrize(
    "setting",
    ["figures.net_migration_rate.2030=5 ‰", "figures.average_wage.2030=8,000 元", "figures.wage_growth.2036=+1 pp"],
)
def test_a_date_that_nothing_asks_for_is_a_mistake(setting: str) -> None:
    """A figure read once has no dates; a published series ends; a path ends with the run. None is passed over."""
    ((wrong, right),) = refused(setting)
    assert setting.startswith(f"figures.{wrong}=")
    assert right == "no date, or an earlier one: this figure is not read in any year from this one on"


@pytest.mark.parametrize(
    "setting",
    [
        "figures.net_migration_rate=5 ‰",
        "figures.average_wage.2024=8,000 元",
        "figures.wage_growth.2030=5 %",
        "figures.wage_growth.2030=+1 pp",
        "figures.students_insured_elsewhere.2030=20 %",
        "figures.employee_balance=+10 %",
    ],
)
def test_a_value_that_is_taken_moves_money(setting: str) -> None:
    flows = ran("meishan", setting).ledger.flows
    assert not np.array_equal(flows, ran("meishan").ledger.flows)


def test_what_an_area_did_not_publish_may_be_set() -> None:
    """Meishan's income follows from its spending and surplus; one of 17 亿元 contradicts the months, which is reported."""
    found = ran("meishan", "figures.employee_income=17 亿元")
    assert found.funds["employee_scheme"]["income"][0] == pytest.approx(17e8)
    assert abs(found.basis.residuals["employee: balance = months x spending / 12"]) > 1e8
