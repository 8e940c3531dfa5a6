"""The residents' cover of a year: what it costs, who takes it up, what comes in."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

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
    others = _won(inputs, inputs.found("take_up", _take_up(inputs, premium, base_take_up), "share"))
    statuses = [status for status in STATUSES if status.payer == "resident"]
    helped = sum(heads for status, heads in zip(statuses, people.eligible_before.value, strict=True) if status.assisted)
    among = said(f"{people.eligible_before.text} of assisted", helped)
    eligible = added_up(people.eligible_before, "statuses")
    take_up, of_assisted = _with_assisted(inputs, others, eligible, among)
    gone, unpaid = _lost(inputs, eligible * take_up - among * of_assisted)
    if gone.value > 0:
        take_up = inputs.found("take_up_without_lost", take_up - gone / eligible, "share")
    heads = eligible * take_up - unpaid if unpaid.value > 0 else eligible * take_up
    members = inputs.found("members", _on_register(inputs, heads), "persons")
    assisted = inputs.found("assisted", _on_register(inputs, among * of_assisted), "persons")
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
    said_by = level + response * premium / income
    if inputs.results.basis.basis_year[r.TAKE_UP_SHIFT, inputs.t] != 0 and inputs.i > 0:
        said_by = said_by + inputs.yearly("take_up_shift", r.TAKE_UP_SHIFT, "number", "take_up_waiting_response")
    logit = inputs.found("logit", said_by, "number")
    return 1 / (1 + exp(-logit))


def _in_force(inputs: Inputs, rule: str) -> bool:
    """Whether a rule of the cover says anything in the year; the first year's cover was announced before the run."""
    return inputs.i > 0 and bool(getattr(inputs.results.law, rule)[inputs.t] > 0)


def _won(inputs: Inputs, take_up: Term) -> Term:
    """Take-up after enrolment work, where there is a target: a share of the gap is closed, at most to the ceiling."""
    if not _in_force(inputs, "enrolment_target"):
        return take_up
    target, reached = inputs.rule("enrolment_target"), inputs.rule("enrolment_reached")
    ceiling = inputs.constant("take_up_ceiling", r.TAKE_UP_CEILING, "take_up_ceiling")
    gap = max(0.0, min(float(target.value), float(ceiling.value)) - float(take_up.value))
    shown = inputs.found("gap", said("max(0, min(enrolment_target, take_up_ceiling) - take_up)", gap), "share")
    return inputs.found("take_up_with_work", take_up + reached * shown, "share")


def _with_assisted(inputs: Inputs, others: Term, eligible: Term, assisted: Term) -> tuple[Term, Term]:
    """Take-up of all, and of the assisted, who may have a least share of their own."""
    if not _in_force(inputs, "assisted_take_up"):
        return others, others
    least = inputs.rule("assisted_take_up")
    theirs = inputs.found(
        "take_up_of_assisted", said(f"max({others.text}, {least.text})", np.maximum(others.value, least.value)), "share"
    )
    return inputs.found("take_up_of_all", others + assisted * (theirs - others) / eligible, "share"), theirs


def _lost(inputs: Inputs, paying: Term) -> tuple[Term, Term]:
    """Residents who have left the register so far: those whose care went with them, and those whose care stayed."""
    nobody = said("0", 0.0)
    if not inputs.results.law.residents_lost[2 : inputs.t + 1].any():
        return nobody, nobody
    going, stays = inputs.so_far("residents_lost", 2), inputs.so_far("lost_care_stays", 2)
    most = inputs.found("paying", paying, "persons")
    gone = inputs.found("lost_with_care", _at_most(added_up(going * (1 - stays), "years"), most), "persons")
    return gone, inputs.found("lost_without_care", _at_most(added_up(going * stays, "years"), most - gone), "persons")


def _at_most(term: Term, most: Term) -> Term:
    """The smaller of two."""
    return said(f"min({term.text}, {most.text})", min(float(term.value), float(most.value)))


def _on_register(inputs: Inputs, heads: Term) -> Term:
    """Heads without the records that were removed, where some were."""
    return heads * (1 - inputs.rule("records_removed")) if _in_force(inputs, "records_removed") else heads


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
    own, paid = received * by_month, level * cover.subsidy * cover.members * tranches
    if inputs.results.law.newborns_enrolled[inputs.t] > 0:
        born = inputs.people("born", inputs.results.population.births[inputs.i].sum())
        newborns = inputs.found("newborns", born * inputs.rule("newborns_enrolled"), "persons")
        own, paid = own + level * cover.premium * newborns / 12, paid + level * cover.subsidy * newborns / 12
    return {
        r.CONTRIBUTIONS_OWN: inputs.found("contributions_own", own, "money"),
        r.OWN_ASSISTED: inputs.found("own_assisted", level * cover.premium * cover.assisted * by_month, "money"),
        r.SUBSIDY: (subsidy := inputs.found("subsidies", paid, "money")),
        **_paid_by(inputs, subsidy),
    }


def _paid_by(inputs: Inputs, subsidy: Term) -> dict[int, Term]:
    """The subsidy by who pays it."""
    central, province = inputs.rule("subsidy_central_share"), inputs.rule("subsidy_province_share")
    return {
        r.SUBSIDY_CENTRAL: inputs.found("subsidy_central", subsidy * central, "money"),
        r.SUBSIDY_PROVINCE: inputs.found("subsidy_province", subsidy * province, "money"),
        r.SUBSIDY_LOCAL: inputs.found("subsidy_local", subsidy * (1 - central - province), "money"),
    }
