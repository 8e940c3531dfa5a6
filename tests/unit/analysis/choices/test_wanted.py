"""What a frontier is asked, as a person writes it: read, and every mistake told at once."""

from decimal import Decimal

import pytest

from actuary.analysis.choices.payers import BEARERS
from actuary.analysis.choices.wanted import Wanted, check_ends, read_wanted
from actuary.errors import Mistakes
from actuary.scenario.loading import load

PREMIUM = "resident_financing.premium.2027=400..600 元"
SUBSIDY = "resident_financing.subsidy=700..700.5 元"


def read(
    *vary: str,
    in_band: str = "90 %",
    years: str | None = None,
    weight: tuple[str, ...] = (),
    since: str | None = None,
    fund: tuple[str, ...] = (),
) -> Wanted:
    return read_wanted(load("meishan"), vary, in_band, years, weight, since, fund)


def wrong(**asked: object) -> dict[str, str]:
    vary = asked.pop("vary", (PREMIUM,))
    with pytest.raises(Mistakes) as found:
        read(*vary, **asked)  # type: ignore[arg-type, misc]
    return {one.wrong: one.right for one in found.value.mistakes}


def test_ranges_chance_years_and_weights_are_read() -> None:
    found = read(
        PREMIUM, SUBSIDY, in_band="75%", years="2028..2030", weight=("members=2", "patients = 0.5"), since="2028"
    )
    assert [axis.name for axis in found.axes] == ["resident_financing.premium.2027", "resident_financing.subsidy.2028"]
    assert [one[:2] for one in found.ranges] == [(400.0, 600.0), (700.0, 700.5)]
    assert [one.step for one in found.ranges] == [Decimal(1), Decimal("0.01")]  # fifty values at least: 0.5 / 50
    assert (found.share, found.first, found.last) == (0.75, 2028, 2030)
    assert dict(zip(BEARERS, found.weights, strict=True)) == {
        "employers": 1.0, "members": 2.0, "government": 1.0, "patients": 0.5, "hospitals": 1.0,
    }  # fmt: skip
    assert found.weighted


def test_schemes_are_read_once_each_and_the_first_field_says_when_amounts_begin() -> None:
    assert read(PREMIUM).funds == ()
    assert read(PREMIUM, fund=("resident", "employee_scheme", "resident")).funds == ("employee_scheme", "resident")
    assert read(PREMIUM, SUBSIDY, since="2026").begins == 2026


def test_what_is_not_said_is_every_projected_year_and_a_yuan_of_each() -> None:
    found = read(PREMIUM)
    assert (found.share, found.first, found.last, found.weighted) == (0.9, 2020, 2035, False)


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"vary": ()}, "one to 6 of them"),
        ({"vary": ("resident_financing.premium.2027",)}, "a field, an equals sign and its range"),
        ({"vary": ("resident_financing.premum.2027=1..2 元",)}, "did you mean premium?"),
        ({"vary": ("resident_financing.premium.2027=600..400 元",)}, "the lower end first"),
        ({"vary": ("resident_financing.premium.2027=400 元",)}, "two ends, the lower one first"),
        ({"vary": ("resident_financing.premium.2027=4..6 %",)}, "元"),
        ({"vary": ("figures.wage_growth=3..6 %",)}, "a field of a lever"),
        ({"vary": (PREMIUM, PREMIUM)}, "each field once"),
        ({"years": "2030..2040"}, "years that this run projects: 2020 to 2035"),
        ({"years": "soon"}, "as 2020..2035"),
        ({"years": "2021..2025"}, "a date before the last year in which the funds are to be in their band, 2025"),
        ({"fund": ("residents",)}, "did you mean resident?"),
        ({"fund": ("province",)}, "employee_scheme or resident"),
        ({"in_band": "0 %"}, "a chance above 0 %"),
        ({"in_band": "120 %"}, "100 %"),
        ({"in_band": "most"}, "90 %"),
        ({"weight": ("member=2",)}, "did you mean members?"),
        ({"weight": ("members",)}, "as members=2"),
        ({"weight": ("members=-1",)}, "as members=2"),
        ({"weight": ("members=2", "members=3")}, "each once"),
    ],
)
def test_a_mistake_says_what_would_be_right(asked: dict[str, object], says: str) -> None:
    found = wrong(**asked)
    assert len(found) == 1
    assert says in next(iter(found.values()))


def test_all_mistakes_are_told_at_once() -> None:
    found = wrong(vary=("resident_financing.premum=1..2 元",), in_band="none", years="2040", weight=("us=1",))
    assert len(found) == 4


def test_an_end_that_the_law_refuses_is_told_by_its_field() -> None:
    asked = read("subsidy_split.central.2027=10..90 %", PREMIUM)
    check_ends("meishan", (), read(PREMIUM))
    with pytest.raises(Mistakes) as found:
        check_ends("meishan", ("levers.subsidy_split.province.2027=30 %",), asked)
    assert [one.wrong for one in found.value.mistakes] == ["--vary subsidy_split.central.2027 = 90 %"]
