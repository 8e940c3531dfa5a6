"""Derived figures are recomputed here from the figures they name."""

import math
from collections import Counter
from pathlib import Path

import pytest

from actuary.figures import places, single
from actuary.figures.places import chain, spots
from actuary.figures.single import figure, figures, find, own, series


def value(name: str, place: str, year: int | None = None) -> float:
    found = own(name, place, year)
    assert found is not None, (name, place, year)
    return found.value


def test_no_name_place_and_year_stands_twice() -> None:
    counts = Counter((one.name, one.place, one.year) for one in figures())
    assert [key for key, count in counts.items() if count > 1] == []


def test_every_place_is_known() -> None:
    assert {one.place for one in figures()} <= set(spots())


def test_every_unit_was_read() -> None:
    assert len(figures()) > 500  # reading raises for a unit that nobody knows
    assert all(math.isfinite(one.value) for one in figures())


def test_an_interval_holds_its_value() -> None:
    for one in figures():
        low, high = one.low, one.high
        assert low is None or low <= one.value * (1 + 1e-9) + 1e-12, f"figures.csv:{one.line}"
        assert high is None or high >= one.value * (1 - 1e-9) - 1e-12, f"figures.csv:{one.line}"


def test_derived_says_how_and_assumed_says_why_and_how_far() -> None:
    for one in figures():
        if one.status in ("derived", "estimated", "assumed"):
            assert one.note, f"figures.csv:{one.line}"
        if one.status == "assumed" and "no interval" not in one.note:
            assert one.low is not None and one.high is not None, f"figures.csv:{one.line}"


def test_meishan_as_its_report_states_it() -> None:
    assert value("employee_balance", "meishan", 2019) == 2.506e9
    assert value("resident_surplus", "meishan", 2019) == 0.93e8
    income, spending = (
        value("maternity_income", "meishan", 2019),
        value("maternity_spending", "meishan", 2019),
    )
    assert income - spending == value("maternity_surplus", "meishan", 2019) == 20_740_000
    assert value("enrolment_base", "meishan", 2019) == pytest.approx(3_303_000 / 0.961, rel=1e-9)


def test_jiangxi_residents() -> None:
    assert value("resident_insured", "jiangxi", 2020) == 47_800_000 - 5_900_000
    assert value("resident_income", "jiangxi", 2020) == pytest.approx(41_900_000 * 833, rel=1e-9)
    assert value("enrolment_base", "jiangxi", 2020) == pytest.approx(47_800_000 / 0.95, rel=1e-9)


def test_jingzhou_residents_as_the_nation_per_head() -> None:
    heads = value("resident_insured", "jingzhou", 2020)
    assert heads + value("employee_insured", "jingzhou", 2020) == value("all_insured", "jingzhou", 2020)
    assert value("resident_income", "jingzhou", 2020) == pytest.approx(heads * 9115e8 / 101_676e4, rel=1e-9)
    assert value("resident_spending", "jingzhou", 2020) == pytest.approx(heads * 8165e8 / 101_676e4, rel=1e-9)
    months = value("employee_reserve_months", "jingzhou", 2020)
    assert months == pytest.approx(12 * (15_327 + 10_096) / 12_867, rel=1e-9)
    assert value("resident_reserve_months", "jingzhou", 2020) == pytest.approx(12 * 6077 / 8165, rel=1e-7)


@pytest.mark.parametrize(
    ("what", "employee", "resident"),
    [("income", 15_731 / 34_455.1, 9115 / 101_676), ("spending", 12_867 / 34_455.1, 8165 / 101_676)],
)
def test_kaizhou_splits_by_one_factor(what: str, employee: float, resident: float) -> None:
    employees = value(f"employee_{what}", "kaizhou", 2020)
    residents = value(f"all_{what}", "kaizhou", 2020) - employees
    factor = employees / (value("employee_insured", "kaizhou", 2020) * employee * 1e4)
    other = residents / (value("resident_insured", "kaizhou", 2020) * resident * 1e4)
    assert factor == pytest.approx(other, rel=1e-8)


def test_kaizhou_has_no_balance_of_its_own() -> None:
    names = {one.name for one in figures() if one.place == "kaizhou"}
    assert not names & {"employee_balance", "resident_balance", "all_balance"}
    assert own("employee_balance", "kaizhou") is None


def test_zibo_is_the_nation_per_head_at_provincial_wages() -> None:
    wages = value("average_wage", "shandong", 2021) / value("average_wage", "china", 2021)
    heads = value("employee_insured", "zibo", 2021)
    expected = heads * 19_003.10e8 / 35_430.9e4 * wages
    assert value("employee_income", "zibo", 2021) == pytest.approx(expected, rel=1e-8)
    together = heads + value("resident_insured", "zibo", 2021)
    assert together == pytest.approx(value("all_insured", "zibo", 2021), rel=1e-8)
    base = value("enrolment_base", "zibo", 2021)
    assert together == pytest.approx(base * value("coverage_rate", "zibo", 2021), rel=1e-8)


def test_the_nation_in_2025_adds_up() -> None:
    pool, resident = value("employee_pool_balance", "china", 2025), value("resident_balance", "china", 2025)
    assert pool + resident == pytest.approx(value("all_pool_balance", "china", 2025), abs=2e6)
    surplus = value("employee_pool_surplus", "china", 2025) + value("resident_surplus", "china", 2025)
    assert surplus == pytest.approx(value("all_pool_surplus", "china", 2025), abs=2e6)
    active, retired = value("active_insured", "china", 2025), value("retired_insured", "china", 2025)
    assert active + retired == pytest.approx(value("employee_insured", "china", 2025), abs=200)
    assert active / retired == pytest.approx(value("active_per_retired", "china", 2025), abs=0.005)
    parts = value("employee_pool_income", "china", 2025) + value("employee_account_income", "china", 2025)
    assert parts == pytest.approx(value("employee_income", "china", 2025), abs=2e6)


def test_take_up_falls_by_half_of_what_the_nation_lost() -> None:
    before = 102_482.7 / (141_008 - 32_924.7)
    after = 94_213.27 / (140_489 - 38_856.12)
    points = 100 * (400 / value("disposable_income", "china", 2025) - 220 / 30_733)
    fall = math.log(after / (1 - after)) - math.log(before / (1 - before))
    assert value("take_up_premium_response", "china") == pytest.approx(fall / points / 2, abs=1e-3)


def test_wages_of_the_nation_lie_between_private_and_other_units() -> None:
    weight = value("nonprivate_wage_weight", "china")
    mean = (weight * 106_837 + (1 - weight) * 62_884) / 12
    assert value("average_wage", "china", 2021) == pytest.approx(mean, rel=1e-8)


def test_the_nearest_place_answers() -> None:
    assert figure("average_wage", "meishan", 2020).place == "sichuan"
    assert figure("active_per_retired", "meishan", 2021).value == 2.81
    assert figure("wage_growth", "zibo", 2035).place == "china"
    assert find("maternity_balance", "meishan") is None


def test_without_a_year_the_latest_answers() -> None:
    assert figure("average_wage", "sichuan").year == 2025
    assert figure("selection_relative_cost", "meishan").year is None


def test_a_series_stands_in_order_and_belongs_to_one_place() -> None:
    wages = series("average_wage", "kaizhou")
    assert list(wages) == list(range(2019, 2026))
    assert {one.place for one in wages.values()} == {"chongqing"}


def test_a_misspelt_name_names_the_nearest() -> None:
    with pytest.raises(KeyError, match="did you mean employee_balance"):
        figure("employee_balanse", "meishan")
    with pytest.raises(KeyError, match="nothing known for kaizhou in 1999"):
        figure("all_income", "kaizhou", 1999)
    with pytest.raises(KeyError, match="nothing known for china"):
        series("all_income", "china") and series("registered_share", "china")


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of one's own; what was read before is forgotten, and forgotten again afterwards."""
    monkeypatch.setattr(single, "data_folder", lambda: tmp_path)
    for cached in (single.figures, single._filed):
        cached.cache_clear()
        monkeypatch.setattr(single, cached.__name__, cached.__wrapped__)
    return tmp_path / "figures.csv"


HEAD = "name,place,year,value,unit,low,high,status,source,note\n"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            "a,china,2020,1,亿元,,,published,x,\na,china,2020,2,亿元,,,published,x,\n",
            "figures.csv:3: .* line 2",
        ),
        ("a,china,2020,1,furlong,,,published,x,\n", "figures.csv:2: .*furlong"),
        ("a,china,2020,,亿元,,,published,x,\n", "figures.csv:2: no value"),
        ("a,china,2020,1,亿元\n", "figures.csv:2: 5 cells, 10 columns"),
    ],
)
def test_a_line_that_cannot_be_is_named(written: Path, rows: str, message: str) -> None:
    written.write_text(HEAD + rows, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        own("a", "china", 2020)


def test_a_byte_order_mark_of_a_spreadsheet_does_no_harm(written: Path) -> None:
    written.write_text(HEAD + "a,china,,25.06,亿元,,,published,x,\n", encoding="utf-8-sig")
    assert places.chain is chain
    found = own("a", "china")
    assert found is not None and (found.value, found.text, found.line) == (2.506e9, "25.06 亿元", 2)
