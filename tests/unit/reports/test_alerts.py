"""The table and the files of early warning."""

import csv
import json
import re

import pytest

from actuary.analysis.alerts.lights import Warned, held_against
from actuary.analysis.alerts.record import Case, record_of
from actuary.analysis.alerts.rules import rules_of
from actuary.figures.history import nation
from actuary.labels import Language
from actuary.reports.alerts import lights_csv, table, warn_dict
from actuary.reports.page import plain_text, width
from tests.runs import ran


def warned() -> Warned:
    """Zibo with the bundled rules, and their record on the nation's books."""
    rules = rules_of("zibo")
    record = tuple(record_of(rule, event, [nation()]) for event in rules.events for rule in rules.rules)
    return held_against(ran("zibo"), rules)._replace(record=record, panel=(nation(),))


def text(lang: Language = "en", columns: int = 160) -> str:
    return plain_text(table(warned(), lang, columns))


def test_a_light_is_a_letter_not_only_a_colour() -> None:
    months = ran("zibo").series("resident.reserve_months")
    (line,) = re.findall(r"^  Months of reserve, months .*$", text(), re.M)[1:]
    cells = [f"{'R ' if of < 3 else 'Y ' if of < 6 else ''}{of:.1f}" for of in months]
    assert line.split("months", 1)[1].replace("R ", "R").replace("Y ", "Y").split() == [
        cell.replace(" ", "") for cell in cells
    ]


def test_what_turns_red_first_and_how_early_is_told() -> None:
    told, found = text(), warned()
    years = {(one.event.name, one.pool): one.year for one in found.coming}
    assert f"Residents: deficit of the year, first in {years['deficit', 'resident']};" in told
    assert "Employee scheme, to 2035: no deficit of the year, no empty fund at a year-end" in told
    assert re.search(r"^Residents: first to turn red in the projection: .*, in 20\d\d\.$", told, re.M)
    lead = next(one for one in found.leads if (one.event.name, one.rule.name, one.light) == ("empty", "months", "red"))
    assert f"{lead.years} years, from {lead.since}" in told
    assert "surplus under 5 % of income in the base year already" in told


def test_rates_stand_with_their_counts_and_too_few_have_none() -> None:
    """The nation's books hold no deficit: nothing can be missed; spending ran ahead of income for nothing."""
    told = text()
    found = next(one for one in warned().record if (one.rule.name, one.event.name) == ("spending_ahead", "deficit"))
    tally = found.tally("red")
    assert tally.events == 0 and tally.false_alarms > 0
    rate = f"{100 * tally.false_alarms / tally.others:.0f} %"
    assert f"{tally.false_alarms} of {tally.others} = {rate}" in told
    assert "0 of 0: too few" in told
    assert len(re.findall(r"^  Owed to hospitals +1 year +not in published books", told, re.M)) == 3
    assert "is the event" in told


def test_every_rule_says_who_says_so() -> None:
    told = " ".join(text().split())
    assert "Yellow below 6 months, red below 3 months: 人社部发〔2009〕67号" in told
    assert "Yellow below 4 %, red below 3 %: assumed; what keeps 9 and 6 months" in told
    assert "One projection, without draws or a seed" in told
    assert "assumed, " in told and "actuary explain zibo" in told


def test_chinese_has_its_own_letters_and_units() -> None:
    told = text("zh")
    assert "红：红灯；黄：黄灯；无字：绿灯" in told
    assert re.search(r"可支付月数（个月） .*黄 \d\.\d.*红 \d\.\d", told)
    assert "低于6个月为黄灯，低于3个月为红灯" in told.replace("\n  ", "")


@pytest.mark.parametrize("columns", [80, 120, 160])
def test_lights_fit_the_width(columns: int) -> None:
    lines = text(columns=columns).split("\n")
    end = next(i for i, line in enumerate(lines) if line.startswith("  R: red"))
    assert max(map(width, lines[:end])) <= columns


def test_a_row_of_the_csv_is_a_rule_a_pool_and_a_year() -> None:
    head, *rows = csv.reader(lights_csv(warned(), "en").decode("utf-8-sig").splitlines())
    assert head == ["pool", "rule", "Measure", "Year", "value", "light", "Unit"]
    assert len(rows) == 2 * 5 * len(ran("zibo").years)
    value = ran("zibo").series("resident.reserve_months")[-1]
    last = next(row for row in rows if row[:2] == ["Residents", "Months of reserve"] and row[3] == "2035")
    assert (float(last[4]), *last[5:]) == (pytest.approx(float(value), abs=1e-6), "red", "months")


def test_json_can_be_written_and_holds_levels_with_their_sources() -> None:
    told = json.loads(json.dumps(warn_dict(warned()), allow_nan=False))
    assert told["rules"][0]["red"]["value"] == 3
    assert told["rules"][1]["red"]["status"] == "assumed"
    assert {one["light"] for one in told["lights"]} == {"green", "yellow", "red", None}
    assert len(told["record"]) == 3 * 5
    assert told["counts"]["assumed"] > 0


def test_a_rule_of_which_nothing_is_known_has_no_lead_time() -> None:
    """Nobody published a balance of Kaizhou: its months are not known, which is not the same as dark."""
    told = plain_text(table(held_against(ran("kaizhou"), rules_of("kaizhou")), "en", 160))
    assert re.search(r"^  Months of reserve +– +–$", told, re.M)
    assert re.search(r"^  Owed to hospitals +none +none$", told, re.M)
    assert "Residents: empty fund at a year-end: nobody can tell" in told


def test_own_cases_are_counted_too() -> None:
    found = warned()
    more = tuple(Case("ours", "resident", 2000 + i, "red", True) for i in range(5))
    record = tuple(
        one._replace(cases=more) if (one.rule.name, one.event.name) == ("months", "deficit") else one
        for one in found.record
    )
    assert "0 of 5 = 0 %" in plain_text(table(found._replace(record=record), "en", 160))
