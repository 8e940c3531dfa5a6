"""The table of a difference in many futures."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from actuary.futures.differences import Differences
from actuary.reports.ensemble_differences import table
from actuary.reports.ensemble_files import differences_csv
from actuary.reports.page import plain_text
from actuary.reports.projection import Look
from tests.unit.reports.made import compared, made
from tests.unit.reports.made_futures import BETWEEN, futures, spread


def differences(more: float = 0.5) -> Differences:
    """A variant whose residents' spending is higher by (1 + b) x `more` 亿元 a year, b from -1 to +1."""
    ran = futures()
    for one, at in zip(ran, BETWEEN.tolist(), strict=True):
        for group, measures in one.items():
            for measure, values in measures.items():
                sign = {"spending": 1, "balance": -1}.get(measure, 0) if group in ("resident", "all") else 0
                measures[measure] = sign * (1 + at) * more * 1e8 * np.arange(len(values))
    both: Any = compared(made(), made(change=1.0 + more), moved=[("levers.x, 1", None)])
    return Differences(both, (spread(ran, low=0.0),), 7, {"process": True, "parameter": True, "model": True})


def lines(found: Differences, lang: Any = "en") -> list[str]:
    return plain_text(table(found, Look(lang, 120, [2020, 2025, 2035]), str)).split("\n")


def test_medians_bounds_and_the_chance_of_being_worse() -> None:
    rows = lines(differences())
    assert any(
        row.startswith('Difference from "Meishan (眉山), law in force", draw by draw in 101 futures') for row in rows
    )
    block = rows[rows.index("Residents (城乡居民医保), balance") :]
    assert block[2].split() == ["median", "-0.50", "-3.00", "-8.00"]  # half a 亿元 a year
    assert block[1].split()[-3:] == ["-0.05", "-0.30", "-0.80"]  # b = -0.9: 0.5 x (1 - 0.9) a year
    assert block[5].split()[-4:] == ["99.0", "%", "99.0", "%"]  # all but the one at which nothing changes


def test_years_before_the_first_difference_are_shown_to_who_asks_for_them() -> None:
    found = differences()
    late = found.spreads[0].tally._kept[0][1]
    late[[rows.start + year for name in found.spreads[0].tally.names for rows in [found.spreads[0].tally.rows(name)]
          for year in range(6)]] = 0.0  # fmt: skip
    rows = plain_text(table(found, Look("en", 120, [2020, 2035]), str)).split("\n")
    block = rows[rows.index("Residents (城乡居民医保), balance") :]
    assert block[2].split() == ["median", "0.00", "-8.00"]
    assert "2020" not in "".join(plain_text(table(found, Look("en", 120), str)).split("\n")[2:4])


def test_funds_that_stay_have_a_line() -> None:
    rows = lines(differences())
    assert "Employee scheme (职工医保)  no difference" in [row.rstrip() for row in rows]
    assert any("What moved: levers.x, 1" in row for row in rows)


def test_no_difference_at_all() -> None:
    rows = lines(differences(0.0))
    assert sum("no difference" in row for row in rows) == 3


@pytest.mark.parametrize(("lang", "says"), [("en", "chance of being worse"), ("zh", "劣于基准的概率")])
def test_in_both_languages(lang: Any, says: str) -> None:
    assert any(says in row for row in lines(differences(), lang))


def test_the_csv_names_the_variant_first() -> None:
    content = differences_csv(differences(), "en").decode("utf-8-sig").split("\r\n")
    assert content[0] == "Variant,Year,Scheme,Measure,Statistic,Value,Unit"
    assert "meishan,2035,Residents,balance,50 % quantile,-80000,万元" in content
    assert any("chance of being lower than the base" in row for row in content)


def test_chances_of_grief_stand_side_by_side() -> None:
    """Residents' spending of 12 grows by 1 - b a year in the base, by 2 - b with the variant, over an income of 12."""
    base, worse = spread(futures()), spread(futures(change=2.0))
    rows = lines(replace(differences(), base=base, variants=(worse,)))
    block = rows[rows.index("Residents (城乡居民医保), balance") :]
    chances = [row for row in block if "chance of having run dry by then" in row][:2]
    assert [row.split(":")[1].split()[0] for row in chances] == ["base", "variant"]
    last = [100 * one.by_then("resident", "balance")[-1] for one in (base, worse)]
    assert [row.split()[-2] for row in chances] == [f"{one:.1f}" for one in last]
    assert last[0] < last[1]
    found = replace(differences(), base=base, variants=(worse,))
    assert "截至当年末曾耗尽的概率（本方案）" in "".join(lines(found, "zh"))
    text = differences_csv(found, "en").decode("utf-8-sig")
    assert "chance of less months than the band begins with in the base" in text
