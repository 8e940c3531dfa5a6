"""The way from a number back to its source."""

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from actuary.cli.shape import file_and_line
from actuary.errors import Mistakes
from actuary.reports.origin import Asker, figure_origin, figures_used, known, rule_at, rule_history
from actuary.reports.page import plain_text
from actuary.scenario.loading import load
from actuary.simulation import law_of
from actuary.units import Date
from tests.structure.tree import ROOT

ASKER = Asker("en", file_and_line)


def at(scenario: str, rule: str, date: str, lang: Any = "en", *settings: str) -> str:
    loaded = load(scenario, *settings)
    return plain_text(rule_at(loaded, *law_of(loaded), rule, Date.read(date), Asker(lang, file_and_line)))


def history(scenario: str, rule: str, *settings: str) -> str:
    loaded = load(scenario, *settings)
    return plain_text(rule_history(loaded, *law_of(loaded), rule, ASKER))


def origin(name: str, date: str | None = None, *settings: str) -> str:
    return plain_text(figure_origin(load("meishan", *settings), name, Date.read(date) if date else None, ASKER))


def test_the_whole_chain_of_a_rule() -> None:
    told = at("meishan", "resident_premium", "2024")
    assert told.startswith("380 元   Resident's own premium, 2024\n")
    assert "notice of 2023: collected from September 2023 for cover in 2024" in told
    assert "Not changed by this scenario. Levers that could: resident_financing" in told


def test_the_line_it_names_holds_the_value() -> None:
    file, line = re.search(r"(data/law/\S+\.yaml):(\d+)", at("meishan", "resident_premium", "2024")).groups()  # type: ignore[union-attr]
    assert "380 元" in (ROOT / file).read_text(encoding="utf-8").splitlines()[int(line) - 1]


def test_a_lever_stands_before_the_law() -> None:
    first, second, third, *_ = at("meishan_rate_cut", "employer_rate", "2021-03").split("\n")
    assert first.startswith("4.5 %")
    assert second == "  <- this scenario, contribution_rate: -1.5 pp, scenarios/meishan_rate_cut.yaml:7"
    assert third.startswith("  <- law in force: 6 % since")


def test_a_rule_by_month_says_which_month_of_a_bare_year_it_answers_for() -> None:
    """Half was waived from February to June 2020."""
    assert re.match(r"0 % .*, January 2020\n", at("meishan", "employer_relief", "2020"))
    assert re.match(r"50 % .*, February 2020\n", at("meishan", "employer_relief", "2020-02"))
    assert re.match(r"4\.5 % .*, January 2021\n", at("meishan_rate_cut", "employer_rate", "2021"))
    assert re.match(r"380 元 .*, 2024\n", at("meishan", "resident_premium", "2024"))


def test_an_amount_paid_once_is_named_where_it_falls_and_not_after() -> None:
    """120 million of 2027 are 10 a month; March has 10 more."""
    settings = ("levers.one_off.employee_spending.2027=1.2 亿元", "levers.one_off.employee_spending.2027-03=1000 万元")
    for date, amount, named in (("2027-02", "1,000 万元", 1), ("2027-03", "2,000 万元", 2), ("2028-01", "0 元", 0)):
        told = at("meishan", "employee_other_spending", date, "en", *settings)
        assert told.startswith(amount)
        assert told.count("this scenario, one_off") == named
    stretches = history("meishan", "employee_other_spending", *settings)
    assert re.search(r"January 2028 to December 2035 +0 元 +own_assumption", stretches)


def test_before_the_lever_starts_the_law_holds() -> None:
    told = at("meishan_rate_cut", "employer_rate", "2020-12")
    assert "this scenario, " not in told


def test_before_the_run_the_law_answers_alone() -> None:
    assert at("meishan", "resident_premium", "2010").startswith("20 元")


def test_before_anything_is_known_a_mistake_says_since_when() -> None:
    with pytest.raises(Mistakes, match="a date from 2008 on"):
        at("meishan", "resident_premium", "1990")


def test_the_history_has_a_line_for_each_stretch() -> None:
    told = history("meishan_rate_cut", "employer_rate")
    assert re.search(r"January 2021 to December 2035 +4\.5 % +scenarios/meishan_rate_cut\.yaml:7", told)


def test_an_amount_that_goes_on_by_itself_is_said_to() -> None:
    told = history("meishan", "resident_premium")
    assert "From 2028 on the amount rises every year: resident_premium_rise, 16 元. A run shows the amounts." in told
    assert "income" not in told.partition("From 2028")[2].partition("\n")[0]


def test_an_amount_may_rise_and_follow_income_at_once() -> None:
    told = history("meishan", "resident_subsidy", "levers.resident_financing.subsidy_index.2030=50 %")
    assert "From 2027 on the amount rises every year: resident_subsidy_rise, 28.8 元." in told
    assert "From 2030 on the amount follows disposable income: resident_subsidy_index, 50 %." in told


def test_a_rule_by_service_names_each_service() -> None:
    told = history("meishan", "employee_ratio")
    assert re.search(r"2019 to 2022 +inpatient_tertiary 93.3 %", told)
    assert "pharmacy 0 %" in told
    assert "Levers that could: employee_benefits" in told


TRIED = ("levers.employee_benefits.ratio.outpatient.2027=+5 pp", "levers.employee_benefits.ratio.pharmacy=10 %")


def test_where_a_lever_moves_some_services_each_says_who() -> None:
    """Between two services that the lever moves stands one of which the law still speaks."""
    told = history("meishan", "employee_ratio", *TRIED).split(" 2027 to 2035 ")[1]
    assert re.search(r"inpatient_tertiary 93.3 % +meishan_report_2020 \(derived\)\n", told)
    assert re.search(r"outpatient 65 % +--set \S*outpatient\.2027", told)
    assert re.search(r"chronic_outpatient 80 % +meishan_report_2020 \(derived\)\n", told)
    assert re.search(r"pharmacy 10 % +--set \S*pharmacy", told)


def test_at_a_date_every_service_that_a_lever_moved_has_its_line() -> None:
    loaded = load("meishan", *TRIED)
    told = plain_text(rule_at(loaded, *law_of(loaded), "employee_ratio", Date(2028, None), ASKER))
    assert "<- this scenario, employee_benefits: outpatient +5 pp, --set" in told
    assert "<- this scenario, employee_benefits: pharmacy 10 %, --set" in told
    assert "Not changed" not in told


def test_a_setting_is_named_as_what_set_it() -> None:
    assert "--set levers" in history("meishan", "employer_rate", "levers.contribution_rate.employer.2027=7 %")


def test_a_figure_with_its_interval_and_reason() -> None:
    told = origin("employee_insured", "2019")
    assert told.startswith("34.62 万人   employee_insured, Meishan, 2019\n  <- data/figures.csv:")
    assert "Interval: 33.6 万人 to 34.62 万人" in told
    assert "published for autumn 2020 and carried back" in " ".join(told.split())
    assert "Not changed by this scenario." in told


def test_a_figure_the_scenario_changes() -> None:
    told = origin("health_price_change", None, "figures.health_price_change=2 %")
    assert "This scenario takes 2 % instead" in told


def test_a_figure_of_no_known_year_says_which_there_are() -> None:
    with pytest.raises(Mistakes, match="it is known for"):
        origin("enrolment_base", "2012")


def test_a_name_nobody_knows_has_a_nearest_one() -> None:
    with pytest.raises(Mistakes, match="did you mean employer_rate"):
        known("empoyer_rate")


def entry(kind: str, name: str, status: str, note: str = "", changed: str = "") -> dict[str, Any]:
    return {
        "kind": kind, "name": name, "place": "meishan" if kind != "table" else "", "year": 2019 if kind != "table" else None,
        "value": "1", "unit": "%", "status": status, "source": "a source", "note": note, "changed": changed, "idle": False,
    }  # fmt: skip


def used(assumed: bool) -> str:
    entries = [
        entry("figure", "a", "published"),
        entry("figure", "b", "assumed", "the reason", "2030: 2 %"),
        entry("table", "c", "estimated"),
    ]
    results: Any = SimpleNamespace(manifest={"figures": entries, "idle": 0})
    return plain_text(figures_used(results, assumed, ASKER))


def test_figures_are_listed_by_how_well_they_are_known() -> None:
    told = used(False)
    assert [line for line in told.split("\n") if not line.startswith(" ")] == [
        "published (1)",
        "estimated (1)",
        "assumed (1)",
    ]
    assert re.search(r"a +1 % +Meishan, 2019 +a source", told)


@pytest.mark.parametrize("assumed", [False, True])
def test_what_the_run_has_instead_stands_below_a_figure(assumed: bool) -> None:
    lines = used(assumed).split("\n")
    (place,) = [number for number, line in enumerate(lines) if "this run" in line]
    assert lines[place].strip() == "this run: 2030: 2 %"
    assert lines[place - 1].startswith("  b ")


def test_what_is_assumed_comes_with_its_reason() -> None:
    told = used(True)
    assert "published" not in told
    assert "the reason" in told


def test_places_are_named_from_the_project_or_from_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from actuary.errors import Place

    assert file_and_line(Place(str(ROOT / "scenarios" / "meishan.yaml"), 3, 1)) == "scenarios/meishan.yaml:3"
    monkeypatch.chdir(tmp_path)
    assert file_and_line(Place(str(tmp_path / "mine.yaml"), 3, 1)) == "mine.yaml:3"
    assert file_and_line(Place("mine.yaml", 3, 1)) == "mine.yaml:3"


def test_a_figure_of_another_place_is_told_as_such() -> None:
    assert "Meishan's own are of other years" in origin("resident_balance", "2025")
    assert "of other years" not in origin("resident_balance", "2019")
    assert "of other years" not in origin("inflation")  # nobody measures it for a city
