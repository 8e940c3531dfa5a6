"""What variants of a scenario change, draw by draw."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from actuary.draws import beside, draws_of
from actuary.errors import Mistake, Mistakes
from actuary.futures.asked import SCHEMES
from actuary.futures.ensemble import layers_of, one_area
from actuary.futures.spread import Spread, Tidy, plain, tidy_spread
from actuary.law import Array
from actuary.sampling import sample
from actuary.sampling.sampled import Heard, quiet
from actuary.scenario.model import Scenario
from actuary.simulation import Comparison, compare, run

GRIEF = {"chance_below": "reserve_months", "chance_run_dry_by_then": "balance"}
"""Fewer months at a year-end than the band begins with, no money left by then; and the measure that shows it."""


@dataclass(frozen=True)
class Differences:
    """What variants change, draw by draw: the variant less the base in the same draw, so that common chance falls out."""

    compared: Comparison
    """The plain runs."""
    spreads: tuple[Spread, ...]
    """Of each variant."""
    seed: int
    layers: Mapping[str, bool]
    """Which of `LAYERS` vary."""
    base: Spread | None = None
    """The base itself in these draws, and each variant below; both are held against the band and against zero."""
    variants: tuple[Spread, ...] = ()

    @property
    def count(self) -> int:
        """How many futures were drawn."""
        return self.spreads[0].count

    def of(self, variant: str) -> Spread:
        """How the differences of one variant to the base are spread. Raises Mistakes where none has that name."""
        named = {one.scenario.name: spread for one, spread in zip(self.compared.variants, self.spreads, strict=True)}
        if variant not in named:
            raise Mistakes([Mistake(None, variant, f"one of the variants: {', '.join(named)}")])
        return named[variant]

    def frame(self) -> Any:
        """A tidy frame: variant, year, group, measure, statistic, value, unit; variant less base, but for chances."""
        import pandas as pd

        rows = [
            (variant.scenario.name, *one) for i, variant in enumerate(self.compared.variants) for one in self.tidy(i)
        ]
        return pd.DataFrame(rows, columns=["variant", "year", "group", "measure", "statistic", "value", "unit"])

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain numbers: yuan, months, persons; None where nothing is defined."""
        return {
            "draws": self.count,
            "seed": self.seed,
            "uncertain": dict(self.layers),
            "years": list(self.spreads[0].years),
            "variants": [
                {
                    "name": variant.scenario.name,
                    "hash": variant.scenario.hash,
                    "rank_error": spread.rank_error,
                    "statistics": spread.nested(),
                    "chance_lower": _lower(spread),
                    "chances": self._chances(i),
                }
                for i, (variant, spread) in enumerate(zip(self.compared.variants, self.spreads, strict=True))
            ],
        }

    def chances(self, variant: int, group: str) -> dict[str, tuple[Array, Array]]:
        """[year] of the base and of a variant, by its place: the chance of `GRIEF`; empty where only differences are known."""
        if self.base is None:
            return {}
        both = self.base, self.variants[variant]
        below = [one.share_below(group, "reserve_months") for one in both]
        dry = [one.by_then(group, "balance") for one in both]
        return dict(zip(GRIEF, ((below[0], below[1]), (dry[0], dry[1])), strict=True))

    def _chances(self, variant: int) -> dict[str, dict[str, dict[str, list[float | None]]]]:
        return {
            group: {
                name: {"base": plain(base), "variant": plain(other)}
                for name, (base, other) in self.chances(variant, group).items()
            }
            for group in SCHEMES
        }

    def tidy(self, variant: int) -> Iterator[Tidy]:
        """Every statistic of a variant's difference, then how its chances and those of the base stand, one by one."""
        yield from tidy_difference(self.spreads[variant])
        for group in SCHEMES:
            for (name, pair), measure in zip(self.chances(variant, group).items(), GRIEF.values(), strict=False):
                for statistic, chances in ((f"{name}_in_base", pair[0]), (name, pair[1])):
                    rows = zip(self.spreads[variant].years, chances.tolist(), strict=True)
                    yield from ((year, group, measure, statistic, chance, "share") for year, chance in rows)


def _lower(spread: Spread) -> dict[str, dict[str, list[float | None]]]:
    """How likely each number of a variant is to lie below that of its base."""
    found: dict[str, dict[str, list[float | None]]] = {}
    for group, measure in spread.tally.names:
        found.setdefault(group or "yearly", {})[measure] = plain(spread.share_below(group, measure))
    return found


def differences_of(
    base: Scenario,
    *variants: Scenario,
    draws: int = 10_000,
    seed: int = 1,
    threads: int | None = None,
    heard: Heard = quiet,
) -> Differences:
    """Draw the same futures of a base and of its variants, and hold them against each other draw by draw. Raises Mistakes."""
    one_area(base, *variants)
    ran = compare(*(run(one) for one in (base, *variants)))
    made, *others = (draws_of(one, seed) for one in (base, *variants))
    compared = Comparison(beside(ran.base, made), tuple(map(beside, ran.variants, others)))
    sampled = sample(made, draws, threads=threads, others=tuple(others), whole=True, heard=heard)
    years = compared.base.years[1:]
    spreads, alone = (tuple(Spread(one, years) for one in tallies) for tallies in (sampled.differences, sampled.others))
    return Differences(compared, spreads, seed, layers_of(base), Spread(sampled.tally, years), alone)


def tidy_difference(spread: Spread) -> Iterator[Tidy]:
    """Every statistic of a difference, and how likely the variant is to have less, one number after another."""
    yield from tidy_spread(spread)
    for group, measure in spread.tally.names:
        pairs = zip(spread.years, spread.share_below(group, measure).tolist(), strict=True)
        yield from ((year, group, measure, "chance_lower", chance, "share") for year, chance in pairs)
