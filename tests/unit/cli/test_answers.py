"""The answers as one house: the same thing has the same name, and is asked for, refused and told alike."""

import re
import shlex
from importlib import import_module
from pathlib import Path

import click
import pytest

from actuary.cli import SETTINGS
from actuary.cli.shape import Command
from actuary.labels import label
from actuary.scenario.loading import load
from tests.unit.cli.console import actuary

TARGET = "resident.reserve_months[2028] >= 6"
PREMIUM = "resident_financing.premium"
ASKED = {
    "why": ("jiangxi",),
    "drivers": (),
    "solve": ("--vary", PREMIUM, "--until", TARGET),
    "sweep": ("--vary", f"{PREMIUM}.2027=380,400 元"),
    "sensitivity": (),
    "balance": (),
    "frontier": ("--vary", f"{PREMIUM}.2027=400..800 元"),
    "warn": (),
    "bridge": ("jiangxi",),
    "cascade": (),
    "effects": (),
}
"""The commands that answer a question, and what each must be asked beside a scenario."""
SHARED = ("--to", "--set", "--format", "-o", "--lang", "--quiet", "--debug")


def command(name: str) -> Command:
    found = import_module(f"actuary.cli.{name}").command
    assert isinstance(found, Command)
    return found


def options(name: str) -> dict[str, click.Option]:
    return {one.opts[0]: one for one in command(name).params if isinstance(one, click.Option)}


@pytest.mark.parametrize("name", ASKED)
def test_the_options_of_every_answer_are_the_same_and_stand_last(name: str) -> None:
    assert tuple(options(name))[-len(SHARED) :] == SHARED
    ours, others = options(name), options("drivers")
    assert all((ours[one].help, ours[one].metavar) == (others[one].help, others[one].metavar) for one in SHARED)


@pytest.mark.parametrize(
    ("option", "metavar", "begins"),
    [
        ("--year", "YEAR", "The year that is looked at"),
        ("--measure", "FUND.MEASURE", "What is looked at: "),
        ("--draws", "N", ""),
        ("--seed", "S", "From which number they are drawn"),
        ("--pool", None, "Which fund: "),
    ],
)
def test_the_same_thing_has_the_same_name(option: str, metavar: str | None, begins: str) -> None:
    having = [options(name)[option] for name in ASKED if option in options(name)]
    assert len(having) > 2
    assert {one.metavar for one in having} == {metavar}
    assert all(str(one.help).startswith(begins) for one in having)


@pytest.mark.parametrize("name", ASKED)
def test_every_example_can_be_typed(name: str) -> None:
    examples = command(name).examples
    assert len(examples) >= 2
    for example in examples:
        words = shlex.split(example.split(" > ")[0])
        with command(name).make_context(words[0], words[1:], **SETTINGS) as ctx:
            scenarios = [ctx.params[one] for one in ("scenario", "base", "variant", "old", "new") if one in ctx.params]
            settings = ctx.params["settings"]
            assert all(load(one).area for one in scenarios)
            assert load(scenarios[-1], *settings).area
            assert all(Path(ctx.params[one]).is_file() for one in ("rules", "books") if ctx.params.get(one))


@pytest.mark.parametrize("name", ASKED)
def test_several_areas_are_a_mistake_with_a_place(name: str) -> None:
    ran = actuary(name, "jiangxi_pooling", *ASKED[name])
    assert (ran.exit_code, ran.stdout) == (3, "")
    assert re.search(r"jiangxi_pooling\.yaml:[0-9]+:1 ", ran.stderr)
    assert "a scenario of one area" in ran.stderr


@pytest.mark.parametrize("name", ["why", "bridge"])
def test_the_second_can_be_the_one_of_several_areas(name: str) -> None:
    ran = actuary(name, "jiangxi", "jiangxi_pooling")
    assert ran.exit_code == 3
    assert "a scenario of one area" in ran.stderr


def test_the_most_futures_are_said_where_there_are_too_many() -> None:
    ran = actuary("frontier", "meishan", *ASKED["frontier"], "--draws", "1e6")
    assert ran.exit_code == 2
    assert "from 1 to 20,000, as 20,000" in " ".join(ran.stderr.split())


def test_years_are_written_either_way() -> None:
    dotted = actuary("run", "meishan", "--to", "2024", "--years", "2021..2023").stdout
    assert dotted == actuary("run", "meishan", "--to", "2024", "--years", "2021-2023").stdout
    assert re.search(r"2021 +2022 +2023\n", dotted)


def test_a_wrong_end_of_a_bridge_is_told_as_it_was_typed() -> None:
    ran = actuary("bridge", "meishan", "meishan_plan", "--to", "2018")
    assert ran.exit_code == 3
    assert "--to 2018" in ran.stderr
    assert "--set" not in ran.stderr
    ran = actuary("bridge", "china_2019", "china", "--year", "2050")
    assert ran.exit_code == 2
    assert "--year 2050: a year that both foresee" in ran.stderr


def test_a_chinese_picture_without_letters_is_told_in_one_line_and_only_where_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("actuary.reports.letters.chinese_font", lambda: None)
    asked = ("meishan", "--to", "2023", "--lang", "zh", "-o", str(tmp_path / "out"))
    told = actuary("drivers", *asked).stderr.splitlines()
    assert [label("no_chinese_font", "zh") in one for one in told] == [True, False]  # and what was written
    solved = actuary("solve", *asked, "--vary", PREMIUM, "--until", "resident.reserve_months[2023] >= 1")
    assert label("no_chinese_font", "zh") not in solved.stderr
    assert (tmp_path / "out" / "solve.csv").is_file()
