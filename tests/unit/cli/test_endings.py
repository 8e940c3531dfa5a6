"""How a command ends when it is stopped, or when something breaks."""

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.structure.tree import ROOT
from tests.unit.cli.console import actuary

PROGRAM = [sys.executable, "-m", "actuary"]


def test_our_own_faults_show_where_they_happened(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise ZeroDivisionError("in the kernel")

    monkeypatch.setattr("actuary.simulation.run", broken)
    ran = actuary("run", "meishan")
    assert ran.exit_code == 1
    assert "ZeroDivisionError: in the kernel" in ran.stderr
    assert ran.stderr.endswith("This is a fault of the program, not of what you wrote.\n")


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    ran = actuary("run", "meishan", "--to", "2020", "--quiet", "-o", str(tmp_path / "file" / "out"))
    assert ran.exit_code == 1
    assert ran.stderr.startswith(f"{tmp_path / 'file'}")
    assert ran.stderr.count("\n") == 1


def test_a_full_disk_is_one_line_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", full)
    ran = actuary("run", "meishan", "--to", "2020", "--quiet", "-o", str(tmp_path / "out"))
    assert (ran.exit_code, ran.stderr) == (1, "no space left on device\n")
    assert list(tmp_path.iterdir()) == []


def test_a_mistake_has_no_traceback_but_with_debug() -> None:
    assert "Traceback" not in actuary("run", "meishn").stderr
    assert "Traceback" in actuary("run", "meishn", "--debug").stderr


@pytest.mark.parametrize("kept", [False, True])
def test_stopped_by_hand_it_says_what_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kept: bool) -> None:
    def stopped(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("actuary.cli.run._print" if kept else "actuary.simulation.run", stopped)
    ran = actuary("run", "meishan", "--to", "2020", "-o", str(tmp_path / "out"))
    assert ran.exit_code == 130
    assert (tmp_path / "out").exists() == kept
    assert ran.stderr.endswith("is whole.\n" if kept else "Stopped; nothing was written.\n")


@pytest.mark.parametrize(
    ("left", "says"),
    [((), "nothing was written into out yet."), ((".draws.npz.7",), "nothing was written into out yet."),
     (("a/draws.npz",), "what lies in out is whole.")],
)  # fmt: skip
def test_stopped_on_the_way_it_looks_into_the_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, left: tuple[str, ...], says: str
) -> None:
    def stopped(*_: Any, **__: Any) -> None:
        for name in left:
            Path("out", name).parent.mkdir(parents=True)
            Path("out", name).write_bytes(b"")
        raise KeyboardInterrupt

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("actuary.futures.ensemble.ensemble_of", stopped)
    ran = actuary("ensemble", "zibo", "--to", "2023", "-o", "out")
    assert (ran.exit_code, ran.stderr) == (130, f"\nStopped; {says}\n")


@pytest.mark.slow_without_jit
def test_a_reader_who_has_enough_is_no_failure() -> None:
    command = [*PROGRAM, "list", "figures"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as ran:
        assert ran.stdout
        assert ran.stderr
        ran.stdout.close()
        assert ran.stderr.read() == b""
        assert ran.wait() == 0


@pytest.mark.slow_without_jit
@pytest.mark.skipif(os.name == "nt", reason="no such signal there")
def test_ctrl_c_ends_within_a_second() -> None:
    script = (
        "import sys, time, actuary.simulation as s;"
        "s.run = lambda scenario: (print('running', flush=True), time.sleep(60));"
        "sys.argv = ['actuary', 'run', 'meishan'];"
        "from actuary.cli import main; main()"
    )
    ran = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert ran.stdout
    assert ran.stdout.readline() == b"running\n"
    begun = time.monotonic()
    ran.send_signal(signal.SIGINT)
    _, said = ran.communicate(timeout=10)
    assert ran.returncode == 130
    assert time.monotonic() - begun < 1
    assert said.decode().strip() == "Stopped; nothing was written."
