"""A fresh interpreter: what happens when nothing of ours has been loaded yet."""

import os
import subprocess
import sys
from pathlib import Path

from tests.structure.tree import ROOT


def python(*arguments: str, folder: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """What an interpreter said, run in a folder, whether it succeeded or not."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def succeeded(ran: subprocess.CompletedProcess[str]) -> subprocess.CompletedProcess[str]:
    """The same, after making sure that all went well."""
    assert ran.returncode == 0, (ran.stdout + ran.stderr)[-2000:]
    return ran
