"""A picture of steps from one level to another: each begins where the one above it ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from actuary.reports.areas_plots import GAINS, PAYS
from actuary.reports.letters import drawable
from actuary.reports.page import width
from actuary.reports.plots import STYLES

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LETTER = 0.0085
"""Of the width of a picture, what a letter of a name beside the bars takes."""
ROOM = 9
"""The picture is so many times as broad as the room it keeps beside its longest bar, for the number."""


def draw_stairs(
    axes: Axes, levels: tuple[float, float], steps: Sequence[float], texts: Sequence[str], whats: Sequence[str]
) -> None:
    """A bar for the level before, one for each step, one for the level after; texts behind the bars, their names beside."""
    before, after = levels
    starts = np.concatenate([[0.0], before + np.cumsum([0.0, *steps[:-1]])[: len(steps)], [0.0]])
    lengths = np.array([before, *steps, after])
    colours = [STYLES[0][0], *(GAINS if step > 0 else PAYS for step in steps), STYLES[0][0]]
    places = np.arange(len(lengths))[::-1]
    axes.barh(places, lengths, left=starts, color=colours, height=0.7)
    for place, start, length, text in zip(places, starts, lengths, texts, strict=True):
        axes.annotate(text, (max(start, start + length), place), (4, 0), textcoords="offset points", va="center")
    axes.axvline(0, color="black", linewidth=0.8)
    ends = np.concatenate([[0.0], starts, starts + lengths])
    room = (ends.max() - ends.min() or 1) / ROOM
    axes.set_xlim(ends.min() - (room if ends.min() < 0 else 0), ends.max() + room)
    axes.set_yticks(places, [drawable(what) for what in whats])


def beside_stairs(figure: Figure, whats: Sequence[str]) -> None:
    """Room beside the bars for the longest name, after the foot is written."""
    left = max(0.2, 0.02 + LETTER * max(map(width, whats)))
    figure.subplots_adjust(left=left, right=0.97, top=0.91, bottom=figure.subplotpars.bottom + 0.05)
