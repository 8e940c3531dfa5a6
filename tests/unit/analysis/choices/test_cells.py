"""Many cells in one call of the kernel have what each of them has by itself."""

import itertools
from collections.abc import Iterator

import numpy as np
import pytest

from actuary.analysis.choices.cells import Alone, Together, one_by_one, opened_under, side_by_side
from actuary.analysis.choices.grid import read_axes
from actuary.analysis.choices.laws import Laws, Values, laws_of
from actuary.basis.calibration import Basis, opened
from actuary.compile import basis_of
from actuary.kernel.variants import Indices
from actuary.results import funds_told
from actuary.scenario.loading import load
from actuary.scenario.model import Scenario

SETTINGS = ("to=2029",)


def grid(*vary: str, scenario: str = "meishan") -> tuple[Basis, Laws, Indices]:
    """The basis of a scenario, the laws of a grid on it, and the cells."""
    base = load(scenario, *SETTINGS)
    axes, wrong = read_axes(vary, None, base)
    assert not wrong

    def of(values: Values) -> Scenario:
        pairs = zip(axes, values, strict=True)
        return load(scenario, *SETTINGS, *(axis.varied.setting(value) for axis, value in pairs))

    laws = laws_of(axes, of)
    cells = [*itertools.product(*(axis.values for axis in axes))]
    return basis_of(base, laws.calendar), laws, laws.places(axes, cells)


def apart(runs: Iterator[tuple[int, Alone]]) -> dict[int, Alone]:
    return dict(runs)


def equal(together: Together, alone: dict[int, Alone]) -> Iterator[bool]:
    """Of every cell, group and measure whether both say the same."""
    for n, cell in enumerate(together.cells):
        one = alone[int(cell)]
        funds = funds_told(one.law, one.basis, one.ledger)
        for group, measures in together.funds.items():
            for measure, values in measures.items():
                yield np.allclose(values[:, n], funds[group][measure][1:], rtol=1e-9, atol=1e-3, equal_nan=True)
        balances = one.ledger.stocks[:, :3, 0].reshape(-1, 12, 3)
        lowest = [balances[:, :, :2].sum(axis=2).min(axis=1), balances[:, :, 2].min(axis=1)]
        yield np.allclose(together.lowest[:, :, n], np.transpose(lowest), rtol=1e-9)


GRIDS = {
    "premium and subsidy": (
        "resident_financing.premium.2026=300..460:80 元", "resident_financing.subsidy.2027=600..800:100 元",
    ),
    "nothing in some of them": (
        "contribution_waiver.share.2026=0,20,50 %", "layer_financing.from_pool.critical_illness.2026=0,0.1 %",
        "benefit_stabiliser.step.employee.2026=0,2 %",
    ),
    "months of another number": ("contribution_deferral.months.2026=1,3,6 months", "contribution_rate.employer.2026=5,6 %"),
    "other people": ("retirement_age.men.2026=60,65 years", "contribution_rate.employer.2026-07=5,6 %"),
    "what the law makes of care": (
        "procurement.share.drugs.2026=20,40 %", "resident_benefits.ratio.outpatient.2026=40,60 %",
    ),
    "without bound": ("declared_base.cap.2026=200,300,500 %", "resident_benefits.ratio.inpatient_tertiary.2027=0,65 %"),
}  # fmt: skip


@pytest.mark.parametrize("vary", GRIDS.values(), ids=GRIDS)
def test_side_by_side_as_one_by_one(vary: tuple[str, ...]) -> None:
    known, laws, at = grid(*vary)
    alone = apart(one_by_one(known, laws, at))
    assert sorted(alone) == [*range(len(at))]
    found = [*side_by_side(known, laws, at)]
    assert sorted(int(cell) for one in found for cell in one.cells) == [*range(len(at))]
    assert all(same for one in found for same in equal(one, alone))
    ends = {round(float(x)) for one in found for x in one.funds["all"]["balance"][-1]}
    assert len(ends) > 1  # the values do something


def test_a_large_grid_is_cut_into_parts_of_which_none_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    known, laws, at = grid("contribution_rate.employer.2026=5..7:0.5 %", "procurement.share.drugs.2026=20,40 %")
    whole = [*side_by_side(known, laws, at)]
    monkeypatch.setattr("actuary.analysis.choices.cells.AT_ONCE", 3)
    parts = [*side_by_side(known, laws, at)]
    assert [int(cell) for one in parts for cell in one.cells] == [*range(5 * 2)]
    together = np.concatenate([one.funds["all"]["balance"] for one in parts], axis=1)
    assert np.array_equal(together, whole[0].funds["all"]["balance"][:, np.argsort(whole[0].cells)])


def test_what_laws_make_of_care_is_worked_out_once_for_what_they_agree_in() -> None:
    known, laws, at = grid("procurement.share.drugs.2026=20,40 %", "contribution_rate.employer.2026=5..8:1 %")
    under = opened_under(known, laws, at)
    assert len(under.bases) == 2
    for row, which in zip(at, under.which, strict=True):
        wanted = opened(known, laws.of(row))
        assert np.array_equal(under.bases[which].basis_year, wanted.basis_year)
        assert np.array_equal(under.bases[which].books.standing, wanted.books.standing)


def test_a_rule_that_is_asked_for_only_beside_another_one_is_not_missed() -> None:
    """Every pair of levers that move care: the basis of each of four cells is the one that its law makes."""
    vary = ("audit.stopped.false_claims.2026=0,30 %", "referral.share.tertiary.2026=0,10 %")
    known, laws, at = grid(*vary)
    under = opened_under(known, laws, at)
    for row, which in zip(at, under.which, strict=True):
        assert np.array_equal(under.bases[which].basis_year, opened(known, laws.of(row)).basis_year)
