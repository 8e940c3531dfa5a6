"""What holds for a lever whatever is written in it: other rules and earlier times stay, and order never matters."""

from functools import cache
from itertools import permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actuary.analysis.effects import settings_of
from actuary.axes import Calendar
from actuary.basis.calibration import Basis, opened
from actuary.compile import basis_of, sealed
from actuary.enactment import law_in_force
from actuary.kernel import rows as r
from actuary.kernel.years import Ledger, project_money, project_people
from actuary.law import RULES, Law
from actuary.levers import lever, lever_names
from actuary.levers.shape import LeverFields, begin
from actuary.scenario.loading import load
from tests.runs import ran

CALENDAR = Calendar(2019, 2035)
"""Of the Meishan baseline."""
FEW = settings(max_examples=25)
"""A law of seventeen years is copied and compared rule by rule; hypothesis runs on many machines and many days."""

REFUSING = {
    "benefit_stabiliser", "budget", "joining", "layer_benefits", "maternity_merger", "payment_method", "settlement",
    "subsidy_split",
}  # fmt: skip
"""Levers that refuse what their fields or dates make of each other, each value alone being possible."""


@st.composite
def steps(draw: st.DrawFn, rule: str) -> dict[str, str]:
    """A few dated levels of a rule, each another one, as a person writes them."""
    unit, by_month = RULES[rule].unit, RULES[rule].period == "month"
    written: dict[str, tuple[str, str]] = {}
    for eighths in draw(st.lists(st.integers(0, 8), min_size=1, max_size=3, unique=True)):
        date = str(draw(st.integers(2021, 2035)))
        if by_month and draw(st.booleans()):
            date += f"-{draw(st.integers(1, 12)):02}"
        level = unit.low + eighths / 8 * (unit.high - unit.low) if unit.name != "switch" else float(eighths > 0)
        value = unit.show(level) if level >= 0 else f"= {unit.show(level)}"
        written.setdefault(date if "-" in date else f"{date}-01", (date, value))
    return dict(written.values())


@st.composite
def pulls(draw: st.DrawFn, name: str) -> LeverFields:
    """A lever with one or more of its fields written."""
    fields = lever(name).fields
    rules = {field: info.json_schema_extra["rule"] for field, info in fields.model_fields.items()}  # type: ignore[index,call-overload]
    chosen = draw(st.lists(st.sampled_from(sorted(rules)), min_size=1, unique=True))
    return fields.model_validate({field: draw(of_field(str(rules[field]))) for field in chosen})


def of_field(rule: str) -> st.SearchStrategy[Any]:
    """What may be written in the field of a rule: steps, or some parts with theirs."""
    if not RULES[rule].by:
        return steps(rule)
    return st.dictionaries(st.sampled_from(RULES[rule].parts), steps(rule), min_size=1, max_size=2)


def first_index(fields: LeverFields, field: str, rule: str) -> int:
    return min(begin(step, rule, CALENDAR) for step in getattr(fields, field))


@pytest.mark.parametrize("name", lever_names())
@FEW
@given(data=st.data())
def test_any_steps_change_the_rules_written_from_their_dates_on_and_no_other(name: str, data: st.DataObject) -> None:
    fields = data.draw(pulls(name))
    before = law_in_force("meishan", CALENDAR)
    untouched = Law(*(rule.copy() for rule in before))
    try:
        after = lever(name).apply(before, fields, CALENDAR)
    except ValueError:
        assert name in REFUSING
        return
    for rule in RULES:
        np.testing.assert_array_equal(getattr(before, rule), getattr(untouched, rule))
    written = {
        str(info.json_schema_extra["rule"]): field  # type: ignore[index,call-overload]
        for field, info in type(fields).model_fields.items()
        if getattr(fields, field) is not None
    }
    for rule in RULES:
        if rule not in written:
            np.testing.assert_array_equal(getattr(after, rule), getattr(before, rule))
        else:
            first = first_index(fields, written[rule], rule)
            np.testing.assert_array_equal(getattr(after, rule)[..., :first], getattr(before, rule)[..., :first])


@FEW
@given(data=st.data())
def test_levers_in_any_order_give_the_same_law(data: st.DataObject) -> None:
    free = [name for name in lever_names() if name not in REFUSING]
    names = data.draw(st.lists(st.sampled_from(free), min_size=2, max_size=3, unique=True))
    fields = {name: data.draw(pulls(name)) for name in names}
    laws = []
    for order in permutations(names):
        law = law_in_force("meishan", CALENDAR)
        for name in order:
            law = lever(name).apply(law, fields[name], CALENDAR)
        laws.append(law)
    for law in laws[1:]:
        for rule in RULES:
            np.testing.assert_array_equal(getattr(law, rule), getattr(laws[0], rule))


@pytest.fixture(scope="module")
def all_levers() -> dict[str, LeverFields]:
    """Every lever as its worked example pulls it."""
    loaded = load("meishan", *(setting for name in lever_names() for setting in settings_of(name)))
    return dict(loaded.levers)


@FEW
@given(order=st.permutations(lever_names()))
def test_all_levers_together_are_one_law_in_any_order(order: list[str], all_levers: dict[str, LeverFields]) -> None:
    law, other = law_in_force("meishan", CALENDAR), law_in_force("meishan", CALENDAR)
    for name in lever_names():
        law = lever(name).apply(law, all_levers[name], CALENDAR)
    for name in order:
        other = lever(name).apply(other, all_levers[name], CALENDAR)
    for rule in RULES:
        np.testing.assert_array_equal(getattr(other, rule), getattr(law, rule))


@cache
def untouched() -> Basis:
    """The baseline's basis before any lever."""
    return basis_of(load("meishan"), CALENDAR)


def projected(law: Law) -> Ledger:
    """The baseline's money under any law."""
    basis = opened(untouched(), law)
    inputs, years = sealed(law, basis), CALENDAR.last - CALENDAR.base
    people = project_people(inputs.start, 1, years, inputs.rules, inputs.demography)
    return project_money(basis.books, 1, years, inputs.rules, inputs.prices, people)


@pytest.mark.slow_without_jit
@pytest.mark.parametrize("name", lever_names())
@settings(max_examples=8)
@given(data=st.data())
def test_whatever_is_written_nothing_moves_before_its_first_date(name: str, data: st.DataObject) -> None:
    fields = data.draw(pulls(name))
    try:
        law = lever(name).apply(ran("meishan").law, fields, CALENDAR)
    except ValueError:
        return
    dates = [step.date for field in type(fields).model_fields for step in getattr(fields, field) or ()]
    before = min(CALENDAR.month_index(date) for date in dates) - 12
    ledger, unmoved = projected(law), ran("meishan").ledger
    assert np.isfinite(ledger.flows).all()
    kept = [r.BALANCE, r.PAYABLE, r.RECEIVABLE]
    np.testing.assert_array_equal(ledger.flows[:before], unmoved.flows[:before])
    np.testing.assert_array_equal(ledger.stocks[:before][..., kept], unmoved.stocks[:before][..., kept])
