"""The people's part of a run: the compiled kernel against numpy, a whole matrix of statuses, sexes and ages at a time."""

from actuary.kernel.years import Population
from benchmarks.case import Case, prepared
from benchmarks.harness import Section, paired, race
from benchmarks.reference import in_numpy

COMPILED, VECTORISED = "compiled kernel", "numpy over ages and statuses"


def measured() -> list[Section]:
    """The table, after a proof that both compute the same people."""
    case = prepared()
    in_numpy.check(case.people(), vectorised(case))
    times = race({COMPILED: case.people, VECTORISED: lambda: vectorised(case)})
    return [Section(f"People of {case.name}, {case.years} years", COMPILED, paired(times, COMPILED))]


def vectorised(case: Case) -> Population:
    """The people by numpy."""
    return in_numpy.project_people(case.inputs.start, 1, case.years, case.inputs.rules, case.inputs.demography)
