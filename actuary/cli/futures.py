"""What commands share that draw many futures: how many, from which seed, by whom, and what is told meanwhile."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf
from pathlib import Path
from time import monotonic, perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from actuary.cli import INTERRUPTED, KEPT

if TYPE_CHECKING:
    from actuary.futures.differences import Differences
    from actuary.futures.ensemble import Ensemble
    from actuary.sampling import Interrupted
    from actuary.scenario.model import Scenario

MOST = 10**9
"""Futures of one call at most: more tell nothing that these do not."""
ENOUGH = 100_000
"""Futures by which a chance is known well enough for any purpose known to us."""
SEEDS = 2**64
TIMED = 512
"""Draws by which it is measured how long one takes."""
DAY, YEAR = 86_400, 365 * 86_400
DEFAULT = 10_000


class Count(click.ParamType[int]):
    """How many futures: 10000, 10,000 or 1e6."""

    name = "number"

    def __init__(self, least: int = 1, most: float = inf) -> None:
        self.least, self.most = least, most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number; of what is none, or too small or great, what would be right."""
        if isinstance(value, int):
            return value
        count = _whole(str(value))
        if count is None or not self.least <= count <= self.most:
            most = int(min(self.most, MOST))
            right = f"a whole number from {self.least:,} to {most:,}, as {min(most, ENOUGH):,}"
            self.fail(f"{value}: how many futures, {right}", param, ctx)
        return count


class Seed(click.ParamType[int]):
    """A number from which the futures are drawn."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number; of what is none, or beyond 64 bits, what would be right."""
        if isinstance(value, int):
            return value
        seed = int(value) if re.fullmatch(r"[0-9]{1,20}", str(value).strip()) else SEEDS
        if seed >= SEEDS:
            self.fail(f"{value}: a whole number from 0 to {SEEDS - 1}, without a sign", param, ctx)
        return seed


def draws(
    told: str = "How many futures are drawn, as 10000, 100,000 or 1e6.",
    default: int | None = DEFAULT,
    least: int = 1,
    most: float = inf,
) -> Callable[[Any], Any]:
    """The option for how many futures are drawn; without a default none are, unless it is given."""
    return click.option(
        "--draws", "count", metavar="N", type=Count(least, most), default=default, show_default=default is not None,
        help=told,
    )  # fmt: skip


seed = click.option(
    "--seed", metavar="S", type=Seed(), default=1, show_default=True,
    help="From which number they are drawn: the same seed gives the same futures.",
)  # fmt: skip
threads = click.option(
    "--threads", metavar="N", type=click.IntRange(1, 1024), help="How many threads draw; else one for each processor."
)
scheduler = click.option(
    "--scheduler", metavar="ADDRESS",
    help="Who draws: processes, local (a Dask cluster on this machine) or the address of a Dask scheduler; else threads.",
)  # fmt: skip


class How(NamedTuple):
    """By whom futures are drawn, and what is kept of them."""

    threads: int | None = None
    scheduler: str | None = None
    folder: Path | None = None
    resume: bool = False
    exact: bool = False


ALONE = How()
"""By the threads of this process, keeping nothing."""


def drawn(checked: Scenario, count: int, seed: int, how: How = ALONE, quiet: bool = False) -> Ensemble:
    """The futures of a scenario, with a sign of life while they are drawn."""
    if how.folder:
        click.get_current_context().meta[KEPT] = how.folder
    with heard(f"Drawing futures of {checked.name}", count, quiet) as told:
        from actuary.futures.ensemble import ensemble_of

        return ensemble_of(
            checked, count, seed, threads=how.threads, scheduler=how.scheduler, kept=how.folder, resume=how.resume,
            exact=how.exact, heard=told,
        )  # fmt: skip


def compared(scenarios: list[Scenario], count: int, seed: int, quiet: bool) -> Differences:
    """The same futures of a base and its variants, draw by draw."""
    with heard(f"Drawing futures of {len(scenarios)} scenarios", count, quiet) as told:
        from actuary.futures.differences import differences_of

        return differences_of(*scenarios, draws=count, seed=seed, heard=told)


def with_folder(resume: bool, folder: Path | None) -> None:
    """A usage error for what cannot be gone on with, since nobody said where it is kept."""
    if resume and folder is None:
        raise click.UsageError("--resume: say by -o DIR in which folder it was begun")
    if resume and folder and not folder.is_dir():
        raise click.UsageError(f"--resume: there is no folder {folder} to go on from")


def not_too_many(scenario: Scenario, count: int) -> None:
    """A usage error for more futures than anybody needs, with the time that they would take here."""
    if count <= MOST:
        return
    from actuary.draws import drawn, draws_of

    made = draws_of(scenario)
    drawn(made, 0, TIMED)
    begin = perf_counter()
    drawn(made, TIMED, TIMED)
    seconds = (perf_counter() - begin) / TIMED
    error = 100 * 1.96 * 0.5 / ENOUGH**0.5
    raise click.UsageError(
        f"--draws {count:,}: {MOST:,} at most. One thread of this machine draws {1 / seconds:,.0f} a second, which makes "
        f"{duration(count * seconds)}; {ENOUGH:,} futures take {duration(ENOUGH * seconds)} and tell every chance to within "
        f"{error:.1f} points"
    )


def _whole(written: str) -> int | None:
    """The whole number that is meant, with its thousands set apart or a power of ten."""
    text = written.strip()
    if re.fullmatch(r"[0-9]{1,3}([,_][0-9]{3})+|[0-9]{1,18}", text):
        return int(re.sub(r"[,_]", "", text))
    power = re.fullmatch(r"([0-9]{1,3})[eE]\+?([0-9]{1,2})", text)
    return int(power[1]) * 10 ** int(power[2]) if power else None


def duration(seconds: float) -> str:
    """A time in the unit in which it is easiest to grasp."""
    for size, name in ((YEAR, "years"), (DAY, "days"), (3600, "hours"), (60, "minutes")):
        if seconds >= size:
            return f"{seconds / size:,.1f} {name}"
    return f"{seconds:,.1f} seconds"


def about_compiling(silent: bool) -> None:
    """Say on a terminal why the first futures take long, where they have to be compiled first."""
    from actuary.draws import to_be_compiled

    if not silent and sys.stderr.isatty() and to_be_compiled():
        click.echo(
            "The first futures on this machine: compiling takes most of a minute, once for each version.", err=True
        )


@contextmanager
def heard(message: str, count: int, silent: bool) -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal with rate and time left; who stops it is told what is done, and where that is kept."""
    from actuary.sampling import Interrupted

    silent = silent or not sys.stderr.isatty()
    about_compiling(silent)
    try:
        if silent:
            yield lambda _done, _count: None
            return
        begin = monotonic()
        with _bar(message, count) as told:
            yield told
        click.echo(f"{count:,} futures in {duration(monotonic() - begin)}", err=True)
    except Interrupted as stopped:
        ctx = click.get_current_context()
        click.echo(f"\n{_told(stopped)}", err=True)
        ctx.exit(INTERRUPTED)


def _told(stopped: Interrupted) -> str:
    so_far = f"Stopped after {stopped.done:,} of {stopped.count:,} futures"
    if not stopped.done:
        return "Stopped before a future was drawn; nothing was written yet."
    if stopped.kept is None:
        return f"{so_far}; nothing was kept (actuary ensemble -o DIR keeps them)."
    return f"{so_far}; they are kept in {stopped.kept}, and --resume goes on from there."


@contextmanager
def _bar(message: str, count: int) -> Iterator[Callable[[int, int], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        """How many in a second."""

        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed
            return Text(f"{speed:,.0f} a second" if speed else "")

    columns = (
        TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed:,.0f} of {task.total:,.0f}"),
        Rate(), TimeRemainingColumn(), TextColumn("left"),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(message, total=count)
        yield lambda done, _: bar.update(task, completed=done)
