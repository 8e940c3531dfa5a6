"""The layers after the basic one in a year: what each takes of what patients owe, and what the pool pays to them."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from actuary.analysis.worked.inputs import Inputs
from actuary.analysis.worked.terms import Term, added_up, said
from actuary.axes import LAYER_NAMES, LAYERS, SERVICES, STATUSES
from actuary.kernel import rows as r
from actuary.law import Array
from actuary.severity import Severity

GROUPS = {"employee": ("employees",), "resident": ("residents", "assisted")}
"""Whom the layers tell apart, by pool."""


class Layered(NamedTuple):
    """What the layers make of a year of a pool."""

    paid: Term
    """By the pool for care, by service, after the annual cap; yuan."""
    premium: Term
    """By the pool to the layers, a month; yuan."""
    of_layers: Term
    """By each layer for the pool's members, yuan."""


class Line(NamedTuple):
    """What a member owes of a year's cost: corners (cost, owed), the first (0, 0), and the slope behind the last."""

    corners: tuple[tuple[float, float], ...]
    beyond: float

    def owed(self, cost: float) -> float:
        """What is owed of a cost."""
        costs, owed = zip(*self.corners, strict=True)
        return float(np.interp(cost, costs, owed) + self.beyond * max(cost - costs[-1], 0.0))

    def reached(self, amount: float) -> list[float]:
        """The first cost beyond which more than an amount is owed, or nothing."""
        for (start, here), (end, there) in pairwise(self.corners):
            if there > amount:
                return [start + (amount - here) * (end - start) / (there - here)]
        start, here = self.corners[-1]
        return [start + (amount - here) / self.beyond] if self.beyond > 0.0 else []

    def bent(self, deductible: float, share: float, limit: float) -> Line:
        """The line where a share of what is owed from the deductible to the limit is paid."""
        corners = {cost for cost, _ in self.corners} | {*self.reached(deductible), *self.reached(limit)}
        owed = [(cost, self.owed(cost)) for cost in sorted(corners)]
        left = [(cost, all_ - share * (min(max(all_, deductible), limit) - deductible)) for cost, all_ in owed]
        return Line(tuple(left), self.beyond)

    def mean(self, severity: Severity, mean: float) -> float:
        """Expected value: slope x what of the cost lies between two corners, added up."""
        levels = [mean * severity.limited(cost / mean) for cost, _ in self.corners]
        total = self.beyond * (mean - levels[-1])
        for ((start, here), (end, there)), (low, high) in zip(pairwise(self.corners), pairwise(levels), strict=True):
            total += (there - here) / (end - start) * (high - low) if end > start else 0.0
        return total


def layered(inputs: Inputs, in_scope: Term, paid: Term, insured: Term) -> Layered:
    """The section of the layers: terms, what each pays for a member of each group, what is owed in the end.

    in_scope and paid by service, yuan of all cases; insured person-years.
    """
    inputs.sheet.open("worked_layers")
    severity = inputs.severity("severity_cv_annual")
    row, figure = (r.WAGE, "average_wage") if inputs.p == 0 else (r.INCOME_BEFORE, "disposable_income")
    income = inputs.yearly("year_income", row, "yuan", figure)
    groups = _groups(inputs, in_scope, paid, insured)
    cap = income * inputs.part("annual_cap", inputs.payer)
    lines = [_after_basic(float(share), float(cap.value)) for share in groups.share.value]
    if cap.value > 0.0:
        paid = _capped(inputs, paid, groups, lines, severity)
    settled = [
        _settled(inputs, group, line, float(mean), severity, float(income.value))
        for group, line, mean in zip(GROUPS[inputs.payer], lines, groups.mean.value, strict=True)
    ]
    heads = groups.heads.value
    of_layers = np.sum([many * by_layer for many, (by_layer, _) in zip(heads, settled, strict=True)], axis=0)
    owed = sum(many * left for many, (_, left) in zip(heads, settled, strict=True))
    _held(
        inputs, of_layers, inputs.found("owed", said("members_of_group x owed of the group, added up", owed), "money")
    )
    text = "members_of_group x paid for a member of the group, added up"
    return Layered(paid, _premium(inputs, groups.heads, income), said(text, of_layers))


def follow_points(inputs: Inputs, of_layers: Term, value: Term | None) -> None:
    """What layers pay hospitals more by the value of a point in inpatient care, where there is one and a layer goes by it."""
    law = inputs.parts("layer_by_points")
    at = [layer for layer, one in enumerate(LAYERS) if inputs.payer in one.payers and law[layer]]
    if value is None or not at:
        return
    axis = tuple(LAYER_NAMES[layer] for layer in at)
    share = inputs.sheet.given("by_points_share", law[at], "share", "law", "layer_by_points", axis)
    paid = inputs.found("paid_by_layers", said(of_layers.text, of_layers.value[at]), "money", axis)
    gain = inputs.found("by_points", paid * share * (value - 1), "money", axis)
    program = inputs.results.ledger.yearly[inputs.i]
    for layer, amount in zip(at, gain.value, strict=True):
        if LAYERS[layer].payers == (inputs.payer,):
            name = LAYER_NAMES[layer]
            inputs.sheet.held("care", f"{name}_by_points", said(name, amount), program[r.BY_POINTS + layer])


class Groups(NamedTuple):
    """The groups of a pool."""

    heads: Term
    """Insured person-years."""
    basic: Term
    """Paid by the pool before an annual cap, yuan."""
    mean: Term
    """Cost in scope of a member's year, yuan."""
    share: Term
    """Of it paid by the pool."""


def _groups(inputs: Inputs, in_scope: Term, paid: Term, insured: Term) -> Groups:
    of_needs, of_people = _shares(inputs)
    names = GROUPS[inputs.payer]
    by_people = said("insured x share_of_people", of_people * insured.value)
    heads = inputs.found("members_of_group", by_people, "persons", names)
    by_need = said("sum over services of cases x in_scope x need of the group", of_needs @ in_scope.value)
    scope = inputs.found("in_scope_of_group", by_need, "money", names)
    by_need = said("sum over services of paid x need of the group", of_needs @ paid.value)
    basic = inputs.found("paid_of_group", by_need, "money", names)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = inputs.found("in_scope_of_member", scope / heads, "yuan", names)
        ratio = said("paid_of_group / in_scope_of_group, at most 1", np.minimum((basic / scope).value, 1.0))
    return Groups(heads, basic, mean, inputs.found("basic_share", ratio, "share", names))


def _capped(inputs: Inputs, paid: Term, groups: Groups, lines: list[Line], severity: Severity) -> Term:
    """What the pool pays for each service under the annual cap."""
    means = groups.mean.value.tolist()
    left = [1.0 - line.mean(severity, mean) / mean for line, mean in zip(lines, means, strict=True)]
    text = "basic_share x LEV(annual_cap x year_income / basic_share) / in_scope_of_member"
    capped = inputs.found("share_under_cap", said(text, np.array(left)), "share", GROUPS[inputs.payer])
    kept = (capped.value / groups.share.value * groups.basic.value).sum() / groups.basic.value.sum()
    text = "paid_of_group x share_under_cap / basic_share over paid_of_group, groups together"
    part = inputs.found("kept_under_cap", said(text, kept), "share")
    return inputs.found("paid_after_cap", paid * part, "money")


def _held(inputs: Inputs, of_layers: Array, owed: Term) -> None:
    first = inputs.p
    program = inputs.results.ledger.yearly[inputs.i]
    groups = slice(first + r.GROUP_OWED, first + r.GROUP_OWED + len(GROUPS[inputs.payer]))
    inputs.sheet.held("care", "owed", owed, program[groups].sum())
    for layer, one in enumerate(LAYERS):
        if one.payers == (inputs.payer,) and of_layers[layer]:
            inputs.sheet.held("care", one.name, said(one.name, of_layers[layer]), program[r.TO_PATIENTS + layer])


def _shares(inputs: Inputs) -> tuple[Array, Array]:
    """Shares of the groups in the need of each service, [group, service], and in the people of the pool, [group]."""
    mine = [s for s, status in enumerate(STATUSES) if status.payer == inputs.payer]
    assisted = np.array([inputs.p == 1 and STATUSES[s].assisted for s in mine])
    groups = np.array([assisted == (name == "assisted") for name in GROUPS[inputs.payer]], dtype=float)
    need, people = (
        inputs.results.population.need[inputs.i][mine][:, : len(SERVICES)],
        inputs.results.population.exposure[inputs.i][mine],
    )
    shares = groups @ need / need.sum(axis=0), groups @ people / people.sum()
    for name, share in zip(GROUPS[inputs.payer], shares[0], strict=True):
        inputs.people(f"need_of_{name}", share, unit="share")
    inputs.people("share_of_people", shares[1], GROUPS[inputs.payer], "share")
    return shares


def _after_basic(share: float, cap: float) -> Line:
    if cap > 0.0 and share > 0.0:
        return Line(((0.0, 0.0), (cap / share, cap / share - cap)), 1.0)
    return Line(((0.0, 0.0),), 1.0 - share)


def _settled(
    inputs: Inputs, name: str, line: Line, mean: float, severity: Severity, income: float
) -> tuple[Array, float]:
    """Terms of the layers for a group, what each pays for a member, and what a member owes in the end."""
    at = [layer for layer, one in enumerate(LAYERS) if inputs.payer in one.payers]
    axis = tuple(LAYER_NAMES[layer] for layer in at)
    law = {what: inputs.parts(f"layer_{what}")[at] for what in ("coverage", "deductible", "ratio", "cap")}
    if name == "assisted":
        law["deductible"] = law["deductible"] * inputs.parts("layer_assisted_deductible")[at]
        law["ratio"] = np.minimum(law["ratio"] + inputs.parts("layer_assisted_ratio")[at], 1.0)
        law["coverage"] = np.where(np.array(at) == r.ASSISTANCE, 1.0, law["coverage"])
    paid = np.zeros(len(LAYERS))
    for layer, covered, deductible, ratio, cap in zip(at, *law.values(), strict=True):
        if covered > 0.0 and ratio > 0.0 and cap > 0.0 and mean > 0.0:
            after = line.bent(income * deductible, covered * ratio, income * (deductible + cap / ratio))
            paid[layer] = line.mean(severity, mean) - after.mean(severity, mean)
            line = after
    for what, values in law.items():
        inputs.sheet.given(
            f"{what}_{name}", values, "number" if what == "cap" else "share", "law", f"layer_{what}", axis
        )
    text = "coverage x ratio x what is owed from deductible to deductible + cap / ratio, both x year_income"
    inputs.found(f"paid_{name}", said(text, paid[at]), "yuan", axis)
    owed = line.mean(severity, mean) if mean > 0.0 else 0.0
    inputs.found(f"owed_{name}", said("sum of slope x [LEV(corner) - LEV(corner before)]", owed), "yuan")
    return paid, owed


def _premium(inputs: Inputs, heads: Term, income: Term) -> Term:
    serving = np.array([inputs.payer in layer.payers for layer in LAYERS], dtype=float)
    law = inputs.parts("layer_from_pool") * serving
    rates = inputs.sheet.given("from_pool", law, "share", "law", "layer_from_pool", LAYER_NAMES)
    total = added_up(rates, "layers") * income * added_up(heads, "groups")
    return inputs.found("layer_premiums", total / 12, "money")
