"""What somebody asks for by name."""

import numpy as np
import pytest

from actuary.futures.asked import SCHEMES, known, pairs_named
from tests.unit.reports.made_futures import ensemble


def test_a_measure_is_of_every_fund_unless_one_is_named() -> None:
    assert pairs_named(["balance"]) == [(scheme, "balance") for scheme in SCHEMES]
    assert pairs_named(["resident.balance", " wage "]) == [("resident", "balance"), ("", "wage")]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("resident.balanc", "resident.balanc: did you mean resident.balance?"),
        ("balence", "balence: did you mean balance?"),
        (
            "x",
            "x: one of income, spending, balance, surplus, reserve_months, cumulative_surplus, take_up, wage",
        ),
        ("resident.", "resident.: one of income"),
        ("resident.wage", "resident.wage: "),
    ],
)
def test_what_is_unknown_is_told_with_what_there_is(name: str, says: str) -> None:
    with pytest.raises(ValueError, match="^" + says.replace(".", r"\.").replace("?", r"\?")):
        pairs_named([name])


def test_what_is_nil_or_undefined_in_all_years_is_not_known() -> None:
    central = ensemble().central
    assert known(central, "resident", "balance")
    assert not known(central, "long_term_care", "balance")
    central.funds["resident"]["balance"][1:] = np.nan
    assert not known(central, "resident", "balance")
