"""The least costly packages of Meishan: applied by hand they have the chance they are told to have, and cost as much."""

import numpy as np
import pytest

import actuary
from actuary.analysis.choices.payers import BEARERS, moved
from actuary.draws import drawn, draws_of
from actuary.errors import Mistakes
from actuary.scenario.loading import load
from tests.runs import employers_alone, packages_found, ran

pytestmark = pytest.mark.slow_without_jit

YEARS = slice(2028 - 2020, 2030 - 2020 + 1)


def chance(*settings: str, first: int = 0) -> float:
    """Of 60 futures: both schemes with six months or more at the end of 2028, 2029 and 2030."""
    told = drawn(draws_of(load("meishan", "to=2030", *settings), 1), first, 60)
    schemes = [told[scheme, "reserve_months"][YEARS] for scheme in ("employee_scheme", "resident")]
    return float(np.mean(np.all([months >= 6 for months in schemes], axis=(0, 1))))


def test_every_package_applied_has_the_chance_that_is_told() -> None:
    found = packages_found()
    assert found.packages
    for one in (*found.packages, found.likeliest):
        assert one.chance == chance(*one.settings)
        assert one.again == chance(*one.settings, first=60)
    assert found.stands.chance == chance()


def test_each_scheme_by_itself_has_its_chance_and_one_alone_can_be_asked_for() -> None:
    """The residents' months of 2030 do not hang on the employers' rate: what they lack is the same at 5, 6 and 7 %."""
    told = drawn(draws_of(load("meishan", "to=2030"), 1), 0, 40)
    alone = [told[scheme, "reserve_months"][-1] for scheme in ("employee_scheme", "resident")]
    both, employees = employers_alone(), employers_alone("employee_scheme")
    assert both.stands.chances == tuple(float(np.mean(months >= 6)) for months in alone)
    assert both.stands.chance == float(np.mean(np.minimum(*alone) >= 6)) < 0.9
    assert employees.stands.chance == both.stands.chances[0] > 0.9
    assert both.binding(both.stands) == both.stands.fewest == "resident"
    assert (employees.schemes, employees.binding(employees.stands)) == (("employee_scheme",), None)
    assert employees.chosen and employees.chosen.values == (0.05,)  # the cheapest of those that are all as likely
    assert both.chosen is None


def test_a_scheme_that_no_field_moves_is_told_and_one_that_some_field_moves_is_not() -> None:
    assert employers_alone().unmoved == employers_alone().stuck == ("resident",)
    assert employers_alone("employee_scheme").stuck == ()
    assert "resident" not in packages_found().unmoved


def test_amounts_are_summed_from_the_year_in_which_the_first_field_holds() -> None:
    found = employers_alone("employee_scheme")
    assert (found.begins, packages_found().begins) == (2029, 2027)
    assert found.chosen
    more = moved(ran("meishan", "to=2030"), ran("meishan", "to=2030", *found.chosen.settings)).employers
    assert float(found.chosen.borne.employers) == pytest.approx(more[2029 - 2019 :].sum(), abs=0.01)
    assert more[: 2029 - 2019] == pytest.approx(0, abs=0.01)


def test_a_package_costs_what_the_two_runs_differ_by_each_by_its_weight() -> None:
    found = packages_found()
    one = found.chosen or found.likeliest
    more = moved(ran("meishan", "to=2030"), ran("meishan", "to=2030", *one.settings))
    sums = {name: float(getattr(more, name)[1:].sum()) for name in BEARERS}
    for name, amount in sums.items():
        assert float(getattr(one.borne, name)) == pytest.approx(amount, abs=0.01)
    assert one.cost == pytest.approx(sum(sums.values()) + sums["members"], abs=0.1)  # members=2
    five, rest = sum(float(getattr(one.borne, name)) for name in BEARERS), float(one.borne.rest)
    assert float(one.borne.funds) == pytest.approx(five + rest, abs=0.01)


def test_the_packages_cost_more_the_likelier_they_are_and_no_tried_one_beats_the_chosen() -> None:
    found = packages_found()
    assert [one.chance for one in found.packages] == sorted({one.chance for one in found.packages})
    assert [one.cost for one in found.packages] == sorted({one.cost for one in found.packages})
    assert found.chosen is not None
    assert found.chosen.chance >= 0.8
    assert found.chosen.cost == min(cost for likely, cost in found.tried if likely >= 0.8)
    assert found.likeliest.chance == max(likely for likely, _ in found.tried)


def test_a_package_tells_how_many_more_are_insured_in_the_last_year() -> None:
    """A premium of 300 yuan instead of 400 keeps people that the scenario as it stands loses."""
    found = packages_found()
    one = found.chosen or found.likeliest
    before, after = ran("meishan", "to=2030"), ran("meishan", "to=2030", *one.settings)
    heads = [run.series("insured_employees")[-1] + run.series("insured_residents")[-1] for run in (before, after)]
    assert one.insured == pytest.approx(heads[1] - heads[0], abs=0.01)
    assert one.insured > 0
    assert found.stands.insured == 0


def test_the_unbeaten_are_those_beside_which_none_tried_is_as_likely_and_cheaper() -> None:
    found = packages_found()
    beaten = [
        one
        for one in found.tried
        if any(other[0] >= one[0] and other[1] <= one[1] and other != one for other in found.tried)
    ]
    assert set(found.unbeaten) == set(found.tried) - set(beaten)
    assert {(one.chance, one.cost) for one in found.packages} <= set(found.unbeaten)


def test_where_a_yuan_of_members_counts_twice_the_government_pays() -> None:
    chosen = packages_found().chosen
    assert chosen is not None
    premium, subsidy = chosen.values
    assert premium == 300.0  # the low end: no yuan more of those that count twice
    assert 600.0 <= subsidy <= 900.0


def test_the_frame_has_a_row_a_package() -> None:
    found = packages_found()
    frame = found.frame()
    assert len(frame) == len(found.packages)
    assert [*frame.columns[:2]] == ["resident_financing.premium.2027", "resident_financing.subsidy.2027"]
    assert frame.attrs["in_band"] == 0.8
    assert frame["cost"].tolist() == [one.cost for one in found.packages]
    assert frame["chance_resident"].tolist() == [one.chances[1] for one in found.packages]
    assert frame["binding"].tolist() == [found.binding(one) for one in found.packages]


def test_a_chance_out_of_reach_has_the_likeliest_as_its_nearest() -> None:
    vary = "resident_financing.premium.2030=300..310 元"
    found = actuary.frontier("meishan", vary, in_band="100 %", years="2030", draws=20, settings=("to=2030",))
    if found.met:
        pytest.fail("ten yuan in the last year cannot keep every one of the futures in the band")
    assert found.chosen is None
    assert 1.0 in found.missing
    assert found.likeliest.chance == max(likely for likely, _ in found.tried) < 1.0


def test_a_scheme_of_which_no_balance_is_known_is_refused() -> None:
    with pytest.raises(Mistakes, match="a fund whose balance was published"):
        actuary.frontier("kaizhou", "contribution_rate.employer.2027=6..7 %", draws=4, fund=("resident",))


def test_several_areas_are_refused() -> None:
    with pytest.raises(Mistakes, match="a scenario of one area"):
        actuary.frontier("jiangxi_pooling", "resident_financing.premium.2027=300..400 元")
