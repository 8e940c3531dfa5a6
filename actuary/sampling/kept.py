"""What is kept of an ensemble on disk: one file, whole at every moment, that another run goes on from."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from time import monotonic, time
from typing import Any, NamedTuple

import numpy as np

from actuary.errors import Mistake, Mistakes, Place
from actuary.kernel.compiler import engine, way
from actuary.manifest import version
from actuary.sampling.chunks import Question, Tallies, pilot
from actuary.scenario.model import Scenario
from actuary.tally import Tally, load, save

FILE = "draws.npz"
FORMAT = 1
EVERY = 5.0
"""Seconds between two times that it is written; more where writing takes long."""
AT_MOST = 20
"""Writing takes one part in so many of the time."""
LEFT = 60.0
"""Seconds after which a file that was being written is one that somebody was killed over."""
SHORT = 12
"""Letters of a hash that are shown."""


class Identity(NamedTuple):
    """What a draw depends on: two ensembles that agree in it have the same draws, bit for bit."""

    scenario: str
    text: str
    """Hash of the scenario with its parents and settings."""
    seed: int
    variants: str
    """Hashes of the scenarios that are held against it."""
    inputs: str
    """Hash of the law, figures and tables as the program reads them."""
    program: str
    """Version of the program, and hash of its kernel."""


def identity(question: Question) -> Identity:
    """What the draws of a question depend on."""
    asked = (question.draws, *question.others)
    return Identity(
        scenario=question.draws.scenario.name,
        text=question.draws.scenario.hash[:SHORT],
        seed=question.draws.seed,
        variants=", ".join(f"{one.scenario.name} {one.scenario.hash[:SHORT]}" for one in question.others),
        inputs=_digest(asked)[:SHORT],
        program=f"{version()}, kernel {engine()[:SHORT]} ({way()})",
    )


def _digest(content: Any) -> str:
    """A hash of every array in it."""
    seal = hashlib.sha256()
    for array in _arrays(content):
        seal.update(f"{array.dtype}{array.shape}".encode())
        seal.update(np.ascontiguousarray(array).tobytes())
    return seal.hexdigest()


def _arrays(content: Any) -> Iterator[Any]:
    if isinstance(content, np.ndarray):
        if content.dtype != object:
            yield content
    elif isinstance(content, dict):
        for key in sorted(content, key=str):
            yield from _arrays(content[key])
    elif isinstance(content, tuple | list):
        for one in content:
            yield from _arrays(one)


class Kept:
    """A folder in which an ensemble is kept while it grows."""

    def __init__(self, folder: Path, question: Question) -> None:
        self.folder, self.path = folder, folder / FILE
        self.identity = identity(question)
        self._due = 0.0

    def opened(self, count: int, resume: bool) -> Tallies | None:
        """What is there already and can be gone on from; None where nothing is.

        Raises Mistakes where the folder holds another ensemble, or one that was not asked to go on; OSError where it
        cannot be written.
        """
        self._try()
        for left in self.folder.glob(f".{FILE}.*"):
            if time() - left.stat().st_mtime > LEFT:
                left.unlink()
        if not self.path.exists():
            return None
        tallies, found, asked = read(self.path)
        _same(self.path, found, self.identity._asdict())
        _enough(self.path, tallies[0], asked, count, resume)
        return tallies if resume and pilot(asked) == pilot(count) else None  # a few draws are soon made anew

    def took(self, tallies: Tallies, count: int) -> None:
        """Write it where that is due."""
        if monotonic() >= self._due:
            self.write(tallies, count)

    def write(self, tallies: Tallies, count: int) -> None:
        """Write what is done, of `count` draws that are asked for; an OSError says into which file it could not be."""
        begin = monotonic()
        about = {"format": FORMAT, "identity": self.identity._asdict(), "count": count}
        try:
            save(self.path, {f"{i}": tally for i, tally in enumerate(tallies)}, about)
        except OSError as error:
            raise self._told(error) from error
        self._due = monotonic() + max(EVERY, AT_MOST * (monotonic() - begin))

    def _try(self) -> None:
        """A folder that cannot be written is told of before the work, not after it."""
        made = self.folder / f".{FILE}.trial"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            made.write_bytes(b"written")
            made.unlink()
        except OSError as error:
            raise self._told(error) from error

    def _told(self, error: OSError) -> OSError:
        return OSError(error.errno, error.strerror or str(error), str(self.path))


def refuse(folder: Path, scenario: Scenario, seed: int, count: int, resume: bool) -> None:
    """Raises Mistakes where a folder cannot be gone on with, as far as that is known before any draw is prepared."""
    path = folder / FILE
    if path.is_file():
        tallies, found, asked = read(path)
        _same(path, found, {"scenario": scenario.name, "text": scenario.hash[:SHORT], "seed": seed})
        _enough(path, tallies[0], asked, count, resume)


def _same(path: Path, found: Identity, wanted: Mapping[str, str | int]) -> None:
    """The ensemble in the folder is the one that is wanted, as far as that is said."""
    there = found._asdict()
    mistakes = [
        Mistake(
            Place(str(path), 0, 0),
            f"{name} {there[name]}".rstrip(),
            f"{'none' if one == '' else one} is asked for: {_ELSE}",
        )
        for name, one in wanted.items()
        if there[name] != one
    ]
    if mistakes:
        raise Mistakes(mistakes)


def _enough(path: Path, held: Tally, asked: int, count: int, resume: bool) -> None:
    """As many draws are wanted as are there, and what is unfinished is gone on with."""
    done, right = held.n, ""
    least = done if held.exact else max(done, held.exact_up_to + 1)
    if count < least:
        right = f"{least:,} draws or more, to go on with it; or another folder"
    elif not resume and done < asked:
        right = "--resume, to go on with it; or another folder, to begin anew"
    if right:
        raise Mistakes([Mistake(Place(str(path), 0, 0), f"{done:,} of {asked:,} draws", right)])


_ELSE = "what was drawn for something else cannot be gone on with; another folder"


def read(path: Path) -> tuple[Tallies, Identity, int]:
    """What a file holds: the tallies, whose they are, and how many draws were asked for. Raises Mistakes."""
    found, about = load(path)
    try:
        if about["format"] != FORMAT:
            raise ValueError(about["format"])
        return tuple(found[f"{i}"] for i in range(len(found))), Identity(**about["identity"]), int(about["count"])
    except (KeyError, ValueError, TypeError):
        right = "what this version of the program keeps of an ensemble: delete it, or choose another folder"
        raise Mistakes([Mistake(Place(str(path), 0, 0), path.name, right)]) from None
