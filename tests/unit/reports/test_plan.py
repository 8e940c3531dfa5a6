"""The plan on a page, for a spreadsheet and as plain numbers."""

import json

from actuary.analysis.plans import plan_of
from actuary.reports.files import json_text
from actuary.reports.page import plain_text
from actuary.reports.plan import plan_csv, plan_dict, table
from tests.runs import ran


def test_the_page_has_targets_bases_and_budget() -> None:
    text = plain_text(table(plan_of(ran("zibo_plan"), 2034), "en", 120))
    assert "Targets of 2034" in text
    (missed,) = (line for line in text.splitlines() if line.strip().startswith("Residents, balance"))
    assert missed.split()[-1] == "亿元"
    assert any(line.strip().startswith("registered (all insured)") for line in text.splitlines())
    assert "of it paid by the centre" in text


def test_a_year_without_a_target_says_so() -> None:
    assert "nothing is expected of this year" in plain_text(table(plan_of(ran("meishan"), 2024), "en", 120))


def test_files_hold_every_block_in_the_readers_words() -> None:
    plan = plan_of(ran("jiangxi_plan"), 2024)
    csv = plan_csv(plan, "zh").decode("utf-8-sig").splitlines()
    assert csv[0].startswith("2024年度目标考核,指标")
    assert any("城镇常住人口" in row for row in csv)
    told = json.loads(json_text(plan_dict(plan)))
    assert told["enrolment"][0]["planned"] == plan.bases[0].planned > 0
    assert told["budget"]["resident"]["income"][0] == ran("jiangxi_plan").funds["resident"]["income"][4]


def test_what_is_not_known_is_none() -> None:
    told = json.loads(json_text(plan_dict(plan_of(ran("meishan"), 2024))))
    assert told["enrolment"][-1]["now"] is None
