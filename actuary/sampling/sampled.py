"""Draw many futures of a scenario and keep their statistics, in bounded memory whatever their number."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from actuary.draws import Draws
from actuary.errors import Mistake, Mistakes
from actuary.figures.single import figure
from actuary.law import Array
from actuary.sampling.chunks import Question, Tallies, begun
from actuary.sampling.crew import Crew
from actuary.sampling.farm import hired, processors
from actuary.sampling.gathering import gather
from actuary.sampling.kept import Kept
from actuary.tally import Second, Tally
from actuary.tally.ranges import number

ROOM = 2**32
"""Bytes of values that a second pass may keep: 4 GB."""

Heard = Callable[[int, int], object]
"""Told how many draws are done, of how many, whenever some are."""


def quiet(done: int, count: int) -> None:
    """Nobody listens."""


@dataclass(frozen=True)
class Sampled:
    """The statistics of many draws of a scenario."""

    tally: Tally
    """Of the scenario; its level is the band for months of reserve, zero for all else."""
    differences: tuple[Tally, ...]
    """Of each other scenario less this one, in the same draws; their level is zero."""
    count: int
    seed: int
    others: tuple[Tally, ...] = ()
    """Of each other scenario itself, where asked for; its levels are those of this one."""
    exact: tuple[Array, ...] = ()
    """Where asked for: the nine quantiles to the last bit [share, series], of the scenario, then of each difference."""


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
    whole: bool = False,
    scheduler: str | None = None,
    exact: bool = False,
    heard: Heard = quiet,
) -> Sampled:
    """Make draws 0 to `count` - 1 and tally them.

    The result is the same, bit for bit, whatever the number of `threads` (or of processes; None for one per processor),
    the `chunk` (draws made at once), the `scheduler` (None for threads of this process, "processes", "local" for a Dask
    cluster on this machine, or the address of one), and however often it was interrupted and resumed.
    `others` are held against `draws`, draw by draw, and tallied by themselves too where `whole` says so. `kept` is a folder
    where what is done is kept every few seconds; with `resume` it is gone on from. `exact` makes all draws a second time,
    where they were too many to keep, and with that the quantiles exact.

    Raises Mistakes where the folder holds something else or the scheduler is not there, Interrupted at Ctrl-C,
    OSError where folder, scheduler or workers fail on the way; what is done is kept in all cases.
    """
    low = figure("reserve_months_low", draws.scenario.area).value
    if count < 1 or chunk < 1 or (threads is not None and threads < 1):
        raise ValueError("one draw at least, one at a time at least, by one thread at least")
    with closing(hired(scheduler, threads or processors())) as crew:
        return answered(Question(draws, others, low, chunk, whole), count, crew, kept, resume, exact, heard)


def answered(
    question: Question,
    count: int,
    crew: Crew,
    kept: Path | None = None,
    resume: bool = False,
    exact: bool = False,
    heard: Heard = quiet,
) -> Sampled:
    """The same for a question that is put together, with a crew that is there already."""
    store = Kept(kept, question) if kept else None
    tallies = store.opened(count, resume) if store else None
    if tallies is None or tallies[0].n < count:
        tallies = _grown(question, tallies, count, store, crew, heard)
    base, *rest = tallies
    differences, others = tuple(rest[: len(question.others)]), tuple(rest[len(question.others) :])
    quantiles = _second(question, tallies, count, crew, heard) if exact else ()
    return Sampled(base, differences, count, question.draws.seed, others, quantiles)


def _second(question: Question, tallies: Tallies, count: int, crew: Crew, heard: Heard) -> tuple[Array, ...]:
    """The quantiles to the last bit, by a second pass where there are more draws than are kept."""
    if tallies[0].exact:
        return tuple(one.quantiles() for one in tallies)
    looked_for = tuple(Second(one) for one in tallies)
    room = 8 * sum(one.values for one in looked_for)
    if room > ROOM:
        right = (
            f"quantiles within their rank error, which is {tallies[0].rank_error():.1g}; or fewer draws than {count:,}"
        )
        raise Mistakes([Mistake(None, f"exact quantiles, which would take {room / 2**30:,.0f} GB", right)])
    crew.tell(question, looked_for)
    with _told_to_stop() as stopped:
        gather(question, looked_for, count, crew, lambda: heard(number(looked_for[0].done), count), stopped)
    return tuple(one.quantiles() for one in looked_for)


def _grown(
    question: Question, tallies: Tallies | None, count: int, store: Kept | None, crew: Crew, heard: Heard
) -> Tallies:
    """With all the draws that were missing; what is done is kept, however it ends."""

    def took() -> None:
        assert tallies
        if store:
            store.took(tallies, count)
        heard(tallies[0].n, count)

    try:
        tallies = tallies or begun(question, count)
        took()
        crew.tell(question, tuple(one.empty(counting=count > one.exact_up_to) for one in tallies))
        with _told_to_stop() as stopped:
            gather(question, tallies, count, crew, took, stopped)
    except KeyboardInterrupt:
        raise Interrupted(tallies[0].n if tallies else 0, count, store.folder if store else None) from None
    finally:
        if store and tallies:
            store.write(tallies, count)
    return tallies


@contextmanager
def _told_to_stop() -> Iterator[Callable[[], bool]]:
    """Ctrl-C is heard between two stretches, so that none is counted by half."""
    asked = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield asked.is_set
        return
    before = signal.getsignal(signal.SIGINT) or signal.default_int_handler
    signal.signal(signal.SIGINT, lambda *_: asked.set())
    try:
        yield asked.is_set
    finally:
        signal.signal(signal.SIGINT, before)
