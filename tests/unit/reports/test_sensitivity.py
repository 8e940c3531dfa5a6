"""The table, the files and the picture of what matters."""

import json
import math

import pytest

from actuary.analysis.sensitivity import End, Sensitivity, Swing, Switch
from actuary.analysis.stress import Hit, Stress, Worse
from actuary.figures.single import Figure
from actuary.labels import Language
from actuary.reports.files import json_text
from actuary.reports.page import plain_text
from actuary.reports.sensitivity import HALF, ROWS, sensitivity_csv, sensitivity_dict, table, tornado
from tests.runs import ran

GROWTH = Figure("growth", "china", 2026, 0.04, "4 %", "%", 0.01, 0.06, "estimated", "own_assumption", "by hand", 2)
FADES = Figure("fades", "china", None, 2035.0, "2035 year", "year", 2030.0, 2045.0, "assumed", "own_assumption", "", 3)
SWINGS = (
    Swing(GROWTH, End(0.01, 4.0, None), End(0.06, -2.0, 2029)),
    Swing(FADES, End(2030.0, -1.0, 2031), End(2045.0, 0.5, 2031)),
)
STRESS = Stress((Worse(GROWTH, 0.06), Worse(FADES, 2030.0)), Hit(-3.0, 2027, 2029), 0.5, False)
SWITCH = Switch(GROWTH, 0.0487, True, 2031, 2030, 0.06, 2029)


def found(size: float = 1.0, unit: str = "months", measure: str = "resident.reserve_months") -> Sensitivity:
    """19 of a unit, and two figures."""
    swings = tuple(
        one._replace(low=one.low._replace(change=one.low.change * size), high=one.high._replace(change=one.high.change * size))
        for one in SWINGS
    )  # fmt: skip
    return Sensitivity(
        measure=measure, unit=unit, year=2030, fund="resident", before=Hit(19.0 * size, 2031, None), swings=swings,
        switches=(SWITCH,), stress=STRESS, unmoved=(FADES._replace(name="idle"),), impossible=((FADES, 2045.0),),
        own=("inflation",), runs=7, base=ran("meishan"),
    )  # fmt: skip


def said(one: Sensitivity, lang: Language = "en") -> str:
    return plain_text(table(one, lang, 120))


def test_each_figure_has_its_bar_to_both_sides() -> None:
    text = said(found())
    assert "Residents, reserve months, 2030: 19.0 months; first year of deficit: 2031" in text
    rows = {line.split()[0]: line for line in text.splitlines() if "|" in line}
    # the longest bar is that of +4: half as long to the left for -2, a quarter for -1
    assert " ".join(rows["growth"].split()[:8]) == "growth 2026 4 % (1..6) estimated +4.0 -2.0"
    assert f"   {'-' * (HALF // 2):>{HALF}}|{'#' * HALF}   after 2035 .. 2029" in rows["growth"]
    assert rows["fades"].split()[1:5] == ["2035", "(2030..2045)", "assumed", "-1.0"]
    assert f" {'-' * (HALF // 4)}|##" in rows["fades"]
    assert rows["fades"].endswith("##")


def test_the_switch_over_value_is_a_sentence() -> None:
    text = said(found())
    assert "growth 2026: from 2031 to 2030 at 4.87 % or more (here 4 %); at 6 %: 2029" in text
    below = SWITCH._replace(above=False, value=0.02, beyond=None, at_end=None)
    assert "from 2031 to after 2035 at 2 % or less (here 4 %)" in said(found()._replace(switches=(below,)))
    stays = found()._replace(switches=())
    assert "Residents: no figure alone moves the first deficit (2031) within its interval." in said(stays)


def test_all_together_and_how_far_towards_it() -> None:
    text = " ".join(said(found()).split())
    assert (
        "Stress: 2 figures at once at the ends that lower it: -3.0 months in 2030; first year of deficit: 2027; "
        in text
    )
    assert "first year that ends empty: 2029." in text
    # half-way from 4 to 6 %, and from 2035 to 2030: 2032.5, of which the even year
    assert (
        "Residents empty by the end of 2030 where all of them are 50 % of the way to those ends: growth 2026 5 %, "
        in text
    )
    assert "fades 2032 and so on." in text
    not_even = said(found()._replace(stress=STRESS._replace(way=None)))
    assert "Residents not empty by the end of 2030 even with all of them at those ends." in not_even
    assert "how likely an empty fund is, actuary ensemble tells" in " ".join(not_even.split())


def test_the_foot_says_what_it_rests_on() -> None:
    text = said(found())
    assert "by hand" in text
    assert "Figures with an interval that move neither it nor the first deficit: 1." in text
    assert "taken as certain: inflation." in text
    assert "No base year can be made of these figures at these ends: fades 2045." in text
    assert "7 runs." in text
    assert "Reserve months: 12 x balance at the end of the year" in text


@pytest.mark.parametrize(
    ("measure", "unit", "size", "level"),
    [
        ("resident.balance", "money", 1e8, "19.00 亿元"),
        ("take_up", "share", 0.01, "19.00 %"),
        ("insured_residents", "people", 1e4, "19.00 万人"),
        ("active_per_retired", "number", 1.0, "19.000"),
    ],
)
def test_amounts_are_in_the_unit_of_the_measure(measure: str, unit: str, size: float, level: str) -> None:
    assert f"2030: {level}\n" in said(found(size, unit, measure)._replace(fund="", stress=None))


def test_many_figures_are_counted_and_those_that_move_the_deficit_shown() -> None:
    many = tuple(
        Swing(GROWTH._replace(name=f"figure_{i:02}"), End(0.01, 40.0 - i, 2031), End(0.06, 0.0, 2031))
        for i in range(20)
    )
    one = found()._replace(swings=many, switches=(SWITCH._replace(figure=many[-1].figure),))
    text = said(one)
    assert "figure_19 2026  " in text
    assert "figure_18" not in text
    assert f"told in the files: {20 - ROWS - 1}." in text


def test_nothing_moves_is_said() -> None:
    assert "No figure that this run uses moves it" in said(found()._replace(swings=(), switches=()))


def test_in_chinese() -> None:
    text = said(found(), "zh")
    assert "2030年：19.0 个月；首次出现当期赤字：2031" in text
    assert "升至4.87 %及以上（现为4 %）时，由2031变为2030；取6 %时：2029" in text


def test_files_hold_plain_numbers() -> None:
    rows = sensitivity_csv(found(), "en").decode("utf-8-sig").splitlines()
    assert rows[1].startswith(
        "resident.reserve_months,2030,months,growth,china,2026,4,1,6,%,estimated,4,-2,,2029,,4.87,"
    )
    content = json.loads(
        json_text(sensitivity_dict(found()._replace(swings=(SWINGS[1]._replace(low=End(2030.0, math.nan, None)),))))
    )
    assert content["figures"][0]["change_at_low"] is None
    assert content["switches"][0]["value"] == 4.87
    assert content["impossible"] == [{"figure": "fades", "at": 2045.0}]


def test_the_picture_has_two_bars_a_figure_from_the_scenario_as_it_is() -> None:
    axes = tornado(found()).axes[0]
    bars = [(bar.get_x(), bar.get_width()) for bar in axes.patches]
    assert bars == [(19.0, 4.0), (19.0, -2.0), (19.0, -1.0), (19.0, 0.5)]
    assert [tick.get_text() for tick in axes.get_yticklabels()] == ["growth 2026", "fades"]
    assert [one.get_text() for one in axes.texts] == ["1 %", "6 %", "2030", "2045"]
