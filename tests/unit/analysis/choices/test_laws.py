"""The law of a cell, put together from what each value makes of the law, is the one that its scenario has."""

import itertools

import numpy as np
import pytest

from actuary.analysis.choices.grid import read_axes
from actuary.analysis.choices.laws import Laws, Values, laws_of
from actuary.enactment import law_of
from actuary.errors import Mistakes
from actuary.law import RULES, Law
from actuary.levers import entangled
from actuary.scenario.loading import load
from actuary.scenario.model import Scenario

PREMIUM, SUBSIDY = "resident_financing.premium.2027", "resident_financing.subsidy.2027"
RATE = "contribution_rate.employer.2027-07"


def laid_out(*vary: str) -> tuple[Laws, list[Values], list[Law]]:
    """The laws of a grid, its cells, and the law of each as its scenario has it."""
    axes, wrong = read_axes(vary, None, load("meishan", "to=2030"))
    assert not wrong

    def scenario(values: Values) -> Scenario:
        pairs = zip(axes, values, strict=True)
        return load("meishan", "to=2030", *(axis.varied.setting(value) for axis, value in pairs))

    laws = laws_of(axes, scenario)
    cells = [*itertools.product(*(axis.values for axis in axes))]
    at = laws.places(axes, cells)
    return laws, cells, [laws.of(row) for row in at] + [law_of(scenario(values))[0] for values in cells]


@pytest.mark.parametrize(
    ("vary", "blocks"),
    [
        ((f"{RATE}=5..7:1 %", f"{PREMIUM}=380..420:20 元"), 2),
        ((f"{PREMIUM}=380..420:20 元", f"{SUBSIDY}=700,720 元", f"{RATE}=5,6 %"), 3),
        ((f"{PREMIUM}=380..420:20 元", "resident_financing.premium.2029=440,460 元"), 1),
        ((f"{PREMIUM}=380,420 元", f"{RATE}=5,6 %", "resident_financing.premium_rise.2028=0,20 元"), 2),
        (
            (
                "resident_benefits.ratio.outpatient.2027=50,60 %",
                "resident_benefits.ratio.inpatient_tertiary.2027=60,65 %",
            ),
            1,
        ),
    ],
)
def test_a_cell_has_the_law_of_its_scenario(vary: tuple[str, ...], blocks: int) -> None:
    laws, cells, found = laid_out(*vary)
    assert len(laws.blocks) == blocks
    for one, other in zip(found[: len(cells)], found[len(cells) :], strict=True):
        assert all(np.array_equal(getattr(one, rule), getattr(other, rule)) for rule in RULES)


def test_each_value_is_laid_out_once() -> None:
    laws, cells, _ = laid_out(f"{RATE}=5..7:1 %", f"{PREMIUM}=380..420:20 元")
    assert len(cells) == 3 * 3
    assert [len(block.laws) for block in laws.blocks] == [3, 3]
    assert [block.rules for block in laws.blocks] == [("employer_rate",), ("resident_premium",)]
    assert laws.moving({"resident_premium", "employee_rate"}) == [1]


def test_all_values_that_are_refused_are_told_with_their_axis() -> None:
    with pytest.raises(Mistakes) as found:
        laid_out("resident_financing.premium.2028=380,400,420 元", f"{RATE}=5,6 %")
    assert [one.wrong for one in found.value.mistakes] == ["resident_financing.premium.2028 = 400 元"]


def test_values_that_are_refused_for_one_reason_are_told_once() -> None:
    low, high = "benefit_stabiliser.low.resident.2027", "benefit_stabiliser.high.resident.2027"
    with pytest.raises(Mistakes) as found:  # the law has no end above 9 months
        laid_out(f"{low}=6,10,12 months", f"{high}=9,11 months")
    (one,) = found.value.mistakes
    assert one.wrong == f"{low} = 10 months, 12 months; {low} = 12 months, {high} = 11 months"
    assert one.right == "low at most as many months as high, for each payer in every year"


def test_values_that_are_refused_beside_each_other_are_told_with_both() -> None:
    with pytest.raises(Mistakes) as found:
        laid_out("subsidy_split.central.2027=30,50,70 %", "subsidy_split.province.2027=20,40 %")
    assert [one.wrong for one in found.value.mistakes] == [
        "subsidy_split.central.2027 = 70 %, subsidy_split.province.2027 = 40 %"
    ]


def test_rules_that_have_to_do_with_each_other() -> None:
    assert entangled("resident_premium", "resident_premium")
    assert entangled("resident_premium", "resident_premium_index")
    assert entangled("resident_premium_rise", "resident_premium")
    assert entangled("surplus_kept", "budget_set")  # a share of nothing is refused
    assert entangled("paid_at_once", "quality_reserve")  # with what is held back they are a bill at most
    assert not entangled("resident_premium", "resident_subsidy")
    assert not entangled("resident_premium_index", "resident_subsidy")
