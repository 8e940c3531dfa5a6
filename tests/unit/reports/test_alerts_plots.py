"""The picture of early-warning lights."""

from collections import Counter

from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from actuary.analysis.alerts.lights import held_against
from actuary.analysis.alerts.rules import rules_of
from actuary.reports.alerts_plots import FACES, lights
from tests.runs import ran


def test_every_light_is_a_cell_with_its_number() -> None:
    found = held_against(ran("zibo"), rules_of("zibo"))
    (axes,) = lights(found).axes
    cells = Counter(to_hex(one.get_facecolor()) for one in axes.patches if isinstance(one, Rectangle))
    expected = Counter(to_hex(FACES[light][0]) for row in found.rows for light in row.lights)
    assert cells == expected
    words = [text.get_text() for text in axes.texts]
    assert f"{ran('zibo').series('resident.reserve_months')[-1]:.1f}" in words
    empty = next(one.year for one in found.coming if (one.event.name, one.pool) == ("empty", "resident"))
    assert any(word.startswith("Residents: ") and word.endswith(f"empty fund at a year-end {empty}") for word in words)


def test_lights_can_be_told_apart_in_grey() -> None:
    def grey(colour: str) -> float:
        red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        return 0.299 * red + 0.587 * green + 0.114 * blue

    red, yellow, green = (grey(FACES[light][0]) for light in ("red", "yellow", "green"))
    assert red + 0.15 < yellow < green - 0.15
