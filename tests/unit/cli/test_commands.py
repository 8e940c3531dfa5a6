"""The smaller commands, and what all of them share."""

import json
import re
from pathlib import Path

import pytest

from actuary.cli import COMMANDS
from tests.unit.cli.console import actuary

PNG = b"\x89PNG\r\n"


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_is_a_sentence_two_examples_and_the_options(name: str, flag: str) -> None:
    ran = actuary(name, flag)
    assert ran.exit_code == 0
    sentence, rest = ran.stdout.split("\n\n", 1)
    assert sentence.strip().endswith(".")
    assert [line.split()[:3] for line in rest.split("\n")[:2]] == [["$", "actuary", name]] * 2
    assert "Options:" in rest


def test_the_program_lists_its_commands() -> None:
    told = actuary("--help").stdout
    assert re.findall(r"^  (\w+) {2,}[A-Z].*\.$", told, re.MULTILINE) == list(COMMANDS)
    assert actuary("--version").stdout.startswith("actuary ")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("rum",), "no command rum; did you mean run?"),
        (("frobnicate",), "no command frobnicate; one of run, compare"),
        (("run",), "Missing argument"),
        (("run", "meishan", "--frmat", "csv"), "--frmat"),
        (("run", "meishan", "--lang", "fr"), "'fr'"),
        (("list", "taxes"), "'taxes'"),
        (("explain", "meishan", "employer_rate", "--assumed"), "leave out the name"),
        (("new", "a/b", "--from", "meishan"), "without a folder"),
    ],
)
def test_a_wrong_word_is_a_matter_of_usage(arguments: tuple[str, ...], says: str) -> None:
    ran = actuary(*arguments)
    assert ran.exit_code == 2
    assert says in ran.stderr
    assert ran.stdout == ""


def test_check_says_what_is_fine(tmp_path: Path) -> None:
    ran = actuary("check", "meishan", "meishan_rate_cut")
    assert ran.exit_code == 0
    assert ran.stdout.split("\n")[0] == "meishan: Meishan (眉山), law in force; nothing is wrong"
    assert actuary("check", "meishan", "--quiet").stdout == ""


def test_check_tells_a_figure_outside_of_what_is_known_of_it() -> None:
    ran = actuary("check", "meishan", "--set", "figures.net_migration_rate=-25 pp")
    assert ran.exit_code == 0
    far = "meishan: net_migration_rate -25 pp lies outside of what is known of it, -3 ‰ to 3 ‰ (figures.csv)"
    assert ran.stdout.splitlines()[1:] == [far]


def test_check_tells_the_mistakes_of_all_files_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a", "b"):
        Path(f"{name}.yaml").write_text("title: x\narea: meishan\nbase: 2019\nto: 2018\n", encoding="utf-8")
    ran = actuary("check", "a.yaml", "meishan", "b.yaml")
    assert ran.exit_code == 3
    assert "a.yaml:4:5  to: 2018" in ran.stderr
    assert "b.yaml:4:5  to: 2018" in ran.stderr
    assert ran.stderr.endswith("2 mistakes, nothing was run\n")


def test_check_sees_what_a_change_does_to_the_law() -> None:
    ran = actuary("check", "meishan", "--set", "levers.contribution_rate.employer.2027=-10 pp")
    assert ran.exit_code == 3
    assert "after the change" in ran.stderr


def test_explain_names_the_law_and_the_source() -> None:
    ran = actuary("explain", "meishan", "resident_premium", "2024")
    assert ran.exit_code == 0
    assert ran.stdout.startswith("380 元")
    assert "data/law/resident_premium.yaml:" in ran.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("resident_premum",), "did you mean resident_premium?"),
        (("resident_premium", "24"), "a year or a month of it"),
        (("resident_premium", "1990"), "a date from 2008 on"),
        (("enrolment_base", "2012"), "it is known for"),
    ],
)
def test_explain_says_what_could_be_asked(arguments: tuple[str, ...], says: str) -> None:
    ran = actuary("explain", "meishan", *arguments)
    assert ran.exit_code == 3
    assert says in ran.stderr


def test_explain_lists_what_nobody_published() -> None:
    everything, assumed = actuary("explain", "meishan").stdout, actuary("explain", "meishan", "--assumed").stdout
    assert everything.startswith("published (")
    assert assumed.startswith("estimated (")
    assert "\npublished (" not in assumed
    assert "assumed (" in assumed
    assert "chance_of_last_trend" not in assumed


def test_explain_lists_what_futures_are_drawn_from() -> None:
    drawn = actuary("explain", "meishan", "--assumed", "--uncertain").stdout
    assert "chance_of_last_trend" in drawn
    assert "epidemic_chance" in drawn
    one = actuary("explain", "meishan", "resident_premium", "--assumed", "--uncertain")
    assert (one.exit_code, "--assumed and --uncertain: figures are listed" in one.stderr) == (2, True)


@pytest.mark.parametrize("kind", ["scenarios", "levers", "rules", "figures", "sources"])
def test_list_has_a_line_for_each(kind: str) -> None:
    ran = actuary("list", kind)
    assert ran.exit_code == 0
    assert len(ran.stdout.split("\n")) > 8
    name = ran.stdout.split()[0]
    assert actuary("list", kind, name).stdout.startswith(name)
    assert actuary("list", kind, name[:-1] + "#").exit_code == 3


def test_list_mechanisms_counts_at_the_foot_and_shows_one_in_full() -> None:
    told = actuary("list", "mechanisms")
    assert told.exit_code == 0
    assert "\n151 mechanisms of the documents: " in told.stdout
    assert "\n文件所列机制151项：" in actuary("list", "mechanisms", "--lang", "zh").stdout
    assert actuary("list", "mechanisms", "C06").stdout.startswith("C06  Subsidy at most twice the own premium")
    assert actuary("list", "mechanisms", "Z99").exit_code == 3


def test_list_uncertainty_says_how_wide_and_who_says_so() -> None:
    told = {row.split()[0]: row for row in actuary("list", "uncertainty").stdout.splitlines()}
    assert "2.871 % (2.11..4.63), estimated, own_estimate, drawn for every year" in told["shock_wages"]
    assert "2035 year (2030..2045), assumed" in told["excess_fades_by"]
    assert "drawn once for every future" in told["take_up_premium_response"]
    assert all(".." in told[name] for name in ("wage_growth", "selection_relative_cost", "uncertainty_width"))
    assert "逐年抽取" in actuary("list", "uncertainty", "--lang", "zh").stdout
    assert "own_estimate" in actuary("list", "uncertainty", "shock_births").stdout
    wrong = actuary("list", "uncertainty", "shock_birth")
    assert wrong.exit_code == 3
    assert "did you mean shock_births?" in wrong.stderr


def test_a_list_for_a_spreadsheet_is_whole() -> None:
    assert actuary("list", "levers", "--format", "csv").stdout_bytes.startswith(b"\xef\xbb\xbfaccident_cover,")
    assert actuary("list", "mechanisms", "--format", "csv").stdout_bytes.count(b"\r\n") > 151
    one = actuary("list", "levers", "declared_base", "--format", "csv")
    assert one.exit_code == 2
    assert "leave out the name" in one.stderr


def test_new_writes_a_scenario_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = actuary("new", "my_plan", "--from", "meishan")
    assert ran.exit_code == 0
    assert "actuary compare meishan my_plan.yaml" in ran.stdout
    assert actuary("check", "my_plan.yaml").exit_code == 0
    again = actuary("new", "my_plan.yaml", "--from", "meishan")
    assert again.exit_code == 3
    assert "this file is there already" in again.stderr
    assert actuary("new", "other", "--from", "meishn").exit_code == 3
    assert [path.name for path in tmp_path.iterdir()] == ["my_plan.yaml"]


def test_plot_writes_a_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert actuary("plot", "meishan", "--to", "2022").exit_code == 0
    assert actuary("plot", "meishan", "--to", "2022", "--measure", "people", "-o", "pictures", "--quiet").stderr == ""
    for path in (Path("out", "meishan", "reserve_months.png"), Path("pictures", "people.png")):
        assert path.read_bytes().startswith(PNG)


def test_the_schema_is_json() -> None:
    assert json.loads(actuary("schema").stdout)["properties"]["levers"]


@pytest.mark.parametrize("to", ["2018", "x", "3000", "2030-02"])
def test_a_last_year_that_cannot_be_is_told_as_it_was_written(to: str) -> None:
    ran = actuary("run", "meishan", "--to", to)
    assert ran.exit_code == 3
    assert ran.stderr.startswith(f"--to {to}\n")
