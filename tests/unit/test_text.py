"""What the reader makes of a right text, and of a path that leads nowhere."""

from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from actuary import text
from actuary.errors import Mistake, Mistakes, Place
from actuary.text import LARGEST, Mapping, Scalar, Sequence, parse, plain, read

MEISHAN = """\
# a comment
title: Meishan, rate cut
why: >
  What it costs:
  说明：一行
levers:
  contribution_rate:
    employer: {2021-01: -1.5 pp, 2022: "no"}
areas: [meishan, jingzhou]
empty:
address: https://example.org/a:b
"""


def test_the_plain_tree_keeps_every_letter():
    assert plain(parse(MEISHAN, "f.yaml")) == {
        "title": "Meishan, rate cut",
        "why": "What it costs: 说明：一行\n",
        "levers": {"contribution_rate": {"employer": {"2021-01": "-1.5 pp", "2022": "no"}}},
        "areas": ["meishan", "jingzhou"],
        "empty": "",
        "address": "https://example.org/a:b",
    }


def test_names_and_values_know_their_places():
    tree = parse(MEISHAN, "f.yaml")
    levers = tree.entries["levers"].value
    assert isinstance(levers, Mapping)
    assert levers.place == Place("f.yaml", 7, 3)
    rate = levers.entries["contribution_rate"].value
    assert isinstance(rate, Mapping)
    employer = rate.entries["employer"].value
    assert isinstance(employer, Mapping)
    line = MEISHAN.splitlines()[7]
    cut = employer.entries["2021-01"]
    assert cut.key.place == Place("f.yaml", 8, line.index("2021-01") + 1)
    assert cut.value == Scalar("-1.5 pp", False, Place("f.yaml", 8, line.index("-1.5") + 1))
    assert employer.entries["2022"].value == Scalar("no", True, Place("f.yaml", 8, line.index('"no"') + 1))
    areas = tree.entries["areas"].value
    assert isinstance(areas, Sequence)
    assert [item.place.col for item in areas.items] == [9, 9 + len("meishan, ")]


def test_columns_count_letters_and_lines_end_in_any_way():
    tree = parse("标题: 眉山\r\n地区: a\rb: c\n", "f.yaml")
    assert [entry.value.place[1:] for entry in tree.entries.values()] == [(1, 5), (2, 5), (3, 4)]


@pytest.mark.parametrize("written", ["6 %", "0.10", "1e-3", "no", "~", "0x10", "2020-02-30", "1:30", "= -0.5 %"])
def test_no_value_is_turned_into_anything(written):
    assert plain(parse(f"a: {written}\n", "f.yaml")) == {"a": written}


def test_a_byte_order_mark_moves_no_place(tmp_path):
    path = tmp_path / "bom.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + "title: 眉山\n".encode())
    assert read(path).entries["title"].key == Scalar("title", False, Place(str(path), 1, 1))


def told(path: Path) -> Mistake:
    with pytest.raises(Mistakes) as raised:
        read(path)
    (mistake,) = raised.value.mistakes
    return mistake


def test_no_file_names_the_nearest(tmp_path):
    (tmp_path / "meishan.yaml").write_text("title: a\n")
    near = tmp_path / "meishan.yaml"
    missing = tmp_path / "meishna.yaml"
    assert told(missing) == Mistake(None, str(missing), f"there is no such file; did you mean {near}?")
    assert told(tmp_path / "no" / "folder.yaml").right == "there is no such file"


def test_a_folder_is_no_file(tmp_path):
    assert told(tmp_path) == Mistake(None, str(tmp_path), "a file: this is a folder")


def test_a_name_that_no_file_can_have():
    assert told(Path("a\0b")).right == "a file that may be read"


def test_a_file_just_too_large_and_one_just_not(tmp_path):
    path = tmp_path / "large.yaml"
    path.write_bytes(b"a: 1\n#" + b"x" * (LARGEST - 6))
    assert plain(read(path)) == {"a": "1"}
    path.write_bytes(b"a: 1\n#" + b"x" * (LARGEST - 5))
    assert told(path) == Mistake(Place(str(path), 1, 1), "a very long file", "a file of at most 262,144 bytes")


def test_twenty_levels_are_read_and_one_more_is_not():
    def nested(levels: int) -> str:
        return "a: " + "[" * (levels - 1) + "]" * (levels - 1)

    parse(nested(text.DEEPEST), "f.yaml")
    with pytest.raises(Mistakes, match="at most 20 levels"):
        parse(nested(text.DEEPEST + 1), "f.yaml")


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file():
    with pytest.raises(Mistakes) as raised:
        parse("a: &x 1\na: !!int 2\nb: *x\n", "f.yaml")
    assert [(m.place.line, m.place.col) for m in raised.value.mistakes if m.place] == [
        (1, 4),  # the anchor
        (2, 1),  # the repeated name
        (2, 4),  # the tag
        (3, 4),  # the alias
    ]


def test_an_alias_bomb_is_short_to_read_and_quick():
    names = "abcdefgh"
    bomb = "a: &a [1]\n" + "".join(f"{b}: &{b} [{', '.join(['*' + a] * 1000)}]\n" for a, b in pairwise(names))
    with pytest.raises(Mistakes) as raised:
        parse(bomb, "f.yaml")
    # eight marks, and each of the first seven taken up once
    assert len(raised.value.mistakes) == 8 + 7


def test_without_the_compiled_parser_the_tree_is_the_same(monkeypatch):
    tree = parse(MEISHAN, "f.yaml")
    monkeypatch.setattr(text, "_LOADER", yaml.SafeLoader)
    assert parse(MEISHAN, "f.yaml") == tree
