"""The words of tables and pictures."""

import csv
from collections import Counter

import pytest

from actuary.home import data_folder
from actuary.labels import label


def names() -> list[str]:
    with (data_folder() / "labels.csv").open(encoding="utf-8-sig", newline="") as file:
        return [row["name"] for row in csv.DictReader(file)]


def test_a_name_has_its_words_once() -> None:
    """Of two rows of a name the later one would silently win: the interest of layers' funds was told as that between areas."""
    assert [name for name, times in Counter(names()).items() if times > 1] == []


def test_the_interest_of_a_fund_and_that_between_areas_are_told_apart() -> None:
    assert label("fund_interest", "zh") == "利息"
    assert label("interest_between", "zh") == "调剂金（统一基金）利息"


def test_a_name_without_words_is_told_the_nearest() -> None:
    with pytest.raises(KeyError, match="did you mean fund_interest"):
        label("fund_intrest", "en")
