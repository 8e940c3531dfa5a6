"""The table, the files and the picture of a bridge."""

import csv
import io
import json

import pytest

from actuary.analysis.attribution.bridge import ORDER, Bridge, Span, Step
from actuary.analysis.attribution.bridge_ends import End, end_of
from actuary.labels import Language
from actuary.reports.bridge import bridge_csv, bridge_dict, headline, table, waterfall
from actuary.reports.files import json_text
from actuary.reports.page import plain_text
from tests.runs import ran

AMOUNTS = (1.0, -0.5, 0.25, 0.0, 2.0, -0.05)
"""Together 2.7."""


def end(name: str = "zhang_2021_baseline", refused: str = "") -> End:
    return end_of(name)._replace(refused=refused)


def bridge(steps: tuple[Step, ...] = (), refused: str = "", **instead: object) -> Bridge:
    """Months from 6 to 8.7, and the same in 亿元."""
    steps = steps or tuple(Step((group,), amount) for group, amount in zip(ORDER, AMOUNTS, strict=True))
    spans = (
        Span("resident.reserve_months", "months", 6.0, 8.7, steps),
        Span("resident.balance", "money", 6e8, 8.7e8, tuple(Step(one.groups, one.amount * 1e8) for one in steps)),
    )
    moved = {"assumptions": tuple(f"figure_{n}" for n in range(6)), "law": ("annual_cap",)}
    made = Bridge(end(refused=refused), end("meishan"), 2030, spans, moved, 32, ran("meishan"))
    return made._replace(**instead)  # type: ignore[arg-type]


def told(one: Bridge, lang: Language = "en", columns: int = 100) -> str:
    return plain_text(table(one, lang, columns))


def test_every_group_has_its_line_between_then_and_now() -> None:
    lines = [line.split() for line in told(bridge()).splitlines() if line.startswith("  ")]
    rows = {" ".join(line[:-2]): line[-2:] for line in lines if len(line) > 2}
    assert rows["forecast then"] == ["6.0", "6.00"]
    assert rows["new data"] == ["+1.0", "+1.00"]
    assert rows["experience"] == ["-0.5", "-0.50"]
    assert rows["law"] == ["0.0", "0.00"]
    assert rows["forecast now"] == ["8.7", "8.70"]


def test_the_foot_says_what_changed_what_it_means_and_what_was_assumed() -> None:
    text = told(bridge())
    assert "assumptions: figure_0, figure_1, figure_2, figure_3, and 2 more" in text
    assert "law: annual_cap" in text
    assert "from 32\n" in text or "from 32 runs" in text
    assert "Program and tables: what this version" in text
    assert "Balance: at the end of the year" in text
    assert "assumed" in text


def test_what_cannot_be_separated_is_named_so() -> None:
    joined = (Step(("experience", "levers"), 2.0), Step(("law",), 0.7))
    assert "Not to be separated: experience and levers of the scenario can be changed only together." in told(
        bridge(joined)
    )
    whole = told(bridge((Step(ORDER, 2.7),), refused="keeps_none"))
    assert "  all together " in whole
    assert "zhang_2021_baseline does not keep what it was computed from" in whole
    assert "New data:" not in whole


def test_a_narrow_page_has_the_measures_one_below_the_other() -> None:
    narrow = told(bridge(), columns=50)
    assert narrow.count("forecast then") == 2
    assert told(bridge()).count("forecast then") == 1


def test_chinese_has_the_words_of_a_bureau() -> None:
    text = told(bridge(), "zh")
    for word in ("原预测", "数据更新", "实际偏离预测", "假设调整", "政策法规变化", "新预测", "个月"):
        assert word in text


def test_csv_goes_from_the_old_value_to_the_new_one() -> None:
    rows = [*csv.reader(io.StringIO(bridge_csv(bridge(), "en").decode("utf-8-sig")))]
    months = [row for row in rows if row[0] == "resident.reserve_months"]
    assert [float(row[3]) for row in months] == [6.0, *AMOUNTS, 8.7]
    assert months[0][1:3] == ["2030", "forecast then"]


def test_json_holds_every_number_and_both_ends() -> None:
    found = json.loads(json_text(bridge_dict(bridge())))
    assert [one["amount"] for one in found["measures"]["resident.reserve_months"]["steps"]] == [*AMOUNTS]
    assert (found["ends"]["old"]["made"], found["ends"]["new"]["name"]) == ("2021-07-22", "meishan")
    assert set(found["definitions"]) == {"reserve_months", "balance"}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_picture_has_a_bar_for_each_step_and_both_ends(lang: Language) -> None:
    axes = waterfall(bridge(), "resident.reserve_months", lang).axes[0]
    bars = [(bar.get_x(), bar.get_width()) for bar in axes.patches]  # type: ignore[attr-defined]
    assert len(bars) == 8
    assert bars[1] == pytest.approx((6.0, 1.0))
    assert bars[2] == pytest.approx((7.0, -0.5))


def test_the_headline_tells_the_whole() -> None:
    one = bridge()
    assert headline(one, one.spans[0], "en") == "Residents, reserve months, 2030: +2.7, from 6.0 to 8.7 months"


def test_a_printed_change_is_that_between_its_printed_levels() -> None:
    steps = (Step(("data",), -3.02), *(Step((group,), 0.0) for group in ORDER[1:]))
    of = Span("resident.reserve_months", "months", 21.06, 18.04, steps)
    assert "-3.02, from 21.06 to 18.04 months" in headline(bridge(), of, "en")  # -3.0 from 21.1 to 18.0 adds up to -3.1
