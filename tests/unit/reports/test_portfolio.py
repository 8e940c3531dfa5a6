"""The table of a portfolio."""

import numpy as np
import pytest

from actuary.errors import Mistake, Mistakes, Place
from actuary.futures.spread import statistic_name
from actuary.labels import label
from actuary.reports.page import plain_text
from actuary.reports.portfolio import called, portfolio_csv, portfolio_dict, table
from actuary.reports.projection import Look
from actuary.sampling.portfolio import (
    BELOW,
    MONEY,
    MONTHS,
    QUANTILES,
    RUN_DRY,
    SHOWN,
    Answer,
    Asked,
    Failure,
    Portfolio,
)
from actuary.scenario.loading import load


def answer(name: str, months: tuple[float, float], chance: float) -> Answer:
    """Two years of a scenario; every measure the same in all funds."""
    found = {
        (group, measure, statistic): np.array(months)
        for group in SHOWN
        for measure in (*MONEY, MONTHS)
        for statistic in (*QUANTILES, "mean")
    }
    for group in SHOWN:
        found[group, MONTHS, BELOW] = np.array([0.0, chance])
        found[group, "balance", RUN_DRY] = np.zeros(2)
    return Answer(name, load("meishan")._replace(title="meishan"), (2026, 2027), 6.0, found)


@pytest.fixture
def told() -> Portfolio:
    """Two areas of one name, a scenario, and one that failed."""
    wrong = Mistakes([Mistake(Place("wrong.yaml", 3, 1), "levrs", "levers")])
    answers = (
        answer("east@meishan", (7.0, 5.9), 0.6),
        answer("west@meishan", (7.0, -1.0), 0.0),
        answer("plan", (np.nan, 8.0), 0.2),
    )
    return Portfolio(
        Asked(1000, 7),
        answers,
        (Failure("wrong.yaml", wrong), Failure("x.yaml", FileNotFoundError(2, "No such file", "x.yaml"))),
    )


def test_rows_marks_and_what_failed(told: Portfolio) -> None:
    lines = plain_text(table(told, Look(columns=100))).splitlines()
    assert lines[0].startswith("3 scenarios, 1,000 draws each, seed 7")
    at = lines.index("Residents (城乡居民医保): months of reserve, median")
    assert [line.split() for line in lines[at + 1 : at + 4]] == [
        ["east", "Meishan", "7.0", "!", "5.9"],
        ["west", "Meishan", "7.0", "!!", "-1.0"],
        ["plan", "–", "8.0"],
    ]
    at = lines.index("Residents (城乡居民医保): chance of less than 6 months")
    assert [line.split() for line in lines[at + 1 : at + 3]] == [
        ["east", "Meishan", "0.0", "%", "60.0", "%"],
        ["plan", "0.0", "%", "20.0", "%"],
    ]
    assert "chance of having run dry" not in "\n".join(lines)  # in no draw of any year
    assert lines[-6:] == [
        "2 came to nothing:", "wrong.yaml", "  wrong.yaml:3:1  levrs", "                  levers", "x.yaml",
        "  x.yaml: no such file",
    ]  # fmt: skip


def test_below_it_stands_once_what_varies_how_sure_that_is_and_who_says_so(told: Portfolio) -> None:
    text = " ".join(plain_text(table(told, Look(columns=100))).split())
    for words in (
        "Band of 6 to 9 months:",
        "Uncertain: what happens each year",
        "Yearly shocks are as wide as past forecasts were off",
        "Quantiles are exact for these draws; with 1,000 draws a chance is off by up to 3.1 points",  # 1.96 x 0.5 / sqrt(1000)
        "Run dry: a balance below zero at the end of a year, that one or one before it.",
    ):
        assert text.count(words) == 1


def test_where_everything_failed_only_that_is_told(told: Portfolio) -> None:
    lines = plain_text(table(told._replace(answers=()), Look(columns=100))).splitlines()
    assert lines[0] == "2 came to nothing:"
    assert lines[-1] == "  x.yaml: no such file"


def test_what_varies_is_told_of_each_where_it_differs(told: Portfolio) -> None:
    plan = told.answers[2]
    still = plan.scenario._replace(uncertainty=plan.scenario.uncertainty.model_copy(update={"process": False}))
    answers = (*told.answers[:2], plan._replace(scenario=still))
    text = " ".join(plain_text(table(told._replace(answers=answers), Look(columns=100))).split())
    assert "east Meishan, west Meishan: Uncertain: what happens each year" in text
    assert "plan: Uncertain: what was estimated" in text


def test_names_are_told_apart(told: Portfolio) -> None:
    assert called(told, "en") == ["east Meishan", "west Meishan", "plan"]
    assert called(told._replace(answers=told.answers[:1]), "zh") == ["眉山市"]


def test_for_other_programs(told: Portfolio) -> None:
    plain = portfolio_dict(told)
    assert (plain["draws"], plain["seed"]) == (1000, 7)
    assert plain["scenarios"][2]["groups"]["resident"]["reserve_months"]["quantile_50"] == [None, 8.0]
    assert [one["name"] for one in plain["failed"]] == ["wrong.yaml", "x.yaml"]
    lines = portfolio_csv(told, "en").decode("utf-8-sig").splitlines()
    assert lines[0] == "Scenario,Year,Scheme,Measure,Statistic,Value,Unit"
    below = "chance of less months than the band begins with"
    assert f"plan,2027,Residents,reserve months,{below},0.2,ratio" in lines
    assert f"plan,2026,Residents,reserve months,{statistic_name('quantile_50', 'en')},,months" in lines
    assert {one.rsplit(",", 1)[1] for one in lines[1:]} == {"ratio", "months", label("unit_10k_yuan", "en")}
    assert portfolio_csv(told, "zh").decode("utf-8-sig").startswith("情景,年份,")
