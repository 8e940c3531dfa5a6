"""Results as Python and Jupyter show them: with pictures, and as a table where a cell ends with them."""

from abc import abstractmethod
from dataclasses import fields
from pathlib import Path
from typing import Any

from actuary.analysis.alerts.lights import Warned
from actuary.analysis.attribution.bridge import Bridge
from actuary.analysis.attribution.drivers import Drivers
from actuary.analysis.attribution.why import Split
from actuary.analysis.attribution.why_draws import SplitOfDraws
from actuary.analysis.cascade import Cascade
from actuary.analysis.choices.balance import Balance
from actuary.analysis.choices.frontier import Frontier
from actuary.analysis.choices.likely import Likely
from actuary.analysis.choices.solve import Solution
from actuary.analysis.choices.sweep import Sweep
from actuary.analysis.sensitivity import Sensitivity
from actuary.futures.ensemble import Ensemble
from actuary.labels import Language
from actuary.pooling.results import AreasResults
from actuary.reports.alerts import table as warn_table
from actuary.reports.alerts_plots import lights
from actuary.reports.areas import as_html as areas_as_html
from actuary.reports.areas_plots import gains
from actuary.reports.balance import table as balance_table
from actuary.reports.bridge import table as bridge_table
from actuary.reports.bridge import waterfall as bridge_waterfall
from actuary.reports.cascade import bars
from actuary.reports.cascade import table as cascade_table
from actuary.reports.drivers import table as drivers_table
from actuary.reports.ensemble import as_html as ensemble_as_html
from actuary.reports.fan import fan_chart
from actuary.reports.frontier import cost_by_chance
from actuary.reports.frontier import table as frontier_table
from actuary.reports.likely import table as likely_table
from actuary.reports.page import Page, html, plain_text
from actuary.reports.plots import Plots
from actuary.reports.projection import as_html
from actuary.reports.sensitivity import table as sensitivity_table
from actuary.reports.sensitivity import tornado
from actuary.reports.solve import table as solve_table
from actuary.reports.sweep import table as sweep_table
from actuary.reports.why import table as why_table
from actuary.reports.why import waterfall
from actuary.reports.why_draws import table as why_draws_table
from actuary.reports.why_draws import waterfalls
from actuary.results import Results


class ShownResults(Results):
    """Results that draw themselves: results.plot.reserve_months(), .balance(), .people()."""

    @property
    def plot(self) -> Plots:
        """Pictures of the projection, each a matplotlib figure."""
        return Plots(self)

    def __repr__(self) -> str:
        return f"<Results of {self.scenario.name}: {self.scenario.title}, {self.base} to {self.years[-1]}>"

    def _repr_html_(self) -> str:
        return as_html(self)


class ShownAreas(AreasResults):
    """Several areas as a cell shows them: the table of all of them, and of who gains and who pays."""

    def __repr__(self) -> str:
        areas = ", ".join(self.members)
        return f"<Areas of {self.scenario.name}: {self.scenario.title}; {areas}, {self.base} to {self.years[-1]}>"

    def plot_gains(self) -> Any:
        """Who gains and who pays, as a matplotlib figure."""
        return gains(self)

    def _repr_html_(self) -> str:
        return areas_as_html(self)


class ShownEnsemble(Ensemble):
    """Many futures as a cell shows them: the table of their spread."""

    def fan(self, group: str = "resident", measure: str = "reserve_months", lang: Language = "en") -> Any:
        """Where half and nine tenths of the futures lie, year by year, as a matplotlib figure."""
        return fan_chart(self, group, measure, lang)

    def __repr__(self) -> str:
        return (
            f"<{self.count:,} futures of {self.scenario.name}: {self.scenario.title}, "
            f"{self.years[0]} to {self.years[-1]}, seed {self.seed}>"
        )

    def _repr_html_(self) -> str:
        return ensemble_as_html(self)


class _Told:
    """What is told as a table: a cell shows it, and so does Python itself."""

    __slots__ = ()

    def __repr__(self) -> str:
        return plain_text(self._table())

    def _repr_html_(self) -> str:
        return html(self._table())

    @abstractmethod
    def _table(self) -> Page:
        """The table that is shown."""


class ShownSplit(_Told, Split):
    """A difference shared out, as a cell shows it: the table of its parts."""

    __slots__ = ()

    def waterfall(self, lang: Language = "en") -> Any:
        """From the base to the variant, a step for each part, as a matplotlib figure."""
        return waterfall(self, lang)

    def _table(self) -> Page:
        return why_table(self, "en", COLUMNS, _line_of)


class ShownSplitOfDraws(_Told, SplitOfDraws):
    """The differences of median and tail shared out, as a cell shows them: the table of their parts."""

    __slots__ = ()

    def waterfalls(self, lang: Language = "en") -> Any:
        """From the base to the variant, a step for each part: of the median and of the tail, two matplotlib figures."""
        return waterfalls(self, lang)

    def _table(self) -> Page:
        return why_draws_table(self, "en", COLUMNS, _line_of)


class ShownBridge(_Told, Bridge):
    """The way from one forecast to the next, as a cell shows it: the table of its steps."""

    __slots__ = ()

    def waterfall(self, measure: str = "", lang: Language = "en") -> Any:
        """A step for each group of changes, as a matplotlib figure; of the first measure unless one is named."""
        return bridge_waterfall(self, measure or self.spans[0].measure, lang)

    def _table(self) -> Page:
        return bridge_table(self, "en", COLUMNS)


class ShownSensitivity(_Told, Sensitivity):
    """What matters, as a cell shows it: the table of figures."""

    __slots__ = ()

    def tornado(self, lang: Language = "en") -> Any:
        """The measure at both ends of each interval, the widest first, as a matplotlib figure."""
        return tornado(self, lang)

    def _table(self) -> Page:
        return sensitivity_table(self, "en", COLUMNS)


class ShownFrontier(_Told, Frontier):
    """Packages of levers, as a cell shows them: the table of what each costs whom."""

    __slots__ = ()

    def cost_by_chance(self, lang: Language = "en") -> Any:
        """What a chance of staying in the band costs, as a matplotlib figure."""
        return cost_by_chance(self, lang)

    def _table(self) -> Page:
        return frontier_table(self, "en", COLUMNS)


class ShownCascade(_Told, Cascade):
    """Who pays for the pools, as a cell shows it: sentences and the table of years."""

    __slots__ = ()

    def bars(self, lang: Language = "en") -> Any:
        """What stands in for income, year by year, as a matplotlib figure."""
        return bars(self, lang)

    def _table(self) -> Page:
        return cascade_table(self, "en", COLUMNS)


class ShownWarned(_Told, Warned):
    """Early-warning lights, as a cell shows them: the table of lights, lead times and record."""

    __slots__ = ()

    def lights(self, lang: Language = "en") -> Any:
        """A cell for each rule and year, the worst darkest, as a matplotlib figure."""
        return lights(self, lang)

    def _table(self) -> Page:
        return warn_table(self, "en", COLUMNS)


class ShownSolution(_Told, Solution):
    """A solved value as a cell shows it: what it takes, the proof, and what it costs whom."""

    __slots__ = ()

    def _table(self) -> Page:
        return solve_table(self, "en", COLUMNS)


class ShownLikely(_Told, Likely):
    """A value that keeps a chance, as a cell shows it: what it takes, the proof, and what it costs whom."""

    __slots__ = ()

    def _table(self) -> Page:
        return likely_table(self, "en", COLUMNS)


class ShownBalance(_Told, Balance):
    """What rate pays for a fund, as a cell shows it: by year and over the span."""

    __slots__ = ()

    def _table(self) -> Page:
        return balance_table(self, "en", COLUMNS)


class ShownSweep(_Told, Sweep):
    """A grid as a cell shows it: a table for every answer."""

    __slots__ = ()

    def _table(self) -> Page:
        return sweep_table(self, "en", COLUMNS)


class ShownDrivers(_Told, Drivers):
    """What drives a fund, as a cell shows it: the table of income and spending."""

    __slots__ = ()

    def _table(self) -> Page:
        return drivers_table(self, "en", COLUMNS)


COLUMNS = 100
"""The width of a table in a cell."""


def _line_of(place: Any) -> str:
    return f"{Path(place.file).name}:{place.line}"


def able_to_step(found: Split) -> ShownSplit:
    """The same parts, able to draw themselves."""
    return ShownSplit(*found)


def able_to_choose(found: Frontier) -> ShownFrontier:
    """The same packages, able to draw themselves."""
    return ShownFrontier(*found)


def able_to_step_twice(found: SplitOfDraws) -> ShownSplitOfDraws:
    """The same parts of median and tail, able to draw themselves."""
    return ShownSplitOfDraws(*found)


def able_to_cross(found: Bridge) -> ShownBridge:
    """The same steps, able to draw themselves."""
    return ShownBridge(*found)


def able_to_turn(found: Sensitivity) -> ShownSensitivity:
    """The same figures, able to draw themselves."""
    return ShownSensitivity(*found)


def able_to_fall(found: Cascade) -> ShownCascade:
    """The same pools, able to draw themselves."""
    return ShownCascade(*found)


def able_to_warn(found: Warned) -> ShownWarned:
    """The same lights, able to show themselves."""
    return ShownWarned(*found)


def able_to_fan(found: Ensemble) -> ShownEnsemble:
    """The same futures, able to draw themselves."""
    return ShownEnsemble(**{field.name: getattr(found, field.name) for field in fields(found)})


def able_to_show(results: AreasResults) -> ShownAreas:
    """The same results of several areas, able to show themselves."""
    return ShownAreas(**{field.name: getattr(results, field.name) for field in fields(results)})


def able_to_draw(results: Results) -> ShownResults:
    """The same results, able to draw themselves."""
    return ShownResults(**{field.name: getattr(results, field.name) for field in fields(results)})
