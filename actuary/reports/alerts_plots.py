"""The lights of a projection as a picture: a cell for each rule and year, a block of rows for each pool."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actuary.analysis.alerts.lights import Row, Warned, pools_of
from actuary.labels import Language, label
from actuary.reports.alerts import level_told, unit_beside, written
from actuary.reports.letters import drawable
from actuary.reports.page import width
from actuary.reports.plots import HEADING, picture, scenario_name, write_below
from actuary.reports.words import sentence

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FACES = {
    "red": ("#a31621", "white"),
    "yellow": ("#e8a33d", "black"),
    "green": ("#dfe9df", "black"),
    "": ("white", "#777777"),
}
"""Colours of a light and of the number in it: of different darkness, so that they can be told apart in grey."""
LETTER = 0.0062
"""Of the width of a picture, what a letter of a name beside the cells takes."""
HEIGHT = 0.34
"""Inches of a row."""
LEAST = 4.6


def lights(found: Warned, lang: Language = "en") -> Figure:
    """Every rule by year, the worst darkest, with its number; what comes to each pool stands over its rows."""
    with picture(lang) as (figure, axes, lang):
        pools = pools_of(found.rules)
        rows = len(found.rows) + len(pools)
        figure.set_size_inches(12.0, max(LEAST, 1.6 + HEIGHT * rows))
        place, names = rows - 1, {}
        for pool in pools:
            axes.text(
                -0.5, place - 0.1, drawable(_heading(found, pool, lang)), fontweight="bold", va="center", fontsize=9
            )
            place -= 1
            for one in (row for row in found.rows if row.pool == pool):
                names[place] = unit_beside(one, lang)
                _cells(axes, one, place, lang)
                place -= 1
        axes.set_xlim(-0.5, len(found.base.years) - 0.5)
        axes.set_ylim(-0.5, rows - 0.5)
        axes.set_xticks(range(len(found.base.years)), [str(year) for year in found.base.years])
        axes.set_yticks([*names], [drawable(name) for name in names.values()])
        axes.tick_params(length=0)
        axes.spines[["left", "bottom"]].set_visible(False)
        heading = sentence("warn_title", lang, title=scenario_name(found.base, lang))
        figure.suptitle(drawable(heading), x=0.02, ha="left", **HEADING)
        write_below(figure, [label("warn_faces", lang), *_levels(found, lang)])
        left = 0.02 + LETTER * max(map(width, names.values()), default=0)
        figure.subplots_adjust(left=left, right=0.985, top=0.92)
    return figure


def _cells(axes: Axes, one: Row, place: int, lang: Language) -> None:
    from matplotlib.patches import Rectangle

    _, shown = written(one.rule.measure, one.pool, lang)
    for i, (value, light) in enumerate(zip(one.values.tolist(), one.lights, strict=True)):
        face, ink = FACES[light]
        axes.add_patch(Rectangle((i - 0.48, place - 0.44), 0.96, 0.88, facecolor=face, edgecolor="none"))
        axes.text(i, place, drawable(shown(value)), color=ink, ha="center", va="center", fontsize=8)


def _heading(found: Warned, pool: str, lang: Language) -> str:
    """Residents: deficit of the year 2023, empty fund at a year-end 2032."""
    coming = [one for one in found.coming if one.pool == pool and one.year and not one.already]
    told = label("comma", lang).join(f"{one.event.called(lang)} {one.year}" for one in coming)
    return f"{label(pool, lang)}{label('sensitivity_colon', lang)}{told}" if told else label(pool, lang)


def _levels(found: Warned, lang: Language) -> list[str]:
    """The levels of each rule and how well they are known, in a line."""
    told = []
    for rule in found.rules.rules:
        levels = {name: level_told(getattr(rule, name), lang) for name in ("yellow", "red")}
        statuses = dict.fromkeys(label(one.status, lang) for one in (rule.yellow, rule.red) if one.status)
        slots = {"rule": rule.called(lang), "side": label(f"warn_{rule.alarm}", lang), **levels}
        told.append(sentence("warn_levels", lang, status=label("comma", lang).join(statuses), **slots))
    return [label("warn_semicolon", lang).join(told)]
