"""A table of people, read from a file."""

import hashlib
from pathlib import Path

import numpy as np
import pytest

from actuary.demography.tables import people_table
from actuary.errors import Mistakes
from actuary.figures.tables import table
from actuary.sheet import MANY
from tests.unit.demography.files import made


def test_rows_may_come_in_any_order(tmp_path: Path) -> None:
    found = made(tmp_path, "migration", "2026,female,0+,4", "2025,male,0+,-1.5", "2026,male,0+,3", "2025,female,0+,2")
    assert [span.text for span in found.spans] == ["2025", "2026"]
    assert found.sexes == ("male", "female")
    np.testing.assert_array_equal(found.array(), [[[-1.5], [2]], [[3], [4]]])


def test_a_table_without_sexes_or_ages_has_one_of_each(tmp_path: Path) -> None:
    found = made(tmp_path, "births", "2025,9", "2026,8")
    assert (found.sexes, found.ages) == ((), ())
    np.testing.assert_array_equal(found.array(), [[[9]], [[8]]])


def test_units_are_turned_into_persons_and_shares(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("year,births,unit\n2025,1.5,万人\n2026,15,千人\n2027,15000,\n2028,15000,人\n", encoding="utf-8")
    assert people_table("births", path).cells == (15000, 15000, 15000, 15000)
    path.write_text("year,age,rate,unit\n2025,15-49,45,‰\n2026,15-49,4.5,%\n", encoding="utf-8")
    assert people_table("fertility", path).cells == pytest.approx((0.045, 0.045))


def test_a_byte_order_mark_and_spaces_in_the_head_are_no_matter(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes("\ufeffYear, Births\r\n2025,9\r\n\r\n".encode())
    assert people_table("births", path).cells == (9,)


def test_rows_of_one_place_are_taken_from_a_table_of_many() -> None:
    census = people_table("population", table("census_2020").path, "meishan")
    assert census.array().sum() == 2_955_219
    assert census.ages[-1].text == "85+"


def test_the_hash_is_of_the_bytes_of_the_file(tmp_path: Path) -> None:
    found = made(tmp_path, "births", "2025,9")
    assert found.digest == hashlib.sha256(b"year,births\n2025,9").hexdigest()


def test_of_very_many_mistakes_the_first_are_told_and_the_rest_counted(tmp_path: Path) -> None:
    with pytest.raises(Mistakes) as found:
        made(tmp_path, "births", *(f"{year},many" for year in range(1900, 2000)))
    told = found.value.mistakes
    assert len(told) == MANY
    assert told[-1].wrong == f"{100 - MANY + 1} more from here on"
