"""What the kernel is raced against computes the same, and would be caught if it did not."""

import numpy as np
import pytest

from benchmarks.case import Case, prepared
from benchmarks.people import vectorised
from benchmarks.reference import in_numpy, on_paper


@pytest.fixture(scope="module")
def case() -> Case:
    return prepared()


def test_people_in_numpy(case: Case) -> None:
    in_numpy.check(case.people(), vectorised(case))


def test_another_population_is_noticed(case: Case) -> None:
    people = vectorised(case)
    with pytest.raises(AssertionError, match="vital"):
        in_numpy.check(case.people(), people._replace(vital=np.ones_like(people.vital)))


def test_the_fund_on_paper(case: Case) -> None:
    on_paper.check(case.run(), on_paper.projected(on_paper.written_out(case)))


def test_another_rate_is_noticed(case: Case) -> None:
    fund = on_paper.written_out(case)
    fund["months"][-13]["employer_rate"] += 0.001
    with pytest.raises(AssertionError, match="contributions_employer"):
        on_paper.check(case.run(), on_paper.projected(fund))
