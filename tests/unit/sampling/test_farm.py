"""Other processes and machines: what is told where they are not there, go away or die; Dask where it is installed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from actuary.errors import Mistakes
from actuary.sampling import farm
from actuary.sampling.crew import Threads
from actuary.sampling.farm import Cluster, Processes, hired, processors
from actuary.sampling.sampled import answered
from tests.structure.tree import ROOT
from tests.unit.sampling.futures import DEADLY, QUESTION, Made, bits, deadly_walks, once_deadly_walks, slow_walks

COUNT = 3000


def test_the_crew_that_is_asked_for() -> None:
    crews = [hired(None, 2), hired("processes", 2)]
    assert [type(crew) for crew in crews] == [Threads, Processes]
    assert [crew.hands() for crew in crews] == [2, 2]
    for crew in crews:
        crew.close()
    assert 1 <= processors() <= (os.cpu_count() or 1)


def test_without_dask_it_says_what_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dask.distributed", None)
    with pytest.raises(Mistakes, match=r"--scheduler local\n.*pip install 'fund-actuary\[dask\]'"):
        hired("local", 1)


SCHEDULER = """
import sys
from dask.distributed import LocalCluster
if __name__ == "__main__":
    cluster = LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50)
    print(cluster.scheduler_address, flush=True)
    sys.stdin.read()
"""


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    crew = Threads(1)
    try:
        return bits(tmp_path_factory.mktemp("expected"), answered(QUESTION, COUNT, crew))
    finally:
        crew.close()


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[tuple[str, Any]]:
    """A scheduler with two workers, as on another machine: its address and its process."""
    pytest.importorskip("dask.distributed")
    script = tmp_path / "scheduler.py"
    script.write_text(SCHEDULER, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-W", "ignore", str(script)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True, env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])},
    ) as ran:  # fmt: skip
        assert ran.stdout
        yield ran.stdout.readline().strip(), ran
        ran.kill()


def at_work_on(ran: Any) -> list[int]:
    """The processes of the workers, by their parent's number: those that a process made."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                line = (folder / "cmdline").read_text(encoding="utf-8")
                parent = int((folder / "stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
            if parent == ran.pid and "spawn_main" in line:
                found.append(int(folder.name))
    return found


needs_proc = pytest.mark.skipif(not Path("/proc").is_dir(), reason="no list of processes there")


@needs_proc
def test_a_cluster_makes_the_same_bits_even_where_a_worker_is_killed(
    tmp_path: Path, scheduler: tuple[str, Any], expected: bytes
) -> None:
    address, ran = scheduler
    crew = hired(address, 1)
    assert isinstance(crew, Cluster)
    assert crew.hands() == 2
    killed = []

    def heard(done: int, count: int) -> None:
        if done > 1024 and not killed:
            killed.append(at_work_on(ran)[0])
            os.kill(killed[0], signal.SIGKILL)

    try:
        sampled = answered(QUESTION._replace(drawn=slow_walks), COUNT, crew, tmp_path / "out", heard=heard)
        assert killed
        assert bits(tmp_path, sampled) == expected
        # The same workers answer the next question; one that dies of a draw, once, changes nothing either.
        life = tmp_path / "life"
        life.touch()
        inputs = Made(scenario=Made().scenario._replace(name=str(life)))
        again = answered(QUESTION._replace(draws=inputs, drawn=once_deadly_walks), COUNT, crew)
        assert not life.exists()
        assert bits(tmp_path, again) == expected
    finally:
        crew.close()


def test_a_worker_that_always_dies_is_told_with_its_draws(tmp_path: Path, scheduler: tuple[str, Any]) -> None:
    crew = hired(scheduler[0], 1)
    try:
        with pytest.raises(ChildProcessError, match="their worker died each time") as told:
            answered(QUESTION._replace(drawn=deadly_walks), COUNT, crew, tmp_path)
    finally:
        crew.close()
    first, end = (int(word.replace(",", "")) for word in str(told.value.filename).split() if word[0].isdigit())
    assert first <= DEADLY <= end


def test_a_scheduler_that_goes_away_is_told_and_what_had_come_back_is_kept(
    tmp_path: Path, scheduler: tuple[str, Any], expected: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(farm, "GONE_AFTER", 1.0)
    address, ran = scheduler
    crew = hired(address, 1)

    def heard(done: int, count: int) -> None:
        if done > 1024 and ran.poll() is None:
            ran.kill()
            ran.wait()

    begin = time.monotonic()
    try:
        with pytest.raises(ConnectionError, match="went away; what had come back is counted") as told:
            answered(QUESTION._replace(drawn=slow_walks), COUNT, crew, tmp_path, heard=heard)
    finally:
        crew.close()
    assert time.monotonic() - begin < 30
    assert told.value.filename == address
    seen: list[int] = []
    threads = Threads(1)
    sampled = answered(QUESTION, COUNT, threads, tmp_path, True, heard=lambda done, _: seen.append(done))
    threads.close()
    assert 0 < seen[0] < COUNT
    assert bits(tmp_path, sampled) == expected


def test_a_scheduler_that_is_not_there_is_told_within_seconds() -> None:
    pytest.importorskip("dask.distributed")
    begin = time.monotonic()
    for address in ("tcp://127.0.0.1:9", "no address", "nowhere.invalid:8786"):
        with pytest.raises(Mistakes, match=f"--scheduler {address}\n.*the address of a Dask scheduler that answers"):
            hired(address, 1)
    assert time.monotonic() - begin < 30


def test_workers_of_another_version_are_told(scheduler: tuple[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(farm, "engine", lambda: "another")
    crew = hired(scheduler[0], 1)
    try:
        with pytest.raises(Mistakes, match="a worker of another version"):
            answered(QUESTION, COUNT, crew)
    finally:
        crew.close()


LOCAL = """
import sys
from pathlib import Path
from tests.unit.sampling.futures import QUESTION, bits, slow_walks
from actuary.sampling import sampled
from actuary.sampling.farm import hired
if __name__ == "__main__":
    crew = hired(sys.argv[1], 2)
    found = sampled.answered(QUESTION._replace(drawn=slow_walks), 3000, crew)
    crew.close()
    Path(sys.argv[2], "bits").write_bytes(bits(Path(sys.argv[2]), found))
"""


def test_a_cluster_of_this_machine_makes_the_same_bits(tmp_path: Path, expected: bytes) -> None:
    pytest.importorskip("dask.distributed")
    script = tmp_path / "local.py"
    script.write_text(LOCAL, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", str(script), "local", str(tmp_path)], cwd=ROOT, capture_output=True, text=True,
        check=False, env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert (tmp_path / "bits").read_bytes() == expected
