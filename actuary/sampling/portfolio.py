"""Many scenarios or areas at once: each an ensemble of its own, or a plain run; what fails does not stop the others."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import numpy as np

from actuary.draws import draws_of
from actuary.errors import Mistake, Mistakes
from actuary.figures.single import figure
from actuary.law import Array
from actuary.sampling.chunks import Question
from actuary.sampling.crew import Crew
from actuary.sampling.farm import hired, processors
from actuary.sampling.kept import refuse
from actuary.sampling.sampled import Interrupted, Sampled, answered
from actuary.scenario.loading import load
from actuary.scenario.model import Scenario
from actuary.simulation import run

SHOWN = ("employee_scheme", "resident", "all")
MONEY = ("income", "spending", "balance")
MONTHS = "reserve_months"
LOW, MIDDLE, HIGH = "quantile_5", "quantile_50", "quantile_95"
QUANTILES = {LOW: 0.05, MIDDLE: 0.5, HIGH: 0.95}
BELOW, RUN_DRY = "chance_below", "chance_run_dry_by_then"
"""Fewer months at that year-end than the band begins with; a balance below zero then or at a year-end before."""
PARTED = "@"
"""Between the name of a scenario and that of one of its areas."""
VALUE = "value"
"""The one statistic of a plain run."""

Heard = Callable[[str, int, int], object]
"""Told the name of a scenario, how many of its draws are done, of how many."""


class Asked(NamedTuple):
    """What a portfolio is asked for."""

    draws: int
    """Draws of each scenario; 0 for a plain run."""
    seed: int = 1
    threads: int | None = None
    scheduler: str | None = None
    kept: Path | None = None
    """The folder in which each scenario has one of its name."""
    resume: bool = False


class Answer(NamedTuple):
    """What became of one scenario."""

    name: str
    scenario: Scenario
    years: tuple[int, ...]
    """The projected years."""
    low: float
    """The months of reserve at which the band begins."""
    statistics: dict[tuple[str, str, str], Array]
    """By year, of group, measure and statistic; yuan, months, shares of the draws."""
    rank_error: float = 0.0
    """How far the rank of a quantile may be off among the draws; 0 where it is exact."""


class Failure(NamedTuple):
    """A scenario that came to nothing, and why."""

    name: str
    why: Exception


class Portfolio(NamedTuple):
    """Answers and failures, in the order they were asked for."""

    asked: Asked
    answers: tuple[Answer, ...]
    failures: tuple[Failure, ...]


def files_in(folder: Path) -> list[str]:
    """The scenario files of a folder, by name. Raises Mistakes where there is none."""
    found = sorted(str(path) for path in folder.iterdir() if path.suffix in (".yaml", ".yml") and path.is_file())
    if not found:
        raise Mistakes([Mistake(None, str(folder), "a folder with scenario files, which end in .yaml")])
    return found


def opened(names: Iterable[str], settings: tuple[str, ...] = ()) -> tuple[dict[str, Scenario], list[Failure]]:
    """The scenarios of files, folders and bundled names; one of several areas gives each of them, by itself.

    What cannot be read is a failure; Mistakes only where two would have the same name.
    """
    scenarios: dict[str, Scenario] = {}
    failures = []
    for name in _named(names):
        try:
            found = load(name, *settings)
        except (Mistakes, OSError) as why:
            failures.append(Failure(name, why))
            continue
        for own, one in _parts(found):
            if own in scenarios:
                right = f"another name: {scenarios[own].reference} is called {own} already"
                raise Mistakes([Mistake(None, name, right)])
            scenarios[own] = one
    return scenarios, failures


def _named(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from files_in(Path(name)) if Path(name).is_dir() else (name,)


def _parts(scenario: Scenario) -> Iterator[tuple[str, Scenario]]:
    if not scenario.members:
        yield scenario.name, scenario
    for member in scenario.members:
        yield f"{scenario.name}{PARTED}{member.title}", member


def _nobody(name: str, done: int, count: int) -> None:
    """Nobody listens."""


def answer_all(scenarios: Mapping[str, Scenario], asked: Asked, heard: Heard = _nobody) -> Portfolio:
    """Answer for every scenario, one after another, with all hands on each.

    Raises Mistakes where the scheduler is not there, ConnectionError where it goes away, Interrupted at Ctrl-C; whatever
    else goes wrong with one scenario is its failure.
    """
    answers, failures = [], []
    with closing(hired(asked.scheduler if asked.draws else None, asked.threads or processors())) as crew:
        for name, scenario in scenarios.items():
            try:
                answers.append(_answer(name, scenario, asked, crew, heard))
            except (ConnectionError, Interrupted):
                raise
            except (Mistakes, OSError, ArithmeticError) as why:
                failures.append(Failure(name, why))
    return Portfolio(asked, tuple(answers), tuple(failures))


def _answer(name: str, scenario: Scenario, asked: Asked, crew: Crew, heard: Heard) -> Answer:
    if not asked.draws:
        results = run(scenario)
        low = results.bands["low"].value
        heard(name, 1, 1)
        found = {
            (group, measure, VALUE): results.funds[group][measure][1:]
            for group in SHOWN
            for measure in (*MONEY, MONTHS)
        }
        return Answer(name, scenario, results.years[1:], low, found)
    kept = asked.kept / name if asked.kept else None
    if kept:
        refuse(kept, scenario, asked.seed, asked.draws, asked.resume)
    draws = draws_of(scenario, asked.seed)
    low = figure("reserve_months_low", scenario.area).value
    sampled = answered(
        Question(draws, (), low),
        asked.draws,
        crew,
        kept,
        asked.resume,
        heard=lambda done, count: heard(name, done, count),
    )
    years = tuple(range(scenario.base + 1, scenario.last + 1))
    return Answer(name, scenario, years, low, statistics(sampled), sampled.tally.rank_error())


def statistics(sampled: Sampled) -> dict[tuple[str, str, str], Array]:
    """Mean and quantiles of the money and months of each fund shown; the chances of too little and of having run dry."""
    tally = sampled.tally
    found: dict[tuple[str, str, str], Array] = {}
    quantiles, means = tally.quantiles(QUANTILES.values()), tally.mean()
    under = tally.below(tally.levels[0])
    for group in SHOWN:
        for measure in (*MONEY, MONTHS):
            rows = tally.rows((group, measure))
            found |= {(group, measure, name): quantiles[i, rows] for i, name in enumerate(QUANTILES)}
            found[group, measure, "mean"] = means[rows]
        found[group, MONTHS, BELOW] = _defined(under[tally.rows((group, MONTHS))], found[group, MONTHS, "mean"])
        by_then = np.cumsum(tally.first_years((group, "balance"))[:-1]) / tally.n
        found[group, "balance", RUN_DRY] = _defined(by_then, found[group, "balance", "mean"])
    return found


def _defined(chances: Array, means: Array) -> Array:
    """Chances in the years in which their measure is known; NaN in others."""
    return np.where(np.isfinite(means), chances, np.nan)
