"""The table of what drives a fund."""

import json

import pytest

from actuary.analysis.attribution.divisia import BEGUN
from actuary.analysis.attribution.drivers import FUNDS, Driver, Drivers, drivers_of, told_of
from actuary.labels import label
from actuary.reports.drivers import drivers_csv, drivers_dict, table, waterfall
from actuary.reports.files import json_text
from actuary.reports.page import plain_text
from tests.runs import ran

MADE = (
    Driver("income", "premiums", "eligible", -2e8),
    Driver("income", "premiums", "premium_a_head", 5e8),
    Driver("income", "other_lines", "interest", 1e8),
    Driver("spending", "inpatient", "age", 3e8),
    Driver("spending", "inpatient", "price", 1e8),
    Driver("frozen_spending", "inpatient", "price", 9e7),
    Driver("spending", "outpatient", "age", 1e8),
    Driver("spending", "outpatient", "price", -1e8),
    Driver("frozen_spending", "outpatient", "price", -9e7),
    Driver("spending", "other_lines", "timing", 0.0),
)


def made() -> Drivers:
    return Drivers(ran("meishan"), "resident", 2025, 2032, MADE)


def rows(text: str) -> dict[str, list[str]]:
    """The cells of each row of both blocks, by the first of them."""
    cells = (line.replace(" %", "%").split() for line in text.splitlines() if line.startswith("  "))
    return {one[0]: one[1:] for one in cells}


def test_a_row_tells_parts_together_share_and_the_frozen_population() -> None:
    text = plain_text(table(made(), "en", 120))
    found = rows(text)
    assert found["age"][-4:] == ["+3.00", "+1.00", "+4.00", "100.0%"]
    assert found["price"] == ["+1.00", "-1.00", "0.00", "0.0%", "0.00"]
    assert found["eligible"] == ["people", "-2.00", "-50.0%"]
    assert found["sum"] == ["+4.00", "0.00", "+4.00", "100.0%", "0.00"]
    assert "People as in 2025" in text


def test_every_driver_is_defined_below_and_what_nobody_published_is_counted() -> None:
    text = plain_text(table(drivers_of(ran("meishan"), "employee_scheme", 2025, 2030), "zh", 120))
    assert "年龄结构：按身份、性别、年龄计的人均医疗需求" in text
    assert "LMDI" in text
    assert "引用数据" in text
    assert "e-" not in text


def test_whatever_may_drive_a_fund_has_a_name_and_a_definition() -> None:
    for fund in FUNDS:
        told = told_of(ran("meishan"), fund, 2030)
        factors = {name for product in told.products.values() for name in product}
        for name in factors | {line for _, line in told.lines} | {BEGUN}:
            assert label(f"driver_{name}", "zh") != label(f"driver_{name}", "en")
            assert label(f"driver_{name}_is", "zh") != label(f"driver_{name}_is", "en")


def test_files_hold_plain_numbers() -> None:
    csv = drivers_csv(made(), "en").decode("utf-8-sig").splitlines()
    assert csv[0] == "Measure,Part,Driver,Amount (元),Share (ratio)"
    assert csv[1] == "income,premiums,eligible,-200000000,-0.5"
    assert len(csv) == 1 + len(MADE)
    told = json.loads(json_text(drivers_dict(made())))
    assert told["change"] == {"income": 4e8, "spending": 4e8, "frozen_spending": 0.0}
    assert told["drivers"][3] == {
        "measure": "spending", "part": "inpatient", "driver": "age", "amount": 3e8, "share": 0.75,
    }  # fmt: skip
    assert set(told["definitions"]) == {one.driver for one in MADE}


def test_a_share_of_nothing_is_none() -> None:
    still = made()._replace(drivers=(Driver("income", "other_lines", "interest", 0.0),))
    told = json.loads(json_text(drivers_dict(still)))
    assert told["drivers"][0]["share"] is None


def test_the_picture_steps_from_the_first_year_to_the_last() -> None:
    found = drivers_of(ran("meishan"), "resident", 2025, 2030)
    values = ran("meishan").funds["resident"]["spending"]
    axes = waterfall(found, "spending").axes[0]
    bars = [(bar.get_x(), bar.get_width()) for bar in axes.patches]
    assert (bars[0][1], bars[-1][1]) == (values[2025 - 2019] / 1e8, values[2030 - 2019] / 1e8)
    assert sum(length for _, length in bars[1:-1]) == pytest.approx(bars[-1][1] - bars[0][1])
    names = [tick.get_text() for tick in axes.get_yticklabels()]
    assert (names[0], names[-1]) == ("2025", "2030")
    assert {"price", "use"} <= set(names)
    assert axes.get_title(loc="left").startswith("Spending ")
