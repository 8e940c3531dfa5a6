"""Many futures of one scenario, and the chances that a fund comes to grief in them.

A plain run is one line; an ensemble draws what is uncertain anew in every future and keeps what the futures have
in common, never the futures themselves.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from actuary.draws import beside, draws_of
from actuary.errors import Mistake, Mistakes
from actuary.futures.asked import SCHEMES
from actuary.futures.spread import LANGUAGES, First, Spread, Tidy, plain, statistic_name, tidy_spread
from actuary.law import Array
from actuary.measures import GROUPS, MEASURES
from actuary.results import Results
from actuary.sampling import sample
from actuary.sampling.kept import refuse
from actuary.sampling.sampled import Heard, quiet
from actuary.scenario.model import Scenario
from actuary.simulation import run

SCHEMA_VERSION = 1

LAYERS = ("process", "parameter", "model")
"""What may vary: what happens each year, what was estimated, which trend goes on."""
EVENTS = {"deficit": "surplus", "run_dry": "balance", "below": "reserve_months"}
"""What may befall a fund in a year, and the measure that shows it: below zero, or of months below the band."""


@dataclass(frozen=True)
class Ensemble:
    """Many futures of one scenario. Years are the projected ones; amounts are yuan, persons, months, chances shares of one."""

    scenario: Scenario
    central: Results
    """The plain run: every uncertain thing at its centre."""
    spread: Spread
    seed: int
    layers: Mapping[str, bool]
    """Which of `LAYERS` vary."""

    @property
    def years(self) -> tuple[int, ...]:
        """Every projected year."""
        return self.spread.years

    @property
    def count(self) -> int:
        """How many futures were drawn."""
        return self.spread.count

    @property
    def groups(self) -> tuple[str, ...]:
        """The funds that are told unless others are asked for; long-term care where it has members."""
        return tuple(name for name in SCHEMES if name != "long_term_care" or self.central.long_term_care)

    @property
    def low(self) -> float:
        """The lower end of the band of months."""
        return float(self.central.bands["low"].value)

    def quantiles(self, group: str, measure: str) -> Array:
        """[quantile, year] in the order of `PERCENTS`; yuan, months, persons or shares."""
        return self.spread.quantiles(group, measure)

    def mean(self, group: str, measure: str) -> Array:
        """[year] the mean of all futures."""
        return self.spread.mean(group, measure)

    def shortfall(self, group: str, measure: str) -> Array:
        """[year] the mean of the lowest twentieth of the futures: expected shortfall."""
        return self.spread.shortfall(group, measure)

    def alone(self, group: str, measure: str) -> Array:
        """[year] what the plain run has."""
        return np.asarray(self.central.series(f"{group}.{measure}".strip("."))[1:])

    def chance_below(self, group: str) -> Array:
        """[year] the chance of fewer months of reserve at the end of the year than the band begins with."""
        return self.chance(group, "below")

    def chance_depleted(self, group: str) -> Array:
        """[year] the chance of a balance below zero at the end of the year."""
        return self.chance(group, "run_dry")

    def chance(self, group: str, what: str) -> Array:
        """[year] the chance of one of `EVENTS` in the year or at its end; NaN where its measure is not defined."""
        return self.spread.share_below(group, _shown_by(what))

    def by_then(self, group: str, what: str) -> Array:
        """[year] the chance that one of `EVENTS` has happened by the end of the year, in it or in one before."""
        return self.spread.by_then(group, _shown_by(what))

    def first(self, group: str, what: str) -> First:
        """When one of `EVENTS` happens first: shares of the futures by year, under None those in which it never does."""
        return self.spread.first(group, _shown_by(what))

    def first_deficit(self, group: str) -> First:
        """The first year in which more is spent than comes in: shares of the futures by year, None for never."""
        return self.first(group, "deficit")

    def frame(self) -> Any:
        """A tidy frame: year, group, measure, statistic, value, unit; of first years also those in which it never happens."""
        import pandas as pd

        frame = pd.DataFrame(list(tidy(self)), columns=["year", "group", "measure", "statistic", "value", "unit"])
        return frame.astype({"year": "Int64"})

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain numbers with definitions and manifest; None where nothing is defined."""
        return {
            "schema_version": SCHEMA_VERSION,
            "scenario": {"name": self.scenario.name, "title": self.scenario.title, "hash": self.scenario.hash},
            **self.spread_dict(),
            "without_chance": {
                group: {measure: plain(self.alone(group, measure)) for measure in MEASURES} for group in GROUPS
            },
            "definitions": {**self.central.definitions, **self._definitions()},
            "manifest": self.central.manifest,
        }

    def spread_dict(self) -> dict[str, Any]:
        """The same, but for what a plain run tells as well."""
        return {
            "draws": self.count,
            "seed": self.seed,
            "uncertain": dict(self.layers),
            "rank_error": self.spread.rank_error,
            "years": list(self.years),
            "band_low_months": self.low,
            "statistics": self.spread.nested(),
            "chances": self._chances(),
            "first_years": self._first_years(),
        }

    def _definitions(self) -> dict[str, dict[str, str]]:
        names = {row[3] for row in tidy(self)}
        return {name: {lang: statistic_name(name, lang) for lang in LANGUAGES} for name in sorted(names)}

    def _chances(self) -> dict[str, dict[str, Any]]:
        """By fund and year: of each event in the year, and by then, in the year or in one before."""
        return {
            group: {
                f"{what}{when}": plain(chance(group, what))
                for what in EVENTS
                for when, chance in (("", self.chance), ("_by_then", self.by_then))
            }
            for group in self.groups
        }

    def _first_years(self) -> dict[str, dict[str, dict[str, float]]]:
        return {
            group: {
                what: {"never" if year is None else str(year): share for year, share in self.first(group, what).items()}
                for what in EVENTS
            }
            for group in self.groups
        }


def ensemble_of(
    scenario: Scenario,
    draws: int = 10_000,
    seed: int = 1,
    *,
    threads: int | None = None,
    kept: Path | None = None,
    resume: bool = False,
    scheduler: str | None = None,
    exact: bool = False,
    heard: Heard = quiet,
) -> Ensemble:
    """Draw many futures of a scenario of one area; `sampling.sample` says what each word asks for. Raises Mistakes.

    `exact` draws once more where the quantiles are not exact already, and finds them to the last digit.
    """
    one_area(scenario)
    if kept:
        refuse(kept, scenario, seed, draws, resume)
    central, made = run(scenario), draws_of(scenario, seed)
    sampled = sample(
        made, draws, threads=threads, kept=kept, resume=resume, scheduler=scheduler, exact=exact, heard=heard
    )
    again = sampled.exact[0] if sampled.exact else None
    spread = Spread(sampled.tally, central.years[1:], again)
    return Ensemble(scenario, beside(central, made), spread, seed, layers_of(scenario))


def _shown_by(what: str) -> str:
    """The measure that shows one of `EVENTS`. Raises Mistakes where there is none of that name."""
    if what not in EVENTS:
        raise Mistakes([Mistake(None, what, f"what may befall a fund: {', '.join(EVENTS)}")])
    return EVENTS[what]


def one_area(*scenarios: Scenario) -> None:
    """Raises Mistakes where a scenario has several areas: they meet at every year-end, and futures are drawn of one."""
    wrong = [one for one in scenarios if one.members]
    if wrong:
        right = "a scenario of one area: the futures of areas that meet are not drawn (actuary portfolio draws each by itself)"
        raise Mistakes(dict.fromkeys(Mistake(one.place("areas"), one.name, right) for one in wrong))


def layers_of(scenario: Scenario) -> dict[str, bool]:
    """Which layers of uncertainty are on."""
    return {name: bool(getattr(scenario.uncertainty, name)) for name in LAYERS}


def tidy(found: Ensemble) -> Iterator[Tidy]:
    """Everything of an ensemble, one number after another."""
    yield from tidy_spread(found.spread)
    for group in found.groups:
        for what, measure in EVENTS.items():
            for when, chances in (("", found.chance(group, what)), ("_by_then", found.by_then(group, what))):
                name = f"chance_{what}{when}"
                pairs = zip(found.years, chances.tolist(), strict=True)
                yield from ((year, group, measure, name, chance, "share") for year, chance in pairs)
            first = found.first(group, what).items()
            yield from ((year, group, measure, f"first_{what}", share, "share") for year, share in first)
