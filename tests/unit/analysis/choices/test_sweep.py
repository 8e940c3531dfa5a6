"""Every cell of a grid is the scenario run with its values, and tells what that run tells."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import actuary
from actuary.analysis.choices import cells, sweep
from actuary.analysis.choices.cells import OF_PEOPLE
from actuary.analysis.choices.sweep import sweep_of
from actuary.compile import basis_of
from actuary.enactment import law_of
from actuary.errors import Mistakes
from actuary.levers import lever, lever_names
from actuary.scenario.loading import load
from actuary.simulation import run
from actuary.text import parse, plain
from tests.runs import ran

PREMIUM = "resident_financing.premium.2027"
RATE = "contribution_rate.employer.2027"


def test_every_cell_is_a_run_with_its_values() -> None:
    asked = (f"{RATE}=1,6 %", f"{PREMIUM}=300..500:100 元")
    found = actuary.sweep("meishan", *asked, year=2030, measure="resident.balance", settings=("to=2031",))
    assert [cell.values for cell in found.cells] == [(r, p) for r in (0.01, 0.06) for p in (300.0, 400.0, 500.0)]
    for cell in found.cells:
        rate, premium = cell.values
        one = ran("meishan", "to=2031", f"levers.{RATE}={100 * rate:g} %", f"levers.{PREMIUM}={premium:g} 元")
        at = 2030 - 2019
        assert cell.months == tuple(one.funds[s]["reserve_months"][at] for s in ("employee_scheme", "resident"))
        assert cell.measured == one.funds["resident"]["balance"][at]
        for scheme, deficit in zip(("employee_scheme", "resident"), cell.deficit, strict=True):
            surplus = one.funds[scheme]["surplus"][1:]
            assert deficit == next(
                (year for year, left in zip(range(2020, 2032), surplus, strict=True) if left < 0), None
            )
    assert {cell.deficit[0] for cell in found.cells} == {2027, None}  # 1 % does not pay for a year's care


def test_the_year_without_money_is_that_of_the_alert() -> None:
    found = sweep_of("meishan", (), (f"{RATE}=0,6 %", "contribution_rate.employee.2027=0 %"))
    empty = ran("meishan", f"levers.{RATE}=0 %", "levers.contribution_rate.employee.2027=0 %")
    alerts = [one.year for one in empty.alerts if (one.group, one.kind) == ("employee_scheme", "empty")]
    assert alerts
    assert found.cells[0].depletion == (alerts[0], None)
    assert found.cells[1].depletion == (None, None)


@pytest.mark.parametrize("growth", ["wage_growth", "wage_growth.2028"])
def test_figures_have_a_basis_of_their_own(growth: str) -> None:
    found = sweep_of("meishan", ("to=2029",), (f"{PREMIUM}=380,500 元", f"figures.{growth}=2,6 %"), measure="wage")
    for cell in found.cells:
        premium, rate = cell.values
        settings = (f"levers.{PREMIUM}={premium:g} 元", f"figures.{growth}={100 * rate:g} %")
        one = ran("meishan", "to=2029", *settings)
        assert cell.months[1] == one.funds["resident"]["reserve_months"][-1]
        assert cell.measured == one.yearly["wage"][-1]
    assert found.cells[1].measured > found.cells[0].measured


def test_people_are_projected_again_where_a_lever_moves_them() -> None:
    field = "retirement_age.men.2027"
    found = sweep_of("meishan", ("to=2032",), (f"{field}=60,65 years", f"{RATE}=5,6 %"))
    for cell in found.cells:
        age, rate = cell.values
        one = ran("meishan", "to=2032", f"levers.{field}={age:g} years", f"levers.{RATE}={100 * rate:g} %")
        assert cell.months[0] == one.funds["employee_scheme"]["reserve_months"][-1]
    assert found.cells[0].months[0] < found.cells[2].months[0]


def test_no_other_lever_moves_people() -> None:
    base = load("meishan", "to=2032")
    basis = basis_of(base, law_of(base)[1])
    still = run(base, basis)
    for name in lever_names():
        if set(lever(name).moves) & set(OF_PEOPLE):
            continue
        written = lever(name).fields.model_validate(plain(parse(lever(name).example.written, f"{name}.yaml")))
        try:
            pulled = run(base._replace(levers={name: written}), basis)
        except Mistakes:
            continue  # an example that cannot be pulled here by itself
        same = zip(pulled.population, still.population, strict=True)
        assert all(np.array_equal(one, other) for one, other in same), name


def test_the_scenario_as_it_stands_is_marked() -> None:
    found = sweep_of("meishan", ("to=2029",), (f"{RATE}=5..7:1 %",))
    assert found.stands.values == (0.06,)
    assert [found.is_base(cell) for cell in found.cells] == [False, True, False]
    assert found.cells[1][1:4] == found.stands[1:4]  # exactly: nothing is changed by what holds already
    assert found.stands.months == tuple(
        ran("meishan", "to=2029").funds[s]["reserve_months"][-1] for s in ("employee_scheme", "resident")
    )


def test_it_does_not_matter_which_axis_comes_first() -> None:
    rates, premiums = f"{RATE}=5,7 %", f"{PREMIUM}=380,420 元"
    one, other = (sweep_of("meishan", ("to=2029",), asked) for asked in ((rates, premiums), (premiums, rates)))
    turned = {cell.values[::-1]: cell[1:4] for cell in other.cells}
    assert {cell.values: cell[1:4] for cell in one.cells} == turned


def test_cells_share_what_they_can(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a grid of levers the basis is made once and people are projected once; of figures once for each of their values."""
    made = {"basis": 0, "people": 0}

    def counted(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def counting(*arguments: Any) -> Any:
            made[name] += 1
            return function(*arguments)

        return counting

    monkeypatch.setattr(sweep, "basis_of", counted("basis", sweep.basis_of))
    monkeypatch.setattr(cells, "project_people", counted("people", cells.project_people))
    sweep_of("meishan", ("to=2023",), (f"{RATE[:-2]}22=5..7:0.5 %", f"{PREMIUM[:-2]}22=380..480:20 元"))
    assert made == {"basis": 1, "people": 1}
    made.update(basis=0, people=0)
    sweep_of("meishan", ("to=2023",), (f"{RATE[:-2]}22=5..7:0.5 %", "figures.wage_growth=3,4,5 %"))
    assert made == {"basis": 1 + 3, "people": 3}


def test_a_tidy_frame_has_a_row_a_cell() -> None:
    found = sweep_of("meishan", ("to=2029",), (f"{RATE}=0,6 %", f"{PREMIUM}=380,400 元"), measure="resident.balance")
    frame = found.frame()
    assert frame.columns.tolist() == [
        RATE, PREMIUM, "deficit_employee_scheme", "deficit_resident", "depletion_employee_scheme",
        "depletion_resident", "months_employee_scheme", "months_resident", "resident.balance",
    ]  # fmt: skip
    assert len(frame) == 2 * 2
    assert frame["deficit_employee_scheme"].dtype == "Int64"
    assert frame.attrs == {"scenario": "meishan", "year": 2029, "measure": "resident.balance", "unit": "money"}


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(Mistakes) as found:
        sweep_of("meishan", (), (f"{PREMIUM}=400 %", "figures.no_such=1"), 2050, "resident.balanc")
    assert [one.wrong for one in found.value.mistakes] == [
        f"--vary {PREMIUM}=400 %",
        "--vary figures.no_such",
        "--year 2050",
        "--measure resident.balanc",
    ]
    with pytest.raises(Mistakes, match=r"--vary figures\.real_output_growth"):
        sweep_of("meishan", (), ("figures.real_output_growth=1,2 %",))


def test_a_value_that_is_refused_is_told_with_its_cell() -> None:
    with pytest.raises(Mistakes) as found:
        sweep_of("meishan", ("to=2031",), ("resident_financing.premium.2028=380..420:20 元", f"{RATE}=5,6 %"))
    assert [one.wrong for one in found.value.mistakes] == ["resident_financing.premium.2028 = 400 元"]
    assert "400 元 is the law already" in found.value.mistakes[0].right


def test_a_large_grid_says_what_runs_say() -> None:
    """From so many cells on they stand side by side; 0 % and 1 % of contributions leave the employee scheme without money."""
    rates, premiums = f"{RATE}=0..7:1 %", f"{PREMIUM}=320..460:20 元"
    found = sweep_of("meishan", (), (rates, premiums), 2030, "all.surplus")
    assert len(found.cells) == 8 * 8 == sweep.MANY
    corners = [found.cells[i] for i in (0, 9, 36, 63)]
    for cell in corners:
        rate, premium = cell.values
        (alone,) = sweep_of(
            "meishan", (), (f"{RATE}={100 * rate:g} %", f"{PREMIUM}={premium:g} 元"), 2030, "all.surplus"
        ).cells
        assert cell[:3] == alone[:3]
        assert cell.months == pytest.approx(alone.months, rel=1e-9)
        assert cell.measured == pytest.approx(alone.measured, rel=1e-9)
    assert corners[0].depletion[0] is not None
    assert len({cell.measured for cell in found.cells}) == 64


def test_the_scenario_as_it_stands_is_marked_in_a_large_grid_too() -> None:
    found = sweep_of("meishan", ("to=2029",), (f"{RATE}=4..8:0.5 %", "contribution_rate.employee.2027=0..4:0.5 %"))
    assert [cell.values for cell in found.cells if found.is_base(cell)] == [(0.06, 0.02)]


def test_a_value_without_a_date_holds_until_the_date_that_is_varied() -> None:
    found = sweep_of("meishan_decline", ("to=2030",), ("resident_decline.care_stays.2028=50,100 %",))
    assert [found.is_base(cell) for cell in found.cells] == [False, True]
    assert found.cells[1].months == found.stands.months


def test_so_does_a_figure() -> None:
    found = sweep_of("meishan", ("to=2030", "figures.wage_growth=5 %"), ("figures.wage_growth.2028=2,5 %",))
    assert found.cells[1].months == found.stands.months
    assert found.cells[0].months[0] < found.cells[1].months[0]
