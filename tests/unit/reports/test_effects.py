"""The table of levers alone."""

import json

from actuary.analysis.effects import Effect
from actuary.reports.effects import effects_csv, effects_dict, table
from actuary.reports.files import json_text
from actuary.reports.page import plain_text
from tests.runs import ran

MONEY = Effect(
    "contribution_rate", "employer: 7 %", "employee.inpatient", 1, 1.5e7, {"employee_scheme": 0.55, "resident": 0.0}
)
SHARE = Effect("enrolment", "x", "take_up", -1, -0.0123, {"employee_scheme": 0.0, "resident": -0.2})
PEOPLE = Effect("joining", "x", "insured_residents", 1, 25_000.0, {"employee_scheme": 0.0, "resident": 0.1})
REFUSED = Effect(
    "interest",
    "x",
    "take_up",
    1,
    float("nan"),
    dict.fromkeys(("employee_scheme", "resident"), float("nan")),
    "0 to 30 %",
)


def test_each_flow_is_in_the_unit_of_its_kind() -> None:
    text = plain_text(table(ran("meishan"), [MONEY, SHARE, PEOPLE, REFUSED], 2030, "en", 120))
    rows = {line.split()[0]: line for line in text.splitlines() if line.startswith("  ")}
    assert "+1,500.0 万元" in rows["contribution_rate"]
    assert "+0.6" in rows["contribution_rate"]
    assert "-1.23 pp" in rows["enrolment"]
    assert "+2.50 万人" in rows["joining"]
    assert "0 to 30 %" in rows["interest"]


def test_files_hold_plain_numbers() -> None:
    csv = effects_csv([MONEY], 2030, "zh").decode("utf-8-sig").splitlines()
    assert csv[1].startswith("contribution_rate,employer: 7 %,employee.inpatient,2030,15000000,元,0.55,0")
    told = json.loads(json_text(effects_dict([REFUSED], 2030)))
    assert told["effects"][0]["moved"] is None
    assert told["effects"][0]["refused"] == "0 to 30 %"


def test_a_lever_and_its_flow_are_named_in_chinese_beside_what_is_typed() -> None:
    rows = plain_text(table(ran("meishan"), [MONEY], 2030, "zh", 120)).splitlines()
    assert [row.split()[:2] for row in rows if "contribution_rate" in row] == [
        ["缴费费率（contribution_rate）", "职工统筹基金住院费用支出"]
    ]
