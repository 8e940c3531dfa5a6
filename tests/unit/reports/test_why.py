"""The table, the files and the picture of why a variant comes out otherwise."""

import json
import re

import pytest

from actuary.analysis.attribution.why import Part, Split
from actuary.labels import Language
from actuary.levers import lever_names
from actuary.reports.files import json_text
from actuary.reports.page import plain_text
from actuary.reports.why import LONGEST, change_named, table, waterfall, why_csv, why_dict
from actuary.scenario.model import Behaviour
from tests.runs import ran

PARTS = (
    Part("resident_financing", 4.9, 0.0),
    Part("resident_benefits", -2.45, 0.0),
    Part("audit", 0.95, 0.0),
    Part("interest", 0.0, 0.0),
)


def split(
    measure: str = "resident.reserve_months", unit: str = "months", size: float = 1.0, *, exact: bool = True
) -> Split:
    """From 4.1 to 7.5, in so many of a unit."""
    parts = tuple(Part(one.what, one.amount * size, 0.0 if exact else 0.26 * size) for one in PARTS)
    ends = (ran("meishan"), ran("meishan_rate_cut"))
    return Split(measure, unit, 2030, 4.1 * size, 7.5 * size, parts, exact, 16, 1, *ends)


def told(one: Split, lang: Language = "en") -> str:
    return plain_text(table(one, lang, 100, str))


def test_each_part_has_its_bar_and_the_sum_its_unit() -> None:
    text = told(split())
    assert "Residents, reserve months, 2030: +3.4, from 4.1 to 7.5 months" in text
    rows = {line.split()[-3]: line.split()[-2:] for line in text.splitlines() if line.endswith(("#", "-"))}
    rows |= {
        line.split()[0]: line.split()[1:] for line in text.splitlines() if line.startswith(("  interest", "  sum"))
    }
    assert rows["financing"] == ["+4.9", "#" * LONGEST]
    assert rows["benefits"] == ["-2.5", "-" * (LONGEST // 2)]
    assert rows["interest"] == ["0.0"]
    assert rows["sum"] == ["+3.4", "months"]


def test_the_foot_says_what_it_rests_on() -> None:
    text = told(split())
    assert "What moved: contribution_rate.employer, -1.5 pp from January 2021" in text
    assert "Exact, from 16 runs." in text
    assert "Reserve months: 12 x balance at the end of the year" in text
    assert "assumed" in text


@pytest.mark.parametrize(
    ("measure", "unit", "size", "said"),
    [
        ("resident.balance", "money", 1e8, "Residents, balance, 2030: +3.40, from 4.10 to 7.50 亿元"),
        ("premium", "money", 100, "Own premium, 2030: +340.00, from 410.00 to 750.00 元"),
        ("insured_residents", "people", 1e4, "Insured residents, 2030: +3.40, from 4.10 to 7.50 万人"),
        ("take_up", "share", 0.01, "Take-up of residents, 2030: +3.40 pp, from 4.10 to 7.50 %"),
        ("active_per_retired", "number", 1, "2030: +3.400, from 4.100 to 7.500"),
    ],
)
def test_amounts_are_in_the_unit_of_the_measure(measure: str, unit: str, size: float, said: str) -> None:
    assert said in told(split(measure, unit, size))


def test_what_was_sampled_stands_with_its_error() -> None:
    text = told(split(exact=False))
    assert "+4.9  ± 0.3" in text
    assert "seed 1" in text


def test_nothing_moved_is_said() -> None:
    one = split()._replace(parts=(), after=4.1, variant=ran("meishan"))
    assert "Nothing that moves a run is otherwise: no difference, exactly." in told(one)


def test_every_change_there_may_be_has_its_words() -> None:
    answers = [f"behaviour.{name}" for name in Behaviour.model_fields]
    for what in (*lever_names(), *answers, "people", "uncertainty"):
        assert re.search("[\u4e00-\u9fff]", change_named(what, "zh")), what
        assert "_" not in change_named(what, "en"), what
    assert change_named("figures.wage_growth", "zh") == "参数 wage_growth"
    together = "behaviour.tier_choice + figures.tier_choice_response"
    assert change_named(together, "en") == "behaviour: choice of tier + figure tier_choice_response"


def test_changes_that_go_only_together_are_explained() -> None:
    one = split()._replace(parts=(Part("behaviour.network + figures.network_response", 3.4, 0.0),))
    said = (
        "behaviour: network + figure network_response: changes that cannot be made one without the other are one part."
    )
    assert said in " ".join(told(one).split())


def test_a_headline_does_not_contradict_its_ends() -> None:
    one = split()._replace(before=21.06, after=18.04, parts=(Part("audit", -3.02, 0.0),))
    assert "2030: -3.02, from 21.06 to 18.04 months" in told(one)
    assert re.search(r"^  audit  -3\.02 ", told(one), re.M)


def test_parts_that_do_not_add_up_as_printed_are_explained() -> None:
    parts = tuple(Part(name, 0.34, 0.0) for name in ("audit", "interest", "budget"))
    one = split()._replace(before=1.0, after=1.0 + 3 * 0.34, parts=parts)
    assert "from 1.0 to 2.0 months" in told(one)
    assert "Parts are rounded" in told(one)  # three times 0.3 are 0.9, and the sum is 1.0
    assert "Parts are rounded" not in told(one._replace(parts=parts[:1], after=1.34))


def test_in_chinese() -> None:
    text = told(split(), "zh")
    assert "居民筹资标准" in text
    assert "2030年：+3.4，由4.1变为7.5（个月）" in text
    assert "合计" in text


def test_files_hold_plain_numbers() -> None:
    rows = why_csv(split("resident.balance", "money", 1e8), "en").decode("utf-8-sig").splitlines()
    assert rows[1] == "resident.balance,2030,resident_financing,490000000,0,元"
    assert rows[-1] == "resident.balance,2030,sum,340000000,0,元"
    content = json.loads(json_text(why_dict(split())))
    assert content["parts"][1] == {"what": "resident_benefits", "amount": -2.45, "error": 0.0}
    assert content["total"] == pytest.approx(3.4)
    assert content["scenarios"]["variant"]["name"] == "meishan_rate_cut"


def test_the_picture_steps_from_the_base_to_the_variant() -> None:
    axes = waterfall(split()).axes[0]
    bars = [(bar.get_x(), bar.get_width()) for bar in axes.patches]
    assert bars[0] == (0, 4.1)
    assert bars[-1] == (0, 7.5)
    for (start, length), after in zip(bars[:-2], [*(x for x, _ in bars[1:-1])], strict=True):
        assert start + length == pytest.approx(after)
    names = [tick.get_text() for tick in axes.get_yticklabels()]
    assert names == ["without", "residents' financing", "residents' benefits", "audit", "interest", "with"]


def test_many_parts_share_a_bar() -> None:
    parts = tuple(Part(f"figures.one_{i:02}", 20.0 - i, 0.0) for i in range(14))
    one = split()._replace(parts=parts, after=4.1 + sum(part.amount for part in parts))
    names = [tick.get_text() for tick in waterfall(one).axes[0].get_yticklabels()]
    assert names[-2:] == ["4 others", "with"]
    assert len(names) == 10 + 3
