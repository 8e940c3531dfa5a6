"""The grid of a sweep as pictures."""

import pytest

from actuary.analysis.choices.sweep import Sweep, sweep_of
from actuary.reports.sweep_plots import heat_maps

RATE = "contribution_rate.employer.2027"
PREMIUM = "resident_financing.premium.2027"


def swept(*vary: str) -> Sweep:
    return sweep_of("meishan", ("to=2029",), vary, 2029)


def test_shades_are_months_and_words_the_first_deficit() -> None:
    found = swept(f"{RATE}=1,6 %", f"{PREMIUM}=380..420:20 元")
    maps = heat_maps(found, "en")
    assert list(maps) == ["sweep_employee_scheme", "sweep_resident"]
    axes = maps["sweep_employee_scheme"].axes[0]
    shades = axes.images[0].get_array()
    assert shades.shape == (2, 3)
    assert shades[0, 0] == found.cells[0].months[0]
    words = [one.get_text() for one in axes.texts]
    assert words[0] == f"{found.cells[0].months[0]:.1f}\n{found.cells[0].deficit[0]}"
    assert [tick.get_text() for tick in axes.get_yticklabels()] == ["1 %", "6 %"]
    assert len(axes.patches) == 1  # what stands: 6 % and 400 yuan
    assert axes.patches[0].get_xy() == (0.5, 0.5)
    assert "Framed" in " ".join(one.get_text() for one in maps["sweep_employee_scheme"].texts)


def test_a_cell_below_the_band_is_marked_and_no_frame_is_told_where_there_is_none() -> None:
    found = swept("figures.cost_growth_resident=25,3 %")
    picture = heat_maps(found, "en")["sweep_resident"]
    low = found.base.bands["low"].value
    words = [one.get_text() for one in picture.axes[0].texts]
    assert [" !" in one for one in words] == [cell.months[1] < low for cell in found.cells] == [True, False]
    assert "Framed" not in " ".join(one.get_text() for one in picture.texts)


def test_a_third_axis_has_a_picture_a_value_and_all_share_their_shades() -> None:
    maps = heat_maps(swept(f"{RATE}=5,6 %", f"{PREMIUM}=380,400 元", "figures.wage_growth=3,5 %"), "zh")
    assert list(maps) == [f"sweep_{scheme}_{n}" for scheme in ("employee_scheme", "resident") for n in (1, 2)]
    limits = {maps[f"sweep_employee_scheme_{n}"].axes[0].images[0].get_clim() for n in (1, 2)}
    assert len(limits) == 1


@pytest.mark.slow_without_jit
def test_one_axis_is_one_column_and_what_does_not_move_has_no_picture() -> None:
    maps = heat_maps(swept(f"{PREMIUM}=300..500:10 元"), "en")
    assert list(maps) == ["sweep_resident"]
    axes = maps["sweep_resident"].axes[0]
    assert axes.images[0].get_array().shape == (21, 1)
    assert not axes.texts  # no room for words
