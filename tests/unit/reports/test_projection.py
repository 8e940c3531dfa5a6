"""The table of a projection, read as a person reads it."""

import re
from typing import Any

import numpy as np
import pytest

from actuary.reports.foot import headline
from actuary.reports.page import plain_text, width
from actuary.reports.projection import Look, as_html, table
from actuary.results import Alert, Note
from actuary.scenario.loading import load
from tests.runs import ran
from tests.unit.reports.made import form, made, without_balance

CHINESE_ONLY = re.compile(r"[A-Za-z]{2,}")


def text(results: object, **look: object) -> str:
    return plain_text(table(results, Look(**look)))  # type: ignore[arg-type]


def row_of(table: str, name: str, nth: int = 0) -> list[str]:
    rows = [line for line in table.split("\n") if line.strip().startswith(name)]
    return rows[nth].split()[len(name.split()) :]


def test_every_number_stands_where_it_belongs() -> None:
    table = text(made(), years=[2019, 2020, 2025])
    assert row_of(table, "spending", 1) == ["12.00", "13.00", "18.00"]
    assert row_of(table, "balance", 1) == ["20.00", "19.00", "-1.00"]
    assert row_of(table, "reserve months", 1)[:2] == ["20.0", "17.5"]
    assert row_of(table, "Residents insured") == ["270.0", "270.0", "270.0"]
    assert row_of(table, "Active per retired") == ["2.00", "2.00", "2.00"]
    assert row_of(table, "Own premium") == ["400", "400", "400"]


def test_rates_stand_below_their_fund_with_what_they_are_over_what() -> None:
    table = text(made(), years=[2019, 2020], indicators=True)
    assert row_of(table, "surplus over income", 1) == ["12.5", "%", "12.5", "%"]
    assert row_of(table, "income per insured person") == ["500", "500"]
    assert row_of(table, "Coverage") == ["95.0", "%", "95.0", "%"]
    assert row_of(table, "Subsidy over own premium") == ["1.75", "1.75"]
    assert "Surplus over income: surplus / income of the year; never months" in table
    assert "surplus over income" not in text(made())


def test_what_is_wrong_is_marked_and_said_in_words() -> None:
    table = text(made(), years=[2022, 2023, 2024, 2025])
    assert row_of(table, "reserve months", 1) == ["11.2", "7.5", "!", "3.5", "!!", "-0.7"]
    assert "!  Residents: below 6 months of reserve at the end of 2024" in table
    assert "!! Residents: no money left from March 2025" in table


def test_nothing_is_marked_where_no_alert_explains_it() -> None:
    assert "!" not in text(made(alerts=()))


def test_too_much_is_said_without_a_mark() -> None:
    results = made(change=0.0, alerts=(Alert("employee_scheme", "above", 2027, None, 15.0),))
    assert "\n   Employee scheme: more than 15 months of reserve from 2027 on\n" in text(results)
    assert "!" not in text(results)
    assert headline(results, "en") == ""


def test_what_the_command_line_set_stands_under_the_title() -> None:
    by_hand = load("meishan", "figures.inflation=2 %", "levers.contribution_rate.employer.2027=7 %", "to=2035")
    title, said, *_ = text(made(scenario=by_hand)).split("\n")
    assert title.startswith("Meishan (眉山), law in force")
    assert said == "Set on the command line: figures.inflation=2 %; levers.contribution_rate.employer.2027=7 %"
    assert "命令行设定：figures.inflation=2 %" in text(made(scenario=by_hand), lang="zh")


def test_another_last_year_is_seen_in_the_table_itself() -> None:
    assert "Set on the command line" not in text(made(scenario=load("meishan", "to=2035")))
    assert "Set on the command line" not in text(made())


def test_lines_of_the_accounts_stand_below_what_they_add_up_to() -> None:
    def of(fund: dict[str, Any]) -> dict[str, Any]:
        return {**form(fund), "line_waived": np.full(17, 2e8)}

    results = made()
    results.form = lambda group: of(results.funds[group])
    told = text(results, years=[2019, 2020], lines=True)
    names = [line.split("  ")[1:] for line in told.split("Residents (")[1].split("Maternity (")[0].split("\n")[1:]]
    assert [name[0] or name[1] for name in names if name] == [
        "income", "members' own contributions", "spending", "inpatient care", "surplus", "balance", "waived (memo)",
        "reserve months",
    ]  # fmt: skip
    assert row_of(told, "members' own contributions", 1) == ["12.00", "12.00"]
    assert row_of(told, "inpatient care", 1) == ["12.00", "13.00"]
    assert row_of(told, "waived (memo)", 1) == ["2.00", "2.00"]


def test_lines_that_are_always_nil_and_lines_nobody_asked_for_have_no_row() -> None:
    assert "interest" not in text(made(), lines=True)
    assert "inpatient" not in text(made())


@pytest.mark.parametrize("columns", [60, 80, 100, 160])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_nothing_is_wider_than_the_terminal(columns: int, lang: str) -> None:
    lines = text(made(), columns=columns, lang=lang).split("\n")
    assert max(width(line) for line in lines) <= columns


def test_the_unit_stands_in_the_head() -> None:
    assert text(made()).split("\n")[0].endswith("亿元; balances and people at 31 December")
    poor = made()
    for fund in poor.funds.values():
        for measure in fund:
            fund[measure] = fund[measure] / 1e3
    assert "万元" in text(poor, columns=100).split("\n")[0]


def test_the_foot_says_what_words_mean_and_how_much_is_assumed() -> None:
    table = text(made(notes=(Note("note_assumed_split"), Note("note_income_level", 0.9038))))
    assert "Reserve months: 12 x balance / spending" in table
    assert "Band of 6 to 9 months" in table
    assert "Pool and accounts singly are an assumed split" in " ".join(table.split())
    assert "Residents' premiums and subsidies come in at 90.4 % of the standards" in " ".join(table.split())
    assert "Figures used: 2 published, 1 derived, 1 assumed\n  (actuary explain meishan --assumed)" in table


def test_where_there_is_no_balance_the_surplus_is_added_up() -> None:
    table = text(without_balance(made(change=0.0)), years=[2019, 2020])
    assert "balance  " not in table
    assert "reserve months" not in table.lower()
    assert row_of(table, "surplus since the base year") == ["0.00", "0.00"]


def test_the_chinese_table_is_chinese() -> None:
    table = text(made(), lang="zh", columns=160)
    assert table.startswith("眉山市（现行政策）")
    allowed = {"actuary", "explain", "meishan", "assumed", "lang", "zh"}
    assert set(CHINESE_ONLY.findall(table)) - allowed == set()
    assert "!! 城乡居民医保：2025年3月起基金无结余可用" in table


def test_statuses_without_people_have_no_row() -> None:
    assert "Flexible" not in text(made())
    more = made()
    more.people["flexible"] = np.full(17, 5e4)
    assert "Flexible" in text(more)


def test_maternity_says_whether_it_is_a_memo() -> None:
    assert "merged from January 2020, memo" in text(made())
    assert "Maternity (生育保险)  separate" in text(made(merged_from=None))


def test_a_notebook_gets_the_same_table() -> None:
    shown = as_html(made())
    assert shown.startswith("<pre")
    assert "no money left from March 2025" in shown


def test_an_answer_is_told_with_the_figure_that_the_scenario_has_instead() -> None:
    """Meishan's plan takes the steep end of the interval; the city under the law in force does not."""
    shown = [" ".join(text(ran(name)).split()) for name in ("meishan", "meishan_plan")]
    assert "take_up_premium_response -0.886 (-1.77..0)" in shown[0]
    assert "take_up_premium_response = -1.77" in shown[1]


def test_a_layer_that_overspends_is_told_in_its_own_words_and_heads_no_picture_of_reserves() -> None:
    over = made(change=0.0, alerts=(Alert("critical_illness", "empty", 2024, None, 0.0),))
    told = " ".join(text(over).split())
    assert "!! Critical illness insurance: by the end of 2024 more is paid than came in since the base date" in told
    assert "!! 大病保险：至2024年末自基准日起累计收不抵支" in text(over, lang="zh")
    assert headline(over, "en") == ""


def test_a_figure_outside_of_what_is_known_of_it_is_told_before_the_alerts() -> None:
    far = made(change=0.0, scenario=load("meishan", "figures.net_migration_rate=-25 pp"))
    english = "!  net_migration_rate -25 pp lies outside of what is known of it, -3 ‰ to 3 ‰ (figures.csv)"
    assert english in plain_text(table(far, Look("en", 120))).splitlines()
    assert "!  net_migration_rate 取 -25 pp，超出已知范围 -3 ‰ 至 3 ‰（figures.csv）" in plain_text(
        table(far, Look("zh"))
    )


def test_a_premium_nobody_paid_and_people_lost_are_told_with_the_most_that_was_seen() -> None:
    told = (Alert("resident", "premium", 2027, None, 2.5), Alert("resident", "leaving", 2028, None, 12.0))
    text = " ".join(plain_text(table(made(change=0.0, alerts=told), Look("en"))).split())
    assert "! Residents: from 2027 the premium takes up to 2.5 % of last year's disposable income" in text
    assert "seen to pay (0.97 % at most)" in text
    assert (
        "! Residents: in 2028 12 % of the insured are lost, more than a place is known to lose in a year (5 %)" in text
    )
