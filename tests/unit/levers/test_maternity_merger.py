"""Funds that are one stay one."""

import pytest

from actuary.axes import Calendar
from tests.runs import pulled_by

CALENDAR = Calendar(2019, 2023)


def merged(written: str) -> list[float]:
    _, after = pulled_by("maternity_merger", written, "meishan", CALENDAR)
    return after.maternity_merged.tolist()


def test_the_merger_can_be_put_off_to_a_month() -> None:
    assert merged("merged: {2020: no, 2021-07: yes}") == [0.0] * 30 + [1.0] * 42


def test_the_merger_can_be_put_off_for_ever() -> None:
    assert merged("merged: no") == [0.0] * 72


@pytest.mark.parametrize("written", ["merged: {2021: no}", "merged: {2020: yes, 2022-05: no}"])
def test_what_is_one_is_not_taken_apart_again(written: str) -> None:
    with pytest.raises(ValueError, match="stay one"):
        merged(written)
