"""What to do: the least costly packages of levers that keep the schemes in their band with a chance, and who bears them."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from actuary.analysis.choices.packages import Search, Tried, Values, undominated
from actuary.analysis.choices.payers import BEARERS, Borne, borne
from actuary.analysis.choices.wanted import IN_BAND, SCHEMES, Wanted, check_ends, read_wanted
from actuary.basis.calibration import Basis
from actuary.beyond import SEEN
from actuary.compile import basis_of
from actuary.draws import Draws, beside, by_parts, draws_from
from actuary.enactment import law_of
from actuary.errors import Mistake, Mistakes
from actuary.futures.ensemble import layers_of, one_area
from actuary.law import Array
from actuary.results import Alert, Results
from actuary.scenario.loading import load
from actuary.scenario.model import Scenario
from actuary.simulation import Prepared, finished, prepared

LADDER = (0.5, 0.75, 0.9, 0.95)
"""Chances for each of which the cheapest package is looked for, besides the one that is asked for."""
DRAWS = 500
MOST_DRAWS = 20_000
"""Futures of each package at most."""
HALF = 0.5

Done = Callable[[object], None]


class Package(NamedTuple):
    """One value of each field, and what comes of it."""

    values: Values
    chance: float
    """Of every scheme asked for in its band at the end of every year asked for, over the futures it was chosen by."""
    again: float
    """The same over as many other futures, which had no part in the choice."""
    months: float
    """Months of reserve of the lowest scheme at the lowest year-end: half of the futures have more."""
    insured: float
    """Persons insured more in the last year that is asked for than as it stands; who is not insured bears all of it alone."""
    cost: float
    """What it moves for all five that bear, each by its weight; yuan."""
    borne: Borne
    """What each bears more than with the scenario as it stands, summed from `Frontier.begins` on; yuan."""
    settings: tuple[str, ...]
    """The lines that make it so, as --set takes them."""
    warned: tuple[Alert, ...]
    """What a run of it tells of premiums nobody was seen to pay, and of more people lost than is known anywhere."""
    chances: tuple[float, ...]
    """Of each of `Frontier.schemes` by itself, over the same futures as `chance`."""
    fewest: str
    """The scheme whose months at its lowest year-end are the fewest in most of the futures: those that `months` tells of."""


class Frontier(NamedTuple):
    """The least costly packages for a ladder of chances, from the least likely to keep the reserves to the most likely."""

    base: Results
    wanted: Wanted
    draws: int
    seed: int
    stands: Package
    """The scenario as it stands; its values are what it has at the dates of the fields."""
    packages: tuple[Package, ...]
    """For a ladder of chances the cheapest found, without those that another beats; where one is missing, the likeliest."""
    missing: tuple[float, ...]
    """Chances for which no package was found."""
    likeliest: Package
    """The package with the highest chance of all that were tried, the cheapest of several."""
    tried: tuple[tuple[float, float], ...]
    """Chance and cost of every package that was tried."""
    ceiling: float
    """The chance of being in the band in the years before any of the fields holds: no package has a higher one."""
    unmoved: tuple[str, ...]
    """Schemes that fail in some futures, by as much in every package that was tried: none of the fields moves their chance."""

    @property
    def unbeaten(self) -> tuple[tuple[float, float], ...]:
        """Chance and cost of those that were tried beside which none is as likely and cheaper; by chance."""
        kept: list[tuple[float, float]] = []
        for chance, cost in sorted(self.tried, key=lambda one: (-one[0], one[1])):
            if not kept or cost < kept[-1][1]:
                kept.append((chance, cost))
        return tuple(reversed(kept))

    @property
    def met(self) -> bool:
        """Whether a package was found for the chance that is asked for."""
        return self.chosen is not None

    @property
    def chosen(self) -> Package | None:
        """The cheapest package with the chance that is asked for; None where none was found."""
        likely = [one for one in self.packages if one.chance >= self.wanted.share - math.ulp(1.0)]
        return likely[0] if likely else None

    @property
    def schemes(self) -> tuple[str, ...]:
        """Those that are to be in their band: the ones asked for, else all of which a balance is known."""
        return self.wanted.funds or schemes_of(self.base)

    @property
    def begins(self) -> int:
        """The first year over which is summed what each bears: that in which the first of the fields holds."""
        return max(self.base.base + 1, self.wanted.begins)

    @property
    def stuck(self) -> tuple[str, ...]:
        """Of `unmoved` those for whose sake no package was found: no wider range of these fields would find one."""
        chances = dict(zip(self.schemes, self.likeliest.chances, strict=True))
        return tuple(one for one in self.unmoved if chances[one] < min(self.missing, default=0.0))

    @property
    def level(self) -> bool:
        """Whether the chance is missed and the same in every package that was tried."""
        return not self.met and len({chance for chance, _ in self.tried}) == 1

    def binding(self, package: Package) -> str | None:
        """The scheme with the lowest chance by itself; None where it is not one alone."""
        lowest = min(package.chances)
        found = [scheme for scheme, one in zip(self.schemes, package.chances, strict=True) if one == lowest]
        return found[0] if len(found) == 1 < len(self.schemes) else None

    @property
    def low(self) -> float:
        """The lower end of the band, in months."""
        return float(self.base.bands["low"].value)

    def row(self, package: Package) -> tuple[float, ...]:
        """A package as numbers, in the order of `columns`."""
        more = (package.insured, *package.borne, package.cost)
        told = (package.chance, package.again, package.months, *(float(one) for one in more))
        return (*package.values, *told, *package.chances)

    def columns(self) -> tuple[str, ...]:
        """What a row of a table of packages holds: fields by name, chances, months, persons, yuan, and each scheme's chance."""
        told = ("chance", "chance_again", "months", "insured", *Borne._fields, "cost")
        return *(axis.name for axis in self.wanted.axes), *told, *(f"chance_{scheme}" for scheme in self.schemes)

    def frame(self) -> Any:
        """A tidy frame, one row a package; `attrs` has scenario, chance asked for, years, draws and seed."""
        import pandas as pd

        frame = pd.DataFrame([self.row(one) for one in self.packages], columns=[*self.columns()])
        frame["binding"] = [self.binding(one) for one in self.packages]
        frame["fewest"] = [one.fewest for one in self.packages]
        wanted = self.wanted
        frame.attrs = {"scenario": self.base.scenario.name, "in_band": wanted.share, "first": wanted.first}
        frame.attrs |= {"last": wanted.last, "draws": self.draws, "seed": self.seed}
        return frame


def frontier_of(
    name: str,
    settings: tuple[str, ...],
    vary: tuple[str, ...],
    in_band: str = IN_BAND,
    years: str | None = None,
    weight: tuple[str, ...] = (),
    draws: int = DRAWS,
    seed: int = 1,
    since: str | None = None,
    fund: tuple[str, ...] = (),
    done: Done = lambda _: None,
) -> Frontier:
    """The cheapest package of one to six fields (resident_financing.premium.2027=400..600 元) for each of several chances.

    `in_band` is a chance as 90 %, `years` as 2027..2035, every projected one unless it is said; `weight` says what a yuan of
    one who bears counts, as members=2; `since` is the date of fields without one; `fund` names the schemes that are to be in
    their band, every one unless it is said. The same `draws` futures befall every package. `done` hears of every package.
    Raises Mistakes with all that is wrong with these.
    """
    scenario = load(name, *settings)
    one_area(scenario)
    calendar = law_of(scenario)[1]
    wanted = read_wanted(scenario, vary, in_band, years, weight, since, fund)
    check_ends(name, settings, wanted)
    trials = _Trials(name, settings, wanted, basis_of(scenario, calendar), (draws, seed), done)
    search = Search(wanted.ranges, trials.tried, seed)
    found = {share: search.cheapest(share) for share in sorted({*LADDER, wanted.share})}
    likeliest, missing = search.likeliest, tuple(share for share, one in found.items() if one is None)
    packages = undominated([*(one for one in found.values() if one), *([likeliest] if missing else [])])
    if not math.isfinite(likeliest.cost):
        raise trials.refused or Mistakes([Mistake(None, "--vary", "ranges of which some package can be run")])
    told = [(one.chance, one.cost) for one in search.tried if math.isfinite(one.cost)]
    return Frontier(
        trials.base, wanted, draws, seed, trials.stands(), tuple(trials.package(one.values) for one in packages), missing,
        trials.package(likeliest.values), tuple(told), trials.ceiling(), trials.unmoved(),
    )  # fmt: skip


class _Trials:
    """Packages of one scenario, each run once and through the same futures."""

    def __init__(
        self, name: str, settings: tuple[str, ...], wanted: Wanted, basis: Basis, futures: tuple[int, int], done: Done
    ) -> None:
        self.name, self.settings, self.wanted, self.basis, self.done = name, settings, wanted, basis, done
        self.draws, self.seed = futures
        self.refused: Mistakes | None = None
        self.like: tuple[Prepared, Draws] | None = None
        self.base, self.as_it_stands = self._run(())
        self.borne = borne(self.base)
        self.schemes = wanted.funds or schemes_of(self.base)
        self._check_known()
        self.short: Array | None = None
        self.moving: set[str] = set()

    def tried(self, values: Values) -> Tried:
        """What a package costs, and how far every future is from the band; what the law refuses costs without end."""
        try:
            results, made = self._run(self._settings(values))
        except Mistakes as found:
            self.refused = found
            return Tried(values, math.inf, np.full(self.draws, -math.inf))
        self.done(values)
        margins = self.margins(made)
        self._compare(np.minimum(margins, 0))
        return Tried(values, self._cost(self._moved(results)), np.sort(margins.min(axis=0)))

    def margins(self, made: Draws, first: int = 0, years: range | None = None) -> Array:
        """[scheme, draw] months above the band's lower end at the lowest year-end asked for."""
        span = years or range(self.wanted.first, self.wanted.last + 1)
        rows = slice(span[0] - self.base.base - 1, span[-1] - self.base.base)
        parts = [
            np.array([told[scheme, "reserve_months"][rows].min(axis=0) for scheme in self.schemes])
            for told in by_parts(made, first, self.draws)
        ]
        return np.concatenate(parts, axis=1) - float(self.base.bands["low"].value)

    def package(self, values: Values) -> Package:
        """All that is told of a package."""
        results, made = self._run(self._settings(values))
        return self._told(values, results, made, self._settings(values))

    def stands(self) -> Package:
        """The scenario as it stands, as a package that costs nobody anything."""
        values = tuple(axis.varied.held(self.base) for axis in self.wanted.axes)
        return self._told(values, self.base, self.as_it_stands, ())

    def ceiling(self) -> float:
        """The chance of being in the band before the first of the fields holds."""
        before = range(self.wanted.first, self.wanted.begins)
        return _chance(self.margins(self.as_it_stands, years=before).min(axis=0)) if before else 1.0

    def unmoved(self) -> tuple[str, ...]:
        """Schemes that are as far below their band, future by future, in every package that was tried."""
        short = np.zeros((len(self.schemes), 1)) if self.short is None else self.short
        fails = np.any(short < 0, axis=1).tolist()
        return tuple(one for one, found in zip(self.schemes, fails, strict=True) if found and one not in self.moving)

    def _compare(self, short: Array) -> None:
        """Notes of which schemes the shortfalls differ from those of the first package."""
        self.short = short if self.short is None else self.short
        same = [np.allclose(one, first) for one, first in zip(short, self.short, strict=True)]
        self.moving |= {scheme for scheme, alike in zip(self.schemes, same, strict=True) if not alike}

    def _check_known(self) -> None:
        known, scenario = schemes_of(self.base), self.base.scenario
        unknown = [scheme for scheme in self.schemes if scheme not in known]
        right = "a fund whose balance was published: without one there are no months of reserve"
        if unknown:
            raise Mistakes([Mistake(None, f"--fund {scheme}", right) for scheme in unknown])
        if not known:
            raise Mistakes([Mistake(scenario.place("area"), scenario.area, f"a scenario of {right}")])

    def _told(self, values: Values, results: Results, made: Draws, settings: tuple[str, ...]) -> Package:
        margins, others = self.margins(made), self.margins(made, self.draws).min(axis=0)
        moved = self._moved(results)
        one = Tried(values, self._cost(moved), np.sort(margins.min(axis=0)))
        months = one.margin(HALF) + float(self.base.bands["low"].value)
        more = insured(results, self.wanted.last) - insured(self.base, self.wanted.last)
        warned = tuple(alert for alert in results.alerts if alert.kind in SEEN)
        fewest = self.schemes[int(np.bincount(margins.argmin(axis=0)).argmax())]
        return Package(
            values, one.chance, _chance(others), months, more, one.cost, moved, settings, warned,
            tuple(_chance(alone) for alone in margins), fewest,
        )  # fmt: skip

    def _settings(self, values: Values) -> tuple[str, ...]:
        return tuple(axis.varied.setting(value) for axis, value in zip(self.wanted.axes, values, strict=True))

    def _run(self, settings: tuple[str, ...]) -> tuple[Results, Draws]:
        scenario, like = load(self.name, *self.settings, *settings), self.like[0] if self.like else None
        ready = prepared(scenario, self.basis, like=like)
        made = draws_from(ready, self.seed, like=self.like)
        self.like = self.like or (ready, made)
        return beside(finished(ready), made), made

    def _moved(self, results: Results) -> Borne:
        """What each bears more than as it stands, summed from the first year that a field moves to the last one asked for."""
        span = slice(max(1, self.wanted.begins - self.base.base), self.wanted.last - self.base.base + 1)
        pairs = zip(borne(results), self.borne, strict=True)
        return Borne(*(np.asarray((after - before)[span].sum()) for after, before in pairs))

    def _cost(self, moved: Borne) -> float:
        return float(
            sum(weight * getattr(moved, name) for weight, name in zip(self.wanted.weights, BEARERS, strict=True))
        )


def schemes_of(results: Results) -> tuple[str, ...]:
    """Of `SCHEMES` those whose balance is known."""
    return tuple(scheme for scheme in SCHEMES if np.isfinite(results.funds[scheme]["balance"][0]))


def _chance(margins: Array) -> float:
    return float(np.mean(margins >= 0))


def insured(results: Results, year: int) -> float:
    """Persons insured in a year, employees and residents."""
    return float(sum(results.yearly[name][year - results.base] for name in ("insured_employees", "insured_residents")))


def uncertain(scenario: Scenario) -> dict[str, bool]:
    """Which layers of uncertainty the futures have."""
    return layers_of(scenario)
