"""Many scenarios at once: what each is called, what is told of it, and that one that fails stops no other."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from actuary.errors import Mistake, Mistakes
from actuary.sampling import portfolio as module
from actuary.sampling.crew import Threads
from actuary.sampling.portfolio import Asked, answer_all, files_in, opened
from actuary.sampling.sampled import Interrupted
from actuary.scenario.loading import load
from actuary.simulation import run
from tests.unit.pooling.made import TWO

SHORT = "title: {name}\narea: meishan\nbase: 2019\nto: 2021\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two scenarios, one that is none, and a file of another kind."""
    monkeypatch.chdir(tmp_path)
    plans = tmp_path / "plans"
    plans.mkdir()
    for name in ("b", "a"):
        (plans / f"{name}.yaml").write_text(SHORT.format(name=name), encoding="utf-8")
    (plans / "wrong.yaml").write_text("title: wrong\nbased_on: nothing\n", encoding="utf-8")
    (plans / "notes.txt").write_text("none", encoding="utf-8")
    (tmp_path / "two.yaml").write_text(TWO.replace("2024", "2021"), encoding="utf-8")
    return plans


def walks(draws: Any, first: int, count: int) -> dict[tuple[str, str], Any]:
    """Two years: months 5 and 7 by turns, a balance gone in every fourth draw, in the second year in others."""
    k = np.arange(first, first + count)
    months, balance = np.where(k % 2, 7.0, 5.0), np.where(k % 4 == [[0], [2]], -1.0, 1.0)
    by = {"income": 10.0 + 0 * k, "spending": 9.0 + 0 * k, "balance": balance, "reserve_months": months}
    return {
        (group, m): np.broadcast_to(values, (2, count)).copy() for group in module.SHOWN for m, values in by.items()
    }


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draws without a fund."""
    monkeypatch.setattr(module.Question, "__new__", _walking(module.Question.__new__))
    monkeypatch.setattr(module, "draws_of", lambda scenario, seed: _Inputs(scenario, seed))


class _Inputs:
    def __init__(self, scenario: Any, seed: int) -> None:
        self.scenario, self.seed = scenario, seed


def _walking(made: Any) -> Any:
    return lambda cls, draws, others=(), low=0.0, chunk=256, whole=False, drawn=walks: made(
        cls, draws, others, low, chunk, whole, walks
    )


def test_files_of_a_folder_by_name_and_a_folder_without_one(folder: Path) -> None:
    assert [Path(name).stem for name in files_in(folder)] == ["a", "b", "wrong"]
    (folder / "empty").mkdir()
    with pytest.raises(Mistakes, match="a folder with scenario files"):
        files_in(folder / "empty")


def test_what_cannot_be_read_is_a_failure_and_areas_are_scenarios(folder: Path) -> None:
    scenarios, failures = opened([str(folder), "two.yaml", "meishan"], ("to=2021",))
    assert list(scenarios) == ["a", "b", "two@jingzhou", "two@jiangxi", "meishan"]
    assert scenarios["two@jiangxi"].area == "jiangxi"
    assert scenarios["meishan"].last == 2021
    assert [Path(failure.name).name for failure in failures] == ["wrong.yaml"]
    assert "no scenario nothing" in str(failures[0].why)


def test_two_of_one_name_would_share_a_folder(folder: Path) -> None:
    (folder.parent / "a.yaml").write_text(SHORT.format(name="a"), encoding="utf-8")
    with pytest.raises(Mistakes, match="is called a already"):
        opened([str(folder), "a.yaml"])


def test_without_draws_each_is_run_once(folder: Path) -> None:
    heard: list[tuple[str, int, int]] = []
    told = answer_all({"a": load("meishan", "to=2021")}, Asked(0), lambda *one: heard.append(one))
    (answer,) = told.answers
    assert answer.years == (2020, 2021)
    assert answer.low == 6.0
    expected = run(load("meishan", "to=2021")).funds["resident"]["reserve_months"][1:]
    np.testing.assert_array_equal(answer.statistics["resident", "reserve_months", "value"], expected)
    assert heard == [("a", 1, 1)]


def test_statistics_of_the_draws(folder: Path, drawn: None, tmp_path: Path) -> None:
    scenarios, _ = opened([str(folder)])
    told = answer_all(scenarios, Asked(400, threads=2, kept=tmp_path / "out"))
    assert [answer.name for answer in told.answers] == ["a", "b"]
    found = told.answers[0].statistics
    assert found["resident", "reserve_months", "chance_below"].tolist() == [0.5, 0.5]  # 5 of every second draw, band 6
    assert found["resident", "balance", "chance_run_dry_by_then"].tolist() == [0.25, 0.5]  # 1 of 4 each year, others
    assert found["all", "reserve_months", "quantile_5"].tolist() == [5.0, 5.0]
    assert found["all", "reserve_months", "quantile_95"].tolist() == [7.0, 7.0]
    assert found["all", "reserve_months", "mean"] == pytest.approx([6.0, 6.0])
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"a", "b"}
    again = answer_all(scenarios, Asked(400, kept=tmp_path / "out", resume=True))
    assert again.answers[1].statistics["all", "balance", "mean"].tolist() == found["all", "balance", "mean"].tolist()


def test_one_that_fails_stops_no_other(folder: Path, drawn: None, monkeypatch: pytest.MonkeyPatch) -> None:
    scenarios, _ = opened([str(folder), "meishan"], ("to=2021",))

    def inputs(scenario: Any, seed: int) -> _Inputs:
        if scenario.name == "b":
            raise Mistakes([Mistake(None, "uncertainty", "none of it")])
        if scenario.name == "a":
            raise ChildProcessError(10, "their worker died each time", "draws 0 to 63")
        return _Inputs(scenario, seed)

    monkeypatch.setattr(module, "draws_of", inputs)
    told = answer_all(scenarios, Asked(100))
    assert [answer.name for answer in told.answers] == ["meishan"]
    assert [(failure.name, type(failure.why)) for failure in told.failures] == [
        ("a", ChildProcessError), ("b", Mistakes),
    ]  # fmt: skip


@pytest.mark.parametrize("end", [Interrupted(1, 2, None), ConnectionError(104, "went away", "tcp://10.0.0.1:8786")])
def test_what_ends_all_of_them_is_not_taken_for_one_failure(
    folder: Path, drawn: None, monkeypatch: pytest.MonkeyPatch, end: BaseException
) -> None:
    def ended(*_: Any, **__: Any) -> None:
        raise end

    closed = []
    monkeypatch.setattr(module, "answered", ended)
    monkeypatch.setattr(Threads, "close", lambda _: closed.append(True))
    with pytest.raises(type(end)):
        answer_all(opened([str(folder)])[0], Asked(100))
    assert closed == [True]
