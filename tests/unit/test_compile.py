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


def test_a_figure_that_nothing_uses_is_a_mistake_where_it_is_written() -> None:
    scenario = load("meishan", "figures.drg_cities=40", "figures.inflation=2 %")
    with pytest.raises(Mistakes) as found:
        basis_of(scenario, Calendar(2019, 2035))
    (only,) = found.value.mistakes
    assert only.wrong == "drg_cities"
    assert only.right.startswith("a figure that this run uses")
