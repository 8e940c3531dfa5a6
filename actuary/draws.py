"""Draws of a scenario: futures that differ by chance, each with a number of its own.

A draw depends on the seed and its number, on nothing else: it is the same among ten and a million, alone or beside others,
and the same future befalls a scenario and its variant.
"""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Any, NamedTuple

import numpy as np

from actuary.axes import PROCESSES, Calendar
from actuary.basis.known import Known
from actuary.basis.otherwise import PARAMETERS
from actuary.basis.uncertainty import ANSWERS, Chances, chances_of
from actuary.funds import Told, funds_of
from actuary.kernel import rows as r
from actuary.kernel import rows_of_draws as d
from actuary.kernel.chance import Chance
from actuary.kernel.futures import Given, draw_futures, given, room
from actuary.kernel.lanes import LANES, blocks
from actuary.kernel.response import Response, respond
from actuary.law import Array, Law, closed
from actuary.results import Results
from actuary.scenario.model import Scenario
from actuary.simulation import Prepared, prepared

YEARLY = {"take_up": d.FUTURE_TAKE_UP, "wage": d.FUTURE_WAGE, "births": d.FUTURE_BIRTHS}
"""What is told of a draw once a year, beside its funds; births are those of people insured here."""

AT_ONCE = 512
"""Draws made at once."""


class Draws(NamedTuple):
    """All that the draws of a scenario are made from; nothing of it changes."""

    scenario: Scenario
    calendar: Calendar
    law: Law
    seed: int
    chances: Chances
    chance: Chance
    alike: Given
    response: Response
    unknown_balances: list[int]
    known: Known
    """With the figures as used that what is uncertain rests on."""

    @property
    def lives(self) -> bool:
        """Whether lives and births depend on the draw; where not, people are projected once for all draws."""
        births, epidemic = (PROCESSES.index(name) for name in ("births", "epidemic"))
        natality = (self.chances.impact[births].any() and self.chances.width[births].any()) or (
            self.chances.loadings[:, births].any() or self.chances.paths[:, births].any()
        )
        mortality = self.chances.epidemic[d.EPIDEMIC_CHANCE] * self.chances.epidemic[d.EPIDEMIC_MORTALITY]
        return bool(natality or (mortality and self.chances.width[epidemic].any()))


def draws_of(scenario: Scenario, seed: int = 1, width: float | None = None) -> Draws:
    """Prepare the draws of a scenario of one area. Raises Mistakes. `width` in the place of the figure of that name."""
    return draws_from(prepared(scenario), seed, width)


def draws_from(
    ready: Prepared, seed: int = 1, width: float | None = None, like: tuple[Prepared, Draws] | None = None
) -> Draws:
    """The same of a scenario whose people are projected.

    `like` has the draws of the same scenario, seed and width with other levers: what those do not move is taken from them.
    """
    scenario, inputs, years = ready.scenario, ready.inputs, len(ready.calendar.projected)
    known = like[1].known if like else ready.basis.known.anew()
    chances = like[1].chances if like else chances_of(scenario, ready.calendar, ready.basis, width, known)
    chance = like[1].chance if like else sealed(_packed(chances, ready.calendar.base))
    books = ready.basis.books
    if like and ready.people is like[0].people:
        alike = _under(ready, like[1].alike)
    else:
        alike = given(inputs.start, inputs.rules, inputs.demography, inputs.prices, books, ready.people)
    response = respond(books, 1, years, inputs.rules, inputs.prices)
    return Draws(
        scenario, ready.calendar, ready.law, seed, chances, chance, sealed(alike), sealed(response),
        ready.basis.unknown_balances, known,
    )  # fmt: skip


def beside(results: Results, draws: Draws) -> Results:
    """The plain run beside draws of its scenario: with what is uncertain among what it rests on."""
    return replace(results, uncertain=draws.known)


def _under(ready: Prepared, known: Given) -> Given:
    """The same people under the rules, prices and books of another scenario: no year of them is laid out again."""
    inputs, people = ready.inputs, ready.people._replace(exposure=ready.people.exposure[:0])
    alike = given(inputs.start, inputs.rules, inputs.demography, inputs.prices, ready.basis.books, people)
    return alike._replace(cells=known.cells, let_in=known.let_in, exposure=known.exposure)


def with_chances(draws: Draws, chances: Chances) -> Draws:
    """The same fund and seed, where other things are uncertain, or more or less so."""
    return draws._replace(chances=chances, chance=sealed(_packed(chances, draws.calendar.base)))


def drawn(draws: Draws, first: int, count: int) -> dict[tuple[str, str], Array]:
    """Draws `first` to `first` + `count` - 1: values[year, draw] of every group and measure, projected years only.

    Keys are (group, measure) as in `measures.py`, and ("", name) for what there is once a year. Yuan, months, shares.
    """
    raw = futures(draws, first, count)
    told = Told(
        raw[:, d.FUTURE_INCOME : d.FUTURE_INCOME + r.POOLS],
        raw[:, d.FUTURE_SPENDING : d.FUTURE_SPENDING + r.POOLS],
        raw[:, d.FUTURE_BALANCE : d.FUTURE_BALANCE + r.POOLS],
        raw[:, d.FUTURE_MATERNITY : d.FUTURE_MATERNITY + r.MEMOS],
        raw[:, d.FUTURE_HANDED_OVER],
    )
    funds = funds_of(draws.law, draws.unknown_balances, told)
    found = {(group, measure): values for group, by in funds.items() for measure, values in by.items()}
    return {**found, **{("", name): raw[:, row] for name, row in YEARLY.items()}}


def by_parts(draws: Draws, first: int, count: int) -> Iterator[dict[tuple[str, str], Array]]:
    """The same, so many draws at once that they need little room; nothing in them depends on how many."""
    for begin in range(first, first + count, AT_ONCE):
        yield drawn(draws, begin, min(AT_ONCE, first + count - begin))


def futures(draws: Draws, first: int, count: int) -> Array:
    """What the kernel tells of some draws: [year, row, draw], rows as in `kernel/rows.py`."""
    ahead = first % LANES
    out = blocks((-(-(ahead + count) // LANES), len(draws.calendar.projected), d.FUTURE_ROWS))
    place = room(draws.alike, draws.response)
    draw_futures(
        np.uint64(first - ahead),
        np.uint64(draws.seed),
        draws.lives,
        _read_only(draws.alike),
        _read_only(draws.chance),
        _read_only(draws.response),
        place,
        out,
    )
    together = np.moveaxis(out, 0, 2).reshape(out.shape[1], out.shape[2], -1)
    return np.ascontiguousarray(together[:, :, ahead : ahead + count])


def to_be_compiled() -> bool:
    """Whether the first draws of this process wait until their machine code is made: once for each version."""
    return draw_futures.is_new


def stream(name: str) -> int:
    """A stream's name as a number of 64 bits: the first eight bytes of its SHA-256, the lowest first."""
    return int.from_bytes(sha256(name.encode()).digest()[:8], "little")


def _packed(chances: Chances, base: int) -> Chance:
    answers = [row for row in ANSWERS if chances.spread[row] > 0]
    columns = [(row, chances.spread[row], *chances.bounds[row]) for row in answers]
    return Chance(
        base,
        _streams("process", PROCESSES),
        _streams("parameter", [one.name for one in PARAMETERS]),
        _streams("parameter", [ANSWERS[row].figure for row in answers]),
        np.uint64(stream("model")),
        chances.carry,
        chances.impact,
        chances.width,
        chances.lasting,
        chances.epidemic,
        chances.loadings,
        np.array(columns).reshape(-1, 4),
        chances.burden,
        chances.paths,
        chances.weights,
    )


def sealed(arrays: Any) -> Any:
    """A tuple whose arrays are all of one kind, read-only and in C order: the kernel is compiled for them once."""
    return type(arrays)(*(closed(one) if isinstance(one, np.ndarray) else one for one in arrays))


def _read_only(arrays: Any) -> Any:
    """The same: what was sent to another process has forgotten that it is sealed, and would be compiled for again."""
    for one in arrays:
        if isinstance(one, np.ndarray):
            one.flags.writeable = False
    return arrays


def _streams(kind: str, names: list[str] | tuple[str, ...]) -> np.ndarray:
    return np.array([stream(f"{kind}:{name}") for name in names], dtype=np.uint64)
