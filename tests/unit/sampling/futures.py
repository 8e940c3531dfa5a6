"""Draws that are made without a fund: a walk in each of a few series, from the number of the draw alone."""

import os
import time
from multiprocessing import parent_process
from pathlib import Path
from typing import NamedTuple

import numpy as np

from actuary.law import Array
from actuary.sampling.chunks import Drawn, Question, Tallies, begun
from actuary.sampling.sampled import Sampled
from actuary.tally import Tally, save

NAMES = (("resident", "balance"), ("resident", "reserve_months"), ("", "wage"))
YEARS = 4
DEADLY = 2500
"""The draw over which a worker dies."""


class Written(NamedTuple):
    """As much of a scenario as an ensemble wants to know."""

    name: str = "made"
    hash: str = "0123456789abcdef"
    area: str = "china"


class Made(NamedTuple):
    """Inputs of the draws."""

    seed: int = 1
    drift: Array = np.array([0.5, 1.0, 0.0])
    scenario: Written = Written()


def walks(made: Made, first: int, count: int) -> Drawn:
    """[year, draw] of each series."""
    steps = np.empty((len(NAMES), YEARS, count))
    for k in range(count):
        stream = np.random.Generator(np.random.Philox(key=made.seed, counter=[first + k, 0, 0, 0]))
        steps[:, :, k] = stream.standard_normal((len(NAMES), YEARS))
    return dict(zip(NAMES, (steps + made.drift[:, None, None]).cumsum(axis=1), strict=True))


def slow_walks(made: Made, first: int, count: int) -> Drawn:
    """The same, each draw in a millisecond."""
    time.sleep(count / 1000)
    return walks(made, first, count)


def deadly_walks(made: Made, first: int, count: int) -> Drawn:
    """The same, but the worker that meets one certain draw dies of it."""
    if first <= DEADLY < first + count and parent_process() is not None:
        os._exit(9)
    return walks(made, first, count)


def once_deadly_walks(made: Made, first: int, count: int) -> Drawn:
    """The same, but the first worker that meets one certain draw dies of it."""
    if first <= DEADLY < first + count and parent_process() is not None:
        try:
            Path(made.scenario.name).unlink()
        except FileNotFoundError:
            return walks(made, first, count)
        os._exit(9)
    return walks(made, first, count)


def wrong_walks(made: Made, first: int, count: int) -> Drawn:
    """What the draws themselves raise is nobody else's fault."""
    if first <= DEADLY < first + count:
        raise ZeroDivisionError("in the kernel")
    return walks(made, first, count)


OTHER = Made(drift=np.array([0.4, 0.9, 0.0]))

QUESTION = Question(Made(), (OTHER,), low=2.0, drawn=walks)


def blank(question: Question = QUESTION) -> Tallies:
    """Tallies without a draw."""
    return tuple(one.empty() for one in begun(question, 1024))


def bits(folder: Path, sampled: Sampled) -> bytes:
    """Everything that is counted, byte by byte."""
    tallies: dict[str, Tally] = {"base": sampled.tally}
    tallies |= {f"difference {i}": one for i, one in enumerate(sampled.differences)}
    save(folder / "bits.npz", tallies, {})
    return (folder / "bits.npz").read_bytes()
