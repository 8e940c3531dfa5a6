"""What every test shares: pictures without a screen, and how hard hypothesis looks."""

import os

from hypothesis import HealthCheck, settings

from actuary.kernel.compiler import Entry

os.environ.setdefault("MPLBACKEND", "Agg")

# With the JIT on every call is of machine code; with it off none is.
Entry.load_after = Entry.compile_after = 0

# No deadline: the first example of a compiled function pays for its compilation.
settings.register_profile("compiled", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
# As plain Python the kernel is some hundred times slower: the same laws on fewer examples.
settings.register_profile("plain", settings.get_profile("compiled"), max_examples=15)
# A change is judged by the same examples every time; a developer's machine goes on looking for new ones.
settings.register_profile("compiled_ci", settings.get_profile("compiled"), derandomize=True)
settings.register_profile("plain_ci", settings.get_profile("plain"), derandomize=True)

settings.load_profile(
    ("plain" if os.environ.get("NUMBA_DISABLE_JIT") == "1" else "compiled") + ("_ci" if os.environ.get("CI") else "")
)
