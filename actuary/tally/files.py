"""Tallies in a file: whole or not at all, sealed, the same bytes for the same draws."""

import hashlib
import json
import os
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actuary.errors import Mistake, Mistakes, Place
from actuary.tally.streaming import Tally, narrow

ABOUT, SEAL = "about", "seal"
DAMAGE = (zipfile.BadZipFile, struct.error, ValueError, KeyError, EOFError, AttributeError, TypeError, RuntimeError)
"""What reading a file runs into that is not as it was written."""


def save(path: Path, tallies: Mapping[str, Tally], about: Mapping[str, Any]) -> None:
    """Write tallies and what is to be known about them (plain JSON) into one file, which is replaced whole."""
    arrays: dict[str, NDArray[Any]] = {ABOUT: _letters(json.dumps(dict(about), sort_keys=True))}
    for name, tally in tallies.items():
        settings, parts = tally.parts()
        arrays[f"{name}/settings"] = _letters(json.dumps(settings, sort_keys=True))
        arrays |= {f"{name}/{part}": narrow(values) for part, values in parts.items()}
    arrays[SEAL] = _letters(_seal(arrays))
    made = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with made.open("wb") as file:
            np.savez(file, allow_pickle=False, **arrays)
            file.flush()
            os.fsync(file.fileno())
        made.replace(path)
    finally:
        made.unlink(missing_ok=True)


def load(path: Path) -> tuple[dict[str, Tally], dict[str, Any]]:
    """The tallies of a file and what is known about them; Mistakes where it is not whole."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as held:
            arrays = {name: held[name] for name in held.files}
        seal = arrays.pop(SEAL).tobytes().decode()
        whole = seal == _seal(arrays)
    except DAMAGE:
        whole = False
    if not whole:
        place = Place(str(path), 0, 0)
        raise Mistakes(
            [Mistake(place, "is cut short or damaged", "a file as an ensemble leaves it; remove it to begin anew")]
        )
    about = json.loads(_text(arrays.pop(ABOUT)))
    parts: dict[str, dict[str, NDArray[Any]]] = {}
    for key, values in arrays.items():
        name, _, part = key.rpartition("/")
        parts.setdefault(name, {})[part] = values
    return {name: Tally.from_parts(json.loads(_text(own.pop("settings"))), own) for name, own in parts.items()}, about


def _seal(arrays: Mapping[str, NDArray[Any]]) -> str:
    sealed = hashlib.sha256()
    for name, values in arrays.items():
        sealed.update(f"{name} {values.dtype.str} {values.shape}\n".encode())
        sealed.update(np.ascontiguousarray(values).data)
    return sealed.hexdigest()


def _letters(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode(), np.uint8)


def _text(letters: NDArray[Any]) -> str:
    return letters.tobytes().decode()
