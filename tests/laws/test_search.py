"""A crossing is found wherever it lies, on the side that meets the target."""

from hypothesis import given
from hypothesis import strategies as st

from actuary.analysis.choices.search import nearest_crossing


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6), st.floats(0.01, 0.99), st.sampled_from([-1.0, 1.0]))
def test_any_line_is_met_where_it_crosses(low: float, width: float, part: float, way: float) -> None:
    high, root = low + width, low + part * width
    found = nearest_crossing(lambda x: way * (x - root), low, high, low)
    assert found.value is not None
    assert abs(found.value - root) <= 1e-9 * max(abs(low), abs(high), width)
    assert way * (found.value - root) >= 0
    assert (found.monotone, found.crossings) == (True, 1)


@given(st.floats(0.01, 0.99), st.floats(0.1, 50.0))
def test_any_jump_is_met_on_the_side_that_meets(at: float, height: float) -> None:
    found = nearest_crossing(lambda x: height if x >= at else -1.0, 0.0, 1.0, 0.0)
    assert found.value is not None
    assert 0 <= found.value - at <= 1e-9
