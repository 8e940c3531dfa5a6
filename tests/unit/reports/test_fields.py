"""What levers and their fields are called."""

import pytest

from actuary.analysis.choices.grid import Axis
from actuary.analysis.choices.varied import Varied, VariedFigure
from actuary.labels import Language
from actuary.law import RULES
from actuary.levers import lever, lever_names
from actuary.reports.fields import axis_in_full, axis_named, field_in_full, field_named, lever_named, moved_told
from actuary.simulation import compare
from actuary.units import Date
from tests.runs import ran

PREMIUM = Varied("resident_financing", "premium", "", Date(2027, None))
RATIO = Varied("resident_benefits", "ratio", "inpatient_tertiary", Date(2027, None))
GROWTH = VariedFigure("wage_growth", Date(2028, None))


def test_a_field_is_called_as_the_rule_that_it_moves() -> None:
    assert field_named(PREMIUM, "en") == "resident's own premium"
    assert field_in_full(PREMIUM, "zh") == "居民个人缴费标准（resident_financing.premium）"
    assert (
        field_named(RATIO, "en")
        == "resident pool: share paid above the deductible, inpatient care in tertiary hospitals"
    )
    assert field_named(RATIO, "zh") == "三级医院住院居民基金支付比例"
    assert lever_named("resident_financing", "zh") == "居民筹资标准"


def test_an_axis_says_since_when_and_a_figure_is_called_by_its_name() -> None:
    premium, growth = Axis(PREMIUM, (400.0,)), Axis(GROWTH, (0.04,))
    assert axis_named(premium, "zh") == "2027年起居民个人缴费标准"
    assert axis_in_full(premium, "en") == "resident's own premium from 2027 (resident_financing.premium.2027)"
    assert axis_named(growth, "en") == axis_in_full(growth, "en") == "figure wage_growth from 2028"
    assert axis_named(Axis(VariedFigure("wage_growth"), (0.04,)), "zh") == "参数 wage_growth"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_field_of_every_lever_has_its_words(lang: Language) -> None:
    named = {
        (name, field, part): field_named(Varied(name, field, part, Date(2027, None)), lang)
        for name in lever_names()
        for field in lever(name).fields.model_fields
        for part in RULES[lever(name).fields.extra(field)["rule"]].parts
    }
    assert len(set(named.values())) == len(named)
    assert all(one.isascii() == (lang == "en") for one in named.values())


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        (
            "levers.resident_financing.premium.2027=+30 元",
            "居民个人缴费标准（resident_financing.premium）：2027年起 +30 元（400 元 → 430 元）",
        ),
        (
            "levers.resident_benefits.ratio.inpatient_tertiary.2027=70 %",
            "三级医院住院居民基金支付比例（resident_benefits.ratio.inpatient_tertiary）：2027年起 70 %",
        ),
        (
            "levers.one_off.resident_income.2028-01=500 万元",
            "城乡居民医保基金当月其他收入（one_off.resident_income）：2028年1月 500 万元",
        ),
        ("levers.contribution_rate.employer=9 %", "单位缴费率（contribution_rate.employer）：9 %"),
        ("figures.wage_growth=2 %", "参数 wage_growth：2 %"),
        ("behaviour.selection=no", "行为反应：逆向选择"),
    ],
)
def test_what_moved_is_told_in_chinese_beside_what_is_typed(setting: str, told: str) -> None:
    base = ran("meishan")
    (one,) = compare(base).moved(ran("meishan", setting))
    assert moved_told(one, "zh") == told
    assert moved_told(one, "en") == one.what


def test_a_lever_that_is_gone_is_told_as_such() -> None:
    (one,) = compare(ran("meishan", "levers.contribution_rate.employer=9 %")).moved(ran("meishan"))
    assert moved_told(one, "zh") == "缴费费率（contribution_rate）：取消"
