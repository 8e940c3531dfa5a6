"""The section `uncertainty` of a scenario: switches, the matrix of correlations, widths."""

from pathlib import Path

import numpy as np
import pytest
from pydantic import ValidationError

from actuary.axes import PROCESSES
from actuary.kernel import rows_of_draws as d
from actuary.scenario.loading import load
from actuary.scenario.uncertainty import ALL, CORRELATED, Uncertainty


def written(**content: object) -> Uncertainty:
    return Uncertainty.model_validate(content)


def test_everything_is_uncertain_unless_it_is_written_otherwise() -> None:
    assert (ALL.process, ALL.parameter, ALL.model, ALL.correlations, ALL.widths) == (True, True, True, (), {})
    assert load("meishan").uncertainty == ALL
    assert written(model="no").model is False


def test_processes_stand_in_the_order_of_the_kernel() -> None:
    assert PROCESSES.index("wages") == d.WAGES and PROCESSES.index("use") == d.USED
    assert PROCESSES.index("price_employee") == d.PRICES and PROCESSES.index("enrolment") == d.ENROLMENT
    assert PROCESSES.index("births") == d.NATALITY and PROCESSES.index("epidemic") == d.EPIDEMIC
    assert len(PROCESSES) == d.PROCESSES and PROCESSES[: d.EPIDEMIC] == CORRELATED


def test_pairs_that_are_not_written_are_uncorrelated() -> None:
    found = np.array(written(correlations={"wages": {"use": "-0.3"}, "price_resident": {"wages": "0.5"}}).correlations)
    expected = np.eye(6)
    expected[0, 1] = expected[1, 0] = -0.3
    expected[0, 3] = expected[3, 0] = 0.5
    assert np.array_equal(found, expected)


def test_what_moves_exactly_together_is_a_matrix_of_correlations() -> None:
    found = written(correlations={"wages": {"use": "1", "price_employee": "-1"}, "use": {"price_employee": "-1"}})
    assert found.correlations[1][2] == -1


@pytest.mark.parametrize("last", ["0.8", "-0.9"])
def test_three_that_cannot_move_together_are_refused(last: str) -> None:
    """With 0.9 and 0.9 to a third, two correlate by at least 2 x 0.81 - 1 = 0.62."""
    matrix = {"wages": {"use": "0.9", "births": "0.9"}, "use": {"births": last}}
    if float(last) > 0.62:
        assert written(correlations=matrix).correlations[1][5] == 0.8
    else:
        with pytest.raises(ValidationError):
            written(correlations=matrix)


@pytest.mark.parametrize(("text", "width"), [("0", 0.0), ("1.5", 1.5), ("100", 100.0)])
def test_a_width_is_a_number_of_times(text: str, width: float) -> None:
    assert written(widths={"use": text}).widths == {"use": width}


@pytest.mark.parametrize("text", ["-1", "+1", "100.5", "wide", None, ["1"]])
def test_what_is_no_width_is_refused(text: object) -> None:
    with pytest.raises(ValidationError):
        written(widths={"use": text})


def test_a_variant_has_its_parent_s_uncertainty_but_for_what_it_writes(tmp_path: Path) -> None:
    parent = tmp_path / "parent.yaml"
    parent.write_text("title: a\nbased_on: meishan\nuncertainty:\n  model: no\n  widths: {use: 2}\n", encoding="utf-8")
    child = tmp_path / "child.yaml"
    child.write_text("title: b\nbased_on: parent\nuncertainty:\n  widths: {wages: 3}\n", encoding="utf-8")
    found = load(str(child)).uncertainty
    assert (found.model, found.parameter, found.widths) == (False, True, {"wages": 3.0})


def test_a_setting_of_the_command_line_switches_a_layer_off() -> None:
    assert load("meishan", "uncertainty.process=no").uncertainty.process is False


def test_areas_that_meet_share_what_is_uncertain() -> None:
    whole = load("jiangxi_pooling", "uncertainty.model=no")
    assert {one.uncertainty.model for one in whole.members} == {False}
