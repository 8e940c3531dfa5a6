"""The grid of a sweep as pictures: months of reserve by shade, the first year of deficit written into the cells."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from actuary.analysis.choices.sweep import SCHEMES
from actuary.labels import Language, label
from actuary.reports import numbers
from actuary.reports.fields import axis_named
from actuary.reports.foot import definitions
from actuary.reports.letters import drawable
from actuary.reports.page import width
from actuary.reports.plots import HEADING, picture, scenario_name, write_below
from actuary.reports.stairs import LETTER
from actuary.reports.words import capital, sentence

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from actuary.analysis.choices.sweep import Cell, Sweep

WRITTEN = 16
"""So many rows and columns have room for words in their cells."""
LIGHT = 0.55
"""Of the shades from dark to light, the part on which letters are white."""


def heat_maps(sweep: Sweep, lang: Language) -> dict[str, Figure]:
    """A picture of each scheme whose months the grid moves, and of each value of a third axis; by the names of their files."""
    found = {}
    pages = sweep.axes[2].values if len(sweep.axes) > 2 else (math.nan,)
    for at, scheme in enumerate(SCHEMES):
        months = [cell.months[at] for cell in sweep.cells]
        if not np.isfinite(months).any() or np.ptp(months) == 0.0:
            continue
        for number, value in enumerate(pages, start=1):
            name = f"sweep_{scheme}" + (f"_{number}" if len(pages) > 1 else "")
            found[name] = _heat_map(sweep, at, value, lang)
    return found


def _heat_map(sweep: Sweep, scheme: int, page: float, lang: Language) -> Figure:
    down, across = sweep.axes[0], sweep.axes[1] if len(sweep.axes) > 1 else None
    columns = across.values if across else (math.nan,)
    cells = {cell.values[:2]: cell for cell in sweep.cells if math.isnan(page) or cell.values[2] == page}
    rows = [[cells[(row, column) if across else (row,)] for column in columns] for row in down.values]
    with picture(lang) as (figure, axes, lang):
        _cells(axes, sweep, scheme, rows)
        axes.set_yticks(range(len(rows)), [drawable(down.shown(value)) for value in down.values])
        axes.set_ylabel(drawable(axis_named(down, lang)))
        axes.set_xticks(range(len(columns)), [drawable(across.shown(value)) for value in columns] if across else [""])
        axes.set_xlabel(drawable(axis_named(across, lang)) if across else "")
        slots = {"title": scenario_name(sweep.base, lang), "fund": label(SCHEMES[scheme], lang), "year": sweep.year}
        heading = drawable(sentence("sweep_map_title", lang, **slots))
        if not math.isnan(page):
            third = sweep.axes[2]
            below = sentence("sweep_pages", lang, field=axis_named(third, lang), value=third.shown(page))
            heading += f"\n{drawable(capital(below))}"
        figure.suptitle(heading, x=0.02, ha="left", **HEADING | {"fontsize": 11})
        low = f"{sweep.base.bands['low'].value:g}"
        told = [sentence("sweep_map_cells", lang, last=sweep.base.calendar.last, low=low)]
        told += [sentence("sweep_map_framed", lang)] if any(map(sweep.is_base, cells.values())) else []
        write_below(figure, [*told, *definitions(sweep.base, lang, ("reserve_months",))[:1]])
        left = max(0.1, 0.05 + LETTER * max(width(down.shown(value)) for value in down.values))
        figure.subplots_adjust(left=left, right=0.97, top=0.87, bottom=figure.subplotpars.bottom + 0.05)
    return figure


def _cells(axes: Axes, sweep: Sweep, scheme: int, rows: list[list[Cell]]) -> None:
    """The shades, and where there is room the words; a frame around what stands."""
    months = np.array([[cell.months[scheme] for cell in row] for row in rows])
    every = [cell.months[scheme] for cell in sweep.cells]
    low, high = float(np.nanmin(every)), float(np.nanmax(every))
    axes.imshow(months, cmap="cividis", aspect="auto", vmin=low, vmax=high)
    small, band = max(months.shape) <= WRITTEN, sweep.base.bands["low"].value
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            if small:
                colour = "white" if (cell.months[scheme] - low) / (high - low) < LIGHT else "black"
                axes.text(
                    x,
                    y,
                    _words(cell, scheme, band),
                    ha="center",
                    va="center",
                    color=colour,
                    fontsize=8,
                )
            if sweep.is_base(cell):
                axes.add_patch(_frame(x, y))


def _words(cell: Cell, scheme: int, low: float) -> str:
    year, months = cell.deficit[scheme], cell.months[scheme]
    return numbers.months(months) + (" !" if months < low else "") + (f"\n{year}" if year else "")


def _frame(x: int, y: int) -> Any:
    from matplotlib.patches import Rectangle

    return Rectangle((x - 0.5, y - 0.5), 1.0, 1.0, fill=False, edgecolor="#c1661c", linewidth=2.5)
