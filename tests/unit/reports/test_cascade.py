"""The table, the files and the picture of who pays for a pool without money."""

import json
from functools import cache
from typing import Any

import numpy as np
import pytest

from actuary.analysis.cascade import AMOUNTS, Cascade, PoolCascade, cascade_in
from actuary.deficit import Backing, payments_of
from actuary.labels import Language
from actuary.reports.cascade import bars, cascade_csv, cascade_dict, months_csv, table
from actuary.reports.files import json_text
from actuary.reports.foot import below
from actuary.reports.page import plain_text
from tests.runs import ran
from tests.unit.reports.made import made

HUNDRED_MILLION = 1e8


@cache
def found() -> Cascade:
    """Meishan, whose residents have 20 亿元 in hand; 10 come in and 15 are due a year; one may be advanced, two may wait."""
    results = ran("meishan")
    months = 12 * (len(results.years) - 1)
    ones = HUNDRED_MILLION * np.ones(months)
    backing = Backing(0 * ones, 0 * ones, 0 * ones, ones, ones / HUNDRED_MILLION, 2 * ones, 0 * ones)
    payments = payments_of(20 * HUNDRED_MILLION, 10 / 12 * ones, 15 / 12 * ones, backing)
    return Cascade(results, (PoolCascade("resident", 2019, 20 * HUNDRED_MILLION, payments, backing),))


def said(one: Cascade, lang: Language = "en") -> str:
    return plain_text(table(one, lang, 120))


def test_the_sentences_say_from_when_until_when_and_how_much() -> None:
    """20 in hand last four years of 5 missing; the treasury's 1 and the hospitals' 2 the next 7.2 months."""
    text = " ".join(said(found()).split())
    assert "Residents: own balance until December 2023; then" in text
    assert "the treasury advances: 1.00 亿元 from January 2024 to March 2024, in 3 of these months; its limit" in text
    assert "bills of hospitals wait: 2.00 亿元 from March 2024 to August 2024, in 6 of these months; its limit" in text
    assert "nobody pays: 57.00 亿元 from August 2024 to December 2035, in 137 of these months" in text


def test_a_year_has_a_row_from_the_last_with_money_on() -> None:
    """2024: 5 missing of 15: 1 advanced, 2 waiting, 2 unpaid; two thirds are payable, 11 of 15 paid when due."""
    rows = {line.split()[0]: line.split() for line in said(found()).splitlines() if line.strip()[:2] == "20"}
    assert rows["2023"] == ["2023", "5.00", "5.00", "0.00", "0.00", "0.00", "0.00", "100.0", "%", "100.0", "%"]
    assert rows["2024"] == ["2024", "5.00", "0.00", "0.00", "1.00", "2.00", "2.00", "66.7", "%", "73.3", "%"]
    assert min(rows) == "2023"


def test_the_foot_defines_the_words_and_says_which_rules_are_assumed() -> None:
    text = " ".join(said(found()).split())
    assert "Shortfall: spending less income of the year = own balance" in text
    assert (
        "(Residents, 2024): no adjustment fund; the treasury up to 3, to which 100 % of what is over goes back; bills"
        in text
    )
    assert "Of these, published: overdue_first (社会保险基金财务制度 第三十八条)" in text
    assert "Of these, assumed: adjustment_share, adjustment_months, adjustment_size, advance_months" in text
    assert "(no draws)" in text
    assert "actuary explain meishan --assumed" in text


def test_what_the_scenario_sets_is_told_as_such_and_in_its_order() -> None:
    pulled = ran(
        "jiangxi",
        "levers.deficit_cascade.adjustment.resident.2027=50 %",
        "levers.deficit_cascade.overdue_first.resident.2027=yes",
    )
    text = " ".join(said(cascade_in(pulled)).split())
    assert "Employee pool: own money pays every bill to the end of 2035;" in text
    assert "Of these, set by the scenario: adjustment_share, overdue_first" in text
    assert "50 % of what is missing, up to 1 a year and 3 in all; bills that wait up to 3; the treasury up to 3" in text


def test_a_pool_with_money_has_no_table_and_one_without_any_says_so() -> None:
    rich = cascade_in(ran("meishan"), "resident")
    assert "Residents: own money pays every bill to the end of 2035; " in said(rich)
    assert "payable" not in said(rich).split("Shortfall:")[0]
    one = found().pools[0]
    poor = found()._replace(pools=(one._replace(payments=one.payments._replace(own=0 * one.payments.own)),))
    assert "Residents: no balance of its own at any time; then" in said(poor)


def test_in_chinese() -> None:
    text = said(found(), "zh")
    assert "城乡居民医保：累计结余可支付至2023年12月，此后由以下各方支付" in text
    assert "财政垫付：2024年1月至2024年3月间的3个月，共1.00 亿元" in text
    assert "无力支付" in text


def test_files_hold_plain_numbers() -> None:
    head, *rows = cascade_csv(found(), "en").decode("utf-8-sig").splitlines()
    assert head.startswith("Year,Pool,shortfall (元),")
    assert head.endswith(",payable (ratio),paid when due (ratio)")
    assert "2024,Residents,500000000,0,0,100000000,200000000,200000000,0.666667,0.733333" in rows
    monthly = months_csv(found(), "en").decode("utf-8-sig").splitlines()
    assert monthly[0].startswith("pool,month,due (元),own (元),adjustment (元),advance (元),overdue (元),unpaid (元),")
    assert monthly[1].startswith("resident,2020-01,125000000,125000000,0,0,0,0,")
    content = json.loads(json_text(cascade_dict(found())))
    of_pool = content["pools"]["resident"]
    assert of_pool["own_money_ends"] == "2024-01"
    assert [(one["name"], one["first"], one["full"]) for one in of_pool["steps"]] == [
        ("advance", "2024-01", "2024-03"), ("overdue", "2024-03", "2024-08"), ("unpaid", "2024-08", None),
    ]  # fmt: skip
    assert set(AMOUNTS) < set(of_pool["years"])
    assert {one["name"] for one in content["rules"]} >= {"advance_months", "overdue_first"}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_picture_stacks_what_stands_in(lang: Language) -> None:
    """The bars of each year reach the shortfall: 5 亿元 in every year."""
    axes = bars(found(), lang).axes[0]
    tops: dict[int, float] = {}
    for bar in axes.patches:
        year = round(bar.get_x() + bar.get_width() / 2)
        tops[year] = max(tops.get(year, 0.0), bar.get_y() + bar.get_height())
    np.testing.assert_allclose(list(tops.values()), 5)
    assert len(tops) == 16


def test_a_run_points_to_it_where_a_pool_has_no_money_left() -> None:
    def foot(pools: tuple[str, ...]) -> str:
        results: Any = made(pools_without_money=pools)
        return plain_text(below(results, "en", 100, ()))

    assert "Who pays when a pool has no money left: actuary cascade meishan" in foot(("resident",))
    assert "cascade" not in foot(())
