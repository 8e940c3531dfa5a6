"""The page and the files of a solved target."""

import json
from functools import cache

from actuary.analysis.choices.solve import Solution, solution_of
from actuary.reports.files import json_text
from actuary.reports.page import plain_text
from actuary.reports.solve import answer, as_csv, as_dict, table


@cache
def solved(until: str = "resident.reserve_months[2027..2028] >= 20", vary: str = "premium") -> Solution:
    return solution_of("meishan", ("to=2029",), f"resident_financing.{vary}", until, None, "2027")


def test_the_page_answers_proves_and_says_what_it_costs() -> None:
    found = solved()
    text = plain_text(table(found, "en", 120))
    assert answer(found, "en").startswith(
        f"Resident's own premium of {found.rounded:,.0f} 元 from 2027 (as it stands: 400 元) brings Residents, reserve"
    )
    assert (
        f"By 2028 the law and the scenario have made {found.rounded + 16:,.0f} 元 of it (as it stands: 416 元)." in text
    )
    assert "applied, it gives 20.000000 months" in text
    assert "Members bear" in text
    assert "The funds take in more than they spend" in text
    assert "Employers bear" not in text  # what does not move has no row
    assert "every yuan into the funds is somebody's" in text
    assert "参保个人负担" in plain_text(table(found, "zh", 120))
    assert "Reserve months: 12 x balance" in text
    own = f"actuary run meishan --set to=2029 --set '{found.setting}'"  # what was asked with is asked with again
    assert own in " ".join(text.split())
    likely = (
        "--vary resident_financing.premium --from 2027 --until 'P(resident.reserve_months[2027..2028] >= 20) >= 80 %'"
    )
    assert f"actuary solve meishan --set to=2029 {likely}" in " ".join(text.split())


def test_a_target_that_is_met_already_says_so() -> None:
    text = plain_text(table(solved("resident.reserve_months[2028] >= 3"), "zh", 120))
    assert "现行取值已达到目标" in text or "无需求解" in text


def test_the_answer_says_where_there_is_none() -> None:
    assert answer(solved("resident.reserve_months[2028] >= 900"), "en").startswith("No solution in the range: ")
    assert answer(solved("resident.reserve_months[2028] >= 900"), "zh").startswith("范围内无解：")
    assert answer(solved("employee.surplus[2028] >= 0"), "en").startswith("There is nothing to solve: ")


def test_files_hold_plain_numbers() -> None:
    found = solved()
    told = json.loads(json_text(as_dict(found)))
    assert told["value"] == found.value
    assert told["met"] is True
    assert [one["name"] for one in told["costs"]] == [one.name for one in found.costs]
    rows = as_csv(found, "zh").decode("utf-8-sig").splitlines()
    assert rows[0] == ",2028,2027—2028年年均,单位"
    assert rows[3] == f"取整后的取值（无解时为最接近者）,{found.rounded:.0f},,元"
    assert rows[4].endswith(",个月")
    assert [row.rpartition(",")[2] for row in rows[7:]] == ["人" if "参保人数" in row else "元" for row in rows[7:]]
    none = json.loads(json_text(as_dict(solved("resident.reserve_months[2028] >= 900"))))
    assert (none["value"], none["met"], none["costs"]) == (None, False, [])


def test_a_premium_that_nobody_has_paid_yet_is_told_with_the_answer() -> None:
    found = solution_of(
        "meishan",
        ("to=2029",),
        "resident_financing.premium",
        "resident.reserve_months[2028] >= 45",
        "0,3000 元",
        "2027",
    )
    text = " ".join(plain_text(table(found, "en", 120)).split())
    assert "! Residents: from 2027 the premium takes up to" in text
    assert "more than a place is known to lose in a year" in text
    assert "! Residents" not in plain_text(table(solved(), "en", 120))
