"""Steps from one level to another."""

import pytest

from actuary.reports.plots import picture
from actuary.reports.stairs import beside_stairs, draw_stairs


def test_each_step_begins_where_the_one_above_it_ends() -> None:
    """From 5 up 2 and down 3 to 4."""
    with picture("en") as (figure, axes, _):
        draw_stairs(axes, (5.0, 4.0), [2.0, -3.0], ["5", "+2", "-3", "4"], ["then", "more", "less", "now"])
        beside_stairs(figure, ["a" * 60])
    assert [bar.get_x() for bar in axes.patches] == pytest.approx([0, 5, 7, 0])
    assert [bar.get_width() for bar in axes.patches] == pytest.approx([5, 2, -3, 4])
    assert [text.get_text() for text in axes.texts] == ["5", "+2", "-3", "4"]
    assert figure.subplotpars.left > 0.5


def test_steps_below_zero_have_room_on_their_side() -> None:
    with picture("en") as (_, axes, _):
        draw_stairs(axes, (1.0, -2.0), [-3.0], ["1", "-3", "-2"], ["then", "less", "now"])
    assert axes.get_xlim()[0] < -2.0
