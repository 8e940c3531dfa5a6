"""YAML as a person writes it -> text with places: the one reader.

Built from the parser's events, not from its loader: nothing a file says is executed, no nesting exhausts the
stack, a repeated name is seen where it stands, every value keeps its letters (0.10, 6 %, no). What can mean
something else than it shows (anchors, tags, merges, invisible letters) is refused. All mistakes of a file are
told at once, as far as the rest can be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from actuary.errors import Mistake, Mistakes, Place, nearest, one_line

LARGEST = 1 << 18  # bytes; what is larger was not written by hand
DEEPEST = 20  # levels; a scenario has five
LONGEST_SHOWN = 60  # letters of what was written, in a message

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the compiled one is not built everywhere
_BREAK = re.compile("\r\n|\r|\n")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060\ud800-\udfff\ufeff\ufffe\uffff]"
)
_GLUED = re.compile(r"[\s-]*([\w.-]+)\s*(?:：|:(?![\s/]))\s*(\S.*)")  # name：value, name:value; no address
_WIDE = dict(zip("，：“”‘’｛｝［］", ",:\"\"''{}[]", strict=True)) | {"\u3000": "space", "\xa0": "space"}
_RIGHT = {  # what the parser says when it gives up -> what would be right
    "expected ':'": "a line needs a name, a colon and a space: name: value",
    "block sequence": "a list starts on the line below its name, each item as - item",
    "comment or line": "after > or | the text starts on the next line",
    "'-' ind": "this line is no item of the list above it: move it in or out, or start it with -",
    "escape|hexdec": "a backslash inside \" \" starts a sign of its own: write the text inside ' '",
    "end of stream|document ind": "the quotation mark that opens here is never closed",
    "document start": "as many spaces as before the first line; after a line of ... nothing may follow",
    "',' or": "commas between the parts, and the sign that closes what is opened here",
    "node content": "a value, or the sign that closes the list, is missing here",
    "directive": "a line cannot start with %",
    "alphabetic|tag|'>'": "a text that starts with *, & or ! needs quotation marks",
}


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value or a name, letter for letter as it was written."""

    text: str
    quoted: bool
    place: Place


class Entry(NamedTuple):
    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """Names with their values, in the order of the file."""

    entries: dict[str, Entry]
    place: Place


@dataclass(frozen=True, slots=True)
class Sequence:
    items: tuple[Node, ...]
    place: Place


Node = Scalar | Mapping | Sequence
Plain = dict[str, "Plain"] | list["Plain"] | str


def read(path: Path) -> Mapping:
    """What stands in a file; raises Mistakes, also where there is no such file or it is not a text."""
    return parse(letters_of(path, LARGEST), str(path))


def letters_of(path: Path, largest: int) -> str:
    """The letters of a file of at most so many bytes; raises Mistakes where there is none, or it is not UTF-8."""
    file = str(path)
    try:
        with path.open("rb") as opened:
            raw = opened.read(largest + 1)
    except (OSError, ValueError) as error:
        raise Mistakes([Mistake(None, file, _not_opened(path, error))]) from None
    if len(raw) > largest:
        right = f"a file of at most {largest:,} bytes"
        raise Mistakes([Mistake(Place(file, 1, 1), "a very long file", right)])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Mistakes([_not_utf8(error, raw, file)]) from None


def parse(text: str, file: str) -> Mapping:
    """What stands in `text`; places name `file`. Raises Mistakes."""
    return _Reader(text.removeprefix("\ufeff"), file).read()


def plain(node: Node) -> Plain:
    """The tree without its places."""
    if isinstance(node, Mapping):
        return {name: plain(entry.value) for name, entry in node.entries.items()}
    return [plain(item) for item in node.items] if isinstance(node, Sequence) else node.text


@dataclass(slots=True)
class _Open:
    """A mapping (it has entries) or a list that has begun and not ended."""

    place: Place
    entries: dict[str, Entry] | None
    items: list[Node] = field(default_factory=list)
    key: Scalar | None = None


class _Reader:
    """Puts the events of one text together, from the leaves up, and notes what is wrong on the way."""

    def __init__(self, text: str, file: str) -> None:
        self.text, self.file, self.lines = text, file, _BREAK.split(text)
        self.open: list[_Open] = []
        self.top: Node | None = None
        self.aliases: set[str] = set()
        self.mistakes: list[Mistake] = []

    def read(self) -> Mapping:
        self._look_at_letters()
        try:
            for event in self._events():
                self._take(event)
        except yaml.MarkedYAMLError as error:
            self._give_up(error.problem or "", error.problem_mark, error.context or "", error.context_mark)
        if isinstance(self.top, Mapping) and not self.mistakes:
            return self.top
        raise Mistakes(self.mistakes or [self._nothing()])

    def _events(self) -> Iterator[Any]:
        """The parser's events up to what makes the rest unreadable."""
        for event in [] if self.mistakes else yaml.parse(self.text, Loader=_LOADER):
            place = self._place(event.start_mark)
            if isinstance(event, yaml.DocumentStartEvent) and self.top is not None:
                return self._wrong(place, "one file, one text: put what follows --- into its own file")
            if isinstance(event, yaml.CollectionStartEvent) and len(self.open) == DEEPEST:
                return self._wrong(place, f"at most {DEEPEST} levels of names and lists in each other")
            yield event

    def _take(self, event: Any) -> None:
        place = self._place(event.start_mark)
        match event:
            case yaml.AliasEvent():
                if event.anchor not in self.aliases:  # a bomb has thousands of them
                    self._wrong(place, f"*{event.anchor} repeats another part: write the values out")
                self.aliases.add(str(event.anchor))
                self._put(Scalar("", True, place))
            case yaml.ScalarEvent():
                self._plain_only(event, place)
                self._put(self._scalar(event, place))
            case yaml.CollectionStartEvent():
                self._plain_only(event, place)
                self.open.append(_Open(place, {} if isinstance(event, yaml.MappingStartEvent) else None))
            case yaml.CollectionEndEvent():
                place, entries, items = (done := self.open.pop()).place, done.entries, done.items
                self._put(Sequence(tuple(items), place) if entries is None else Mapping(entries, place))

    def _put(self, node: Node) -> None:
        if not self.open:
            self.top = node
            return
        parent = self.open[-1]
        if parent.entries is None:
            parent.items.append(node)
        elif parent.key is None:
            parent.key = self._key(node, parent.entries)
        else:
            parent.entries.setdefault(parent.key.text, Entry(parent.key, node))
            parent.key = None

    def _key(self, node: Node, entries: dict[str, Entry]) -> Scalar:
        if not isinstance(node, Scalar):
            self._wrong(node.place, "a name before the colon is a word, not a list")
            return Scalar("", True, node.place)
        if node.text in entries:
            first = entries[node.text].key.place.line
            self._wrong(node.place, f"{one_line(node.text, 30)} stands on line {first} already: keep one")
        elif not node.quoted and node.text == "<<":
            self._wrong(node.place, "<< takes over another part: write the values out")
        elif not node.quoted and (right := _in_plain_signs(node.text)):
            self._wrong(node.place, right)
        elif not node.text and not node.quoted:
            self._wrong(node.place, "a name is missing before the colon")
        return node

    def _scalar(self, event: Any, place: Place) -> Scalar:
        is_key = self.open and self.open[-1].entries is not None and self.open[-1].key is None
        if _INVISIBLE.search(event.value):
            self._wrong(place, "a text without invisible signs: leave out what the backslash makes")
        first, last = event.start_mark, event.end_mark
        for number, line in enumerate(self.lines[first.line : last.line + 1], start=first.line + 1):
            # a value on a line of its own that looks like a name with its value was meant to be one
            # (far to the right nothing is alone: a long line is not to be searched for each of its values)
            alone = number > place.line or (first.column < 200 and not line[: first.column].strip(" -"))
            if alone and not is_key and not event.style and (meant := _GLUED.match(line)):
                self._wrong(Place(self.file, number, meant.start(1) + 1), _in_plain_signs(line))
        return Scalar(event.value, bool(event.style), place)

    def _plain_only(self, event: Any, place: Place) -> None:
        if event.anchor is not None:
            self._wrong(place, f"&{event.anchor} marks a part to repeat it elsewhere: leave it out")
        if (tag := (event.tag or "!").replace("tag:yaml.org,2002:", "!!")) != "!":
            self._wrong(place, f"{one_line(tag, 40)} gives a type to the value: leave it out")

    def _look_at_letters(self) -> None:
        for number, line in enumerate(self.lines, start=1):
            if tab := re.match(r" *\t(?=\s*\S)", line):
                self._wrong(Place(self.file, number, tab.end()), "spaces at the start of a line, not a tab")
            elif not self.mistakes and (sign := _INVISIBLE.search(line)):
                right = f"the same without the invisible sign here (U+{ord(sign[0]):04X})"
                self._wrong(Place(self.file, number, sign.start() + 1), right)

    def _give_up(self, problem: str, noticed: Any, context: str, begun: Any) -> None:
        """What made the parser stop, in the words of who wrote the file."""
        early = "simple key" in context or re.search("end of stream|document ind|',' or", problem)
        place = self._place(begun if early else noticed)
        line, before = self.lines[place.line - 1], self.lines[place.line - 1][: place.col - 1]
        right = next((right for said, right in _RIGHT.items() if re.search(said, problem)), "")
        if "mapping values" in problem and ": " in before:
            right = "a text that holds a colon and a space needs quotation marks"
        elif "mapping values" in problem and len(before) > 1000:
            right = "a name of less than 1,000 letters"
        elif line.lstrip().startswith(":"):
            right = "a name before the colon"
        elif re.search(r":\s*>\s*=?\s*[-\d]", line):
            right = "at least so much, in words; a text that starts with > needs quotation marks"
        elif "start any token" in problem:
            right = "9 %, not %9" if line[len(before)] == "%" else "quotation marks around such a text"
        elif "expected key" in problem and before.rstrip().endswith(("'", '"', "]", "}")):
            right = "nothing may follow the sign that closes a text or a list"
        if _GLUED.match(line) or "',' or" in problem:
            right = _in_plain_signs(line) or right
        self._wrong(place, right or "as many spaces before it as before the lines it belongs to")

    def _nothing(self) -> Mistake:
        """What stands in a file that has no names."""
        empty = "nothing but comments" if self.text.strip() else "an empty file"
        begun = isinstance(self.top, Sequence) or (isinstance(self.top, Scalar) and self.top.text)
        written = self._written(self.top.place) if self.top and begun else empty
        return Mistake(Place(self.file, 1, 1), written, "names with their values, such as title: Meishan")

    def _place(self, mark: Any) -> Place:
        """The end of a text counts as its last line."""
        line = min(mark.line, len(self.lines) - 1)
        return Place(self.file, line + 1, min(mark.column, len(self.lines[line])) + 1)

    def _written(self, place: Place) -> str:
        """The line of a mistake; of a long one what stands about the mistake."""
        line = self.lines[place.line - 1]
        start = 0 if len(line) <= LONGEST_SHOWN else max(0, place.col - LONGEST_SHOWN // 2)
        return one_line(line[start : start + 4 * LONGEST_SHOWN], LONGEST_SHOWN) or "an empty line"

    def _wrong(self, place: Place, right: str) -> None:
        self.mistakes.append(Mistake(place, self._written(place), right))


def _in_plain_signs(line: str) -> str:
    """`line` as it was meant, when its colon has no space or one of its signs is full-width."""
    if glued := _GLUED.match(line):
        return f"{glued[1]}: {one_line(glued[2], LONGEST_SHOWN)} (a plain colon, then a space)"
    wide = next((sign for sign in line if sign in _WIDE), None)
    return f"a plain {_WIDE[wide]} where a full-width one stands" if wide else ""


def _not_opened(path: Path, error: Exception) -> str:
    if path.is_dir():
        return "a file: this is a folder"
    if not isinstance(error, FileNotFoundError):
        return "a file that may be read"
    near = nearest(path.name, [other.name for other in path.parent.glob("*")])
    return "there is no such file" + (f"; did you mean {path.with_name(near)}?" if near else "")


def _not_utf8(error: UnicodeDecodeError, raw: bytes, file: str) -> Mistake:
    before = _BREAK.split(error.object[: error.start].decode("utf-8"))
    place = Place(file, len(before), len(before[-1]) + 1)
    encoding = "UTF-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "GBK"
    written = _BREAK.split(raw.decode(encoding, "replace"))[place.line - 1]
    coding = "another coding" if "\ufffd" in written else encoding
    return Mistake(place, one_line(written, LONGEST_SHOWN), f"a file saved as UTF-8: this one is in {coding}")
