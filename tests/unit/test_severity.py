"""Limited expected values, their tables, and the payments that follow from them."""

import math

import numpy as np
import pytest
from scipy.integrate import quad

from actuary.kernel.payment import expected_payment, limited
from actuary.severity import (
    LAWS,
    LOG_LOW,
    LOG_STEP,
    POINTS,
    Payment,
    Policy,
    Severity,
    curve,
    payment_under,
    share_paid_up_to,
)

GRID = np.array([LOG_LOW, LOG_STEP])
SPREADS = [(law, cv) for law in LAWS for cv in (0.3, 0.6, 0.9, 1.2, 1.5, 2.0, 3.0, 4.0) if law != "pareto" or cv > 1]


def between(severity: Severity, low: float, high: float) -> float:
    """E[min(S, high)] - E[min(S, low)] = integral of P(S > x) over x, done in log x."""
    return quad(
        lambda y: math.exp(y) * severity.beyond(math.exp(y)), math.log(low), math.log(high), epsabs=1e-13, limit=500
    )[0]


@pytest.mark.parametrize(("law", "cv"), SPREADS)
def test_limited_is_the_integral_of_the_tail(law: str, cv: float) -> None:
    severity = LAWS[law](cv)
    for low, high in ((1e-6, 0.01), (0.01, 0.5), (0.5, 1.5), (1.5, 10), (10, 1000)):
        wanted = between(severity, low, high)
        assert severity.limited(high) - severity.limited(low) == pytest.approx(wanted, abs=1e-11)


@pytest.mark.parametrize(("law", "cv"), SPREADS)
def test_the_second_order_is_the_integral_of_the_tail_too(law: str, cv: float) -> None:
    """E[min(S, x)^2] = integral of 2 y P(S > y) over y to x, done in log y."""
    severity = LAWS[law](cv)
    for low, high in ((1e-6, 0.01), (0.01, 0.5), (0.5, 1.5), (1.5, 10), (10, 1000)):
        wanted = quad(
            lambda y: 2 * math.exp(2 * y) * severity.beyond(math.exp(y)),
            math.log(low),
            math.log(high),
            epsabs=1e-13,
            epsrel=1e-12,
            limit=500,
        )[0]
        found = severity.limited(high, 2) - severity.limited(low, 2)
        assert found == pytest.approx(wanted, rel=1e-10, abs=1e-11)


@pytest.mark.parametrize(("law", "cv"), SPREADS)
def test_limited_at_its_ends(law: str, cv: float) -> None:
    severity = LAWS[law](cv)
    assert [severity.limited(0, order) for order in (1, 2)] == [0, 0]
    assert [severity.limited(math.inf, order) for order in (1, 2)] == [1, 1 + cv**2]


@pytest.mark.parametrize(("law", "cv"), SPREADS)
def test_mean_is_one(law: str, cv: float) -> None:
    """What lies below a millionth is at most a millionth, and what lies above a million of the mean next to nothing."""
    severity = LAWS[law](cv)
    assert severity.limited(1e12) == pytest.approx(1, abs=1e-12 if law != "pareto" else 1e-10)


@pytest.mark.parametrize(("law", "cv"), [pair for pair in SPREADS if pair[0] != "pareto"])
def test_coefficient_of_variation(law: str, cv: float) -> None:
    """E[S^2] = integral of 2 x P(S > x); Pareto's tail is too long to be integrated so."""
    severity = LAWS[law](cv)
    second = quad(
        lambda y: 2 * math.exp(2 * y) * severity.beyond(math.exp(y)),
        -30,
        16,
        epsabs=1e-10,
        limit=1000,
        points=[-5, 0, 5],
    )[0]
    assert math.sqrt(second - 1) == pytest.approx(cv, rel=1e-7)


@pytest.mark.parametrize("cv", [1.1, 1.5, 3.0])
def test_coefficient_of_variation_of_pareto(cv: float) -> None:
    """From the shape its tail shows: P(S > x) falls as x^-shape, and cv^2 = shape / (shape - 2)."""
    beyond = LAWS["pareto"](cv).beyond
    shape = -math.log(beyond(2e9) / beyond(1e9)) / math.log(2)
    assert shape / (shape - 2) == pytest.approx(cv**2, rel=1e-6)


def test_pareto_cannot_be_narrow() -> None:
    with pytest.raises(ValueError, match="above 1"):
        LAWS["pareto"](1.0)


def error(law: str, cv: float, table: np.ndarray, grid: np.ndarray) -> float:
    """The largest error of the kernel's interpolation, at the middle of every interval, over the mean."""
    severity = LAWS[law](cv)
    middles = [math.exp(grid[0] + grid[1] * (i + 0.5)) for i in range(len(table) - 1)]
    return max(abs(limited(table, grid, 1.0, x) - severity.limited(x)) for x in middles)


@pytest.mark.parametrize(("law", "cv"), SPREADS)
def test_interpolation_is_exact_to_a_ten_billionth(law: str, cv: float) -> None:
    """1e-10 of the mean cost; the narrowest laws bend more and reach six times that."""
    assert error(law, cv, curve(law, cv), GRID) < 1e-10


@pytest.mark.parametrize(
    ("law", "cv"), [*SPREADS, ("gamma", 10.0), ("weibull", 10.0), ("pareto", 10.0), ("pareto", 1.01)]
)
def test_beyond_the_grid_nothing_is_lost(law: str, cv: float) -> None:
    """Below it everybody is taken to exceed the limit, above it nobody: right to 1e-10 of the mean cost."""
    severity, table = LAWS[law](cv), curve(law, cv)
    for x in (1e-14, 1e-12, 0.999e-10, 1.001e10, 1e12, 1e15):
        assert abs(limited(table, GRID, 1.0, x) - severity.limited(x)) <= 1e-10


@pytest.mark.parametrize("law", LAWS)
def test_interpolation_is_cubic(law: str) -> None:
    """With steps four times as wide the error is 4^4 = 256 times as large."""
    table = curve(law, 1.5)
    fine, coarse = error(law, 1.5, table, GRID), error(law, 1.5, table[::4].copy(), np.array([LOG_LOW, 4 * LOG_STEP]))
    assert coarse / fine == pytest.approx(256, rel=0.1)


@pytest.mark.parametrize("law", LAWS)
def test_a_table_holds_value_and_slope(law: str) -> None:
    table = curve(law, 2.0)
    severity = LAWS[law](2.0)
    assert table.shape == (POINTS, 2)
    for i in (0, 1000, POINTS - 1):
        x = math.exp(LOG_LOW + i * LOG_STEP)
        assert table[i].tolist() == [severity.limited(x), x * severity.beyond(x)]
    slopes = np.gradient(table[:, 0], LOG_STEP)
    np.testing.assert_allclose(slopes[1:-1], table[1:-1, 1], atol=1e-4)


@pytest.mark.parametrize(("law", "cv"), [("lognormal", 1.5), ("gamma", 0.8), ("pareto", 2.0), ("weibull", 1.2)])
@pytest.mark.parametrize(("deductible", "ratio", "cap"), [(660, 0.65, 60_000), (150, 0.9, 5_000), (5_000, 0.5, 1e6)])
def test_expected_payment_is_the_integral_of_payments(
    law: str, cv: float, deductible: float, ratio: float, cap: float
) -> None:
    """E[min(a (S - d)+, C)] = integral of P(payment > y) from 0 to C, the payment exceeding y where S > d + y / a."""
    severity, mean = LAWS[law](cv), 8000.0
    wanted = quad(
        lambda y: severity.beyond((deductible + y / ratio) / mean),
        0,
        cap,
        epsrel=1e-12,
        limit=2000,
        points=[cap / 100, cap / 10],
    )[0]
    found = expected_payment(curve(law, cv), GRID, mean, float(deductible), ratio, float(cap))
    assert found == pytest.approx(wanted, rel=1e-8)


def test_a_policy_pays_one_loss_as_it_is_written() -> None:
    """80 % of what exceeds 100: 0.8 x 500 = 400 of 600; the whole 0.8 x 600 = 480 once a franchise is exceeded."""
    ordinary, franchise = Policy(100, 0.8), Policy(100, 0.8, franchise=True)
    assert [ordinary.paid(loss) for loss in (99, 100, 600)] == [0, 0, pytest.approx(400)]
    assert [franchise.paid(loss) for loss in (99, 100, 600)] == [0, 0, pytest.approx(480)]


@pytest.mark.parametrize(
    ("policy", "upper", "most"),
    [
        (Policy(100, 0.8, cap=240), 400, 240),
        (Policy(100, 0.8, limit=400), 400, 240),
        (Policy(100, 0.8, cap=240, limit=350), 350, 200),
        (Policy(100, 0.8, cap=240, franchise=True), 300, 240),
        (Policy(100, 0.8, limit=400, franchise=True), 400, 320),
        (Policy(100, 0.8, cap=40, franchise=True), 50, 40),
        (Policy(100, 0.8, limit=60), 100, 0),
        (Policy(100, 0.0, cap=40), 100, 0),
    ],
)
def test_a_cap_is_a_limit_on_the_loss(policy: Policy, upper: float, most: float) -> None:
    """u = d + C / a: 100 + 240 / 0.8 = 400, which pays 0.8 x 300 = 240; with a franchise 240 / 0.8 = 300."""
    assert policy.upper == pytest.approx(upper)
    assert policy.paid(1e9) == pytest.approx(most)


POLICIES = [
    Policy(0.5, 0.8),
    Policy(0.5, 0.8, cap=2),
    Policy(0.5, 0.8, limit=3),
    Policy(0.5, 0.8, cap=2, limit=2.5, inflation=0.1),
    Policy(0.5, 0.8, limit=3, franchise=True),
    Policy(0.5, 0.8, cap=0.2, franchise=True),
    Policy(0.0, 0.9, cap=5, inflation=-0.2),
]


def integrated(policy: Policy, severity: Severity, order: int) -> float:
    """E[payment^n] = integral of n y^(n - 1) P(payment > y): the payment exceeds y where S > d and S > kept + y / a."""
    unit = 1 + policy.inflation
    start = 0.0 if policy.franchise else policy.deductible
    most = min(policy.cap, policy.ratio * (policy.limit - start), 1e5)
    corners = [y for y in (policy.ratio * (policy.deductible - start), 1e-3, 0.1, 1, 10, 100, 1000) if 0 < y < most]
    return quad(
        lambda y: (
            order * y ** (order - 1) * severity.beyond(max(policy.deductible, start + y / policy.ratio, 1e-300) / unit)
        ),
        0,
        most,
        epsrel=1e-12,
        limit=2000,
        points=corners,
    )[0]


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize(("law", "cv"), [("lognormal", 1.5), ("gamma", 0.8), ("pareto", 1.2), ("weibull", 1.2)])
def test_moments_of_a_payment_are_its_integrals(law: str, cv: float, policy: Policy) -> None:
    """Pareto's tail beyond 1e5 of the mean holds less than 1e-9 of the second moment: its shape is 6.5."""
    severity = LAWS[law](cv)
    found = payment_under(policy, severity, 1.0)
    assert found.per_loss == pytest.approx(integrated(policy, severity, 1), rel=1e-8)
    assert found.second_moment == pytest.approx(integrated(policy, severity, 2), rel=1e-8)


def drawn(law: str, cv: float, count: int) -> np.ndarray:
    """Costs with mean 1 as numpy draws them, with the parameters of the textbook."""
    rng = np.random.default_rng(8)
    if law == "lognormal":
        variance = math.log(1 + cv**2)
        return rng.lognormal(-variance / 2, math.sqrt(variance), count)
    if law == "gamma":
        return rng.gamma(1 / cv**2, cv**2, count)
    if law == "pareto":
        shape = 2 * cv**2 / (cv**2 - 1)
        return (shape - 1) * rng.pareto(shape, count)
    return rng.weibull(1.0, count)


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize(("law", "cv"), [("lognormal", 1.5), ("gamma", 0.8), ("pareto", 1.1), ("weibull", 1.0)])
def test_payments_of_many_losses_have_these_moments(law: str, cv: float, policy: Policy) -> None:
    """200,000 losses, paid one by one; within five standard errors. A Weibull cost with cv 1 has shape 1."""
    severity, count = LAWS[law](cv), 200_000
    paid = np.array([policy.paid(loss) for loss in (drawn(law, cv, count) * (1 + policy.inflation)).tolist()])
    found = payment_under(policy, severity, 1.0)
    for sample, expected in (
        (paid > 0, found.probability),
        (paid, found.per_loss),
        (paid**2, found.second_moment),
        (paid <= 0.7, share_paid_up_to(0.7, policy, severity, 1.0)),
    ):
        assert abs(sample.mean() - expected) <= 5 * sample.std() / math.sqrt(count)


def test_a_payment_by_its_parts() -> None:
    """Expected 2 of every loss, a quarter of which is paid for: 8 each; variance 20 - 2^2."""
    payment = Payment(0.25, 2.0, 20.0)
    assert (payment.per_payment, payment.variance) == (8.0, 16.0)


@pytest.mark.parametrize("policy", [Policy(1, 0), Policy(1, 0.5, cap=0), Policy(1, 0.5, limit=0.9)])
def test_who_is_never_paid_gets_nothing(policy: Policy) -> None:
    payment = payment_under(policy, LAWS["gamma"](1.5), 1.0)
    assert payment == (0, 0, 0)
    assert math.isnan(payment.per_payment)


def test_the_share_of_losses_paid_up_to_an_amount() -> None:
    """Exponential cost (gamma, cv 1): 1 - exp(-(0.5 + 0.4 / 0.8)) up to 0.4; nobody less than nothing, all the cap."""
    severity, policy = LAWS["gamma"](1.0), Policy(0.5, 0.8, cap=2)
    found = [share_paid_up_to(amount, policy, severity, 1.0) for amount in (-1, 0, 0.4, 1.99, 2)]
    assert found == pytest.approx([0, 1 - math.exp(-0.5), 1 - math.exp(-1), 1 - math.exp(-0.5 - 1.99 / 0.8), 1])
    assert share_paid_up_to(0, Policy(), severity, 1.0) == 0
