import pytest

from actuary.figures.places import chain, spots


def test_a_city_lies_in_its_province_in_the_nation() -> None:
    assert chain("meishan") == ("meishan", "sichuan", "china")
    assert chain("kaizhou") == ("kaizhou", "chongqing", "china")
    assert chain("jiangxi") == ("jiangxi", "china")
    assert chain("china") == ("china",)


def test_an_unknown_place_names_the_nearest() -> None:
    with pytest.raises(KeyError, match="did you mean meishan"):
        chain("meishn")


def test_census_codes_begin_with_the_code_of_the_province() -> None:
    for spot in spots().values():
        if spot.parent not in ("", "china"):
            assert spot.census_code[:2] == spots()[spot.parent].census_code[:2]


def test_every_place_has_both_names() -> None:
    assert all(spot.en and spot.zh for spot in spots().values())
