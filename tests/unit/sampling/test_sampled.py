"""Many draws: what comes out does not show who made them, in which chunks, or how often that was broken off."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from actuary.errors import Mistakes
from actuary.sampling.chunks import Question
from actuary.sampling.crew import Crew, Threads
from actuary.sampling.farm import Processes
from actuary.sampling.sampled import Interrupted, Sampled, answered
from actuary.tally import QUANTILES
from tests.structure.tree import ROOT
from tests.unit.sampling.futures import (
    DEADLY,
    NAMES,
    OTHER,
    QUESTION,
    YEARS,
    Made,
    bits,
    deadly_walks,
    once_deadly_walks,
    slow_walks,
    walks,
    wrong_walks,
)

COUNT = 3000


def made(question: Question, crew: Crew, count: int = COUNT, kept: Path | None = None, resume: bool = False) -> Sampled:
    try:
        return answered(question, count, crew, kept, resume)
    finally:
        crew.close()


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """One thread, one chunk after another."""
    return bits(tmp_path_factory.mktemp("expected"), made(QUESTION, Threads(1)))


def test_it_counts_the_draws_and_their_differences() -> None:
    sampled = made(QUESTION, Threads(1), 2000)
    found, other = walks(Made(), 0, 2000), walks(OTHER, 0, 2000)
    name = NAMES[1]
    rows = sampled.tally.rows(name)
    assert sampled.tally.names == NAMES
    assert sampled.tally.done == ((0, 2000),)
    assert sampled.tally.quantile(0.1)[rows] == pytest.approx(np.quantile(found[name], 0.1, axis=1), abs=1e-12)
    assert sampled.tally.below(sampled.tally.levels[0])[rows] == pytest.approx((found[name] < 2.0).mean(axis=1))
    assert sampled.tally.below(sampled.tally.levels[0])[:YEARS] == pytest.approx((found[NAMES[0]] < 0.0).mean(axis=1))
    difference = sampled.differences[0].mean()[rows]
    assert difference == pytest.approx((other[name] - found[name]).mean(axis=1), abs=1e-9)
    assert difference == pytest.approx([-0.1, -0.2, -0.3, -0.4])  # 0.9 less 1.0 a year, chance being common to both


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("chunk", [64, 1000])
def test_the_same_bits_from_threads_and_chunks(tmp_path: Path, expected: bytes, threads: int, chunk: int) -> None:
    assert bits(tmp_path, made(QUESTION._replace(chunk=chunk), Threads(threads))) == expected


def test_the_same_bits_from_processes(tmp_path: Path, expected: bytes) -> None:
    assert bits(tmp_path, made(QUESTION, Processes(2))) == expected


def test_more_draws_than_are_kept_whole_have_the_same_bits_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("actuary.tally.Tally.exact_up_to", 2000)
    one, other = made(QUESTION, Threads(1)), made(QUESTION._replace(chunk=100), Threads(2))
    assert not one.tally.exact
    assert bits(tmp_path, one) == bits(tmp_path, other)


def test_a_second_pass_makes_quantiles_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    found = walks(Made(), 0, 2000)
    values = np.concatenate([found[name] for name in NAMES])
    for room in (2000, 1500):
        monkeypatch.setattr("actuary.tally.Tally.exact_up_to", room)
        crew, heard = Threads(2), []
        sampled = answered(QUESTION, 2000, crew, exact=True, heard=lambda done, _, heard=heard: heard.append(done))
        crew.close()
        base, difference = sampled.exact
        np.testing.assert_array_equal(base, np.quantile(values, QUANTILES, axis=1))
        assert difference.shape == base.shape
        assert heard.count(2000) == (1 if room == 2000 else 2)  # kept draws need no second pass


def test_a_second_pass_that_would_not_fit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("actuary.tally.Tally.exact_up_to", 1500)
    monkeypatch.setattr("actuary.sampling.sampled.ROOM", 8)
    crew = Threads(1)
    with pytest.raises(Mistakes, match="exact quantiles, which would take 0 GB"):
        answered(QUESTION, 2000, crew, exact=True)
    crew.close()


def test_another_seed_gives_other_draws(tmp_path: Path, expected: bytes) -> None:
    assert bits(tmp_path, made(QUESTION._replace(draws=Made(seed=2)), Threads(1))) != expected


def test_a_worker_that_dies_once_changes_nothing(tmp_path: Path, expected: bytes) -> None:
    life = tmp_path / "life"
    life.touch()
    inputs = Made(scenario=Made().scenario._replace(name=str(life)))
    assert bits(tmp_path, made(QUESTION._replace(draws=inputs, drawn=once_deadly_walks), Processes(2))) == expected
    assert not life.exists()


def test_a_worker_that_always_dies_is_told_with_its_draws_and_the_others_are_kept(tmp_path: Path) -> None:
    question = QUESTION._replace(drawn=deadly_walks)
    with pytest.raises(ChildProcessError, match="their worker died each time") as told:
        made(question, Processes(2), kept=tmp_path)
    first, end = (int(word.replace(",", "")) for word in str(told.value.filename).split() if word[0].isdigit())
    assert first <= DEADLY <= end
    # The dead draw is deadly in other processes only: a thread of this one goes on from what was kept.
    sampled = made(question, Threads(1), kept=tmp_path, resume=True)
    assert sampled.tally.done == ((0, COUNT),)


def test_what_the_draws_raise_comes_through_and_the_others_are_kept(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError, match="in the kernel"):
        made(QUESTION._replace(drawn=wrong_walks), Threads(2), kept=tmp_path)
    assert made(QUESTION, Threads(1), kept=tmp_path, resume=True).tally.n == COUNT


SCRIPT = """
import sys
from pathlib import Path
from tests.unit.sampling.futures import QUESTION, slow_walks
from actuary.sampling.crew import Threads
from actuary.sampling import kept, sampled
kept.EVERY, kept.AT_MOST = 0.0, 0
heard = lambda done, count: print(done, flush=True)
try:
    sampled.answered(QUESTION._replace(drawn=slow_walks), 3000, Threads(2), Path(sys.argv[1]), heard=heard)
except sampled.Interrupted as stopped:
    print("stopped", stopped.done, stopped.kept, flush=True)
"""


def begun(folder: Path) -> subprocess.Popen[str]:
    """An ensemble that is under way in a process of its own, some of its draws done."""
    ran = subprocess.Popen([sys.executable, "-c", SCRIPT, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert ran.stdout
    while int(ran.stdout.readline()) < 1200:
        pass
    return ran


@pytest.mark.skipif(os.name == "nt", reason="no such signal there")
def test_killed_in_the_middle_and_resumed_it_has_the_same_bits(tmp_path: Path, expected: bytes) -> None:
    with begun(tmp_path) as ran:
        ran.kill()
        ran.wait()
    with pytest.raises(Mistakes, match=r"--resume, to go on with it; or another folder"):
        made(QUESTION, Threads(1), kept=tmp_path)
    heard: list[int] = []
    resumed = answered(QUESTION, COUNT, Threads(2), tmp_path, True, heard=lambda done, _: heard.append(done))
    assert 0 < heard[0] < COUNT
    assert bits(tmp_path, resumed) == expected


@pytest.mark.skipif(os.name == "nt", reason="no such signal there")
def test_ctrl_c_ends_within_a_second_and_keeps_what_is_done(tmp_path: Path, expected: bytes) -> None:
    with begun(tmp_path) as ran:
        begin = time.monotonic()
        ran.send_signal(signal.SIGINT)
        assert ran.stdout
        last = [line for line in ran.stdout if line.startswith("stopped")]
        ran.wait()
    assert time.monotonic() - begin < 2  # a second, and another one for a machine that has much else to do
    assert len(last) == 1
    _, done, folder = last[0].split()
    assert 0 < int(done) < COUNT
    assert folder == str(tmp_path)
    heard: list[int] = []
    resumed = answered(QUESTION, COUNT, Threads(1), tmp_path, True, heard=lambda now, _: heard.append(now))
    assert heard[0] == int(done)
    assert bits(tmp_path, resumed) == expected


def test_ctrl_c_is_heard_in_this_process_too() -> None:
    def heard(done: int, count: int) -> None:
        if done > 1024:
            signal.raise_signal(signal.SIGINT)

    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(Interrupted) as stopped:
        answered(QUESTION._replace(drawn=slow_walks), COUNT, Threads(2), heard=heard)
    assert 0 < stopped.value.done < COUNT
    assert stopped.value.kept is None
    assert signal.getsignal(signal.SIGINT) is before
