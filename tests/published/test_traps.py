"""Places in the source documents where a careless reader goes wrong: each is held apart here."""

from functools import cache

import numpy as np
import pytest

import actuary
from actuary.basis.accounts import accounts_of
from actuary.basis.known import Known
from actuary.errors import Mistakes
from actuary.figures.single import figure, find
from actuary.figures.tables import column, table
from actuary.kernel import rows
from actuary.levers import lever
from actuary.levers.shape import steps_in
from actuary.results import Results
from actuary.units import Share

HUNDRED_MILLION = 1e8


@cache
def ran(name: str) -> Results:
    return actuary.run(name)


def national(name: str, measure: str, pool: str, year: int) -> float:
    found = table(name)
    keys = (found.columns[key] for key in ("year", "pool", "measure"))
    return next(
        value for value, *key in zip(column(found, "value"), *keys, strict=True) if key == [str(year), pool, measure]
    )


def test_p01_a_cell_headed_surplus_rate_that_holds_months_is_kept_as_months() -> None:
    """Jingzhou's table heads its 6-9 months with 当期结余率; the surplus rate of 2020 is another number."""
    target = figure("target_reserve_months_low", "jingzhou", 2025)
    assert (target.value, target.unit) == (6, "months")
    assert find("target_surplus_rate", "jingzhou") is None
    assert pytest.approx(0.0741, abs=5e-5) == (63.85 - 59.12) / 63.85


def test_p02_coverage_carries_its_denominator() -> None:
    """97 % in Jingzhou's text and 96.65 % in its table imply bases two 万人 apart; the table's is used and said."""
    base = figure("enrolment_base", "jingzhou", 2020)
    assert base.value == pytest.approx(543.93e4 / 0.9665)
    assert pytest.approx(560.75, abs=0.01) == 543.93 / 0.97
    assert "96.65" in base.note


def test_p03_ratios_of_all_care_and_of_inpatient_care_have_names_of_their_own() -> None:
    """Jiangxi writes 82 / 72 % in its text and 80 / 70 % in its table."""
    ratios = {
        name: figure(name, "jiangxi", 2020).value
        for name in (
            "employee_policy_ratio",
            "resident_policy_ratio",
            "employee_policy_ratio_inpatient",
            "resident_policy_ratio_inpatient",
        )
    }
    assert list(ratios.values()) == [0.82, 0.72, 0.80, 0.70]


def test_p04_rounded_months_move_the_split() -> None:
    """From 620.22 / 552.69 / 23.22 / 9.74 employees spend 199.44; from the rounded table 200.74."""
    spending = accounts_of(Known("jiangxi", {}), 2020).amounts["employee", "spending"]
    assert spending / HUNDRED_MILLION == pytest.approx(199.4421, abs=5e-5)
    # 12 B_e / S_e = 23.2, 12 B_r / S_r = 9.7, S_e + S_r = 552.7, B_e + B_r = 672.6
    rounded = (672.6 - 9.7 / 12 * 552.7) / (23.2 / 12 - 9.7 / 12)
    assert rounded == pytest.approx(200.74, abs=5e-3)


def test_p05_policy_range_and_overall_ratio_are_two_indicators() -> None:
    overall = figure("employee_overall_ratio", "meishan", 2019)
    assert overall.value == 0.7865 and "total cost" in overall.note
    assert figure("resident_policy_ratio_tertiary", "meishan", 2020).value == 0.65
    assert find("employee_policy_ratio", "meishan", 2019) is None


def test_p06_the_garbled_price_tier_is_marked_assumed() -> None:
    """The report writes 二甲、二乙和三甲 over a base of 二乙: the middle one can only be 三乙."""
    assert figure("price_index_tertiary_b", "meishan", 2020).status == "assumed"
    assert figure("price_index_tertiary_a", "meishan", 2020).status == "published"


def test_p07_five_percent_up_says_points_or_proportion() -> None:
    share = Share(0, 1)
    assert share.read("+5 pp") == (0.05, "points")
    assert share.read("+5 %") == (0.05, "proportion")
    with pytest.raises(ValueError, match="a change has a sign"):
        share.read("5 pp")
    assert figure("resident_policy_ratio_rise", "meishan", 2020).unit == "pp"


def test_p08_waiver_and_deferral_are_never_added() -> None:
    assert set(lever("contribution_waiver").moves).isdisjoint(lever("contribution_deferral").moves)
    assert figure("covid_relief", "kaizhou", 2020).value == 1182e4
    assert figure("covid_deferral", "kaizhou", 2020).value == 5500e4


def test_p09_relief_by_procurement_is_not_called_the_funds() -> None:
    for place in ("meishan", "kaizhou"):
        assert "not told apart" in figure("procurement_saving", place, 2020).note


def test_p10_the_direct_settlement_rate_counts_persons() -> None:
    assert "persons" in figure("cross_province_direct_rate", "kaizhou", 2020).note


def test_p11_a_district_inside_a_city_wide_fund_has_no_months_of_its_own() -> None:
    kaizhou = ran("kaizhou")
    for group in ("employee_scheme", "resident", "all"):
        assert np.isnan(kaizhou.funds[group]["reserve_months"]).all()
        assert np.isnan(kaizhou.funds[group]["balance"]).all()
        assert np.isfinite(kaizhou.funds[group]["cumulative_surplus"]).all()
    assert not [alert for alert in kaizhou.alerts if alert.kind == "empty"]


def test_p12_an_epidemic_base_year_does_not_stay() -> None:
    """National discharges of employees per head fell by 16 % in 2020; a base of 2020 follows the rebound."""
    anchors = table("service_anchors")
    frequency = {
        int(year): value
        for value, pool, service, year, measure in zip(
            column(anchors, "value"),
            *(anchors.columns[name] for name in ("pool", "service", "year", "measure")),
            strict=True,
        )
        if (pool, service, measure) == ("employee", "inpatient", "frequency")
    }
    assert pytest.approx(-0.123, abs=5e-4) == 5277.8 / 6019.4 - 1
    assert frequency[2020] < frequency[2019] < frequency[2023]
    jiangxi = ran("jiangxi").basis
    ageing = figure("national_ageing_effect_employee", "china").value
    use = jiangxi.basis_year[rows.USE]
    assert use[1] / use[0] == pytest.approx(frequency[2021] / frequency[2020] / (1 + ageing))


def test_p13_months_of_a_year_are_not_annualised() -> None:
    """Subsidies come in tranches and premiums in January, so eleven months say little about a year."""
    china = ran("china")
    monthly = china.ledger.flows[:12, 2]
    surplus = monthly[:, : rows.INCOME_LINES].sum(axis=1) - monthly[:, rows.INCOME_LINES : rows.TRANSFER_OUT + 1].sum(
        axis=1
    )
    annualised = surplus[:11].sum() * 12 / 11
    assert abs(annualised - surplus.sum()) > 0.25 * abs(surplus.sum())
    assert china.funds["resident"]["surplus"][1] == pytest.approx(surplus.sum())


def test_p14_quick_reports_and_final_bulletins_have_names_of_their_own() -> None:
    """Maternity spending of 2023: 1,069.1 in the quick report, 1,177.23 in the bulletin."""
    quick = national("national_funds", "spending_prelim", "maternity", 2023) / HUNDRED_MILLION
    final = national("national_funds", "spending", "maternity", 2023) / HUNDRED_MILLION
    assert (quick, final) == (1069.1, 1177.23)
    assert final / quick - 1 == pytest.approx(0.101, abs=5e-4)


def test_a_wrong_unit_is_refused_where_points_and_percent_could_be_mixed_up() -> None:
    with pytest.raises(ValueError):
        steps_in("6", Share(0, 1), "year")
    with pytest.raises(Mistakes):
        actuary.load("meishan", "levers.contribution_rate.employer.2027=6")
