"""Writing files: whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path


def json_text(content: object) -> bytes:
    """JSON as UTF-8 with its Chinese readable; a number that is none is a failure, not `NaN`."""
    return (json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """All the files into `folder`, each whole; what else lies there stays."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        made.chmod(0o755)
        for name, content in files.items():
            (made / name).write_bytes(content)
        if not folder.exists():
            made.replace(folder)
            return
        for name in files:
            (made / name).replace(folder / name)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def write_new(path: Path, text: str) -> None:
    """A file that is not there yet, whole; FileExistsError where it is."""
    if path.exists():
        raise FileExistsError(path)
    made = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        made.write_text(text, encoding="utf-8", newline="\n")
        made.replace(path)
    finally:
        made.unlink(missing_ok=True)
