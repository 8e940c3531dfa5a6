"""Who makes the draws: what every kind of crew can do, and the threads of this process."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol

from actuary.sampling.chunks import Part, Question, Takers, tallied


class Promise(Protocol):
    """A stretch that somebody is at work on."""

    def add_done_callback(self, function: Callable[[Any], object]) -> object:
        """Call the function with this promise once there is a result, or none will be."""
        ...


class Lost(Exception):  # noqa: N818 - a worker died, which is no fault of ours
    """A stretch did not come back, since whoever was at work on it died; `for_good` where that was tried often enough."""

    def __init__(self, for_good: bool = False) -> None:
        self.for_good = for_good
        super().__init__(for_good)


class Crew(Protocol):
    """Workers that make stretches of draws."""

    goal: float
    """Seconds of work that are worth handing out."""

    def tell(self, question: Question, blank: Takers) -> None:
        """What is asked, and the empty tallies to begin with; before anything is handed out."""
        ...

    def hands(self) -> int:
        """How many stretches are made at a time."""
        ...

    def submit(self, first: int, count: int) -> Promise:
        """Hand out a stretch."""
        ...

    def result(self, promise: Promise) -> Part:
        """What came of it. Raises Lost where its worker died, and whatever the draws themselves raised."""
        ...

    def watch(self) -> None:
        """Look whether the workers are there still, while nothing comes back. Raises OSError where they are not."""
        ...

    def renew(self) -> None:
        """Replace those who died; nothing is handed out meanwhile."""
        ...

    def stop(self) -> None:
        """Let everybody come back with what is done at the end of the chunk that is being made."""
        ...

    def close(self) -> None:
        """Send them home without waiting for anybody."""
        ...


class Threads:
    """Threads of this process: the kernel lets go of the interpreter while it works."""

    goal = 0.5

    def __init__(self, count: int) -> None:
        self._count = count
        self._stopped = threading.Event()
        self._pool = ThreadPoolExecutor(count, thread_name_prefix="draws")

    def tell(self, question: Question, blank: Takers) -> None:
        """All threads read the same."""
        self._told = question, blank
        question.values(0, 1)  # compiled once, not by every thread

    def hands(self) -> int:
        """As many as were asked for."""
        return self._count

    def submit(self, first: int, count: int) -> Promise:
        """Hand out a stretch."""
        return self._pool.submit(tallied, *self._told, first, count, self._stopped.is_set)

    def result(self, promise: Any) -> Part:
        """What came of it; a thread dies with its process only."""
        part: Part = promise.result()
        return part

    def watch(self) -> None:
        """They are there."""

    def renew(self) -> None:
        """None of them died."""

    def stop(self) -> None:
        """At the end of the chunk."""
        self._stopped.set()

    def close(self) -> None:
        """Nothing new is begun."""
        self._stopped.set()
        self._pool.shutdown(wait=False, cancel_futures=True)
