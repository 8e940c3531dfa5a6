"""Draw many futures of a scenario and keep their statistics, in bounded memory whatever their number."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from actuary.draws import Draws
from actuary.law import Array
from actuary.sampling.chunks import Question, begun
from actuary.sampling.crew import Crew
from actuary.sampling.farm import hired, processors
from actuary.sampling.gathering import State, gather
from actuary.sampling.kept import Kept
from actuary.tally import Tally

Heard = Callable[[int, int], object]
"""Told how many draws are done, of how many, whenever some are."""


def quiet(done: int, count: int) -> None:
    """Nobody listens."""


@dataclass(frozen=True)
class Sampled:
    """The statistics of many draws of a scenario."""

    rows: dict[tuple[str, str], slice]
    """Where the projected years of each group and measure stand among the series of a tally."""
    tally: Tally
    """Of the scenario."""
    differences: tuple[Tally, ...]
    """Of each other scenario less this one, in the same draws."""
    count: int
    seed: int

    def quantile(self, group: str, measure: str, share: float) -> Array:
        """The value by year that this share of the draws is below."""
        found: Array = self.tally.quantile(share)[self.rows[group, measure]]
        return found


class Interrupted(KeyboardInterrupt):
    """Ctrl-C: so many draws are done, and kept where there is a folder."""

    def __init__(self, done: int, count: int, kept: Path | None) -> None:
        self.done, self.count, self.kept = done, count, kept
        super().__init__(f"{done:,} of {count:,} draws")


def sample(
    draws: Draws,
    count: int,
    *,
    threads: int | None = None,
    chunk: int = 256,
    kept: Path | None = None,
    resume: bool = False,
    others: tuple[Draws, ...] = (),
    scheduler: str | None = None,
    heard: Heard = quiet,
) -> Sampled:
    """Make draws 0 to `count` - 1 and tally them.

    The result is the same, bit for bit, whatever the number of `threads` (or of processes; None for one per processor),
    the `chunk` (draws made at once), the `scheduler` (None for threads of this process, "processes", "local" for a Dask
    cluster on this machine, or the address of one), and however often it was interrupted and resumed.
    `others` are held against `draws`, draw by draw. `kept` is a folder where what is done is kept every few seconds;
    with `resume` it is gone on from.

    Raises Mistakes where the folder holds something else or the scheduler is not there, Interrupted at Ctrl-C,
    OSError where folder, scheduler or workers fail on the way; what is done is kept in all cases.
    """
    return answered(Question(draws, others, chunk), count, threads, kept, resume, scheduler, heard)


def answered(
    question: Question,
    count: int,
    threads: int | None = None,
    kept: Path | None = None,
    resume: bool = False,
    scheduler: str | None = None,
    heard: Heard = quiet,
) -> Sampled:
    """The same for a question that is put together already."""
    if count < 1 or question.chunk < 1 or (threads is not None and threads < 1):
        raise ValueError("one draw at least, one at a time at least, by one thread at least")
    store = Kept(kept, question) if kept else None
    state = store.opened(count, resume) if store else None
    if state is None or state.done < count:
        state = _grown(question, state, count, store, hired(scheduler, threads or processors()), heard)
    base, *differences = state.tallies
    return Sampled(question.rows(), base, tuple(differences), count, question.draws.seed)


def _grown(question: Question, begin: State | None, count: int, store: Kept | None, crew: Crew, heard: Heard) -> State:
    """With all the draws that were missing; what is done is kept, however it ends."""
    state = begin

    def took(now: State) -> None:
        nonlocal state
        state = now
        heard(now.done, count)
        if store:
            store.took(now, count)

    try:
        state = begin or State(begun(question), ())
        heard(state.done, count)
        crew.tell(question, tuple(one.blank() for one in state.tallies))
        with _told_to_stop() as stopped:
            gather(question, state, count, crew, took, stopped)
    except KeyboardInterrupt:
        raise Interrupted(state.done if state else 0, count, store.path.parent if store else None) from None
    finally:
        try:
            if store and state:
                store.write(state, count)
        finally:
            crew.close()
    return state


@contextmanager
def _told_to_stop() -> Iterator[Callable[[], bool]]:
    """Ctrl-C is heard between two stretches, so that none is counted by half; the second time, at once."""
    asked = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield asked.is_set
        return
    before = signal.getsignal(signal.SIGINT) or signal.default_int_handler

    def once(*_: Any) -> None:
        asked.set()
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, once)
    try:
        yield asked.is_set
    finally:
        signal.signal(signal.SIGINT, before)
