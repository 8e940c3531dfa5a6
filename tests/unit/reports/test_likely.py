"""How a chance that was solved is told, of shares put together by hand."""

import json

import pytest

from actuary.analysis.choices.likely import Likely, with_error
from actuary.analysis.choices.solve import Cost
from actuary.analysis.choices.target import read_chance
from actuary.analysis.choices.varied import Varied
from actuary.reports.files import json_text
from actuary.reports.likely import answer, as_csv, as_dict, table
from actuary.reports.page import plain_text
from actuary.units import Date
from tests.runs import ran


@pytest.fixture(name="found")
def a_premium_that_is_enough() -> Likely:
    chance, _ = read_chance("P(resident.reserve_months >= 6, 2027..2030) >= 80 %", range(2020, 2036))
    assert chance is not None
    varied = Varied("resident_financing", "premium", "", Date(2027, None))
    return Likely(
        varied, chance, 512.0, with_error(512.0, 0.8, 2500), with_error(511.0, 0.79, 2500), with_error(400.0, 0.5, 2500),
        1.0, 0.0, 1200.0, True, 1, False, 2500, 7, 17, (Cost("cost_members", 3e8, 2e8),), ran("meishan"),
        ran("meishan"),
        "levers.resident_financing.premium.2027=512 元",
    )  # fmt: skip


def test_the_answer_its_proof_and_what_it_rests_on(found: Likely) -> None:
    told = " ".join(plain_text(table(found, "en", 100)).split())
    assert "of 512 元 from 2027 (as it stands: 400 元)" in told
    assert "in every year from 2027 to 2030 in 80.00 % of the draws (as it stands: 50.00 %)" in told
    assert "applied, 512 元 gives 80.00 % (standard error 0.80 %)" in told  # 0.8 x 0.2 / 2500 = 0.008 squared
    assert "511 元 gives 79.00 %" in told
    assert "2,500 draws (seed 7)" in told
    assert "assumed" in told
    assert "Members" in told or "members" in told


def test_it_is_told_in_chinese(found: Likely) -> None:
    told = "".join(plain_text(table(found, "zh", 100)).split())
    assert "概率为80.00%（现为50.00%）" in told
    assert "种子7" in told


def test_without_a_solution_the_nearest_is_told(found: Likely) -> None:
    none = found._replace(value=None, beside=None, costs=(), crossings=0)
    assert answer(none, "en").startswith("No solution in the range: nowhere from 0 元 to 1,200 元")
    assert answer(found._replace(everywhere=True), "en").startswith("There is nothing to solve")


def test_files_hold_every_number(found: Likely) -> None:
    told = json.loads(json_text(as_dict(found)))
    assert (told["value"], told["draws"], told["seed"], told["share"]) == (512.0, 2500, 7, 0.8)
    assert told["at"] == {"value": 512.0, "share": 0.8, "error": pytest.approx(0.008)}
    rows = as_csv(found, "en").decode("utf-8-sig").splitlines()
    assert rows[1].endswith(",512,,元")
    assert rows[2].endswith(",0.8,0.008,ratio")
