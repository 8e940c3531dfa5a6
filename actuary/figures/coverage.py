"""What the plans and reports of five areas name, and what of the program answers it (`data/mechanisms.csv`)."""

from functools import cache
from typing import NamedTuple

from actuary.figures.rows import rows_of
from actuary.home import data_folder

ANSWERS = ("key", "rule", "indicator", "figure", "report", "check", "driver", "non_fund")
"""What answers a mechanism: a key of a scenario, a rule of the law, a number of the results, a figure or table that a run
reads, a command, an alert, a figure that drives the projection. Or nothing: no fund's money moves with it."""

DRIVERS, ITEMS, TRAPS = "L", "N", "P"
"""Sections beside the mechanisms proper: what drives a projection, items that touch no fund, traps for a reader."""


class Mechanism(NamedTuple):
    """One row: what a document names, and where it is found in the program."""

    id: str
    name: str
    name_zh: str
    documents: tuple[str, ...]
    """JZ Jingzhou (荆州), MS Meishan (眉山), ZB Zibo (淄博), JX Jiangxi (江西), KZ Kaizhou (开州)."""
    kind: tuple[str, ...]
    """state, lever, indicator, constraint, shock, driver, non-fund, trap."""
    answered_by: str
    """One of `ANSWERS`."""
    where: tuple[str, ...]
    """Names: keys as `levers.x.y`, rules, measures, figures, tables, commands as `run:--lines`, alerts as `alerts.below`."""
    test: str
    """path::name of a test that shows it."""
    reason: str
    """Why nothing answers it, or what the answer leaves out."""
    reason_zh: str

    @property
    def section(self) -> str:
        """The letter of its list."""
        return self.id[0]


@cache
def mechanisms() -> tuple[Mechanism, ...]:
    """Every row, in the order of the file."""
    return tuple(_mechanism(row) for _, row in rows_of(data_folder() / "mechanisms.csv"))


def _mechanism(row: dict[str, str]) -> Mechanism:
    lists = {name: tuple(row[name].split()) for name in ("documents", "kind", "where")}
    return Mechanism(**{**row, **lists})  # type: ignore[arg-type]
