"""A law remembers which of its rules were asked for."""

from actuary.analysis.choices.asked import Asked
from tests.runs import ran


def test_only_what_was_asked_for_is_remembered() -> None:
    law = ran("meishan", "to=2029").law
    asked = Asked(law)
    assert not asked.rules
    assert asked.resident_premium is law.resident_premium
    assert asked.employer_rate[0] == law.employer_rate[0]
    assert asked.rules == {"resident_premium", "employer_rate"}
