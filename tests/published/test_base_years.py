"""Base years as published. Each test names its source; what a rounded figure leaves open is the tolerance.

What is published enters the calibration, so it must come out to the last digit printed, and the kernel's own base year
must reach the same amounts.
"""

import json
from typing import Any

import numpy as np
import pytest

from actuary.axes import POOLS
from actuary.kernel import rows as r
from tests.runs import BASELINES, ran

HUNDRED_MILLION, TEN_THOUSAND = 1e8, 1e4


def first(name: str) -> dict[str, Any]:
    """What `actuary run NAME --format json` says, read back."""
    said: dict[str, Any] = json.loads(json.dumps(ran(name).to_dict(), allow_nan=False))
    return said


def scheme(name: str, which: str, measure: str) -> float:
    return float(first(name)["schemes"][which][measure][0])


def pool(name: str, which: str, measure: str) -> float:
    return float(first(name)["pools"][which][measure][0])


def test_meishan_2019() -> None:
    """Report of the city's bureau, autumn 2020. Amounts are printed to 0.01 亿元 or 1 万元 and enter as they are."""
    assert first("meishan")["years"][0] == 2019
    assert scheme("meishan", "employee", "balance") / HUNDRED_MILLION == pytest.approx(25.06, rel=1e-12)
    assert scheme("meishan", "employee", "surplus") / HUNDRED_MILLION == pytest.approx(5.81, rel=1e-12)
    assert scheme("meishan", "employee", "reserve_months") == pytest.approx(30.0, rel=1e-12)
    assert pool("meishan", "resident", "balance") / HUNDRED_MILLION == pytest.approx(21.78, rel=1e-12)
    assert pool("meishan", "resident", "surplus") / HUNDRED_MILLION == pytest.approx(0.93, rel=1e-12)
    assert pool("meishan", "resident", "reserve_months") == pytest.approx(15.0, rel=1e-12)
    assert pool("meishan", "maternity", "income") / TEN_THOUSAND == pytest.approx(8993, rel=1e-12)
    assert pool("meishan", "maternity", "spending") / TEN_THOUSAND == pytest.approx(6919, rel=1e-12)
    assert pool("meishan", "maternity", "surplus") / TEN_THOUSAND == pytest.approx(2074, rel=1e-12)


def test_meishan_does_not_say_what_its_maternity_fund_held() -> None:
    assert first("meishan")["pools"]["maternity"]["balance"][0] is None
    assert first("meishan")["schemes"]["all"]["balance"][0] is None


def test_jiangxi_2020() -> None:
    """The province's plan of 2021; two decimals printed."""
    assert scheme("jiangxi", "employee", "reserve_months") == pytest.approx(23.22, rel=1e-9)
    assert pool("jiangxi", "resident", "reserve_months") == pytest.approx(9.74, rel=1e-9)
    for measure, published in (("income", 620.22), ("spending", 552.69), ("balance", 672.64)):
        assert scheme("jiangxi", "all", measure) / HUNDRED_MILLION == pytest.approx(published, rel=1e-9)


def test_jingzhou_and_kaizhou_2020() -> None:
    """The plans of the city and of the district, 2022: totals only, two decimals printed."""
    for name, income, spending in (("jingzhou", 63.85, 59.12), ("kaizhou", 16.08, 13.12)):
        assert scheme(name, "all", "income") / HUNDRED_MILLION == pytest.approx(income, rel=1e-9)
        assert scheme(name, "all", "spending") / HUNDRED_MILLION == pytest.approx(spending, rel=1e-9)


def test_kaizhou_has_no_balance_of_its_own() -> None:
    found = first("kaizhou")
    assert set(found["pools"].pop("long_term_care")["balance"]) == {
        0
    }  # a fund without members, that begins with nothing
    for group in (*found["pools"].values(), *found["schemes"].values()):
        assert set(group["balance"]) == set(group["reserve_months"]) == {None}
    assert found["schemes"]["all"]["cumulative_surplus"][-1] > 0


@pytest.mark.parametrize(
    ("which", "income", "spending", "balance", "months"),
    [
        ("employee", 18_292.91, 13_594.28, 35_144.13, 31.0),
        ("employee_account", 6_390.69, 5_782.28, 15_080.16, None),
        ("resident", 11_237.72, 10_678.63, 8_742.11, 9.8),
    ],
)
def test_china_2025(which: str, income: float, spending: float, balance: float, months: float | None) -> None:
    """The administration's bulletin of 2025: amounts to 0.01 亿元, months by the definition printed, to 0.1."""
    for measure, published in (("income", income), ("spending", spending), ("balance", balance)):
        assert pool("china", which, measure) / HUNDRED_MILLION == pytest.approx(published, rel=1e-9)
    if months is not None:
        assert pool("china", which, "reserve_months") == pytest.approx(months, abs=0.05)


def test_maternity_is_counted_once() -> None:
    """Meishan 2019 has a fund of its own; the nation's of 2025 is a memo inside the employee pool."""
    meishan, china = ran("meishan").funds, ran("china").funds
    parts = ("employee", "employee_account", "resident")
    apart = sum(meishan[part]["income"][0] for part in (*parts, "maternity"))
    assert meishan["all"]["income"][0] == pytest.approx(apart, rel=1e-12)
    inside = sum(china[part]["income"] for part in parts)
    np.testing.assert_allclose(china["all"]["income"], inside, rtol=1e-12)
    assert (china["maternity"]["income"][1:] > 0).all()


@pytest.mark.parametrize("name", BASELINES)
def test_the_calibrated_kernel_has_the_base_year_as_published(name: str) -> None:
    """Income as it comes in. Spending as it is incurred: the base year's bills are laid evenly, so what is paid is that too."""
    basis = ran(name).basis
    flows = basis.base_year.flows.sum(axis=0)
    income = flows[:, : r.INCOME_LINES].sum(axis=1)
    spending = flows[:, r.INCOME_LINES : r.TRANSFER_OUT + 1].sum(axis=1)
    for p, which in enumerate(POOLS):
        for measure, computed in (("income", income[p]), ("spending", spending[p])):
            published = basis.base[which][measure]
            # Nothing is solved for the income of a maternity fund that is a memo inside the employee pool.
            if not np.isnan(published) and not (which == "maternity" and ran(name).law.maternity_merged[0]):
                assert computed == pytest.approx(published, rel=1e-9), (which, measure)


@pytest.mark.parametrize("name", BASELINES)
def test_the_books_open_with_the_published_balances(name: str) -> None:
    basis = ran(name).basis
    for p, which in enumerate(POOLS):
        published = basis.base[which]["balance"]
        if not np.isnan(published):
            assert basis.books.balances[p] == pytest.approx(published, rel=1e-12), which


@pytest.mark.parametrize("name", BASELINES)
def test_the_first_projected_year_goes_on_where_the_base_year_ended(name: str) -> None:
    """No jump in what is paid: the bills of the base year's last months lie in the opening payable."""
    for which in ("employee", "resident"):
        spending = ran(name).funds[which]["spending"]
        assert 0.85 < spending[1] / spending[0] < 1.30, which
