"""What others use during a run is what all use less what the run itself does."""

import pytest

from benchmarks.quiet import at_work, observed


def test_work_of_others() -> None:
    clock, everybody, own = iter([0.0, 2.0]), iter([100.0, 103.5]), iter([10.0, 11.5])
    run = observed(lambda: None, lambda: next(clock), lambda: next(everybody), lambda: next(own))
    assert (run.seconds, run.others, run.own) == (2.0, 1.0, 0.75)  # 3.5 s of work on all cores, 1.5 s of it its own
    assert not run.quiet


def test_a_run_alone_is_quiet() -> None:
    clock, work = iter([0.0, 2.0]), iter([5.0, 9.0])
    twice = iter([5.0, 9.0])
    assert observed(lambda: None, lambda: next(clock), lambda: next(work), lambda: next(twice)).quiet


def test_idle_waiting_and_guests_are_not_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.sysconf", lambda _: 100)
    stat = "cpu  100 20 30 999 888 4 5 6 77 66\ncpu0 1 2 3"
    assert at_work(stat) == pytest.approx(1.65)  # 100 + 20 + 30 + 4 + 5 + 6 hundredths
