"""Early-warning rules as a person writes them: data/warnings.yaml, or a file of the same form.

    events:
      deficit: {en: deficit of the year, zh: 当期赤字, measure: surplus, below: 0 元}
    rules:
      months:
        {en: Months of reserve, zh: 可支付月数, pools: [resident], measure: reserve_months, alarm: below,
        yellow: reserve_months_low, red: 3 months, within: 3 years, source: ..., status: assumed, note: why}

A level is written in the unit of its measure, or is the name of a figure, which brings its own source and status.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from actuary.analysis.alerts.measures import measures_of
from actuary.errors import Mistake, Mistakes, nearest, one_line
from actuary.figures.single import find
from actuary.figures.sources import STATUSES, all_sources
from actuary.home import data_folder
from actuary.labels import Language
from actuary.measures import GROUPS
from actuary.text import Entry, Mapping, Node, Scalar, Sequence, read
from actuary.units import Unit

LONGEST = 10
"""Years ahead of which a rule can warn."""
SIDES = ("below", "above")
_OF_RULE = ("pools", "measure", "alarm", "yellow", "red", "within")
_OF_EVENT = ("measure", "below")
_BESIDES = ("en", "zh", "source", "status", "note")
_FIGURE = re.compile(r"[a-z]\w*")
_WITHIN = re.compile(r"([0-9]+)\s*(?:years?|年)")


class Level(NamedTuple):
    """A level of a light, in yuan, months or shares, and who says so."""

    value: float
    text: str
    source: str
    """The title of its source; what a person's own file says."""
    status: str
    note: str


class Event(NamedTuple):
    """What is warned of: the first year in which a measure of a pool is below a level."""

    name: str
    en: str
    zh: str
    measure: str
    below: Level

    def called(self, lang: Language) -> str:
        """Its name for a reader."""
        return self.zh if lang == "zh" else self.en

    def happens(self, value: float) -> bool:
        """Whether it is one; what is not known is none."""
        return value < self.below.value


class Rule(NamedTuple):
    """A measure of some pools with the levels from which it is yellow and red."""

    name: str
    en: str
    zh: str
    pools: tuple[str, ...]
    measure: str
    alarm: str
    """below or above: on which side of its levels it is lit."""
    yellow: Level
    red: Level
    within: int
    """Years ahead of which it is to warn."""

    def called(self, lang: Language) -> str:
        """Its name for a reader."""
        return self.zh if lang == "zh" else self.en

    def light(self, value: float) -> str:
        """green, yellow or red; empty where the measure is not known."""
        if math.isnan(value):
            return ""
        sign = 1 if self.alarm == "below" else -1
        worse = (
            name for name, level in (("red", self.red), ("yellow", self.yellow)) if sign * (level.value - value) > 0
        )
        return next(worse, "green")


class Rules(NamedTuple):
    """Every rule of a file, and the events that they warn of."""

    events: tuple[Event, ...]
    rules: tuple[Rule, ...]


def rules_of(area: str, path: Path | None = None) -> Rules:
    """The rules that come with the program, or those of a file, with figures of the area. Raises Mistakes, all at once."""
    return _Reader(read(path or data_folder() / "warnings.yaml"), area).rules()


class _Reader:
    """Goes through a file and notes what is wrong on the way."""

    def __init__(self, top: Mapping, area: str) -> None:
        self.top, self.area = top, area
        self.mistakes: list[Mistake] = []

    def rules(self) -> Rules:
        self._keys(self.top, ("events", "rules"), ())
        events = [self._event(entry) for entry in self._named(self.top, "events")]
        rules = [self._rule(entry) for entry in self._named(self.top, "rules")]
        if self.mistakes:
            raise Mistakes(self.mistakes)
        return Rules(tuple(filter(None, events)), tuple(filter(None, rules)))

    def _event(self, entry: Entry) -> Event | None:
        fields = self._fields(entry, _OF_EVENT)
        if fields is None:
            return None
        measure = self._measure(fields, GROUPS)
        unit = next((of[measure] for of in map(measures_of, GROUPS) if measure in of), None) if measure else None
        below = self._level(fields, "below", unit, needed=False)
        return Event(entry.key.text, *self._words(entry, fields), measure, below) if measure and below else None

    def _rule(self, entry: Entry) -> Rule | None:
        fields = self._fields(entry, _OF_RULE)
        if fields is None:
            return None
        pools, alarm, within = self._pools(fields), self._one_of(fields, "alarm", SIDES), self._within(fields)
        measure = self._measure(fields, pools)
        unit = measures_of(pools[0])[measure] if measure and pools else None
        yellow, red = (self._level(fields, name, unit, needed=True) for name in ("yellow", "red"))
        if not (pools and measure and alarm and within and yellow and red):
            return None
        if (red.value - yellow.value) * (1 if alarm == "above" else -1) < 0:
            right = f"a level {alarm} yellow's, {yellow.text}: the light is on {alarm} it"
            self._wrong(fields.entries["red"].value, right)
        return Rule(entry.key.text, *self._words(entry, fields), pools, measure, alarm, yellow, red, within)

    def _named(self, node: Mapping, name: str) -> list[Entry]:
        """The entries of a section; a mistake where it holds none."""
        entry = node.entries.get(name)
        if entry is None:
            return []
        if not isinstance(entry.value, Mapping) or not entry.value.entries:
            self._wrong(entry.value, f"names, each with its fields: see {name} in data/warnings.yaml")
            return []
        return [*entry.value.entries.values()]

    def _fields(self, entry: Entry, needed: tuple[str, ...]) -> Mapping | None:
        if not isinstance(entry.value, Mapping):
            self._wrong(entry.value, f"fields: {', '.join(needed)}")
            return None
        self._keys(entry.value, needed, _BESIDES, entry.key)
        return entry.value

    def _keys(self, node: Mapping, needed: Iterable[str], besides: Iterable[str], at: Scalar | None = None) -> None:
        """Note what is missing and what nobody knows."""
        known = (*needed, *besides)
        for entry in node.entries.values():
            if entry.key.text not in known:
                near = nearest(entry.key.text, known)
                self._wrong(entry.key, f"did you mean {near}?" if near else f"one of {', '.join(known)}")
        for name in needed:
            if name not in node.entries:
                self._wrong(at or node, f"{name} is missing here")

    def _words(self, entry: Entry, fields: Mapping) -> tuple[str, str]:
        """Its names in English and Chinese; either for both, or the name of the entry."""
        english, chinese = (self._text(fields, lang) for lang in ("en", "zh"))
        return english or chinese or entry.key.text, chinese or english or entry.key.text

    def _pools(self, fields: Mapping) -> tuple[str, ...]:
        if "pools" not in fields.entries:
            return ()
        node = fields.entries["pools"].value
        found = []
        for item in node.items if isinstance(node, Sequence) and node.items else (node,):
            text = item.text if isinstance(item, Scalar) else ""
            if text in GROUPS:
                found.append(text)
            else:
                self._wrong(item, _hint("a pool", text, GROUPS))
        return tuple(dict.fromkeys(found))

    def _measure(self, fields: Mapping, pools: Iterable[str]) -> str:
        """A measure that the pools have: each of a rule, any for an event; empty where it is none."""
        text, groups = self._text(fields, "measure"), list(pools)
        if not text or not groups:
            return ""
        every = list(dict.fromkeys(name for group in groups for name in measures_of(group)))
        lacking = [group for group in groups if text not in measures_of(group)]
        if text not in every:
            self._wrong(fields.entries["measure"].value, _hint("a measure", text, every))
            return ""
        if lacking and groups != [*GROUPS]:
            self._wrong(
                fields.entries["measure"].value, f"a measure that each of its pools has: {lacking[0]} has no {text}"
            )
            return ""
        return text

    def _one_of(self, fields: Mapping, name: str, choices: tuple[str, ...]) -> str:
        text = self._text(fields, name)
        if text in choices:
            return text
        if name in fields.entries:
            self._wrong(fields.entries[name].value, f"one of {', '.join(choices)}")
        return ""

    def _within(self, fields: Mapping) -> int:
        match = _WITHIN.fullmatch(self._text(fields, "within"))
        if match and 1 <= int(match[1]) <= LONGEST:
            return int(match[1])
        if "within" in fields.entries:
            self._wrong(fields.entries["within"].value, f"1 year to {LONGEST} years")
        return 0

    def _level(self, fields: Mapping, name: str, unit: Unit | None, *, needed: bool) -> Level | None:
        """A level with its source: that of the figure it names, else the one beside it, which a rule needs."""
        text = self._text(fields, name)
        if not text or unit is None:
            return None
        node = fields.entries[name].value
        if _FIGURE.fullmatch(text):
            return self._figure(node, text, unit)
        try:
            value = unit.read(_as_level(text)).value
        except ValueError as right:
            self._wrong(node, str(right))
            return None
        source, status, note = (self._text(fields, of) for of in ("source", "status", "note"))
        if needed and not (source and status and note):
            self._wrong(node, "source, status and note beside it: who says so, how well it is known, and why")
        elif status:
            self._one_of(fields, "status", STATUSES)
        known = all_sources().get(source)
        return Level(value, text, known.title if known else source, status, note)

    def _figure(self, node: Node, name: str, unit: Unit) -> Level | None:
        found = find(name, self.area)
        if found is None:
            self._wrong(node, f"{unit.describe()}; or the name of a figure of data/figures.csv, which this is not")
            return None
        try:
            unit.read(_as_level(found.text))
        except ValueError as right:
            self._wrong(node, f"{right}: the figure is {found.text}")
            return None
        return Level(found.value, found.text, all_sources()[found.source].title, found.status, found.note)

    def _text(self, fields: Mapping, name: str) -> str:
        """What stands there; empty where nothing does."""
        entry = fields.entries.get(name)
        if entry is None:
            return ""
        if not isinstance(entry.value, Scalar) or not entry.value.text.strip():
            self._wrong(entry.value, f"one value for {name}")
            return ""
        return entry.value.text.strip()

    def _wrong(self, node: Node, right: str) -> None:
        parts = "the whole file" if node is self.top else "names or a list"
        written = one_line(node.text, 60) if isinstance(node, Scalar) else parts
        mistake = Mistake(node.place, written or "nothing", right)
        if mistake not in self.mistakes:
            self.mistakes.append(mistake)


def _as_level(text: str) -> str:
    """A level below zero as units read it; the difference of two rates is in points, which are hundredths too."""
    plain = re.sub(r"\s*pp$", " %", text)
    return f"= {plain}" if plain.startswith(("-", "−", "－")) else plain.removeprefix("+")


def _hint(what: str, text: str, names: Iterable[str]) -> str:
    near = nearest(text, names) if text else None
    return f"{what}; did you mean {near}?" if near else f"{what}: {', '.join(names)}"
