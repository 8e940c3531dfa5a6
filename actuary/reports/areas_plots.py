"""Who gains and who pays, as a picture: a bar an area, one panel a pool."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from actuary.labels import Language, label
from actuary.reports.areas import area, pool_label
from actuary.reports.letters import drawable, drawable_name
from actuary.reports.numbers import money_scale
from actuary.reports.plots import HEADING, picture, write_below
from actuary.reports.words import sentence
from actuary.scenario.pooling import POOLED

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from actuary.pooling.results import AreasResults

GAINS, PAYS = "#5b8c5a", "#c1661c"
ROOM = 1.25
"""How far the axis goes beyond the longest bar, for the number at its end."""


def gains(results: AreasResults, lang: Language = "en") -> Figure:
    """What each area received from the others less what it paid them, added up over the years."""
    sums = {pool: results.meetings[pool].received.sum(axis=1) for pool in POOLED}
    scale = money_scale(float(value) for values in sums.values() for value in values)
    with picture(lang, panels=len(POOLED)) as (figure, panels, lang):
        names = [drawable_name(area(one, lang), area(one, "en")) for one in results.members.values()]
        places = np.arange(len(names))[::-1]
        for axes, (pool, values) in zip(panels, sums.items(), strict=True):
            amounts = values / scale.factor
            axes.barh(places, amounts, color=[GAINS if amount > 0 else PAYS for amount in amounts])
            for place, value, amount in zip(places, values.tolist(), amounts.tolist(), strict=True):
                side = "left" if amount >= 0 else "right"
                axes.annotate(scale.show(value, signed=True), (amount, place), (4 if amount >= 0 else -4, 0),
                              textcoords="offset points", va="center", ha=side, fontsize=8)  # fmt: skip
            reach = ROOM * max(float(np.abs(amounts).max()), 1 / scale.factor)
            axes.set_xlim(
                -reach if (amounts < 0).any() else 0, reach if (amounts > 0).any() else 0 if amounts.any() else reach
            )
            axes.axvline(0, color="black", linewidth=0.8)
            axes.set_yticks(places, names)
            axes.set_title(drawable(pool_label(pool, lang)), loc="left", fontsize=11)
            axes.set_xlabel(drawable(label(scale.unit, lang)))
        what = sentence("gains_in_all", lang, first=results.met_first, last=results.years[-1])
        figure.suptitle(drawable(what), x=0.02, ha="left", **HEADING)
        write_below(figure, [results.scenario.title, label("gains_meaning", lang)])
        figure.subplots_adjust(left=0.12, right=0.97, top=0.85, bottom=0.22)
    return figure
