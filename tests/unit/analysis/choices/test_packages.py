"""The cheapest package of a fund that can be worked out by hand."""

from decimal import Decimal

import numpy as np
import pytest

from actuary.analysis.choices.packages import Range, Search, Tried, Values, undominated

DRAWS = np.linspace(-1, 1, 201)
"""What happens, evenly: a share q of the draws lies at or above 1 - 2q."""
WIDE = Range(0.0, 4.0, Decimal("0.01"))


def two_levers(values: Values) -> Tried:
    """x costs 3 and gives 2, y costs 1 and gives 1: the target is 4, plus or minus 1 by chance, less a hair."""
    x, y = values
    return Tried(values, 3 * x + y, np.sort(2 * x + y - 3.995 + DRAWS))


def test_a_package_has_the_chance_of_its_draws_and_the_margin_of_a_share() -> None:
    one = Tried((1.0,), 5.0, np.array([-2.0, -1.0, 0.0, 3.0]))
    assert one.chance == 0.5
    assert [one.margin(share) for share in (0.25, 0.5, 0.75, 1.0)] == [3.0, 0.0, -1.0, -2.0]
    assert [one.meets(share) for share in (0.5, 0.51)] == [True, False]


def test_the_cheapest_uses_the_cheaper_lever_to_its_end_and_of_the_other_what_is_left() -> None:
    # Nine tenths of the draws lie at or above -0.8 (the 181st of 201 from above): 2 x + y >= 4.8.
    # y costs 1 for each 1 it gives, x 1.5: y to its end of 4, and x (4.8 - 4) / 2 = 0.4. It costs 3 x 0.4 + 4 = 5.2.
    search = Search((WIDE, WIDE), two_levers, seed=1)
    found = search.cheapest(0.9)
    assert found is not None
    assert found.cost == pytest.approx(5.2, abs=0.02)
    assert found.values == pytest.approx((0.4, 4.0), abs=0.011)
    assert found.meets(0.9)


def test_a_curved_cost_is_shared_between_the_levers() -> None:
    # x and y give the same and cost their squares: half each. With certainty x + y >= 3, so 1.5 each and 2 x 2.25 = 4.5.
    def squares(values: Values) -> Tried:
        x, y = values
        return Tried(values, x * x + y * y, np.sort(x + y - 2 + DRAWS))

    found = Search((WIDE, WIDE), squares, seed=1).cheapest(1.0)
    assert found is not None
    assert found.cost == pytest.approx(4.5, abs=0.02)
    assert found.values == pytest.approx((1.5, 1.5), abs=0.06)


def test_the_same_seed_tries_the_same_packages_and_none_twice() -> None:
    asked: list[Values] = []

    def heard(values: Values) -> Tried:
        asked.append(values)
        return two_levers(values)

    first, again = Search((WIDE, WIDE), heard, seed=3), Search((WIDE, WIDE), two_levers, seed=3)
    found, same = first.cheapest(0.75), again.cheapest(0.75)
    assert found is not None
    assert same is not None
    assert found[:2] == same[:2]
    assert [one.values for one in first.tried] == [one.values for one in again.tried] == asked
    assert len(set(asked)) == len(asked)
    assert {(0.0, 0.0), (0.0, 4.0), (4.0, 0.0), (4.0, 4.0)} <= set(asked)


def test_out_of_reach_the_likeliest_is_told() -> None:
    # At the ends of both, 2 x 1 + 1 - 3.995 = -0.995: of the draws only the last, +1, meets it.
    short = Range(0.0, 1.0, Decimal("0.01"))
    search = Search((short, short), two_levers, seed=1)
    assert search.cheapest(0.5) is None
    assert search.likeliest.values == (1.0, 1.0)
    assert search.likeliest.chance == pytest.approx(1 / 201)


def test_what_cannot_be_tried_is_passed_over() -> None:
    # y beyond 2 is refused: then 2 x + 2 >= 4.8, x = 1.4, and it costs 4.2 + 2 = 6.2.
    def refusing(values: Values) -> Tried:
        if values[1] > 2:
            return Tried(values, np.inf, np.full(201, -np.inf))
        return two_levers(values)

    found = Search((WIDE, WIDE), refusing, seed=1).cheapest(0.9)
    assert found is not None
    assert found.cost == pytest.approx(6.2, abs=0.05)


def test_what_another_beats_is_left_out() -> None:
    cheap, dear, good = (
        Tried((float(n),), cost, np.array(margins))
        for n, (cost, margins) in enumerate([(1.0, [-1.0, 1.0]), (2.0, [-1.0, 1.0]), (3.0, [1.0, 1.0])])
    )
    assert undominated([good, dear, cheap]) == (cheap, good)
    assert undominated([good, dear._replace(margins=good.margins)]) == (dear._replace(margins=good.margins),)


def test_values_can_be_written_and_stay_within() -> None:
    premium = Range(385.5, 600.0, Decimal(1))
    assert [premium.at(place) for place in (-1, 0, 0.5, 1)] == [385.5, 385.5, 493.0, 600.0]
    assert [premium.beside(400.0, 3), premium.beside(386.0, -1)] == [403.0, 385.5]
