"""The one door to numba: plain Python first, machine code once it pays.

A single projection takes plain Python about as long as loading the machine code for it, and compiling takes twenty times
that. So an entry of the kernel runs as the plain function it is until it has been called often enough that machine code
pays: soon where it lies on disk already, later where it must be compiled first. Both do the same arithmetic in the same
order (strict IEEE, no fast mathematics), so the switch changes nothing but time. NUMBA_DISABLE_JIT=1 keeps all plain.

numba does not notice a change in another file, so compiled code is kept in a folder named after a hash of all kernel
sources and of the versions that compiled them: whatever changes, nothing stale is ever loaded.
"""

import hashlib
import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from actuary.kernel.lanes import POLYNOMIALS

Function = TypeVar("Function", bound=Callable[..., Any])

OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "numpy", "no_cfunc_wrapper": True}

_steps: list[tuple[Callable[..., Any], Callable[..., Any], bool]] = []
"""What compiled code may call, the plain function that it is, and whether it is written into its caller."""


def inlined(function: Function) -> Function:
    """A part that is written into its caller, so that what both hold stays in registers."""
    _steps.append((function, function, True))
    return function


def part(function: Function) -> Function:
    """A step inside an entry: compiled into it; called from Python, it is the plain function."""
    _steps.append((function, function, False))
    return function


_one_at_a_time = Lock()
"""No thread compiles before another has told the compiler all steps."""


class Entry:
    """A function that Python calls: plain at first, machine code from the call on in which it becomes hot."""

    load_after = 100
    """Calls after which loading machine code pays: some three projections."""
    compile_after = 1000
    """Calls after which compiling it pays. Set both to 0 to compile at once."""

    def __init__(
        self,
        plain: Callable[..., Any],
        source: Callable[..., Any] | None = None,
        otherwise: Callable[..., Any] | None = None,
    ) -> None:
        self.plain = plain
        self.source = source or plain
        self.otherwise = otherwise
        self.machine: Any = None
        self.calls = 0
        self.__doc__ = plain.__doc__

    def __call__(self, *arguments: Any) -> Any:
        if self.machine is None:
            if not self._pays():
                self.calls += 1
                return self.plain(*arguments)
            self.machine = self._made()
        return self.machine(*arguments)

    @property
    def is_new(self) -> bool:
        """Whether machine code has still to be compiled, which for much code takes a while."""
        if self.machine is not None or os.environ.get("NUMBA_DISABLE_JIT") == "1":
            return False
        return next(_folder().rglob(f"*.{self.source.__name__}-*.nbi"), None) is None

    def _made(self) -> Any:
        return self.otherwise if self.otherwise and not _side_by_side() else machine_code(self.source)

    def _pays(self) -> bool:
        if self.calls < self.load_after or os.environ.get("NUMBA_DISABLE_JIT") == "1":
            return False
        return self.calls >= self.compile_after or _on_disk()


def compiled(
    plain: Callable[..., Any],
    source: Callable[..., Any] | None = None,
    otherwise: Callable[..., Any] | None = None,
) -> Entry:
    """An entry of the kernel; compiled code may call it too. `source` is compiled where it is another way to the same end.

    `otherwise` runs in its place where the source needs eight numbers side by side and numba cannot be taught them.
    """
    entry = Entry(plain, source, otherwise)
    _steps.append((entry, plain, False))
    return entry


def compiled_at_once(plain: Callable[..., Any]) -> Entry:
    """An entry that works through so many numbers that machine code pays from its first call on."""
    entry = compiled(plain)
    entry.load_after = entry.compile_after = 0
    return entry


def machine_code(function: Callable[..., Any]) -> Any:
    """The function compiled at once, for each kind of arguments when it is first called with them."""
    import numba
    from numba.extending import overload

    if not os.environ.get("NUMBA_CACHE_DIR"):
        setattr(numba.config, "CACHE_DIR", str(_cache_folder()))  # noqa: B010 - undeclared in numba
    with _one_at_a_time:
        kinds = _kinds_of_numbers()
        while POLYNOMIALS:
            made = POLYNOMIALS.popitem()
            for kind in kinds:
                kind.learn(*made)
        while _steps:
            step, plain, inline = _steps.pop()
            options: Any = {**OPTIONS, "no_cpython_wrapper": True, "forceinline": inline}
            overload(step, jit_options=options, strict=False)(_whatever(plain))
    return numba.njit(cache=True, **OPTIONS)(function)


@cache
def _kinds_of_numbers() -> tuple[Any, ...]:
    """What a step may do with plain numbers, and with eight side by side where this numba can be taught them."""
    from numba.core.errors import NumbaError

    kinds = [import_module("actuary.kernel.scalars")]
    with suppress(ImportError, AttributeError, TypeError, NumbaError):  # it is taught by what numba calls internal
        kinds.append(import_module("actuary.kernel.eight"))
    return tuple(kinds)


def _side_by_side() -> bool:
    return len(_kinds_of_numbers()) > 1


def _whatever(plain: Callable[..., Any]) -> Callable[..., Any]:
    """What numba compiles for a step, whatever the kinds of its arguments."""
    return lambda *arguments: plain


@cache
def _on_disk() -> bool:
    """Whether some process has compiled these very sources before."""
    return next(_folder().rglob("*.nbi"), None) is not None


def _folder() -> Path:
    """Where machine code is kept."""
    return Path(os.environ.get("NUMBA_CACHE_DIR") or _cache_folder())


def engine() -> str:
    """A hash of all kernel sources and of the versions that compile them."""
    checking = os.environ.get("NUMBA_BOUNDSCHECK", "")
    seal = hashlib.sha256(f"{version('numba')} {version('numpy')} {sys.version} {checking}".encode())
    for source in sorted(Path(__file__).parent.glob("*.py")):
        seal.update(source.read_bytes())
    return seal.hexdigest()


def way() -> str:
    """How draws are worked out here: `eight` at a time, `one` at a time, or `plain` Python; bits are alike within a way."""
    if os.environ.get("NUMBA_DISABLE_JIT") == "1":
        return "plain"
    return "eight" if _side_by_side() else "one"


def _cache_folder() -> Path:
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    if not os.access(home if home.exists() else home.parent, os.W_OK):
        home = Path(tempfile.gettempdir())
    return home / "actuary" / engine()[:16]
