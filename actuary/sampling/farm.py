"""Other processes and other machines: the same chunks, made wherever there are hands; Dask enters here only.

Only small things travel: the question once to each worker, and tallies back, packed. Whoever dies is replaced and its
stretch is made again: draws depend on their number alone, so nothing changes.
"""

import errno
import gc
import logging
import multiprocessing
import os
import pickle
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from time import monotonic, sleep
from typing import Any

from actuary.errors import Mistake, Mistakes
from actuary.kernel.compiler import engine, way
from actuary.sampling.chunks import Part, Question, Takers, never, tallied
from actuary.sampling.crew import Crew, Lost, Promise, Threads
from actuary.tally import Tally

PROCESSES, LOCAL = "processes", "local"
"""What can stand in place of an address: processes of this machine, by themselves or as a Dask cluster."""
THERE_WITHIN = 5
"""Seconds in which a scheduler answers, and has a worker."""
GONE_AFTER = 10.0
"""Seconds without a scheduler, or without a single worker, after which they are given up."""
PAUSE = 0.2
"""Seconds between two tries to reach the workers."""
INSTALL = "pip install 'fund-actuary[dask]', which brings Dask"


def hired(scheduler: str | None, count: int) -> Crew:
    """The crew that was asked for: threads, processes, a Dask cluster on this machine or at an address. Raises Mistakes."""
    if scheduler is None:
        return Threads(count)
    if scheduler == PROCESSES:
        return Processes(count)
    return Cluster(scheduler, count)


AS_IT_IS = b"\0"
"""Before what is not packed: nothing packed begins so."""

_Inside = tuple[Question, Takers, Any]
_inside: dict[str, _Inside] = {}
"""What a process of the pool was told when it began."""


def _begin(packed: bytes, stopped: Any) -> None:
    """A process of the pool: it is told the question once, and leaves Ctrl-C to its parent."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    question, blank = pickle.loads(packed)
    _inside["question"] = (question, blank, stopped)


def _begun(make: Callable[[], Any]) -> Any:
    """What Dask makes, at the second try where a busy machine did not begin its thread within ten seconds."""
    try:
        return make()
    except AssertionError:
        return make()


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """A client of Dask that did not get through is closed when Python collects it: before another begins, never meanwhile.

    To begin and to close take the same lock, so that closing in the midst of beginning would wait for ever.
    """
    collecting = gc.isenabled()
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _in_process(first: int, count: int) -> bytes:
    question, blank, stopped = _inside["question"]
    return _packed(tallied(question, blank, first, count, stopped.is_set))


def _in_cluster(told: tuple[Question, Takers], kernel: str, first: int, count: int) -> bytes:
    if f"{engine()} {way()}" != kernel:
        raise Mistakes([Mistake(None, "a worker of another version", "the same program, Python and numba everywhere")])
    return _packed(tallied(*told, first, count, never))


def _packed(part: Part) -> bytes:
    """Most counts of a stretch are zero: packed, they are a small part of themselves. Values that are kept would not be."""
    raw = pickle.dumps(part, pickle.HIGHEST_PROTOCOL)
    kept = any(isinstance(one, Tally) and one.exact for one in part.takers)
    return AS_IT_IS + raw if kept else zlib.compress(raw, 1)


def _unpacked(content: bytes) -> Part:
    raw = content.removeprefix(AS_IT_IS) if content.startswith(AS_IT_IS) else zlib.decompress(content)
    part: Part = pickle.loads(raw)
    return part


class Processes:
    """Processes of this machine."""

    goal = 1.0

    def __init__(self, count: int) -> None:
        self._count = count
        self._fresh = multiprocessing.get_context("spawn")  # a fork of a process with threads is none
        self._stopped = self._fresh.Event()
        self._pool: ProcessPoolExecutor | None = None

    def tell(self, question: Question, blank: Takers) -> None:
        """Each process is told when it begins."""
        self._told = pickle.dumps((question, blank), pickle.HIGHEST_PROTOCOL)
        self.renew()

    def _hired(self) -> ProcessPoolExecutor:
        told = (self._told, self._stopped)
        return ProcessPoolExecutor(self._count, mp_context=self._fresh, initializer=_begin, initargs=told)

    def hands(self) -> int:
        """As many as were asked for."""
        return self._count

    def submit(self, first: int, count: int) -> Promise:
        """Hand out a stretch; to nobody, where all have died since."""
        assert self._pool is not None, "told what is asked"
        try:
            return self._pool.submit(_in_process, first, count)
        except BrokenProcessPool:
            return _Nothing()

    def result(self, promise: Any) -> Part:
        """What came of it; where one process dies, all that was handed out is lost."""
        try:
            return _unpacked(promise.result())
        except (BrokenProcessPool, CancelledError):
            raise Lost from None

    def watch(self) -> None:
        """A process that dies is told of by what it was at work on."""

    def renew(self) -> None:
        """A new pool."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = self._hired()

    def stop(self) -> None:
        """At the end of the chunk."""
        self._stopped.set()

    def close(self) -> None:
        """At the end of the chunk they are gone."""
        self._stopped.set()
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)


class _Nothing:
    """The promise of nobody."""

    def add_done_callback(self, function: Any) -> None:
        """It is broken already."""
        function(self)

    def result(self, timeout: float | None = None) -> bytes:
        """There is none."""
        raise CancelledError


class Cluster:
    """Workers of a Dask scheduler, or of one that is started here."""

    goal = 3.0

    def __init__(self, scheduler: str, count: int) -> None:
        self._address = scheduler
        self._client: Any = None
        self._cluster: Any = None
        self._patience = 5.0  # seconds that leaving may take
        self._missed = 0.0  # since when scheduler or workers have been missed; 0 while they are there
        try:
            from dask.distributed import Client, KilledWorker, LocalCluster
        except ImportError:
            raise _cannot(scheduler, INSTALL) from None
        self._killed = KilledWorker
        for name in ("distributed", "distributed.client"):
            logging.getLogger(name).setLevel(logging.CRITICAL)  # what matters of it is told here, once
        try:
            with _nothing_collected():
                if scheduler == LOCAL:
                    self._cluster = _begun(
                        lambda: LocalCluster(
                            n_workers=count, threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL
                        )
                    )
                self._client = _begun(
                    lambda: Client(self._cluster or scheduler, timeout=THERE_WITHIN, set_as_default=False)
                )
        except (OSError, TimeoutError, ValueError):
            self.close()
            right = f"the address of a Dask scheduler that answers, as tcp://10.0.0.1:8786; or {LOCAL}, or {PROCESSES}"
            raise _cannot(scheduler, right) from None
        try:
            self._client.wait_for_workers(1, timeout=THERE_WITHIN)
        except TimeoutError:
            self.close()
            raise _cannot(scheduler, "a scheduler with a worker:   dask worker ADDRESS") from None

    def tell(self, question: Question, blank: Takers) -> None:
        """Each worker is sent it once."""
        self._told = question, blank
        self.renew()

    def hands(self) -> int:
        """The threads of all workers that are there now."""
        return max(sum(self._workers().values()), 1)

    def _workers(self) -> dict[str, int]:
        found = self._client.scheduler_info(n_workers=-1).get("workers", {})
        return {name: worker["nthreads"] for name, worker in found.items()}

    def submit(self, first: int, count: int) -> Promise:
        """Hand out a stretch; to nobody, where the scheduler has gone since."""
        try:
            promise: Promise = self._client.submit(
                _in_cluster, self._sent, f"{engine()} {way()}", first, count, pure=False
            )
        except Exception:
            if self._client.status == "running":
                raise
            return _Nothing()
        return promise

    def result(self, promise: Any) -> Part:
        """What came of it; the scheduler has tried it anew by itself where a worker died."""
        try:
            content = promise.result(timeout=THERE_WITHIN)
        except self._killed:
            raise Lost(for_good=True) from None
        except (CancelledError, OSError):  # what the draws raise is of other kinds
            raise Lost from None
        self._missed = 0.0
        return _unpacked(content)

    def watch(self) -> None:
        """Raises ConnectionError where scheduler or workers have been gone for a while."""
        if self._client.status == "running" and self._workers():
            self._missed = 0.0
            return
        now = monotonic()
        self._missed = self._missed or now
        if now - self._missed > GONE_AFTER:
            self._give_up()

    def _give_up(self) -> None:
        what = "has no workers left" if self._client.status == "running" else "went away"
        raise ConnectionError(errno.ECONNRESET, f"{what}; what had come back is counted", self._address)

    def renew(self) -> None:
        """Tell the workers the question, anew where those who knew it are gone."""
        until = monotonic() + GONE_AFTER
        while monotonic() < until:
            try:
                self._sent = self._client.scatter(self._told, broadcast=True, hash=False)
            except (CancelledError, OSError):
                sleep(PAUSE)
            except Exception:
                if self._client.status == "running":
                    raise
                sleep(PAUSE)
            else:
                return
        self._give_up()

    def stop(self) -> None:
        """What the workers are at work on is left to them: a stretch takes seconds there."""
        self._patience = 0.2

    def close(self) -> None:
        """Leave the scheduler; a cluster that was started here ends, with this process at the latest."""
        for one in (self._client, self._cluster):
            if one is not None:
                with suppress(TimeoutError, OSError):
                    one.close(timeout=self._patience)


def _cannot(scheduler: str, right: str) -> Mistakes:
    return Mistakes([Mistake(None, f"--scheduler {scheduler}", right)])


def processors() -> int:
    """How many threads this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
