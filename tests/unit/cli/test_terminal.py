"""On a terminal: the same words in colour, as many years as it is wide."""

import os
import re
import shutil
import sys

import pytest

from actuary.cli import shape
from actuary.reports.page import Span, plain_text, width
from tests.unit.cli.console import actuary

PAGE = [(Span("Meishan", "head"), Span("  亿元", "faint")), (Span("! 4.1", "warning"), Span(" !! -2.3", "alarm")), ()]
ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("FORCE_COLOR", "1")


@pytest.mark.usefixtures("terminal")
def test_colour_adds_nothing_to_the_words(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    shape.show(PAGE)
    printed = capsys.readouterr().out
    assert "\x1b[" in printed
    assert ESCAPES.sub("", printed).rstrip("\n") == plain_text(PAGE).rstrip("\n")


def test_piped_it_is_broad(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: False)
    assert shape.columns() == shape.PIPED_COLUMNS


@pytest.mark.parametrize(("there", "used"), [(80, 80), (200, 200), (20, shape.FEWEST_COLUMNS)])
def test_a_terminal_is_as_wide_as_it_is(monkeypatch: pytest.MonkeyPatch, there: int, used: int) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr(shutil, "get_terminal_size", lambda: os.terminal_size((there, 24)))
    assert shape.columns() == used


@pytest.mark.parametrize("columns", [80, 160])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_real_tables_fit(monkeypatch: pytest.MonkeyPatch, columns: int, lang: str) -> None:
    monkeypatch.setattr(shape, "columns", lambda: columns)
    for command in (("run", "meishan"), ("run", "china"), ("compare", "meishan", "meishan_rate_cut")):
        ran = actuary(*command, "--lang", lang)
        assert ran.exit_code == 0, ran.output
        assert max(width(line) for line in ran.stdout.split("\n") if "yaml:" not in line) <= columns
