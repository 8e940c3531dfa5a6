"""Switch-over values: wherever the year moves, the value that is found has moved and the one a step before has not."""

from hypothesis import given
from hypothesis import strategies as st

from actuary.analysis.sensitivity import HALVINGS, Hit, swing_of, switches_of
from actuary.figures.single import Figure

LOW, VALUE, HIGH = -0.02, 0.03, 0.08
FIGURE = Figure("growth", "china", 2026, VALUE, "3 %", "%", LOW, HIGH, "assumed", "own_assumption", "", 2)
STEP = 1e-4
"""10 pp x a thousandth, the next power of ten: 0.01 pp."""


@given(at=st.floats(0.0302, 0.0798), up=st.booleans())
def test_the_place_is_found_wherever_it_is(at: float, up: bool) -> None:
    threshold = at if up else 2 * VALUE - at

    def ask(_: Figure, value: float) -> Hit:
        asked.append(value)
        return Hit(value, 2029 if (value > threshold) == up else 2031, None)

    asked: list[float] = []
    before = Hit(VALUE, 2031, None)
    (switch,) = switches_of(swing_of(FIGURE, before, ask), before, ask)
    beyond = switch.value - threshold if up else threshold - switch.value
    assert 0 <= beyond <= STEP + 1e-12
    assert switch.above == up
    assert LOW <= switch.value <= HIGH
    assert len(asked) <= 2 + HALVINGS
