"""What a frontier is asked, as a person writes it: ranges of levers, the chance, the years, the weights of those who pay."""

from __future__ import annotations

import itertools
import math
import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

from actuary.analysis.choices.grid import Axis
from actuary.analysis.choices.packages import Range
from actuary.analysis.choices.payers import BEARERS
from actuary.analysis.choices.varied import STEPS, Varied, VariedFigure, read_field, read_range
from actuary.enactment import law_of
from actuary.errors import Mistake, Mistakes, nearest
from actuary.scenario.expect import bounds_in, years_in, years_told
from actuary.scenario.loading import load
from actuary.scenario.model import Scenario
from actuary.units import Share

EXAMPLE = "resident_financing.premium.2027=400..600 元"
MOST = 6
"""Fields that a package has at most: beyond, a search finds too little in a time that anybody waits."""
FEWEST_STEPS = 50
"""Values that a range has at least."""
IN_BAND = "90 %"
SCHEMES = ("employee_scheme", "resident")
"""That are to be in their band, where a balance of them is known."""

_WEIGHT = re.compile(r"\s*([a-z]+)\s*=\s*([0-9]+(?:\.[0-9]+)?)\s*")


class Wanted(NamedTuple):
    """What is looked for."""

    axes: tuple[Axis, ...]
    """Each field with its two ends."""
    share: float
    """The chance of every scheme being in its band at the end of every year."""
    first: int
    last: int
    weights: tuple[float, ...]
    """What a yuan of each of `BEARERS` counts."""
    funds: tuple[str, ...] = ()
    """Of `SCHEMES` those that are to be in their band; every one where none is said."""

    @property
    def ranges(self) -> tuple[Range, ...]:
        """What may be written between the ends."""
        pairs = [(axis.values, step_between(axis.varied, axis.values)) for axis in self.axes]
        return tuple(Range(low, high, step) for (low, high), step in pairs)

    @property
    def weighted(self) -> bool:
        """Whether a yuan of one counts more than that of another."""
        return len(set(self.weights)) > 1

    @property
    def begins(self) -> int:
        """The year in which the first of the fields holds."""
        return min(axis.varied.since.year for axis in self.axes if axis.varied.since)


def read_wanted(
    scenario: Scenario,
    vary: tuple[str, ...],
    in_band: str,
    years: str | None,
    weight: tuple[str, ...],
    since: str | None,
    fund: tuple[str, ...] = (),
) -> Wanted:
    """The same, read. Raises Mistakes with all that is wrong with these."""
    wrong: list[Mistake] = []
    span = _years(years, scenario, wrong)
    axes = _axes(vary, since, scenario, wrong)
    for axis in axes:
        if axis.varied.since and axis.varied.since.year > span[-1]:
            right = f"a date before the last year in which the funds are to be in their band, {span[-1]}"
            wrong.append(Mistake(None, f"--vary {axis.name}", right))
    share, weights, funds = _share(in_band, wrong), _weights(weight, wrong), _funds(fund, wrong)
    if wrong:
        raise Mistakes(wrong)
    return Wanted(tuple(axes), share, span[0], span[-1], weights, funds)


def check_ends(name: str, settings: tuple[str, ...], wanted: Wanted) -> None:
    """Raises Mistakes with every end of a range that the law refuses beside the low ends of the others."""
    wrong: list[Mistake] = []
    low = [axis.values[0] for axis in wanted.axes]
    for i, axis in enumerate(wanted.axes):
        for end in axis.values:
            try:
                written = zip(wanted.axes, [*low[:i], end, *low[i + 1 :]], strict=True)
                law_of(load(name, *settings, *(one.varied.setting(value) for one, value in written)))
            except Mistakes as found:
                wrong += (Mistake(None, f"--vary {axis.name} = {axis.shown(end)}", one.right) for one in found.mistakes)
    if wrong:
        raise Mistakes(dict.fromkeys(wrong))


def step_between(varied: Varied | VariedFigure, ends: tuple[float, ...]) -> Decimal:
    """The step in which a value is written; smaller where the range is so small that it would have few."""
    step = Decimal(STEPS[varied.unit.name])
    while FEWEST_STEPS * step > Decimal(repr(ends[1] - ends[0])):
        step /= 10
    return step


def _axes(vary: tuple[str, ...], since: str | None, scenario: Scenario, wrong: list[Mistake]) -> list[Axis]:
    if not 0 < len(vary) <= MOST:
        wrong.append(Mistake(None, f"{len(vary)} times --vary", f"one to {MOST} of them, as {EXAMPLE}"))
        return []
    read = [(text, _axis(text, since, scenario, wrong)) for text in vary]
    known = [(text, axis) for text, axis in read if axis]
    for (_, one), (text, other) in itertools.combinations(known, 2):
        if one.varied == other.varied:
            wrong.append(Mistake(None, f"--vary {text}", f"each field once: {other.varied.name} has its range already"))
    return [axis for _, axis in known]


def _axis(text: str, since: str | None, scenario: Scenario, wrong: list[Mistake]) -> Axis | None:
    name, sign, ends = unicodedata.normalize("NFKC", text).partition("=")
    if not sign or not ends.strip():
        wrong.append(Mistake(None, f"--vary {text}", f"a field, an equals sign and its range: {EXAMPLE}"))
        return None
    varied, mistakes = read_field(name.strip(), since, scenario)
    wrong += mistakes
    if isinstance(varied, VariedFigure):
        wrong.append(Mistake(None, f"--vary {text}", "a field of a lever: what a figure is, nobody can choose"))
        return None
    if varied is None:
        return None
    found, mistakes = read_range(ends.strip(), varied.unit)
    wrong += (Mistake(None, f"--vary {text}", one.right) for one in mistakes)
    return Axis(varied, found) if found else None


def _share(text: str, wrong: list[Mistake]) -> float:
    try:
        share = bounds_in(f">= {text}", Share(0, 1))[0]
        if share > 0:
            return share
        right = "a chance above 0 %"
    except ValueError as found:
        right = f"{found}, as {IN_BAND}"
    wrong.append(Mistake(None, f"--in-band {text}", right))
    return math.nan


def _years(text: str | None, scenario: Scenario, wrong: list[Mistake]) -> range:
    every = range(scenario.base + 1, scenario.last + 1)
    if text is None:
        return every
    try:
        found = years_in(re.sub(r"\s*(\.\.|-)\s*", " to ", text))
    except ValueError:
        wrong.append(Mistake(None, f"--years {text}", f"the first and the last year, as {every[0]}..{every[-1]}"))
        return every
    if found[0] < every[0] or found[-1] > every[-1]:
        right = years_told(every[0], every[-1])
        wrong.append(Mistake(None, f"--years {text}", right))
        return every
    return found


def _funds(written: tuple[str, ...], wrong: list[Mistake]) -> tuple[str, ...]:
    for name in dict.fromkeys(written):
        if name not in SCHEMES:
            near = nearest(name, SCHEMES)
            right = f"no scheme with a band is called so; {f'did you mean {near}?' if near else ' or '.join(SCHEMES)}"
            wrong.append(Mistake(None, f"--fund {name}", right))
    return tuple(name for name in SCHEMES if name in written)


def _weights(written: tuple[str, ...], wrong: list[Mistake]) -> tuple[float, ...]:
    found: dict[str, float] = {}
    for text in written:
        match = _WEIGHT.fullmatch(unicodedata.normalize("NFKC", text))
        if match is None:
            right = f"one who pays and what a yuan of theirs counts, as members=2: {', '.join(BEARERS)}"
            wrong.append(Mistake(None, f"--weight {text}", right))
        elif match[1] not in BEARERS:
            near = nearest(match[1], BEARERS)
            right = f"nobody here is called so; {f'did you mean {near}?' if near else 'one of ' + ', '.join(BEARERS)}"
            wrong.append(Mistake(None, f"--weight {text}", right))
        elif match[1] in found:
            wrong.append(Mistake(None, f"--weight {text}", f"each once: {match[1]} have theirs already"))
        else:
            found[match[1]] = float(match[2])
    return tuple(found.get(name, 1.0) for name in BEARERS)
