"""The page and the files of a sweep."""

import json
from functools import cache

from actuary.analysis.choices.sweep import Sweep, sweep_of
from actuary.reports.files import json_text
from actuary.reports.page import plain_text
from actuary.reports.sweep import sweep_csv, sweep_dict, table

RATE = "contribution_rate.employer.2027"
PREMIUM = "resident_financing.premium.2027"


@cache
def swept(*vary: str) -> Sweep:
    return sweep_of("meishan", ("to=2030",), vary, 2029, "resident.balance")


def test_two_axes_are_rows_and_columns_one_answer_at_a_time() -> None:
    found = swept(f"{RATE}=1,6 %", f"{PREMIUM}=380..420:20 元")
    rows = plain_text(table(found, "en", 160)).splitlines()
    down, across = f"employer contribution rate from 2027 ({RATE})", f"resident's own premium from 2027 ({PREMIUM})"
    assert " ".join(" ".join(rows).split()).startswith(f"Meishan (眉山), law in force: {down} down, {across} across ")
    at = rows.index("Employee scheme, deficit first in")
    assert [row.split() for row in rows[at + 1 : at + 4]] == [
        ["380", "元", "400", "元", "420", "元"],
        ["1", "%", "2027", "2027", "2027"],
        ["6", "%", "none", "none*", "none"],
    ]
    months = rows[rows.index("Residents, reserve months, 2029") + 2].split()
    assert months[2:] == [f"{cell.months[1]:.1f}" for cell in found.cells[:3]]
    amounts = rows[rows.index("Residents, balance, 2029  亿元") + 2].split()
    assert amounts[2:] == [f"{cell.measured / 1e8:.2f}" for cell in found.cells[:3]]
    assert "Residents, out of money in: none in every cell" in rows
    assert "* The scenario as it stands." in rows
    assert any(row.startswith("Reserve months: 12 x balance") for row in rows)
    assert any(row.startswith("6 plain projections (no draws)") for row in rows)
    assert any(row.startswith("Figures used: ") for row in rows)


def test_a_page_that_is_too_narrow_goes_on_below() -> None:
    found = swept(f"{RATE}=1,6 %", f"{PREMIUM}=380..420:20 元")
    rows = plain_text(table(found, "en", 24)).splitlines()
    at = rows.index("Employee scheme, deficit first in")
    assert [row.split() for row in rows[at + 1 : at + 6 : 3]] == [["380", "元"], ["400", "元"]]


def test_one_axis_has_its_answers_in_columns() -> None:
    found = swept(f"{PREMIUM}=380,420 元")
    rows = plain_text(table(found, "zh", 160)).splitlines()
    assert rows[0] == f"眉山市（现行政策）：2027年起居民个人缴费标准（{PREMIUM}）取不同值"
    cells = {row.split()[0]: row.split()[-2:] for row in rows[4:7]}
    assert cells["380"] == [f"{found.cells[0].months[1]:.1f}", f"{found.cells[0].measured / 1e8:.2f}"]
    assert cells["现行安排"] == [f"{found.stands.months[1]:.1f}", f"{found.stands.measured / 1e8:.2f}"]


def test_the_scenario_as_it_stands_has_one_row() -> None:
    rows = plain_text(table(swept(f"{PREMIUM}=380..420:20 元"), "en", 160)).splitlines()
    told = [row.split()[0] + row.split()[1] for row in rows[4:8] if row]
    assert told == ["380元", "400元*", "420元"]
    assert not any(row.startswith("  as it stands") for row in rows)


def test_a_field_that_moves_nothing_has_no_rows() -> None:
    found = sweep_of("meishan", ("to=2023",), ("contribution_rate.employer.2023=5.9,6 %",), 2021)
    rows = plain_text(table(found, "en", 160)).splitlines()
    assert [row.endswith(" in every cell") for row in rows[1:8]] == [False, *[True] * 6]
    assert not any(row.startswith(("* ", "  as it stands")) for row in rows)


def test_three_axes_have_a_page_for_each_value_of_the_third() -> None:
    found = swept(f"{RATE}=1,6 %", f"{PREMIUM}=380,420 元", "figures.wage_growth=3,5 %")
    rows = plain_text(table(found, "en", 160)).splitlines()
    assert [row for row in rows if row.startswith("Figure ")] == ["Figure wage_growth: 3 %", "Figure wage_growth: 5 %"]
    heads = [i for i, row in enumerate(rows) if row == "Employee scheme, reserve months, 2029"]
    told = [rows[at + 2].split()[2:] for at in heads]
    assert told == [[f"{cell.months[0]:.1f}" for cell in found.cells[i : i + 3 : 2]] for i in (0, 1)]


def test_the_scenario_as_it_stands_is_told_first() -> None:
    found = swept(f"{RATE}=1,6 %", f"{PREMIUM}=380..420:20 元")
    text = plain_text(table(found, "zh", 400))
    assert "现行安排（2027年起单位缴费率：6 %、2027年起居民个人缴费标准：400 元）：职工医保首次当期赤字 无; " in text
    growths = swept("figures.wage_growth=3,5 %", f"{RATE}=1,2 %")  # growth has a path, not one value
    assert "As it stands (employer contribution rate from 2027: 6 %): " in plain_text(table(growths, "en", 400))
    nothing = sweep_of("meishan", ("to=2023",), (f"{RATE[:-2]}22=5,6 %", f"{RATE[:-2]}23=5,6 %"), 2021)
    assert "As it stands" not in plain_text(table(nothing, "en", 400))


def test_files_hold_plain_numbers() -> None:
    found = swept(f"{RATE}=1,6 %", f"{PREMIUM}=380..420:20 元")
    rows = sweep_csv(found, "zh").decode("utf-8-sig").splitlines()
    assert len(rows) == 1 + 2 * 3
    assert rows[0].startswith(f"{RATE} (比值),{PREMIUM} (元),职工医保: 首次当期赤字,")
    assert rows[1].startswith("0.01,380,2027,,,,")
    told = json.loads(json_text(sweep_dict(found)))
    assert told["axes"][0] == {"name": RATE, "unit": "share", "values": [0.01, 0.06]}
    assert [cell["as_it_stands"] for cell in told["cells"]] == [False] * 4 + [True, False]
    assert told["cells"][0]["deficit_employee_scheme"] == 2027
    assert told["cells"][0]["deficit_resident"] is None
    assert told["as_it_stands"]["resident.balance"] == found.stands.measured
