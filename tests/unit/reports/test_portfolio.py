"""The table of a portfolio."""

import numpy as np
import pytest

from actuary.errors import Mistake, Mistakes, Place
from actuary.reports.page import plain_text
from actuary.reports.portfolio import called, portfolio_csv, portfolio_dict, table
from actuary.reports.projection import Look
from actuary.sampling.portfolio import (
    BELOW,
    DEPLETED,
    MONEY,
    MONTHS,
    QUANTILES,
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
        found[group, "balance", DEPLETED] = np.zeros(2)
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
    at = lines.index("Residents (城乡居民医保): chance of fewer months than the band begins with")
    assert [line.split() for line in lines[at + 1 : at + 3]] == [
        ["east", "Meishan", "0.0", "%", "60.0", "%"],
        ["plan", "0.0", "%", "20.0", "%"],
    ]
    assert "chance of no money left" not in "\n".join(lines)  # in no draw of any year
    assert lines[-6:] == [
        "2 came to nothing:", "wrong.yaml", "  wrong.yaml:3:1  levrs", "                  levers", "x.yaml",
        "  x.yaml: no such file",
    ]  # fmt: skip


def test_names_are_told_apart(told: Portfolio) -> None:
    assert called(told, "en") == ["east Meishan", "west Meishan", "plan"]
    assert called(told._replace(answers=told.answers[:1]), "zh") == ["眉山市"]


def test_for_other_programs(told: Portfolio) -> None:
    plain = portfolio_dict(told)
    assert (plain["draws"], plain["seed"]) == (1000, 7)
    assert plain["scenarios"][2]["groups"]["resident"]["reserve_months"]["quantile_50"] == [None, 8.0]
    assert [one["name"] for one in plain["failed"]] == ["wrong.yaml", "x.yaml"]
    lines = portfolio_csv(told).decode("utf-8-sig").splitlines()
    assert lines[0] == "scenario,year,group,measure,statistic,value"
    assert "plan,2027,resident,reserve_months,chance_below,0.2" in lines
    assert "plan,2026,resident,reserve_months,quantile_50," in lines
