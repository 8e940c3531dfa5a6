"""Results as Python and Jupyter show them: with pictures, and as a table where a cell ends with them."""

from dataclasses import fields

from actuary.reports.plots import Plots
from actuary.reports.projection import as_html
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


def able_to_draw(results: Results) -> ShownResults:
    """The same results, able to draw themselves."""
    return ShownResults(**{field.name: getattr(results, field.name) for field in fields(results)})
