"""One field at one value after another: each tried once, with the basis and the people of the scenario itself."""

import math

import pytest

from actuary.analysis.choices.trials import Trials, as_it_stands, read_search
from actuary.analysis.choices.varied import Varied
from actuary.scenario.loading import load
from actuary.simulation import Prepared, finished
from actuary.units import Date
from tests.runs import ran

TO = "to=2028"
PREMIUM = Varied("resident_financing", "premium", "", Date(2027, None))


@pytest.mark.slow_without_jit
def test_a_value_gives_what_a_run_of_its_own_gives_to_the_bit() -> None:
    asked: list[Prepared] = []

    def balance(ready: Prepared) -> float:
        asked.append(ready)
        return float(finished(ready).series("resident.balance")[-1])

    stands = as_it_stands(load("meishan", TO))
    trials = Trials("meishan", (TO,), PREMIUM, stands, balance)
    alone = ran("meishan", TO, "levers.resident_financing.premium.2027=500 元").series("resident.balance")[-1]
    assert (trials.told(500.0), trials.told(500.0)) == (alone, alone)
    assert len(asked) == 1
    assert asked[0].people is stands.ready.people


def test_a_value_that_cannot_be_written_is_no_number_and_why_is_kept() -> None:
    trials = Trials("meishan", (TO,), PREMIUM, as_it_stands(load("meishan", TO)), lambda _: 0.0)
    assert math.isnan(trials.told(-1.0))
    assert trials.refused is not None


def test_a_field_its_range_and_its_date_are_read_together() -> None:
    scenario = load("meishan", TO)
    assert read_search("resident_financing.premium", "300 元,900 元", "2027", scenario, 2028) == (
        PREMIUM, (300.0, 900.0), [],
    )  # fmt: skip
    _, _, wrong = read_search("resident_financing.premium", "900 元,300 元", "2027", scenario, 2026)
    assert [one.wrong for one in wrong] == ["--between 900 元,300 元", "--from 2027"]
    assert wrong[1].right == "a date before the target's last year, 2026"
