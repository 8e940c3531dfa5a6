"""Forecast files -> forecasts: the bundled ones, and those of a person; every mistake at once, with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from actuary.analysis.past.forecasts import EVENTS, Cell, Event, Forecast, digest
from actuary.analysis.past.published import MEASURES
from actuary.errors import Mistake, Mistakes, Place, nearest, one_line
from actuary.figures.places import spots
from actuary.figures.sources import all_sources
from actuary.home import data_folder
from actuary.measures import GROUPS
from actuary.text import Mapping, Node, Plain, Scalar, plain, read
from actuary.units import Date, Money, Months, Share, of_columns

NEEDED = ("title", "who", "made", "area", "known_to")
FORESEEN = ("values", "events")
"""One of them at least."""
FROZEN = ("scenario", "settings", "scenario_hash", "version", "data_hash", "inputs")
"""What only the program writes; a file with any of it carries its hash."""
KEYS = (*NEEDED, *FORESEEN, "source", "note", "level", *FROZEN, "hash")
PARTS = ("value", "low", "high")
OWN_FOLDER = Path("forecasts")
"""Where a person's own forecasts are frozen, below the folder they work in."""

_MADE = re.compile(r"(?:19|20|21)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_NUMBER_AND_UNIT = re.compile(r"(.*\d)\s*(\D*)")


def bundled_folder() -> Path:
    """The forecasts that come with the program."""
    return data_folder() / "forecasts"


def forecast_paths(asked: Iterable[Path] = ()) -> list[Path]:
    """The files asked for, those of a folder by name; without any, the bundled ones and the person's own."""
    wanted = list(asked) or [bundled_folder(), *([OWN_FOLDER] if OWN_FOLDER.is_dir() else [])]
    return [path for one in wanted for path in (sorted(one.glob("*.yaml")) if one.is_dir() else [one])]


def read_forecasts(paths: Iterable[Path]) -> list[Forecast]:
    """The forecasts of several files. Raises Mistakes: all that is wrong with any of them."""
    forecasts: list[Forecast] = []
    mistakes: list[Mistake] = []
    for path in paths:
        try:
            forecasts.append(read_forecast(path))
        except Mistakes as found:
            mistakes += found.mistakes
    if mistakes:
        raise Mistakes(mistakes)
    return forecasts


def read_forecast(path: Path) -> Forecast:
    """The forecast of one file. Raises Mistakes, also where a frozen one was changed by hand."""
    return _Reading(read(path)).forecast(path.stem)


class _Reading:
    """Takes a file's content apart and notes what is wrong on the way."""

    def __init__(self, content: Mapping) -> None:
        self.content = content
        self.mistakes: list[Mistake] = []

    def forecast(self, name: str) -> Forecast:
        self._keys()
        known_to, level = self._year(self._scalar("known_to")), self._level()
        cells, events = self._cells(known_to), self._events(known_to)
        if "level" not in self.content.entries and any(cell.low is not None for cell in cells):
            self._wrong(self.content.place, "no level", "the share that the intervals should hold: level: 80 %")
        made = self._scalar("made")
        if made and not _MADE.fullmatch(made.text):
            self._wrong(made.place, f"made: {made.text}", "a day, a month or a year: 2026-11-20")
        self._one_of(self._scalar("area"), spots())
        self._one_of(self._scalar("source"), all_sources(), "a name of the list (actuary list sources)")
        self._untouched()
        if self.mistakes:
            raise Mistakes(dict.fromkeys(self.mistakes))
        told = ("title", "who", "made", "area", "note", "source", "hash", "scenario", "version")
        text = {key: self._text(key) for key in told}
        return Forecast(
            name=name, known_to=known_to or 0, level=level, cells=cells, events=events, inputs=self._inputs(), **text
        )

    def _inputs(self) -> dict[str, Plain] | None:
        """What it was computed from, where the file keeps it; the hash says that the program wrote it."""
        entry = self.content.entries.get("inputs")
        found = plain(entry.value) if entry else None
        return found if isinstance(found, dict) else None

    def _keys(self) -> None:
        for entry in self.content.entries.values():
            self._one_of(entry.key, KEYS)
        for key in NEEDED:
            if key not in self.content.entries:
                self._wrong(self.content.place, f"no {key}", f"a forecast says {', '.join(NEEDED)}")
        if not {*FORESEEN} & {*self.content.entries}:
            self._wrong(self.content.place, "nothing foreseen", "values, or events with their first years")

    def _untouched(self) -> None:
        """A frozen forecast is as it was frozen."""
        written, content = self._scalar("hash"), plain(self.content)
        assert isinstance(content, dict)
        own = next((entry.key for key, entry in self.content.entries.items() if key in FROZEN), None)
        if written and written.text != digest(content):
            self._wrong(written.place, f"hash: {written.text[:12]}…", "the file as it was frozen: it was changed since")
        elif own and not written:
            self._wrong(own.place, own.text, "the hash it was frozen with, or leave this line to the program")

    def _cells(self, known_to: int | None) -> tuple[Cell, ...]:
        cells: list[Cell] = []
        values = self.content.entries.get("values")
        for group, measures in self._names_below(values and values.value, "groups"):
            self._one_of(group, GROUPS)
            for measure, years in self._names_below(measures, "measures"):
                if self._one_of(measure, MEASURES):
                    for year, written in self._names_below(years, "years"):
                        cells += self._cell((group.text, measure.text), year, written, known_to)
        return tuple(cells)

    def _events(self, known_to: int | None) -> tuple[Event, ...]:
        events: list[Event] = []
        written = self.content.entries.get("events")
        for group, kinds in self._names_below(written and written.value, "groups"):
            self._one_of(group, GROUPS)
            for kind, first in self._names_below(kinds, "events"):
                if self._one_of(kind, EVENTS) and (year := self._foreseen(first, known_to)):
                    events.append(Event(group.text, kind.text, year))
        return tuple(events)

    def _cell(self, of: tuple[str, str], key: Scalar, written: Node, known_to: int | None) -> list[Cell]:
        year = self._foreseen(key, known_to)
        parts = {"value": written}
        if isinstance(written, Mapping):
            parts = {name.text: part for name, part in self._names_below(written, "") if self._one_of(name, PARTS)}
            if set(parts) != set(PARTS):
                self._wrong(written.place, key.text, "value, low and high, where there is an interval")
                return []
        amounts = {name: self._amount(of[1], key, part) for name, part in parts.items()}
        known = {name: amount for name, amount in amounts.items() if amount is not None}
        if year is None or len(known) < len(parts):
            return []
        if sorted(known.values()) != [known[name] for name in ("low", "value", "high") if name in known]:
            self._wrong(key.place, key.text, "low, value and high in this order of size")
        return [Cell(*of, year, known["value"], known.get("low"), known.get("high"))]

    def _amount(self, measure: str, key: Scalar, written: Node) -> float | None:
        unit, example = (Months, "8.7 months") if measure == "reserve_months" else (Money, "10673.62 亿元")
        found = _NUMBER_AND_UNIT.fullmatch(written.text) if isinstance(written, Scalar) else None
        try:
            if found and found[2] in unit.factors:
                return of_columns(found[1], "number") * float(unit.factors[found[2]])
        except ValueError:  # its unit is right, its number is none
            found = None
        self._wrong(written.place, f"{key.text}: {_shown(written)}", f"an amount with its unit, such as {example}")
        return None

    def _level(self) -> float | None:
        written = self._scalar("level")
        try:
            return Share(0, 1).read(written.text).value if written else None
        except ValueError as right:
            assert written
            self._wrong(written.place, f"level: {_shown(written)}", str(right))
            return None

    def _foreseen(self, written: Node, known_to: int | None) -> int | None:
        year = self._year(written)
        if year and known_to and year <= known_to:
            self._wrong(written.place, str(year), f"a year after {known_to}: what was known is not foreseen")
        return year

    def _year(self, written: Node | None) -> int | None:
        try:
            date = Date.read(written.text) if isinstance(written, Scalar) else None
        except ValueError:
            date = None
        if written and (date is None or date.month):
            self._wrong(written.place, _shown(written), "a year, written 2026")
        return date.year if date else None

    def _names_below(self, node: Node | None, what: str) -> Iterator[tuple[Scalar, Node]]:
        """The names of a mapping with what stands below each; nothing else may stand there."""
        if isinstance(node, Mapping):
            yield from node.entries.values()
        elif node is not None:
            self._wrong(node.place, _shown(node), f"{what}, each with what is foreseen of it below")

    def _one_of(self, written: Scalar | None, names: Iterable[str], otherwise: str = "") -> bool:
        names = [*names]
        if written is None or written.text in names:
            return True
        near = nearest(written.text, names)
        right = f"did you mean {near}?" if near else otherwise or f"one of {', '.join(names)}"
        self._wrong(written.place, _shown(written), right)
        return False

    def _scalar(self, key: str) -> Scalar | None:
        """The one value of a key; None where the key is not there."""
        entry = self.content.entries.get(key)
        if entry is None or (isinstance(entry.value, Scalar) and entry.value.text):
            return None if entry is None else entry.value  # type: ignore[return-value]
        self._wrong(entry.key.place, key, "one value behind the colon")
        return None

    def _text(self, key: str) -> str:
        written = self._scalar(key)
        return written.text.strip() if written else ""

    def _wrong(self, place: Place, wrong: str, right: str) -> None:
        self.mistakes.append(Mistake(place, wrong, right))


def _shown(node: Node) -> str:
    """What stands there, in a message."""
    return one_line(node.text, 40) or "nothing" if isinstance(node, Scalar) else "a list"
