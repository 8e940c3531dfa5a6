"""How hospitals are paid, on paper: what a line of care is due by budget and price, and what is paid apart from the lag."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from actuary.analysis.worked.inputs import Inputs
from actuary.analysis.worked.layers import follow_points
from actuary.analysis.worked.terms import Term, of, said
from actuary.axes import LINES, SERVICES
from actuary.kernel import rows as r
from actuary.law import Array

KINDS = ("inpatient", "outpatient")


class Care(NamedTuple):
    """A year's care by service, by the terms of the law."""

    cases: Term
    cost: Term
    """Of all cases, yuan."""
    paid: Term
    to_layers: Term
    """Paid to the layers after the basic one, a month; yuan."""
    of_layers: Term
    """By each layer for the pool's members, yuan."""


@dataclass
class Apart:
    """Bills of a line that do not wait for the lag, and what is held back of them."""

    at_once: float
    """A month."""
    held: float
    """A month."""
    clearing: int
    waits: float
    """Held back of last year's bills."""
    ahead: float
    """Paid ahead in January, taken off in December."""
    holding: float = 0.0

    def pays(self, month: int) -> float:
        """What is paid apart in a month, January being 0."""
        self.holding += self.held
        paid = self.at_once
        if month + 1 == max(self.clearing, 1):
            paid, self.waits = paid + self.waits, 0.0
        if month == 11 and self.clearing == 0:
            paid, self.holding = paid + self.holding, 0.0
        return paid

    @property
    def moves(self) -> bool:
        """Whether anything was paid apart, or held back."""
        return bool(self.at_once or self.held or self.waits or self.holding)

    @property
    def left(self) -> float:
        """What hospitals still wait for."""
        return self.waits + self.holding


class Bought(NamedTuple):
    """A line of care as it goes into the books."""

    cost: Term
    """Of a month, waiting for the lag."""
    apart: Apart


class Line:
    """One line of care of one payer in one year."""

    def __init__(self, inputs: Inputs, kind: int, care: Care, insured: Term) -> None:
        by_year = inputs.results.basis.prices.services[inputs.p, :, r.BY_YEAR]
        self.inputs, self.kind, self.care, self.insured = inputs, KINDS[kind], care, insured
        self.row = 2 * inputs.p + kind
        self.part = LINES[self.row]
        self.services = by_year == kind
        self.total = said(f"sum of paid of {self.kind} services", care.paid.value[self.services].sum())
        self.answered: Array = np.ones(len(SERVICES))
        """What the answer of hospitals makes of each service."""
        self.point_value: Term | None = None
        """Where a budget is set."""

    def law(self, rule: str) -> float:
        """A rule of the line, or of its payer."""
        values = getattr(self.inputs.results.law, rule)[:, self.inputs.t]
        return float(values[self.row] if len(values) == len(LINES) else values[self.inputs.p])

    def rule(self, rule: str) -> Term:
        """The same, noted."""
        return self.inputs.part(rule, self.part if self.inputs.by_line(rule) else self.inputs.payer)

    def found(self, name: str, term: Term, unit: str = "money") -> Term:
        """A step, named after the line."""
        return self.inputs.found(f"{self.kind}_{name}", term, unit)

    @property
    def plain(self) -> bool:
        """Paid by its cost, with the usual lag, and nothing of last year waits."""
        rules = ("budget_set", "held_back", "quality_reserve", "paid_at_once", "prepaid_share", self.by_price)
        return not any(self.law(rule) for rule in rules) and not self._waits

    @property
    def by_price(self) -> str:
        """The rule that says which share has a price of its own."""
        return "bed_day_share" if self.kind == "inpatient" else "capitation_share"

    @property
    def _waits(self) -> float:
        return float(self.inputs.books.standing[r.HELD_NOW + self.row])

    def bought(self) -> Bought:
        """What the line is due, and when it is paid."""
        clearing = int(self.inputs.results.law.clearing_month[self.inputs.t])
        if self.plain:
            monthly = said(f"{self.total.text} / 12", self.total.value / 12)
            return Bought(monthly, Apart(0.0, 0.0, clearing, 0.0, 0.0))
        self.inputs.sheet.open("worked_purchasing")
        due = self.found("due_in_full", self._due())
        held, reserve, at_once = (self.rule(name) for name in ("held_back", "quality_reserve", "paid_at_once"))
        score, ahead = self.rule("quality_score"), self.rule("prepaid_share")
        paid = self.found("due", due * (1 - reserve * (1 - score)))
        self.inputs.sheet.held(
            "care", self.kind, paid, self.inputs.results.ledger.yearly[self.inputs.i, r.DUE + self.row]
        )
        if self._waits:
            self.inputs.before(f"{self.kind}_held_before", self._waits)
        lagged = self.found("lagged", due * (1 - held - reserve - at_once) / 12)
        now = self.found("at_once", due * at_once / 12)
        kept = self.found("held", due * (held + reserve * score) / 12)
        advanced = self.found("ahead", ahead * self._last_due())
        self.inputs.rule("clearing_month")
        apart = Apart(float(now.value), float(kept.value), clearing, self._waits, float(advanced.value))
        return Bought(lagged, apart)

    def _last_due(self) -> Term:
        return self.inputs.before(f"{self.kind}_due_before", self.inputs.books.standing[r.DUE_BEFORE + self.row])

    def _due(self) -> Term:
        total = self.found("by_terms", self.total)
        share, priced = self._priced(total)
        if not self.law("budget_set"):
            return priced + (1 - share) * total
        covered = self.found("covered", (1 - share) * self.rule("covered_share") * self.rule("grouping_rate"), "share")
        budget = self.found("budget", covered * self._budget())
        cost = self.found("covered_cost", covered * total * self._answer(covered, covered * total, budget))
        covered_due = self.found("covered_due", self._corridor(cost, budget))
        if cost.value > 0.0:
            self.point_value = covered_due / cost
        return priced + (1 - share - covered) * total + covered_due

    def _priced(self, total: Term) -> tuple[Term, Term]:
        share = self.rule(self.by_price)
        if not share.value:
            return share, of(0.0)
        if self.kind == "outpatient":
            return share, self.found("priced", share * self.insured * self.rule("capitation_amount"))
        stay = self.inputs.constant(
            "length_of_stay", r.LENGTH_OF_STAY + self.inputs.p, f"length_of_stay_{self.inputs.payer}"
        )
        cases = said("sum of cases of inpatient services", self.care.cases.value[self.services].sum())
        cost = said("sum of cost of inpatient services", self.care.cost.value[self.services].sum())
        days = self.found("days", share * cases * stay, "days")
        return share, self.found("priced", days * self.rule("bed_day_price") * (total / cost))

    def _budget(self) -> Term:
        if self.law("budget_income_share"):
            income = self.inputs.books.standing[r.INCOME_BEFORE_OF_POOL + self.inputs.p]
            return self.rule("budget_income_share") * self.inputs.before("income_before_of_pool", max(income, 0.0))
        return self._last_due() * (1 + self.rule("budget_growth"))

    def _answer(self, covered: Term, cost: Term, budget: Term) -> Term:
        """The factor on covered cost that hospitals make of what a budget lacks; 1 where it lacks nothing."""
        fixed = self.inputs.results.basis.fixed
        volume, cheaper, refusal = fixed[r.VOLUME_RESPONSE], fixed[r.COST_RESPONSE], fixed[r.REFUSAL_RESPONSE]
        if cost.value <= budget.value or not (volume or cheaper or refusal):
            return of(1.0)
        lacking = self.found("lacking", 1 - budget / cost, "share")
        names = ("hospital_volume_response", "hospital_cost_response", "refusal_response")
        more, less, refused = (
            self.inputs.sheet.given(name, value, "number", "figure", name)
            for name, value in zip(names, (volume, cheaper, refusal), strict=True)
        )
        factor = self.found("answer", (1 + lacking * (more - refused)) * (1 - lacking * less), "number")
        self.answered[self.services] = 1 + covered.value * (factor.value - 1)
        return factor

    def _corridor(self, cost: Term, budget: Term) -> Term:
        if cost.value <= 0.0:
            return of(0.0)
        if cost.value <= budget.value:
            return cost + self.rule("surplus_kept") * (budget - cost)
        shared, limit = self.rule("overrun_shared"), self.rule("overrun_limit")
        over, most = cost - budget, limit * budget
        overrun = said(f"min({over.text}, {most.text})", np.minimum(over.value, most.value))
        return budget + shared * overrun


def lines_of(inputs: Inputs, care: Care, insured: Term) -> tuple[Bought, Bought]:
    """Inpatient and outpatient care of the payer as it goes into the books; what is paid by its terms is checked."""
    lines = [Line(inputs, kind, care, insured) for kind in range(len(KINDS))]
    inpatient, outpatient = (line.bought() for line in lines)
    follow_points(inputs, care.of_layers, lines[0].point_value)
    answered = lines[0].answered * lines[1].answered
    for name, paid, program in zip(SERVICES, care.paid.value * answered, inputs.paid(), strict=True):
        inputs.sheet.held("care", name, said(name, paid), program)
    return inpatient, outpatient
