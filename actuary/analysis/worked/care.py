"""Care of a year: how many cases, what one costs, what the fund pays of it."""

from __future__ import annotations

import numpy as np

from actuary.analysis.worked.inputs import Inputs
from actuary.analysis.worked.layers import layered
from actuary.analysis.worked.purchasing import Care
from actuary.analysis.worked.stabiliser import shifted
from actuary.analysis.worked.terms import Term, limited, said
from actuary.axes import PAYERS, SERVICES
from actuary.basis.provision.factors import Factors
from actuary.kernel import rows as r
from actuary.law import Array
from actuary.severity import Severity


def paid_for_care(inputs: Inputs, need: Term, sick: Term | None, insured: Term) -> Care:
    """The care of the year by service, and what the fund pays of it by the terms of the law, yuan.

    `sick` is the need of the insured over the need of everybody eligible, None where all are insured.
    """
    inputs.sheet.open("worked_care")
    level = inputs.level(r.COST_LEVEL + inputs.p)
    spread = tuple(inputs.severity(cv) for cv in ("severity_cv_admission", "severity_cv_year"))
    shown = inputs.found("need", need, "persons")
    frequency = inputs.service("frequency", r.FREQUENCY, "number", "service_anchors, tier_shares")
    used = _indexed(inputs, "use", "service_anchors, health_cost_elasticity")
    wanted = frequency * used * shown
    visits = inputs.found("visits", wanted if sick is None else wanted * sick, "cases")
    by_year = inputs.sheet.given(
        "by_year", inputs.results.basis.prices.services[inputs.p, :, r.BY_YEAR], "number", "law"
    )
    cases = inputs.found("cases", _cases(visits, by_year, insured), "cases")
    cost = inputs.service("cost_of_visit", r.COST, "yuan", "service_anchors, tier_cost_per_admission")
    priced = _indexed(inputs, "price", "service_anchors, inflation")
    mean = inputs.found("cost_of_case", level * cost * priced * _visits_of_case(visits, cases), "yuan")
    in_scope = _in_scope(inputs, mean)
    payment = _by_policy(inputs, "payment", _payment(inputs, in_scope, by_year.value == 1.0, spread))
    after = layered(inputs, cases * in_scope, inputs.found("paid", cases * payment, "money"), insured)
    return Care(cases, cases * mean, after.paid, after.premium, after.of_layers)


def _indexed(inputs: Inputs, name: str, figure: str) -> Term:
    """An index of the payer's services, its trend times what the law makes of it."""
    row = r.USE + (_INDICES.index(name) * len(PAYERS) + inputs.p) * len(SERVICES)
    folded = inputs.results.basis.basis_year[row : row + len(SERVICES), inputs.t]
    return _by_policy(
        inputs, name, inputs.sheet.given(name, folded / _policy(inputs, name), "number", "figure", figure)
    )


def _by_policy(inputs: Inputs, name: str, term: Term) -> Term:
    """A term times what the law makes of it over the base year, where it makes something of it."""
    factor = _policy(inputs, name)
    return term if (factor == 1).all() else term * inputs.sheet.given(f"{name}_of_law", factor, "number", "law")


def _policy(inputs: Inputs, name: str) -> Array:
    return np.asarray(getattr(inputs.results.basis.policy, name)[inputs.p, :, inputs.t])


_INDICES = Factors._fields


def _cases(visits: Term, by_year: Term, insured: Term) -> Term:
    """Admissions; where deductible and cap count by year, the insured, each with a year's cost."""
    counted = (by_year.value == 1.0) & (insured.value > 0.0)
    return said(f"{insured.text} if by_year else visits", np.where(counted, insured.value, visits.value))


def _visits_of_case(visits: Term, cases: Term) -> Term:
    with np.errstate(invalid="ignore"):
        ratio = np.where(cases.value == visits.value, 1.0, visits.value / cases.value)
    return said("visits / cases", ratio)


def _in_scope(inputs: Inputs, cost: Term) -> Term:
    """What of a case's cost is in scope."""
    scope = inputs.service("scope", r.SCOPE, "share", f"in_scope_share_{inputs.payer}")
    return inputs.found("in_scope", _by_policy(inputs, "scope", cost * scope), "yuan")


def _payment(inputs: Inputs, mean: Term, by_year: Array, spread: tuple[Severity, ...]) -> Term:
    """Expected payment of a case: ratio x (LEV(deductible + cap / ratio) - LEV(deductible)) of its cost in scope."""
    deductible, ratio, cap = (inputs.rule(f"{inputs.payer}_{name}") for name in ("deductible", "ratio", "cap"))
    ratio = shifted(inputs, ratio)
    upper = inputs.found("upper", _upper(deductible, ratio, cap), "yuan")
    above, below = (
        inputs.found(name, _by_kind(spread, by_year, mean, limit), "yuan")
        for name, limit in (("lev_upper", upper), ("lev_deductible", deductible))
    )
    return inputs.found("payment", ratio * (above - below), "yuan")


def _upper(deductible: Term, ratio: Term, cap: Term) -> Term:
    """The loss beyond which nothing more is paid, the cap being on the payment; none where nothing is paid at all."""
    with np.errstate(divide="ignore", invalid="ignore"):
        limit = deductible + cap / ratio
    return said(limit.text, np.where(ratio.value > 0.0, limit.value, deductible.value))


def _by_kind(spread: tuple[Severity, ...], by_year: Array, mean: Term, limit: Term) -> Term:
    admission, yearly = (limited(severity, mean, limit) for severity in spread)
    return said(admission.text, np.where(by_year, yearly.value, admission.value))
