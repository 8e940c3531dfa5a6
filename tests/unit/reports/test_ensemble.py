"""The table of an ensemble, read against futures that lie in equal steps."""

from pathlib import Path
from typing import Any

import pytest

from actuary.figures.history import nation
from actuary.labels import label
from actuary.reports.ensemble import (
    as_html,
    half_by,
    lying_back,
    precision,
    run_table,
    shocks_told,
    table,
    told,
    warnings,
)
from actuary.reports.page import plain_text, width
from actuary.reports.projection import Look
from actuary.scenario.loading import load
from actuary.scenario.model import Scenario
from actuary.scenario.uncertainty import CORRELATED
from tests.unit.reports.made import without_balance
from tests.unit.reports.made_futures import ensemble

YEARS = (2020, 2023, 2030, 2035)
ALL = [("resident", "reserve_months"), ("resident", "spending"), ("resident", "cumulative_surplus")]


def lines(found: Any, lang: Any = "en", asked: Any = ()) -> list[str]:
    return plain_text(table(found, Look(lang, 120, YEARS), asked)).split("\n")


def cells(rows: list[str], begin: str) -> list[str]:
    """The first row of the residents' block that begins so."""
    block = rows[next(i for i, row in enumerate(rows) if row.startswith("Residents")) :]
    row = next(row for row in block if row.strip().startswith(begin)).replace(" %", "%")
    return row.split()[-len(YEARS) :]


def test_a_block_of_quantiles_and_chances() -> None:
    rows = lines(ensemble())
    assert rows[0].startswith("Meishan (眉山), law in force: 101 futures")
    assert any(row.endswith("months; balances at 31 December") for row in rows[:2])
    # spending 12 + (1 - b) in 2020, income 12, balance 20 - (1 - b): the middle one has 12 x 19 / 13
    assert cells(rows, "median")[0] == "17.5"
    assert cells(rows, "a run without chance") == cells(rows, "median")
    # 1 - b = 1.9 in future 5 of 100: 12 x 18.1 / 13.9
    assert cells(rows, "5 of 100 are below")[0] == "15.6"
    assert cells(rows, "chance of a deficit in the year")[0] == "99.0%"
    assert cells(rows, "chance of having run dry by then")[-1] == "92.1%"
    # months only fall: who is below six stays there, 96 of 101 in 2035
    assert cells(rows, "chance of having been below 6 months by then") == cells(rows, "chance of less than 6 months")
    assert cells(rows, "chance of having been below 6 months by then")[-1] == "95.0%"


def test_years_that_are_past_and_drawn_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    found = ensemble()
    last = nation().last
    told_ = (
        f"Books known to 2019: every year after is drawn, also those that are past (to {last}), but for what the run"
        " takes from publications since."
    )
    assert lying_back(found, "en") == told_
    assert told_ in " ".join(" ".join(lines(found)[:4]).split())
    assert told_ in " ".join(plain_text(run_table(found, Look("en", 120))).split())
    monkeypatch.setattr(found.central, "base", last - 2)
    assert f"基金数据截至{last - 2}年" in lying_back(found, "zh")
    monkeypatch.setattr(found.central, "base", last - 1)
    assert lying_back(found, "en") == ""
    assert not any("Books known to" in row for row in lines(found))


def test_who_has_come_back_has_been_below_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    found = ensemble()
    monkeypatch.setattr(type(found.spread), "first", lambda *_: {2021: 0.25, 2030: 0.5, None: 0.25})
    rows = lines(found)
    assert cells(rows, "chance of having been below 6 months by then") == ["0.0%", "25.0%", "75.0%", "75.0%"]
    assert cells(rows, "chance of less than 6 months")[0] == "0.0%"
    assert any(row.startswith("!  Residents: below 6 months in some year to 2035 in 75.0 %") for row in rows)


def test_quantiles_are_in_order_from_above() -> None:
    rows = lines(ensemble())
    names = ["95 of 100", "75 of 100", "median", "25 of 100", "5 of 100", "mean of the lowest"]
    values = [float(cells(rows, name)[-1]) for name in names]
    assert values == sorted(values, reverse=True)


def test_what_may_happen_is_said_with_its_year() -> None:
    found = ensemble()
    # below six months after 5 years from u = 1 - b: 12 x (20 - 15 u) < 6 x (12 + 5 u), u > 0.8: 60 %; after 4, 42 %
    told_ = plain_text(warnings(found, [("resident", "reserve_months")], "en", 120)).split("\n")
    assert told_ == [
        "!! Residents: run dry by 2035 in 92.1 % of the futures; half of these are dry by 2025",
        "!  Residents: below 6 months in some year to 2035 in 95.0 % of the futures; half of these are below by 2024",
        "   Residents: a deficit in some year to 2035 in 99.0 % of the futures; half of these have it by 2020",
    ]
    assert warnings(found, [("employee_scheme", "reserve_months")], "en", 120) == []
    assert len(warnings(found, [("resident", "balance")], "en", 120)) == 1


def test_half_by_is_the_first_year_with_half_of_those_in_which_it_happens() -> None:
    assert half_by({2030: 0.1, 2031: 0.1, 2032: 0.2, None: 0.6}) == 2031
    assert half_by({2030: 0.1, 2031: 0.0, 2032: 0.3, None: 0.6}) == 2032


def test_the_foot_says_what_varies_what_is_held_and_how_exact_it_is() -> None:
    said = " ".join(" ".join(lines(ensemble())).split())
    assert (
        "Uncertain: what happens each year (wages, use, prices, enrolment, births, epidemics); what was estimated"
        in said
    )
    assert (
        "Held fixed: the law and the scenario's levers, migration, what is published already; which trend goes on."
        in said
    )
    assert "101 draws, seed 7" in said
    # 1.96 x 0.5 / sqrt(101) = 9.75 points
    assert "Quantiles are exact for these draws; with 101 draws a chance is off by up to 9.8 points" in said
    assert "the sampling error alone, not how sure the model is." in said
    assert "Premiums and subsidies of residents are not drawn, so residents' ranges are too narrow for it." in said
    assert "Run dry: a balance below zero" in said
    assert "Figures used: 2 published, 1 derived, 1 assumed" in said


def scenario_of(folder: Path, written: str) -> Scenario:
    file = folder / "mine.yaml"
    file.write_text(f"title: mine\nbased_on: meishan\n{written}", encoding="utf-8")
    return load(file)


def test_shocks_left_as_estimated_are_held_on_the_past() -> None:
    (told_,) = shocks_told(load("meishan"), "en")
    assert told_.startswith("Yearly shocks are as wide as past forecasts were off (uncertainty_width ")


def test_shocks_that_the_scenario_sets_are_named_with_their_place(tmp_path: Path) -> None:
    written = "uncertainty:\n  widths:\n    use: 1.5\n    births: 1\n  correlations: {wages: {use: 0.3}}\n"
    ours, rest = shocks_told(scenario_of(tmp_path, written), "en")
    assert ours == (
        "Set by the scenario, not by how far past forecasts were off: yearly shocks to use 1.5 times as wide"
        " (mine.yaml:5); how yearly shocks move together (mine.yaml:7)."
    )
    assert rest.startswith("All other yearly shocks are as wide as past forecasts were off")
    ours, _ = shocks_told(scenario_of(tmp_path, written), "zh")
    assert "就医逐年波动的幅度为原估计的1.5倍（mine.yaml:5）；" in ours


def test_a_width_of_all_shocks_set_by_the_scenario_leaves_no_claim(tmp_path: Path) -> None:
    (told_,) = shocks_told(scenario_of(tmp_path, "figures: {uncertainty_width: 0.5}\n"), "en")
    assert told_.endswith(": uncertainty_width 0.5 (mine.yaml:3).")
    two = shocks_told(scenario_of(tmp_path, "figures: {shock_use: 3 %}\n"), "en")
    assert len(two) == 2 and "shock_use 3 % (mine.yaml:3)" in two[0]


def test_a_width_set_on_the_command_line_says_so() -> None:
    ours, _ = shocks_told(load("meishan", "uncertainty.widths.wages=2"), "en")
    assert "yearly shocks to wages 2 times as wide (--set" in ours


@pytest.mark.parametrize("process", CORRELATED)
def test_every_process_has_a_name(process: str) -> None:
    assert all(label(f"shock_of_{process}", lang) for lang in ("en", "zh"))  # type: ignore[arg-type]


def test_a_rank_error_is_told_in_per_cent(monkeypatch: pytest.MonkeyPatch) -> None:
    found = ensemble().spread
    monkeypatch.setattr(type(found.tally), "rank_error", lambda _: 0.000_043)
    assert precision(found, "en").startswith("Quantiles lie within 0.0043 % of their rank among these draws;")


def test_other_measures_have_their_units_and_what_goes_wrong_with_them() -> None:
    rows = lines(ensemble(), asked=ALL)
    assert any("months, 亿元" in row for row in rows[:2])
    spending = rows[next(i for i, row in enumerate(rows) if row == "Residents (城乡居民医保), spending") :]
    assert spending[3].split() == ["median", "13.00", "16.00", "23.00", "28.00"]  # 12 + steps of 1, 4, 11, 16 years
    assert not any(
        "chance of" in row
        for row in spending[: spending.index("Residents (城乡居民医保), surplus since the base year")]
    )


def test_without_a_balance_what_was_left_over_is_told() -> None:
    found = ensemble()
    without_balance(found.central)
    assert told(found, ()) == [("resident", "cumulative_surplus"), ("all", "cumulative_surplus")]


def test_what_is_asked_for_and_not_known_is_left_out() -> None:
    assert told(ensemble(), [("long_term_care", "balance"), ("resident", "balance")]) == [("resident", "balance")]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("columns", [80, 120])
def test_it_fits(lang: Any, columns: int) -> None:
    page = plain_text(table(ensemble(), Look(lang, columns), ALL)).split("\n")
    assert max(map(width, page)) <= columns


def test_in_chinese() -> None:
    rows = lines(ensemble(), "zh")
    assert rows[0].startswith("眉山市（现行政策）：101次模拟")
    assert "城乡居民医保：可支付月数" in rows
    assert "!! 城乡居民医保：至2035年曾耗尽的概率为92.1 %，其中半数在2025年及以前耗尽" in rows


def test_a_run_shows_the_spread_below_its_funds() -> None:
    rows = plain_text(run_table(ensemble(), Look("en", 120, [2019, *YEARS]))).split("\n")
    assert sum(row.endswith(", reserve months  101 futures") for row in rows) == 3
    begin = rows.index("Residents (城乡居民医保), reserve months  101 futures")
    assert rows[begin + 3].split() == ["median", "17.5", "7.5", "-24.0", "-49.7"]  # nothing in the base year
    assert not any("a run without chance" in row for row in rows)
    assert rows.index("All schemes (基本医疗保险（合计）)") < begin < rows.index("People  万人")
    assert any(row.startswith("!! Residents: run dry by 2035") for row in rows)


def test_a_notebook_shows_the_same_table() -> None:
    assert "101 futures" in as_html(ensemble())
