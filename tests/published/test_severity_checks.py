"""Severity and benefits against numbers that others computed."""

import csv
import math
from pathlib import Path

import numpy as np
import pytest

from actuary.axes import SERVICES
from actuary.enactment import law_of
from actuary.kernel import rows as r
from actuary.kernel.payment import expected_payment
from actuary.scenario.loading import load
from actuary.severity import (
    LAWS,
    LOG_LOW,
    LOG_STEP,
    Policy,
    Severity,
    curve,
    payment_under,
    share_paid_up_to,
)
from actuary.units import Date
from tests.unit.kernel.test_money import Year

TABLE = Path(__file__).parents[3] / "shared" / "reference" / "severity" / "actuar_limited_expected_values.csv"
"""Limited expected values by R's `actuar` 3.3-2; the shared folder lies beside the checkout."""

GRID = np.array([LOG_LOW, LOG_STEP])
MEAN = math.exp(8.5 + 1.2**2 / 2)
SPREAD = math.sqrt(math.expm1(1.2**2))


def paid(deductible: float, ratio: float, cap: float) -> float:
    """Expected payment of a cost that is lognormal with mu 8.5 and sigma 1.2."""
    return expected_payment(curve("lognormal", SPREAD), GRID, MEAN, deductible, ratio, cap)


def test_s1_mean() -> None:
    """Klugman, Panjer, Willmot, Loss Models, appendix A: exp(mu + sigma^2 / 2). To the last digit printed."""
    assert MEAN * LAWS["lognormal"](SPREAD).limited(1e12) == pytest.approx(10_097.064328, abs=5e-7)


@pytest.mark.parametrize(
    ("deductible", "ratio", "wanted"),
    [(360.0, 0.85, 8_277.870542), (460.0, 0.75, 7_230.451106), (660.0, 0.65, 6_140.982446)],
)
def test_s2_deductible_and_ratio(deductible: float, ratio: float, wanted: float) -> None:
    """No cap: one that nobody reaches. The table is good to 1e-10 of the mean, that is 1e-6 yuan."""
    assert paid(deductible, ratio, 1e12) == pytest.approx(wanted, abs=2e-6)


def test_s3_a_limit_on_the_loss_is_not_a_cap_on_the_payment() -> None:
    """660, 65 %: a loss of at most 100,000 counts, or at most 60,000 are paid, which is a loss of 92,967.69."""
    assert paid(660.0, 0.65, 0.65 * (100_000 - 660)) == pytest.approx(5_909.221959, abs=2e-6)
    assert paid(660.0, 0.65, 60_000.0) == pytest.approx(5_879.226191, abs=2e-6)
    limit = 92_967.692308
    assert paid(660.0, 0.65, 0.65 * (limit - 660)) == pytest.approx(5_879.226191, abs=2e-6)


@pytest.mark.parametrize(
    ("tier", "deductible", "ratio", "wanted"),
    [
        ("township", 150.0, 0.90, 7_065.028),
        ("primary", 360.0, 0.85, 6_494.868),
        ("secondary", 460.0, 0.75, 5_656.832),
        ("tertiary", 660.0, 0.65, 4_776.296),
    ],
)
def test_s4_meishan_by_tier(tier: str, deductible: float, ratio: float, wanted: float) -> None:
    """Meishan's report of 2020: deductible and ratio by tier; in-scope cost lognormal, mean 8,000, cv 1.5."""
    found = expected_payment(curve("lognormal", 1.5), GRID, 8000.0, deductible, ratio, 1e12)
    assert found == pytest.approx(wanted, abs=5e-4), tier


TIERS = {
    "township": ("150 元", "90 %", 7_065.028),
    "primary": ("360 元", "85 %", 6_494.868),
    "secondary": ("460 元", "75 %", 5_656.832),
    "tertiary": ("660 元", "65 %", 4_776.296),
}


def test_s4_meishan_by_tier_as_a_scenario_writes_it() -> None:
    """The same terms put on the nation's residents by the lever of their benefits, from 2027 on; caps that nobody reaches."""
    written = [
        f"levers.resident_benefits.{field}.inpatient_{tier}.2027={value}"
        for tier, (deductible, ratio, _) in TIERS.items()
        for field, value in (("deductible", deductible), ("ratio", ratio), ("cap", "1 亿元"))
    ]
    law, calendar = law_of(load("china", *written))
    for tier, (_, _, wanted) in TIERS.items():
        row, year = SERVICES.index(f"inpatient_{tier}"), calendar.year_index(Date(2027, None))
        terms = [getattr(law, f"resident_{field}")[row, year] for field in ("deductible", "ratio", "cap")]
        found = expected_payment(curve("lognormal", 1.5), GRID, 8000.0, *terms)
        assert found == pytest.approx(wanted, abs=5e-4), tier


@pytest.mark.parametrize(("wage", "days", "wanted"), [(6000, 98, 19_600), (7000, 128, 29_866.67)])
def test_s5_maternity_allowance(wage: float, days: float, wanted: float) -> None:
    """Monthly wage / 30 x days of leave, for one claim, through the books of a year; to a fen."""
    year = Year()
    year.basis[r.WAGE] = 12 * wage
    year.law_year[r.MATERNITY_LEAVE_DAYS] = days
    year.fixed[r.MATERNITY_CLAIMS] = 1 / 4
    year.book()
    assert year.yearly[r.MATERNITY_ALLOWANCE_COST] == pytest.approx(wanted, abs=5e-3)


def rows() -> list[dict[str, str]]:
    if not TABLE.exists():
        return []
    with TABLE.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


COLUMNS = [
    "mean_X", "lev_d", "lev_u", "lev2_d", "lev2_u", "prob_payment", "mean_per_loss", "mean_per_payment",
    "second_moment_per_loss", "mean_per_loss_from_coverage", "cdf_per_loss_at_500a", "cdf_per_loss_at_5000a",
]  # fmt: skip


def severity_of(row: dict[str, str]) -> tuple[Severity, float]:
    """The law with mean 1, and the mean."""
    one, two = float(row["par1"]), float(row["par2"])
    if row["dist"] == "lognormal":
        return LAWS["lognormal"](math.sqrt(math.expm1(two * two))), math.exp(one + two * two / 2)
    return LAWS["gamma"](1 / math.sqrt(one)), one * two


@pytest.mark.skipif(not TABLE.exists(), reason="the shared folder does not lie beside this checkout")
@pytest.mark.parametrize(
    "row", rows(), ids=lambda row: f"{row['dist']} {row['par1']} {row['deductible']} {row['limit_max_covered_loss']}"
)
def test_agrees_with_actuar(row: dict[str, str]) -> None:
    """Cost inflated first; ordinary or franchise deductible; a limit on the loss; coinsurance. Every column, to 1e-9.

    The table's limited expected values are of the cost before inflation, limited by d / (1 + i) and u / (1 + i). Two
    columns hold what is paid per loss: by formula and, where there is a limit, by integration of the density.
    """
    severity, mean = severity_of(row)
    policy = Policy(
        deductible=float(row["deductible"]),
        ratio=float(row["coinsurance"]),
        limit=float(row["limit_max_covered_loss"]),
        franchise=row["franchise"] == "1",
        inflation=float(row["inflation"]),
    )
    payment = payment_under(policy, severity, mean)
    start, end = (amount / (1 + policy.inflation) / mean for amount in (policy.deductible, policy.limit))
    found = [
        mean,
        mean * severity.limited(start),
        mean * severity.limited(end),
        mean**2 * severity.limited(start, 2),
        mean**2 * severity.limited(end, 2),
        payment.probability,
        payment.per_loss,
        payment.per_payment,
        payment.second_moment,
        payment.per_loss,
        share_paid_up_to(500 * policy.ratio, policy, severity, mean),
        share_paid_up_to(5000 * policy.ratio, policy, severity, mean),
    ]
    wanted = {
        column: (float(row[column]), value) for column, value in zip(COLUMNS, found, strict=True) if row[column] != "NA"
    }
    for column, (published, value) in wanted.items():
        assert value == pytest.approx(published, rel=1e-9), column


@pytest.mark.skipif(not TABLE.exists(), reason="the shared folder does not lie beside this checkout")
def test_every_number_of_actuar_is_looked_at() -> None:
    given = {"dist", "par_names", "par1", "par2", "deductible", "limit_max_covered_loss", "coinsurance", "inflation"}
    assert {column for row in rows() for column in row} - given - {"franchise"} == set(COLUMNS)
    assert len(rows()) == 60
