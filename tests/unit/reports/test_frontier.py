"""The page, the files and the picture of the least costly packages."""

import csv
import json
from dataclasses import replace

import pytest

from actuary.analysis.choices.frontier import Frontier
from actuary.reports.files import json_text
from actuary.reports.frontier import answer, cost_by_chance, frontier_csv, frontier_dict, table
from actuary.reports.numbers import share
from actuary.reports.page import plain_text, width
from actuary.reports.plots import png
from actuary.results import Alert
from actuary.scenario.loading import load
from tests.runs import employers_alone, packages_found

pytestmark = pytest.mark.slow_without_jit


def out_of_reach(found: Frontier) -> Frontier:
    """The same, where nobody would be content with the packages that were found."""
    wanted = found.wanted._replace(share=1.0)
    return found._replace(wanted=wanted, missing=(1.0,), packages=found.packages[:1], ceiling=0.96)


def test_a_row_for_each_package_below_the_scenario_as_it_stands() -> None:
    found = packages_found()
    rows = plain_text(table(found, "en", 160)).splitlines()
    assert rows[0].startswith("Meishan (眉山), law in force: the least costly packages")
    assert "  A  resident's own premium from 2027 (resident_financing.premium.2027): from 300 元 to 500 元" in rows
    head = next(i for i, row in enumerate(rows) if row.split()[:3] == ["A", "B", "chance"])
    stands = rows[head + 1]
    assert stands.split()[:3] == ["as", "it", "stands"]
    assert share(found.stands.chance) in stands
    chosen = next(row for row in rows if row.split()[1:2] == ["*"])
    assert found.chosen
    assert f"{found.chosen.cost / 1e8:+.2f}" in chosen.split()
    hospitals = float(found.chosen.borne.hospitals)
    assert chosen.split()[-1] == f"{hospitals / 1e8:+.2f}"
    assert any(row.startswith("* The least costly package found for the chance") for row in rows)


def test_its_foot_tells_what_a_reader_must_know() -> None:
    found = packages_found()
    text = " ".join(plain_text(table(found, "en", 160)).split())
    assert f"{len(found.tried):,} packages were tried" in text
    assert "by the same 60 futures (seed 1)" in text
    assert "members counted 2 times" in text
    assert "With 60 draws a chance is off by up to 13 points" in text  # 1.96 x 0.5 / sqrt(60) = 0.127
    assert "Band of 6 to 9 months" in text
    assert "assumed" in text
    assert "they add up with what the funds hold more" in text
    assert "--set 'levers.resident_financing.premium.2027=" in text


def test_its_foot_tells_who_is_lost_what_stands_at_an_end_and_how_to_go_on_with_what_was_set() -> None:
    """With a yuan of members counted twice the premium of the chosen is the low end, 300 yuan."""
    found = packages_found()
    text = " ".join(plain_text(table(found, "en", 160)).split())
    assert "keep every scheme at 6 months or more, 2028 to 2030" in text
    assert "Insured: how many more than as it stands are insured in 2030" in text
    assert "a package that loses people looks cheaper than it is" in text
    assert "At the end of its range: resident's own premium from 2027 = 300 元" in text
    assert f"{len(found.unbeaten)} have none beside them that is as likely and cheaper" in text
    assert "--set to=2030" in text
    scenario = load("meishan", "figures.wage_growth=4 %", "to=2030")
    own = found._replace(base=replace(found.base, scenario=scenario))
    again = " ".join(plain_text(table(own, "en", 160)).split())
    assert (
        "actuary run meishan --set 'figures.wage_growth=4 %' --set to=2030 --set 'levers.resident_financing." in again
    )


def test_a_premium_that_nobody_was_seen_to_pay_is_told_of_the_package() -> None:
    found = packages_found()
    assert found.chosen and not found.chosen.warned
    warned = found.chosen._replace(warned=(Alert("resident", "premium", 2027, None, 2.5),))
    told = found._replace(packages=tuple(warned if one == found.chosen else one for one in found.packages))
    assert "! Residents: from 2027 the premium takes up to 2.5 %" in plain_text(table(told, "en", 160))


def test_a_page_that_is_too_narrow_has_who_bears_it_in_a_table_of_its_own() -> None:
    rows = plain_text(table(packages_found(), "en", 90)).splitlines()
    assert all(width(row) <= 90 for row in rows)
    heads = [row.split() for row in rows if row.split()[-1:] in (["all"], ["hospitals"])]
    assert heads == [
        ["A", "B", "chance", "again", "months", "insured", "in", "all"],
        ["employers", "members", "government", "patients", "hospitals"],
    ]


def test_where_nothing_is_found_the_nearest_is_told_and_what_was_lost_before() -> None:
    found = out_of_reach(packages_found())
    said = answer(found, "en")
    assert said.startswith("No package in the ranges keeps every scheme at 6 months or more")
    assert f"The nearest is resident's own premium from 2027 = {found.likeliest.values[0]:g} 元" in said
    text = " ".join(plain_text(table(found, "en", 160)).split())
    assert "No package was found for a chance of 100 %." in text
    assert "widen a range, or add a field" in text
    assert "No package can do better than 96.0 %" in text
    assert "before the first of these fields holds, in 2027" in text


def test_the_scheme_that_fails_is_named_and_what_cannot_be_moved_is_no_ground_for_a_wider_range() -> None:
    found = employers_alone()
    text = " ".join(plain_text(table(found, "en", 160)).split())
    chance = share(found.stands.chances[1])
    assert f"none of these moves the chance that fails: Residents {chance}, the same everywhere in the ranges" in text
    assert (
        f"Employee scheme {share(found.stands.chances[0])}, Residents {chance}. The lower chance is that of: Residents."
        in text
    )
    assert "Fewest months, in most of the futures: Residents (as it stands" in text
    assert "To reach a higher chance: add a field that moves it with --vary." in text
    assert "wider range may" not in text
    assert "To go on from here" not in text
    told = "".join(plain_text(table(found, "zh", 160)).split())
    assert "所列措施均不影响未达标的概率（城乡居民医保" in told
    assert "多数模拟中可支付月数最低的险种：城乡居民医保（现行安排" in told
    assert "后续测算" not in told


def test_where_the_chance_is_the_same_everywhere_the_nearest_is_no_package_to_go_on_with() -> None:
    found = out_of_reach(packages_found())
    level = found._replace(tried=tuple((0.5, cost) for _, cost in found.tried))
    told = [" ".join(plain_text(table(one, "en", 160)).split()) for one in (found, level)]
    assert ["To go on from here" in text for text in told] == [True, False]
    assert ["The chance is the same everywhere in the ranges" in text for text in told] == [False, True]
    assert "none of these fields moves it so far" in told[1]
    assert "在此范围内均未使其变动" in "".join(plain_text(table(level, "zh", 160)).split())


def test_one_scheme_alone_is_told_by_its_name_and_amounts_by_the_years_they_are_summed_over() -> None:
    found = employers_alone("employee_scheme")
    text = " ".join(plain_text(table(found, "en", 160)).split())
    assert "mployer contribution rate from 2029 = 5 % keeps the employee scheme at 6 months or more, 2030" in text
    assert "What each bears more than as it stands, 2029 to 2030" in text
    assert "Months: of the employee scheme, at the year-end" in text
    assert "by itself" not in text
    told = plain_text(table(found, "zh", 160))
    assert "2029年起单位缴费率取 5 %，" in told
    assert "职工医保可支付月数均不低于6个月" in told
    assert "较现行安排各方增加的负担（2029至2030年合计" in told
    assert "用人单位" in told.split("A  ", 1)[1]


def test_in_chinese_it_is_told_as_a_bureau_would() -> None:
    text = plain_text(table(packages_found(), "zh", 120))
    assert "最低成本方案" in text
    assert "医疗机构" in text
    assert "可支付月数" in text


def test_files_hold_every_package_in_yuan() -> None:
    found = packages_found()
    rows = [row.split(",") for row in frontier_csv(found, "en").decode("utf-8-sig").splitlines()]
    assert rows[0][:3] == ["", "resident_financing.premium.2027 (元)", "resident_financing.subsidy.2027 (元)"]
    assert rows[0][3:7] == ["chance (ratio)", "again (ratio)", "months (months)", "insured (Persons)"]
    head = next(csv.reader([frontier_csv(found, "en").decode("utf-8-sig").splitlines()[0]]))
    assert head[-5:] == [
        "in all (元)",
        "chance, Employee scheme (ratio)",
        "chance, Residents (ratio)",
        "lower chance",
        "fewest months",
    ]
    assert rows[1][0] == "as it stands"
    assert float(rows[-1][-5]) == pytest.approx(found.packages[-1].cost, abs=1e-3)
    told = json.loads(json_text(frontier_dict(found)))
    assert (told["met"], told["draws"], told["seed"], told["in_band"]) == (True, 60, 1, 0.8)
    assert told["weights"]["members"] == 2.0
    assert len(told["packages"]) == len(found.packages)
    assert len(told["tried"]) == len(found.tried)
    assert len(told["unbeaten"]) == len(found.unbeaten)
    assert (told["funds"], told["first_summed"], told["unmoved"]) == (["employee_scheme", "resident"], 2027, [])
    assert told["as_it_stands"]["chance_resident"] == found.stands.chances[1]
    assert told["as_it_stands"]["fewest"] == "resident"
    assert told["chosen"]["insured"] == found.chosen.insured if found.chosen else False
    assert frontier_dict(out_of_reach(found))["chosen"] is None


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_picture_has_a_dot_for_each_package_that_was_tried(lang: str) -> None:
    found = packages_found()
    figure = cost_by_chance(found, lang)  # type: ignore[arg-type]
    dots, packages, edge = figure.axes[0].lines[:3]
    assert len(dots.get_xdata()) == len(found.tried)
    assert [*packages.get_xdata()] == [100 * one.chance for one in found.packages]
    assert [*edge.get_xdata()] == [100 * chance for chance, _ in found.unbeaten]
    assert png(figure).startswith(b"\x89PNG")
