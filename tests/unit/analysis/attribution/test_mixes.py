"""What comes of each set of changes, and changes that go only together: made-up sets whose worth is reckoned by hand."""

import math
from collections.abc import Callable

import pytest

from actuary.analysis.attribution.mixes import Made, Mixes, NotApartError, Parted, parted
from actuary.errors import Mistake, Mistakes

WORTH = {"a": 3.0, "b": -1.5, "c": 0.25, "d": 8.0}


def worth(made: Made) -> float:
    return math.fsum(WORTH[name] for name in made)


def mixes(names: str, refused: Callable[[Made], bool], heard: list[object] | None = None) -> Mixes[float]:
    """So many of the changes, some sets of which are refused."""

    def tell(made: Made) -> float:
        if refused(made):
            raise Mistakes([Mistake(None, "this", "that")])
        return worth(made)

    listened = heard if heard is not None else []
    return Mixes(names, tell, (0.0, worth(frozenset(names))), listened.append)


def parts(found: Parted) -> dict[str, float]:
    return found.shares[0].amounts


def test_a_change_that_needs_another_is_one_part_with_it() -> None:
    found = parted("abc", (mixes("abc", lambda made: "a" in made and "b" not in made).told,))
    assert parts(found) == pytest.approx({"a + b": 3.0 - 1.5, "c": 0.25})
    assert found.parts == {"a + b": frozenset("ab"), "c": frozenset("c")}
    assert (found.shares[0].exact, found.shares[0].runs) == (True, 2**2)


def test_a_change_that_needs_two_others_is_one_part_with_both() -> None:
    found = parted("abcd", (mixes("abcd", lambda made: "d" in made and not {"a", "c"} <= made).told,))
    assert parts(found) == pytest.approx({"a + c + d": 3.0 + 0.25 + 8.0, "b": -1.5})


def test_a_change_that_needs_all_others_is_one_part_with_them() -> None:
    found = parted("abcd", (mixes("abcd", lambda made: "d" in made and len(made) < 4).told,))
    assert parts(found) == pytest.approx({"a + b + c + d": 9.75})


def test_pairs_that_need_each_other_are_parts_of_their_own() -> None:
    def refused(made: Made) -> bool:
        return ("a" in made) != ("b" in made) or ("c" in made) != ("d" in made)

    assert parts(parted("abcd", (mixes("abcd", refused).told,))) == pytest.approx({"a + b": 1.5, "c + d": 8.25})


def test_of_what_is_refused_the_fewest_are_named() -> None:
    with pytest.raises(NotApartError) as found:
        mixes("abcd", lambda made: "a" in made and "b" not in made).told(frozenset("acd"))
    assert found.value.names == frozenset("ab")
    assert str(found.value) == "a + b"


def test_nothing_refused_joins_nothing_whatever_the_order() -> None:
    found = parted("abcd", (mixes("abcd", lambda _: False).told,))
    assert parts(found) == pytest.approx(WORTH)
    assert found == parted("dbca", (mixes("dbca", lambda _: False).told,))


def test_every_set_is_told_once_however_many_values_are_asked() -> None:
    heard: list[object] = []
    asked = mixes("abc", lambda _: False, heard)
    found = parted("abc", (asked.told, lambda made: 2 * asked.told(made)))
    assert len(heard) == len(set(heard)) == 2**3
    assert {name: 2 * amount for name, amount in parts(found).items()} == found.shares[1].amounts
