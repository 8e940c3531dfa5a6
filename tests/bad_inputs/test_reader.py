"""One file per mistake a reader can meet, each with what a person is told."""

from pathlib import Path

import pytest

from actuary.errors import Mistakes
from actuary.text import plain, read

FOLDER = Path(__file__).parent / "reader"
FINE = "byte_order_mark_is_fine"

# file: line and column, what is written there, what would be right
TOLD = {
    "after_the_end": [
        (
            "3:1",
            "area: meishan",
            "as many spaces as before the first line; after a line of ... nothing may follow",
        )
    ],
    "alias": [("2:8", "first: *shared", "*shared repeats another part: write the values out")],
    "alias_bomb": [
        ("1:4", "a: &a [lol, lol, lol, lol]", "&a marks a part to repeat it elsewhere: leave it out"),
        ("2:4", "b: &b [*a, *a, *a, *a]", "&b marks a part to repeat it elsewhere: leave it out"),
        ("2:8", "b: &b [*a, *a, *a, *a]", "*a repeats another part: write the values out"),
        ("3:4", "c: &c [*b, *b, *b, *b]", "&c marks a part to repeat it elsewhere: leave it out"),
        ("3:8", "c: &c [*b, *b, *b, *b]", "*b repeats another part: write the values out"),
        ("4:4", "d: &d [*c, *c, *c, *c]", "&d marks a part to repeat it elsewhere: leave it out"),
        ("4:8", "d: &d [*c, *c, *c, *c]", "*c repeats another part: write the values out"),
    ],
    "anchor": [("2:9", "levers: &shared", "&shared marks a part to repeat it elsewhere: leave it out")],
    "at_sign": [("1:8", "title: @meishan", "quotation marks around such a text")],
    "backslash": [
        (
            "1:11",
            'title: "C:\\meishan"',
            "a backslash inside \" \" starts a sign of its own: write the text inside ' '",
        )
    ],
    "colon_in_chinese_text": [
        ("1:13", "title: 眉山，降费: 第一步", "a text that holds a colon and a space needs quotation marks")
    ],
    "colon_in_text": [
        (
            "1:15",
            "title: Meishan: the cut of 2020",
            "a text that holds a colon and a space needs quotation marks",
        )
    ],
    "control_character": [("1:11", "title: Mei?shan", "the same without the invisible sign here (U+0007)")],
    "directive": [("1:9", "%MEISHAN", "a line cannot start with %")],
    "empty": [("1:1", "an empty file", "names with their values, such as title: Meishan")],
    "escaped_control_character": [
        ("1:8", 'title: "Mei\\ashan"', "a text without invisible signs: leave out what the backslash makes")
    ],
    "first_line_indented": [
        (
            "2:1",
            "area: meishan",
            "as many spaces as before the first line; after a line of ... nothing may follow",
        )
    ],
    "full_width_colon": [
        ("1:1", "title：眉山", "title: 眉山 (a plain colon, then a space)"),
        ("2:1", "area：meishan", "area: meishan (a plain colon, then a space)"),
    ],
    "full_width_colon_below_a_name": [("3:5", "employer：9 %", "employer: 9 % (a plain colon, then a space)")],
    "full_width_colon_in_braces": [
        ("1:12", "employer: {2026：9 %, 2027：10 %}", "2026: 9 % (a plain colon, then a space)"),
        ("1:22", "employer: {2026：9 %, 2027：10 %}", "2027: 10 % (a plain colon, then a space)"),
    ],
    "full_width_colon_in_the_middle": [("2:1", "area：meishan", "area: meishan (a plain colon, then a space)")],
    "full_width_comma": [("1:11", "employer: {2026: 9 %，2027: 10 %}", "a plain , where a full-width one stands")],
    "full_width_quotes": [
        ("1:16", "title: “Meishan: the cut”", "a text that holds a colon and a space needs quotation marks")
    ],
    "full_width_space": [("2:1", "area: meishan", "a plain space where a full-width one stands")],
    "gbk": [("2:10", "title: 眉山市，降费", "a file saved as UTF-8: this one is in GBK")],
    "indent_in": [("2:7", "area: meishan", "as many spaces before it as before the lines it belongs to")],
    "indent_out": [("3:3", "resident_financing: {}", "as many spaces before it as before the lines it belongs to")],
    "invisible_space": [("2:3", "ar?ea: meishan", "the same without the invisible sign here (U+200B)")],
    "item_beside_name": [("1:8", "areas: - meishan", "a list starts on the line below its name, each item as - item")],
    "list_as_name": [("1:3", "? [2026, 2027]", "a name before the colon is a word, not a list")],
    "list_on_top": [("1:1", "- title: Meishan", "names with their values, such as title: Meishan")],
    "merge": [("2:1", "<<: {area: meishan}", "<< takes over another part: write the values out")],
    "name_among_items": [
        (
            "3:3",
            "to: 2035",
            "this line is no item of the list above it: move it in or out, or start it with -",
        )
    ],
    "neither_utf8_nor_gbk": [("1:16", "title: Meishan ��", "a file saved as UTF-8: this one is in another coding")],
    "no_colon": [("2:1", "meishan", "a line needs a name, a colon and a space: name: value")],
    "no_comma": [
        (
            "1:11",
            "employer: {2026: 9 % 2027: 10 %}",
            "commas between the parts, and the sign that closes what is opened here",
        )
    ],
    "no_name": [("1:1", ": 9 %", "a name before the colon")],
    "no_space_after_colon": [("2:1", "to:2035", "to: 2035 (a plain colon, then a space)")],
    "no_space_in_braces": [("1:12", "employer: {2026:9 %}", "2026: 9 % (a plain colon, then a space)")],
    "one_brace_too_many": [
        ("1:22", "employer: {2026: 9 %}}", "nothing may follow the sign that closes a text or a list")
    ],
    "only_blanks": [("1:1", "an empty file", "names with their values, such as title: Meishan")],
    "only_comment": [("1:1", "nothing but comments", "names with their values, such as title: Meishan")],
    "open_brace": [
        (
            "2:11",
            "employer: {2026: 9 %,",
            "commas between the parts, and the sign that closes what is opened here",
        )
    ],
    "open_bracket": [
        (
            "1:8",
            "areas: [meishan, jingzhou",
            "commas between the parts, and the sign that closes what is opened here",
        )
    ],
    "open_quote": [("1:8", 'title: "Meishan', "the quotation mark that opens here is never closed")],
    "own_tag": [("1:8", "title: !e!meishan 1", "a text that starts with *, & or ! needs quotation marks")],
    "percent_first": [("1:11", "employer: %9", "9 %, not %9")],
    "repeated_key": [
        ("5:3", "resident_financing: {}", "resident_financing stands on line 3 already: keep one"),
        ("6:1", "title: Jiangxi", "title stands on line 1 already: keep one"),
    ],
    "second_document": [("2:1", "---", "one file, one text: put what follows --- into its own file")],
    "star": [("1:9", "title: * Meishan", "a text that starts with *, & or ! needs quotation marks")],
    "tab": [
        ("3:1", "contribution_rate:", "spaces at the start of a line, not a tab"),
        ("4:1", "employer: 9 %", "spaces at the start of a line, not a tab"),
    ],
    "tag": [
        (
            "1:8",
            'title: !!python/object/apply:os.system ["echo meishan"]',
            "!!python/object/apply:os.system gives a type to the value: leave it out",
        ),
        ("2:5", "to: !!int 2035", "!!int gives a type to the value: leave it out"),
    ],
    "text_after_quote": [("1:18", "title: 'Meishan' 2035", "nothing may follow the sign that closes a text or a list")],
    "text_beside_fold": [("1:8", "why: > what the cut costs", "after > or | the text starts on the next line")],
    "text_on_top": [("1:1", "Meishan", "names with their values, such as title: Meishan")],
    "too_deep": [
        (
            "1:27",
            "title: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
            "at most 20 levels of names and lists in each other",
        )
    ],
    "too_deep_in_lines": [("21:41", "level_20:", "at most 20 levels of names and lists in each other")],
    "two_commas": [
        ("1:17", "areas: [meishan,, jingzhou]", "a value, or the sign that closes the list, is missing here")
    ],
    "unicode_line_break": [("1:11", "title: Mei?shan", "the same without the invisible sign here (U+2028)")],
    "utf16": [("1:1", "title: Meishan", "a file saved as UTF-8: this one is in UTF-16")],
    "very_long_key": [
        (
            "2:1",
            "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…",
            "a line needs a name, a colon and a space: name: value",
        )
    ],
    "very_long_line": [
        (
            "1:2008",
            "ong long long long long long : and a colon",
            "a text that holds a colon and a space needs quotation marks",
        )
    ],
}


@pytest.mark.parametrize("name", TOLD)
def test_what_is_told(name, monkeypatch):
    monkeypatch.chdir(FOLDER)
    with pytest.raises(Mistakes) as raised:
        read(Path(f"{name}.yaml"))
    told = [(str(mistake.place), mistake.wrong, mistake.right) for mistake in raised.value.mistakes]
    assert told == [(f"{name}.yaml:{at}", wrong, right) for at, wrong, right in TOLD[name]]


def test_a_byte_order_mark_is_fine():
    assert plain(read(FOLDER / f"{FINE}.yaml")) == {"title": "眉山"}


def test_every_file_has_its_message():
    assert {path.stem for path in FOLDER.glob("*.yaml")} == {*TOLD, FINE}


def test_no_message_speaks_like_a_parser():
    jargon = ("yaml", "token", "scalar", "mapping", "node", "indent", "parse", "codec", "byte")
    rights = [right.lower() for mistakes in TOLD.values() for _, _, right in mistakes]
    assert not [right for right in rights if any(word in right for word in jargon)]
