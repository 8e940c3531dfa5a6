"""Hand out what is still to be drawn, and gather what comes back: in any order, with whoever is there."""

import errno
from collections.abc import Callable, Iterator
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any

from actuary.sampling.chunks import Question, Takers, cut
from actuary.sampling.crew import Crew, Lost
from actuary.tally.ranges import missing, number

WAKE = 0.1
"""Seconds between looks at whether to stop."""
LAST_WAIT = 0.5
"""Seconds that a stop waits for what is under way."""
AHEAD = 2
"""Stretches handed out for each pair of hands: one at work, one waiting."""
TRIES = 3
"""How often a stretch may take its worker with it, alone, before it is given up."""
LONGEST = 1 << 16
"""Draws of a stretch at most."""


def gather(
    question: Question,
    takers: Takers,
    count: int,
    crew: Crew,
    took: Callable[[], object],
    stopped: Callable[[], bool],
) -> None:
    """Give the takers the draws that they miss of the first `count`; `took` hears of every stretch that came back.

    A stretch whose worker died is handed out again, alone, so that it is known which one does it. Raises
    ChildProcessError naming the draws where that happens time and again; KeyboardInterrupt once `stopped` says so.
    """
    _Gathering(question, takers, count, crew, took).all(stopped)


class _Gathering:
    """The draws under way."""

    def __init__(self, question: Question, takers: Takers, count: int, crew: Crew, took: Callable[[], object]) -> None:
        self.takers, self.count, self.crew, self.took, self.chunk = takers, count, crew, took, question.chunk
        self.each = 0.0  # seconds that a draw takes; 0 before anybody knows
        self.todo: Iterator[tuple[int, int]] = cut(missing(takers[0].done, count), self._length)
        self.out: dict[int, tuple[tuple[int, int], Any, bool]] = {}
        self.returned: SimpleQueue[Any] = SimpleQueue()
        self.lost: list[tuple[int, int]] = []
        self.tries: dict[tuple[int, int], int] = {}
        self.broken = False

    def all(self, stopped: Callable[[], bool]) -> None:
        while self._hand_out() and not stopped():
            self._take_in(WAKE)
        if self.out:
            self.crew.stop()
            until = monotonic() + LAST_WAIT
            while self.out and monotonic() < until:
                self._take_in(WAKE)
        if number(self.takers[0].done) < self.count:
            raise KeyboardInterrupt

    def _hand_out(self) -> bool:
        """Keep everybody busy; with one stretch only where some were lost. Whether there is anything to wait for."""
        if self.broken and not self.out:
            self.crew.renew()
            self.broken = False
        while not self.broken and len(self.out) < (1 if self.lost else AHEAD * self.crew.hands()):
            alone = bool(self.lost)
            stretch = self.lost[0] if alone else next(self.todo, None)
            if stretch is None:
                break
            promise = self.crew.submit(stretch[0], stretch[1] - stretch[0])
            self.out[id(promise)] = (stretch, promise, alone)
            promise.add_done_callback(self.returned.put)
        return bool(self.out)

    def _take_in(self, seconds: float) -> None:
        """What comes back within so many seconds."""
        try:
            promise = self.returned.get(timeout=seconds)
        except Empty:
            self.crew.watch()
            return
        stretch, _, alone = self.out.pop(id(promise))
        try:
            part = self.crew.result(promise)
        except Lost as found:
            self._again(stretch, alone, found.for_good)
            return
        if alone:
            self.lost.remove(stretch)
        if part.end > part.first:
            self.each = part.seconds / (part.end - part.first)
            for whole, one in zip(self.takers, part.takers, strict=True):
                whole.merge(one)  # type: ignore[arg-type]  # tallies with tallies, a second pass with its like
            self.took()

    def _again(self, stretch: tuple[int, int], alone: bool, for_good: bool) -> None:
        """A worker died: the others that died with it are innocent, but which they are shows when each runs alone."""
        self.broken = True
        if not alone:
            self.lost.append(stretch)
            return
        self.tries[stretch] = self.tries.get(stretch, 0) + 1
        if for_good or self.tries[stretch] >= TRIES:
            draws = f"draws {stretch[0]:,} to {stretch[1] - 1:,}"
            raise ChildProcessError(errno.ECHILD, "their worker died each time; the others are counted", draws)

    def _length(self) -> int:
        """Draws worth handing out: as many as take a while, but so few that all hands end together."""
        if not self.each:
            return self.chunk
        under_way = sum(end - first for (first, end), _, _ in self.out.values())
        left = max(self.count - number(self.takers[0].done) - under_way, 1)
        fair = -(-left // (AHEAD * self.crew.hands()))
        return max(self.chunk, min(int(self.crew.goal / self.each), fair, LONGEST))
