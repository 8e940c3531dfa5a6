"""What is kept of an ensemble on disk: one file, whole at every moment, that another run goes on from."""

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple

import numpy as np

from actuary.errors import Mistake, Mistakes, Place
from actuary.kernel.compiler import engine
from actuary.manifest import version
from actuary.sampling.chunks import Question, Runs
from actuary.sampling.gathering import State
from actuary.tally import Tally

FILE = "draws.kept"
FORMAT = 1
EVERY = 5.0
"""Seconds between two times that it is written; more where writing takes long."""
AT_MOST = 20
"""Writing takes one part in so many of the time."""
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
        program=f"{version()}, kernel {engine()[:SHORT]}",
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
        self.path = folder / FILE
        self.identity = identity(question)
        self._due = 0.0

    def opened(self, count: int, resume: bool) -> State | None:
        """What is there already and can be gone on from; None where nothing is.

        Raises Mistakes where the folder holds another ensemble, or one that was not asked to go on; OSError where it
        cannot be written.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        for left in self.path.parent.glob(f".{FILE}.*"):
            left.unlink()  # of one that was killed while it wrote
        if not self.path.exists():
            self._write(b"")  # so that a folder that cannot be written is told of before the work, not after it
            self.path.unlink()
            return None
        state, identity, asked = read(self.path)
        self._same(identity)
        if state.done > count:
            self._refuse(f"{state.done:,} draws", f"as many draws or more, not {count:,}; or another folder")
        if not resume and state.done < asked:
            right = "--resume, to go on with it; or another folder, to begin anew"
            self._refuse(f"{state.done:,} of {asked:,} draws", right)
        return state if resume else None

    def _same(self, found: Identity) -> None:
        """The ensemble in the folder is this one."""
        pairs = zip(Identity._fields, found, self.identity, strict=True)
        mistakes = [
            Mistake(Place(str(self.path), 0, 0), f"{name} {there}".rstrip(), f"{here or 'none'} is asked for: {_ELSE}")
            for name, there, here in pairs
            if there != here
        ]
        if mistakes:
            raise Mistakes(mistakes)

    def _refuse(self, wrong: str, right: str) -> None:
        raise Mistakes([Mistake(Place(str(self.path), 0, 0), wrong, right)])

    def took(self, state: State, count: int) -> None:
        """Write it where that is due."""
        if monotonic() >= self._due:
            self.write(state, count)

    def write(self, state: State, count: int) -> None:
        """Write what is done, of `count` draws that are asked for."""
        begin = monotonic()
        self._write(_packed(state, self.identity, count))
        self._due = monotonic() + max(EVERY, AT_MOST * (monotonic() - begin))

    def _write(self, content: bytes) -> None:
        """In place of what was there, whole or not at all; an OSError says which file it was."""
        made = self.path.with_name(f".{FILE}.{os.getpid()}")
        try:
            with made.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            made.replace(self.path)
        except OSError as error:
            raise OSError(error.errno, error.strerror or str(error), str(self.path)) from error
        finally:
            made.unlink(missing_ok=True)


_ELSE = "what was drawn for something else cannot be gone on with; another folder"


def read(path: Path) -> tuple[State, Identity, int]:
    """What a file holds: the tallies, whose they are, and how many draws were asked for. Raises Mistakes."""
    try:
        with zipfile.ZipFile(path) as archive:
            head = json.loads(archive.read("head.json"))
            tallies = tuple(Tally.from_bytes(archive.read(f"{i}.npz")) for i in range(head["tallies"]))
        if head["format"] != FORMAT:
            raise ValueError(head["format"])
        runs: Runs = tuple((first, end) for first, end in head["runs"])
        return State(tallies, runs), Identity(**head["identity"]), head["count"]
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError):
        right = "what this version of the program keeps of an ensemble, whole: delete it, or choose another folder"
        raise Mistakes([Mistake(Place(str(path), 0, 0), path.name, right)]) from None


def _packed(state: State, identity: Identity, count: int) -> bytes:
    head = {
        "format": FORMAT,
        "identity": identity._asdict(),
        "count": count,
        "runs": state.runs,
        "tallies": len(state.tallies),
    }
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("head.json", json.dumps(head, ensure_ascii=False, indent=1))
        for i, tally in enumerate(state.tallies):
            archive.writestr(f"{i}.npz", tally.to_bytes())
    return content.getvalue()
