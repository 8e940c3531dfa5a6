"""What must hold for any severity law, spread and policy."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from actuary.kernel.payment import expected_payment
from actuary.severity import LAWS, LOG_LOW, LOG_STEP, Policy, Severity, curve, payment_under

GRID = np.array([LOG_LOW, LOG_STEP])
TABLES = {law: (LAWS[law](1.5), curve(law, 1.5)) for law in LAWS}
ROUNDING = 1e-12
"""Of the mean cost, which is 1."""

amounts = st.floats(0.01, 100)
shares = st.floats(0.05, 1)


@st.composite
def severities(draw: st.DrawFn) -> Severity:
    law = draw(st.sampled_from(sorted(LAWS)))
    return LAWS[law](draw(st.floats(1.05 if law == "pareto" else 0.3, 4)))


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    bounds = st.just(math.inf) | amounts
    return Policy(
        draw(amounts), draw(shares), draw(bounds), draw(bounds), draw(st.booleans()), draw(st.floats(-0.5, 1))
    )


@given(severities(), policies(), st.floats(1, 10))
def test_more_is_paid_with_less_kept_and_higher_bounds(severity: Severity, policy: Policy, factor: float) -> None:
    """A higher cap or limit, a lower deductible or a higher ratio never lower the expected payment."""
    less = payment_under(policy, severity, 1.0).per_loss
    for generous in (
        policy._replace(cap=policy.cap * factor),
        policy._replace(limit=policy.limit * factor),
        policy._replace(deductible=policy.deductible / factor),
        policy._replace(ratio=min(1.0, policy.ratio * factor)),
    ):
        assert payment_under(generous, severity, 1.0).per_loss >= less - 100 * ROUNDING


@given(severities(), policies())
def test_a_franchise_pays_no_less_than_a_deductible(severity: Severity, policy: Policy) -> None:
    franchise, ordinary = (
        payment_under(policy._replace(franchise=kind), severity, 1.0).per_loss for kind in (True, False)
    )
    assert franchise >= ordinary - 100 * ROUNDING


@given(severities(), policies(), st.floats(1e3, 1e5))
def test_inflation_is_a_higher_mean(severity: Severity, policy: Policy, mean: float) -> None:
    inflated = payment_under(policy, severity, mean)
    scaled = payment_under(policy._replace(inflation=0.0), severity, mean * (1 + policy.inflation))
    assert inflated == pytest.approx(scaled, rel=ROUNDING)


@given(severities(), policies(), st.floats(1e-3, 1e3))
def test_money_has_no_unit(severity: Severity, policy: Policy, unit: float) -> None:
    """Cost, deductible, cap and limit in another unit: the payment is in that unit, its square in the square of it."""
    here = payment_under(policy, severity, 1.0)
    amounts = {name: getattr(policy, name) * unit for name in ("deductible", "cap", "limit")}
    there = payment_under(policy._replace(**amounts), severity, unit)
    assert there.per_loss == pytest.approx(unit * here.per_loss, rel=1e-9, abs=ROUNDING * unit)
    assert there.second_moment == pytest.approx(unit**2 * here.second_moment, rel=1e-9, abs=1e-9 * unit**2)


@given(severities(), amounts, shares, amounts)
def test_a_cap_on_the_payment_is_a_limit_on_the_loss(
    severity: Severity, deductible: float, ratio: float, cap: float
) -> None:
    """u = d + C / a."""
    capped = payment_under(Policy(deductible, ratio, cap=cap), severity, 1.0)
    limited = payment_under(Policy(deductible, ratio, limit=deductible + cap / ratio), severity, 1.0)
    assert capped == pytest.approx(limited, rel=1e-9)


@given(severities(), st.lists(st.floats(1e-3, 1e3), min_size=3, max_size=3, unique=True))
def test_limited_expected_values_rise_ever_more_slowly_to_the_mean(severity: Severity, limits: list[float]) -> None:
    low, middle, high = sorted(limits)
    values = [severity.limited(limit) for limit in (low, middle, high)]
    assert all(value <= min(limit, 1) + ROUNDING for value, limit in zip(values, (low, middle, high), strict=True))
    chord = values[0] + (values[2] - values[0]) * (middle - low) / (high - low)
    assert values[1] >= chord - ROUNDING
    assert severity.limited(high) <= severity.limited(math.inf) == 1


@given(severities(), policies())
def test_a_payment_varies_around_its_mean(severity: Severity, policy: Policy) -> None:
    found = payment_under(policy, severity, 1.0)
    assert found.variance >= -1e-9
    assert 0 <= found.probability <= 1
    assert -ROUNDING <= found.per_loss <= policy.ratio * (1 + policy.inflation) + ROUNDING


@given(st.sampled_from(sorted(LAWS)), amounts, shares, amounts)
def test_the_kernel_pays_what_the_law_says(law: str, deductible: float, ratio: float, cap: float) -> None:
    """Its table against the law itself, for an ordinary deductible: 1e-9 of the mean cost."""
    severity, table = TABLES[law]
    found = expected_payment(table, GRID, 1.0, deductible, ratio, cap)
    assert found == pytest.approx(payment_under(Policy(deductible, ratio, cap), severity, 1.0).per_loss, abs=1e-9)
