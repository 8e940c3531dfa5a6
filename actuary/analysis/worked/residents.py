"""The residents' cover of a year: what it costs, who takes it up, what comes in."""

from __future__ import annotations

from typing import NamedTuple

from actuary.analysis.worked.inputs import Inputs
from actuary.analysis.worked.people import Exposed
from actuary.analysis.worked.terms import Term, added_up, exp, said
from actuary.axes import STATUSES
from actuary.kernel import rows as r


class Cover(NamedTuple):
    """Who is covered, for what, and who needs care."""

    premium: Term
    subsidy: Term
    members: Term
    """Persons whose premium is paid."""
    assisted: Term
    """Of them, those whose premium medical assistance pays."""
    sick: Term
    """Need of the insured over need of everybody eligible."""
    insured: Term
    """Person-years."""
    take_up: Term
    """Of those eligible."""


def covered(inputs: Inputs, people: Exposed) -> Cover:
    """Premium and subsidy, take-up, and who is insured."""
    inputs.sheet.open("worked_take_up")
    premium = _carried_on(inputs, "premium", r.PREMIUM, r.PREMIUM_GROWTH)
    subsidy = _carried_on(inputs, "subsidy", r.SUBSIDY_PER_HEAD, r.SUBSIDY_GROWTH)
    base_take_up = inputs.level(r.BASE_TAKE_UP)
    take_up = inputs.found("take_up", _take_up(inputs, premium, base_take_up), "share")
    statuses = [status for status in STATUSES if status.payer == "resident"]
    helped = sum(heads for status, heads in zip(statuses, people.eligible_before.value, strict=True) if status.assisted)
    eligible, poor = (
        added_up(people.eligible_before, "statuses"),
        said(f"{people.eligible_before.text} of assisted", helped),
    )
    if inputs.results.law.assisted_cover[inputs.t] > 0.0:
        besides = inputs.found("enrolled", poor * inputs.rule("assisted_cover") * (1 - take_up), "persons")
        members = inputs.found("members", eligible * take_up + besides, "persons")
        assisted = inputs.found("assisted", poor * take_up + besides, "persons")
        take_up = inputs.found("take_up_of_all", members / eligible, "share")
    else:
        members = inputs.found("members", eligible * take_up, "persons")
        assisted = inputs.found("assisted", poor * take_up, "persons")
    selection = inputs.constant("selection", r.SELECTION, "selection_relative_cost")
    sick = inputs.found("sick", _sick(take_up, base_take_up, selection), "share")
    insured = inputs.found("insured", people.persons * take_up, "persons")
    return Cover(premium, subsidy, members, assisted, sick, insured, take_up)


def _carried_on(inputs: Inputs, name: str, row: int, growth_row: int) -> Term:
    """The law's amount where it is new; else last year's x (1 + index x growth) + rise."""
    rule = f"resident_{name}"
    law = getattr(inputs.results.law, rule)
    if law[inputs.t] != law[inputs.t - 1]:
        return inputs.found(name, inputs.rule(rule), "yuan")
    ledger = inputs.results.ledger if inputs.i else inputs.results.basis.base_year
    now = inputs.before(f"{name}_before", ledger.yearly[inputs.i - 1, row], "yuan")
    index, rise = inputs.rule(f"{rule}_index"), inputs.rule(f"{rule}_rise")
    growth = inputs.yearly(f"{name}_growth", growth_row, "share", "disposable_income")
    return inputs.found(name, now * (1 + index * growth) + rise, "yuan")


def _take_up(inputs: Inputs, premium: Term, base: Term) -> Term:
    """Share of the eligible who are insured: its logit moves with the premium over last year's disposable income."""
    income = inputs.yearly("income_before", r.INCOME_BEFORE, "yuan", "disposable_income")
    if income.value <= 0.0:
        return base
    level = inputs.level(r.TAKE_UP_LOGIT)
    response = inputs.constant("take_up_response", r.TAKE_UP_RESPONSE, "take_up_premium_response")
    logit = inputs.found("logit", level + response * premium / income, "number")
    return 1 / (1 + exp(-logit))


def _sick(take_up: Term, base: Term, selection: Term) -> Term:
    if take_up.value <= 0.0 or base.value <= 0.0:
        return said("0", 0.0)
    return base * (take_up / base) ** selection


def collected(inputs: Inputs, cover: Cover) -> dict[int, Term]:
    """What comes in by line and month: own premiums, with those collected before the year in January; subsidies."""
    inputs.sheet.open("worked_income")
    timing = inputs.results.basis.prices.premium_timing
    early = len(timing) - 12
    share = timing[early:].copy()
    share[0] += timing[:early].sum()
    level = inputs.level(r.RESIDENT_INCOME_LEVEL)
    received = inputs.found("premium_of_all", level * cover.premium * cover.members, "money")
    by_month = inputs.sheet.given("premium_timing", share, "share", "figure", "resident_premium_collection")
    tranches = inputs.sheet.given(
        "subsidy_timing", inputs.results.basis.prices.subsidy_timing, "share", "figure", "subsidy_tranches"
    )
    return {
        r.CONTRIBUTIONS_OWN: inputs.found("contributions_own", received * by_month, "money"),
        r.OWN_ASSISTED: inputs.found("own_assisted", level * cover.premium * cover.assisted * by_month, "money"),
        r.SUBSIDY: inputs.found("subsidies", level * cover.subsidy * cover.members * tranches, "money"),
    }
