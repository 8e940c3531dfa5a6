"""The folder of an ensemble: what it takes up again, what it refuses, and that it is whole at every moment."""

import errno
import os
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from actuary.errors import Mistakes
from actuary.sampling import kept
from actuary.sampling.chunks import Question, Tallies, tallied
from actuary.sampling.crew import Threads
from actuary.sampling.kept import FILE, Kept, identity
from actuary.sampling.sampled import Sampled, answered
from actuary.tally import Tally
from tests.unit.sampling.futures import OTHER, QUESTION, Made, bits, blank

COUNT = 1500


def made(question: Question, folder: Path, count: int = COUNT, resume: bool = False) -> Sampled:
    crew = Threads(1)
    try:
        return answered(question, count, crew, folder, resume)
    finally:
        crew.close()


def counted(count: int, empty: Tallies) -> Tallies:
    """The first draws in empty tallies."""
    return tuple(one for one in tallied(QUESTION, empty, 0, count).takers if isinstance(one, Tally))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a finished ensemble."""
    made(QUESTION, tmp_path / "out")
    return tmp_path / "out"


def test_what_is_finished_is_read_and_not_made_again(folder: Path) -> None:
    def never(*_: Any) -> Any:
        raise AssertionError("drawn again")

    question = QUESTION._replace(drawn=never)
    sampled = made(question, folder, resume=True)
    assert sampled.tally.done == ((0, COUNT),)
    assert len(sampled.differences) == 1


def test_it_grows_to_more_draws_and_not_to_fewer(folder: Path) -> None:
    assert made(QUESTION, folder, 2000, resume=True).tally.n == 2000
    with pytest.raises(Mistakes, match="2,000 draws or more, to go on with it"):
        made(QUESTION, folder, 1999, resume=True)


def test_a_few_draws_that_fixed_their_own_grid_are_made_anew(tmp_path: Path) -> None:
    made(QUESTION, tmp_path / "one", 500)
    grown = bits(tmp_path, made(QUESTION, tmp_path / "one", COUNT, resume=True))
    assert grown == bits(tmp_path, made(QUESTION, tmp_path / "other"))


def test_what_is_counted_by_now_does_not_go_back_to_values(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("actuary.tally.Tally.exact_up_to", 1600)
    empty = tuple(one.empty(counting=True) for one in blank())
    Kept(tmp_path, QUESTION).write(counted(100, empty), 2000)
    with pytest.raises(Mistakes, match="1,601 draws or more, to go on with it"):
        made(QUESTION, tmp_path, COUNT, resume=True)


def test_finished_draws_can_be_made_again_unfinished_ones_are_not_thrown_away(folder: Path) -> None:
    assert made(QUESTION, folder).tally.n == COUNT
    Kept(folder, QUESTION).write(counted(100, blank()), COUNT)
    with pytest.raises(Mistakes, match=r"100 of 1,500 draws\n.*--resume, to go on with it; or another folder"):
        made(QUESTION, folder)
    assert made(QUESTION, folder, resume=True).tally.n == COUNT


@pytest.mark.parametrize("resume", [False, True])
@pytest.mark.parametrize(
    ("question", "told"),
    [
        (QUESTION._replace(draws=Made(seed=2)), r"seed 1\n.*2 is asked for"),
        (QUESTION._replace(others=()), r"variants made 0123456789ab\n.*none is asked for"),
        (QUESTION._replace(others=(OTHER, OTHER)), r"variants made 0123456789ab\n.*made 0123456789ab, made"),
        (QUESTION._replace(draws=Made(drift=np.zeros(3))), "inputs"),
        (
            QUESTION._replace(draws=Made(scenario=Made().scenario._replace(name="other", hash="f" * 64))),
            r"scenario made\n.*other is asked for(.|\n)*text 0123456789ab\n.*ffffffffffff is asked for",
        ),
    ],
)
def test_another_ensemble_is_refused_with_what_differs(
    folder: Path, question: Question, told: str, resume: bool
) -> None:
    before = (folder / FILE).read_bytes()
    with pytest.raises(Mistakes, match=told):
        made(question, folder, resume=resume)
    assert (folder / FILE).read_bytes() == before


def test_draws_of_another_kernel_are_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("actuary.sampling.kept.engine", lambda: "0" * 64)
    with pytest.raises(Mistakes, match=r"program (.|\n)* kernel 000000000000 \(\w+\) is asked for"):
        made(QUESTION, folder, resume=True)


def test_how_the_draws_are_made_is_not_what_they_are(folder: Path) -> None:
    assert identity(QUESTION) == identity(QUESTION._replace(chunk=7))
    assert made(QUESTION._replace(chunk=7), folder, 1600, resume=True).tally.n == 1600


def test_a_damaged_file_is_told_and_left_alone(folder: Path) -> None:
    whole = (folder / FILE).read_bytes()
    (folder / FILE).write_bytes(whole[: len(whole) // 2])
    with pytest.raises(Mistakes, match=str(folder / FILE)):
        made(QUESTION, folder, resume=True)
    assert (folder / FILE).read_bytes() == whole[: len(whole) // 2]


def test_a_file_in_the_way_is_told_before_anything_is_drawn(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for folder in (tmp_path / "file", tmp_path / "file" / "out"):
        with pytest.raises(OSError, match=r"File exists|Not a directory") as told:
            made(QUESTION._replace(drawn=None), folder)  # type: ignore[arg-type]
        assert told.value.filename == str(folder / FILE)


def test_a_disk_that_is_full_is_told_with_the_file_and_what_was_there_stays_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    before = (folder / FILE).read_bytes()
    monkeypatch.setattr(np, "savez", full)
    with pytest.raises(OSError, match="No space left") as told:
        made(QUESTION, folder, 2000, resume=True)
    assert told.value.filename == str(folder / FILE)
    assert (folder / FILE).read_bytes() == before
    assert [path.name for path in folder.iterdir()] == [FILE]


def test_what_somebody_was_killed_over_is_cleared_away(folder: Path) -> None:
    old, new = (folder / f".{FILE}.{name}" for name in ("1", "2"))
    for left in (old, new):
        left.write_bytes(b"half")
    long_ago = time.time() - 2 * kept.LEFT
    os.utime(old, (long_ago, long_ago))
    assert made(QUESTION, folder, resume=True).tally.n == COUNT
    assert not old.exists()
    assert new.exists()  # somebody may be writing it


def test_it_is_written_every_few_seconds_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now, times = 0.0, 0

    def write(*_: Any) -> None:
        nonlocal now, times
        now += 1.0  # that long it takes
        times += 1

    monkeypatch.setattr(kept, "save", write)
    monkeypatch.setattr(kept, "monotonic", lambda: now)
    store = Kept(tmp_path, QUESTION)
    for _ in range(100):
        store.took((), COUNT)
        now += 1.0
    # Written at 0, until 1; due 20 later, at 21: with a second for each, at 0, 21, 42, 63, 84 of some hundred seconds.
    assert times == 5
