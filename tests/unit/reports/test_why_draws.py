"""The table, the files and the pictures of why median and tail come out otherwise."""

import json

from actuary.analysis.attribution.why import Part, Split
from actuary.analysis.attribution.why_draws import HIGH, LOW, SplitOfDraws
from actuary.labels import Language
from actuary.reports.files import json_text
from actuary.reports.page import plain_text
from actuary.reports.why_draws import foot, table, waterfalls, why_draws_csv, why_draws_dict
from tests.runs import ran


def split(before: float, after: float, *parts: tuple[str, float, float], exact: bool = True) -> Split:
    ends = (ran("meishan"), ran("meishan_rate_cut"))
    shared = tuple(Part(*one) for one in parts)
    return Split("resident.reserve_months", "months", 2030, before, after, shared, exact, 4, 7, *ends)


def found(at: float = LOW, *, exact: bool = True) -> SplitOfDraws:
    """The median from 4.0 to 7.5, the tail from 1.0 to 2.0."""
    middle = split(4.0, 7.5, ("resident_financing", 4.5, 0.1), ("audit", -1.0, 0.0), exact=exact)
    tail = split(1.0, 2.0, ("resident_financing", 3.0, 0.3), ("audit", -2.0, 0.2), exact=exact)
    return SplitOfDraws(middle, tail, at, 1_000, 25)


def told(one: SplitOfDraws, lang: Language = "en") -> str:
    return plain_text(table(one, lang, 160, str))


def test_median_and_tail_stand_side_by_side_with_their_errors() -> None:
    text = told(found())
    assert "Residents, reserve months, median, 2030: +3.5, from 4.0 to 7.5 months" in text
    assert "Residents, reserve months, 5 % quantile, 2030: +1.0, from 1.0 to 2.0 months" in text
    rows = [line.split() for line in text.splitlines() if line.startswith("  ")]
    assert rows[:4] == [
        ["median", "5", "%", "quantile"],
        ["residents'", "financing", "+4.5", "±", "0.1", "+3.0", "±", "0.3"],
        ["audit", "-1.0", "±", "0.0", "-2.0", "±", "0.2"],
        ["sum", "+3.5", "months", "+1.0", "months"],
    ]


def test_the_foot_says_what_is_split_from_which_draws_and_what_it_rests_on() -> None:
    text = " ".join(told(found()).split())
    assert "the difference of two quantiles" in text
    assert "1,000 futures (seed 7)" in text
    assert "Exact, from 4 runs" in text
    assert "Reserve months: 12 x balance at the end of the year" in text
    assert "assumed" in text
    assert "one future in twenty has less" in text
    assert any("one future in twenty spends more" in one for one in foot(found(HIGH), "en"))


def test_orders_that_were_sampled_are_told() -> None:
    text = " ".join(foot(found(exact=False), "en"))
    assert "25 random orders" in text
    assert "and from the orders that were sampled" in text


def test_nothing_moved_is_said() -> None:
    still = found()._replace(middle=split(4.0, 4.0), tail=split(1.0, 1.0))
    assert "no difference, exactly" in told(still)


def test_in_chinese() -> None:
    text = told(found(), "zh")
    assert "城乡居民医保可支付月数（5%分位数），2030年：+1.0，由1.0变为2.0（个月）" in text
    assert "居民筹资标准" in text
    assert "种子7" in text


def test_files_hold_plain_numbers() -> None:
    rows = why_draws_csv(found(), "en").decode("utf-8-sig").splitlines()
    assert rows[1] == "0.5,resident.reserve_months,2030,resident_financing,4.5,0.1,months"
    assert rows[-1] == "0.05,resident.reserve_months,2030,sum,1,0,months"
    content = json.loads(json_text(why_draws_dict(found())))
    assert (content["draws"], content["seed"], content["measure"]) == (1000, 7, "resident.reserve_months")
    assert content["quantiles"][1]["parts"][1] == {"what": "audit", "amount": -2.0, "error": 0.2}
    assert content["quantiles"][1]["quantile"] == 0.05
    assert "parts" not in content


def test_the_pictures_step_from_the_base_to_the_variant() -> None:
    ends = [
        [bar.get_width() for bar in (figure.axes[0].patches[0], figure.axes[0].patches[-1])]
        for figure in waterfalls(found())
    ]
    assert ends == [[4.0, 7.5], [1.0, 2.0]]
