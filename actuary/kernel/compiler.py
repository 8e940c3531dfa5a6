"""The one door to numba.

numba does not notice a change in another file, so compiled code is kept in a folder named after a hash of all
kernel sources and of the versions that compiled them: whatever changes, nothing stale is ever loaded.
"""

import hashlib
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import numba
import numpy as np
from numba.extending import register_jitable

Function = TypeVar("Function", bound=Callable[..., Any])


def _cache_folder() -> Path:
    seal = hashlib.sha256(f"{numba.__version__} {np.__version__} {sys.version}".encode())
    for source in sorted(Path(__file__).parent.glob("*.py")):
        seal.update(source.read_bytes())
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    if not os.access(home if home.exists() else home.parent, os.W_OK):
        home = Path(tempfile.gettempdir())
    return home / "actuary" / seal.hexdigest()[:16]


if not os.environ.get("NUMBA_CACHE_DIR"):
    setattr(numba.config, "CACHE_DIR", str(_cache_folder()))  # noqa: B010 - numba does not declare it


def compiled(function: Function) -> Function:
    """An entry: machine code that Python calls, kept on disk. As it is where NUMBA_DISABLE_JIT is set.

    Strict IEEE: no fast mathematics.
    """
    machine_code: Any = numba.njit(cache=True, nogil=True, error_model="numpy", no_cfunc_wrapper=True)(function)
    return machine_code  # type: ignore[no-any-return]


def part(function: Function) -> Function:
    """A step inside an entry: machine code there, the plain function where Python calls it.

    Without an entry of its own it compiles in two thirds of the time.
    """
    plain: Any = register_jitable(nogil=True, error_model="numpy", no_cfunc_wrapper=True, no_cpython_wrapper=True)(
        function
    )
    return plain  # type: ignore[no-any-return]
