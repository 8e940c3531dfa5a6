"""What a run of several areas found: each area, all of them together, and what moved between them."""

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from actuary.axes import LAYER_NAMES
from actuary.figures.tables import table
from actuary.kernel import rows as r
from actuary.law import Array
from actuary.manifest import STATUSES, table_entry, version
from actuary.measures import GROUPS
from actuary.results import SCHEMA_VERSION, Alert, Results
from actuary.scenario.model import Scenario
from actuary.scenario.pooling import POOLED, Pooling

FUNDS_OF = {"employee": ("employee", "employee_scheme", "all"), "resident": ("resident", "all")}
"""The groups of funds that a pool is part of."""

LINES = ("levied", "paid_out", "cleared", "support", "balance_merged", "surplus_merged")
"""What moves: paid into the adjustment fund; paid out of it; received less paid in clearing; received from the treasury;
the balance handed to a merged fund when it begins; the year's income less spending, without interest, that is the merged
fund's (below zero: what it bears)."""

RECEIVED = {"paid_out": 1, "cleared": 1, "levied": -1, "balance_merged": -1, "surplus_merged": -1}
"""What a member gains from the others, and what it pays them; support comes from elsewhere."""


ASSISTANCE = LAYER_NAMES[r.ASSISTANCE]
"""The layer whose funds can become one."""


class Meeting(NamedTuple):
    """What stands and moves between the areas in one pool. Years start with the base year, in which nothing does."""

    moved: dict[str, Array]
    """[member, year] yuan, by line."""
    fund: Array
    """[year] what the adjustment fund holds at the end."""
    joint: Array
    """[year] what the merged fund holds at the end; NaN before there is one."""
    interest: Array
    """[year] interest of the adjustment fund or of the merged one."""

    @classmethod
    def empty(cls, members: int, years: int) -> "Meeting":
        """Nothing has moved yet."""
        flows = {line: np.zeros((members, years + 1)) for line in LINES}
        return cls(flows, np.zeros(years + 1), np.full(years + 1, np.nan), np.zeros(years + 1))

    @property
    def received(self) -> Array:
        """[member, year] received from the other areas less paid to them, support apart."""
        return np.asarray(sum(sign * self.moved[line] for line, sign in RECEIVED.items()))


@dataclass(frozen=True)
class AreasResults:
    """A projection of several areas. Years start with the base year; amounts are yuan and months."""

    scenario: Scenario
    pooling: Pooling
    members: dict[str, Results]
    """Each area's own projection; a pool that is merged has no balance of its own there."""
    funds: dict[str, dict[str, Array]]
    """All areas together, by group and measure: with the adjustment fund and the merged fund."""
    meetings: dict[str, Meeting]
    """By pool; with `assistance` where medical assistance becomes one fund."""

    @classmethod
    def of(
        cls, scenario: Scenario, pooling: Pooling, members: dict[str, Results], meetings: dict[str, Meeting]
    ) -> "AreasResults":
        """Add the areas up, and take from each what is no more its own."""
        own = {name: _without_merged(results, pooling) for name, results in members.items()}
        return cls(scenario, pooling, own, _together(list(members.values()), meetings), meetings)

    @property
    def years(self) -> tuple[int, ...]:
        """The base year and every projected year."""
        return self._first.years

    @property
    def base(self) -> int:
        """The base year."""
        return self._first.base

    @property
    def _first(self) -> Results:
        return next(iter(self.members.values()))

    @property
    def alerts(self) -> dict[str, tuple[Alert, ...]]:
        """What happens to each area's funds, and under an empty name to the funds that are one for all."""
        own = {name: results.alerts for name, results in self.members.items()}
        return {**own, "": tuple(alert for pool in POOLED for alert in self._of_one_fund(pool))}

    def _of_one_fund(self, pool: str) -> list[Alert]:
        """Year-ends at which a merged fund lies below the band, or has nothing left."""
        merged = self.pooling.of(pool).merged
        if merged is None or merged > self.years[-1]:
            return []
        first = merged - self.base
        fund, low = self.funds[pool], self._first.bands["low"].value
        found = []
        for kind, wrong in (("below", fund["reserve_months"] < low), ("empty", fund["balance"] < 0)):
            years = np.flatnonzero(wrong[first:])
            if years.size:
                found.append(
                    Alert(pool, kind, self.years[first + int(years[0])], None, low if kind == "below" else 0.0)
                )
        return found

    @property
    def assistance_alone(self) -> dict[str, Array]:
        """What each area's fund of medical assistance would hold by itself, yuan; nothing where they do not become one."""
        if "assistance" not in self.meetings:
            return {}
        row = r.FUND_BALANCE + r.ASSISTANCE
        return {name: np.append(0.0, one.ledger.yearly[:, row]) for name, one in self.members.items()}

    @property
    def met_first(self) -> int:
        """The first year in which anything moves between the areas; the first projected one where nothing does."""
        moved = np.any([values.any(axis=0) for one in self.meetings.values() for values in one.moved.values()], axis=0)
        return self.years[int(np.argmax(moved))] if moved.any() else self.years[1]

    def moving(self, pool: str) -> list[str]:
        """The lines of a pool in which something moves in some year."""
        return [line for line in LINES if self.meetings[pool].moved[line].any()]

    def table(self, measure: str, group: str = "employee", lang: str = "en") -> Any:
        """A frame of one measure of one group of funds: years down; the areas, then all together, across."""
        import pandas as pd

        from actuary.labels import label

        columns = {name: results.funds[group][measure] for name, results in self.members.items()}
        columns[label("all_areas", lang)] = self.funds[group][measure]  # type: ignore[arg-type]
        frame = pd.DataFrame(columns, index=pd.Index(self.years, name=label("year", lang)))  # type: ignore[arg-type]
        frame.attrs = {"measure": measure, "group": group, "unit": _unit(measure)}
        return frame

    def gains(self, pool: str) -> Any:
        """A frame of what each area received from the others less what it paid them: years down, areas across, yuan."""
        import pandas as pd

        index = pd.Index(self.years, name="year")
        frame = pd.DataFrame(self.meetings[pool].received.T, index=index, columns=list(self.members))
        frame.attrs = {"pool": pool, "unit": "yuan"}
        return frame

    def frame(self) -> Any:
        """A tidy frame: year, area (empty for all together), group, measure, value, unit; what moved is among the measures."""
        import pandas as pd

        rows = [
            (year, area, group, measure, float(value), _unit(measure))
            for area, group, measure, values in self.series()
            for year, value in zip(self.years, values, strict=True)
        ]
        return pd.DataFrame(rows, columns=["year", "area", "group", "measure", "value", "unit"])

    def series(self) -> list[tuple[str, str, str, Array]]:
        """Everything by year: area (empty for all together), group or pool, measure or line, values."""
        found = [("", group, measure, values) for group in GROUPS for measure, values in self.funds[group].items()]
        for pool, meeting in self.meetings.items():
            found += [("", pool, name, getattr(meeting, of)) for name, of in BETWEEN.items()]
        for i, (name, results) in enumerate(self.members.items()):
            found += [
                (name, group, measure, values) for group in GROUPS for measure, values in results.funds[group].items()
            ]
            for pool, meeting in self.meetings.items():
                found += [(name, pool, line, meeting.moved[line][i]) for line in LINES]
                found.append((name, pool, "received_net", meeting.received[i]))
        return found + [(name, "assistance", "balance_alone", of) for name, of in self.assistance_alone.items()]

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """What the run rests on: version, scenario, every figure, table and law value of any area, each once."""
        found: dict[tuple[Any, ...], dict[str, Any]] = {}
        for entry in (one for results in self.members.values() for one in results.manifest["figures"]):
            key = (entry["kind"], entry["name"], entry["place"], entry["year"])
            found[key] = {**entry, "idle": entry["idle"] and found.get(key, entry)["idle"]}
        if self.scenario.parts_from:
            of_parts = table_entry(table(self.scenario.parts_from))._asdict()
            found["table", of_parts["name"], "", None] = of_parts
        counts = Counter(entry["status"] for entry in found.values() if not entry["idle"])
        return {
            "version": version(),
            "scenario": {"text": self.scenario.text, "hash": self.scenario.hash},
            "counts": {status: counts[status] for status in STATUSES},
            "idle": sum(entry["idle"] for entry in found.values()),
            "figures": list(found.values()),
        }

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain numbers, yuan and persons; None where nothing is defined."""
        together: dict[str, dict[str, list[float | None]]] = {}
        moved: dict[str, dict[str, dict[str, list[float | None]]]] = {}
        for area, group, measure, values in self.series():
            if not area:
                together.setdefault(group, {})[measure] = _plain(values)
            elif measure in (*LINES, "received_net", "balance_alone"):
                moved.setdefault(area, {}).setdefault(group, {})[measure] = _plain(values)
        return {
            "schema_version": SCHEMA_VERSION,
            "scenario": {"name": self.scenario.name, "title": self.scenario.title, "hash": self.scenario.hash},
            "years": list(self.years),
            "all_areas": together,
            "areas": {
                name: {
                    **results.to_dict(),
                    "moved": moved[name],
                    "part": results.scenario.part and results.scenario.part._asdict(),
                }
                for name, results in self.members.items()
            },
            "alerts": [alert._asdict() for alert in self.alerts[""]],
            "manifest": self.manifest,
            "borne_by": {pool: {who: _plain(values) for who, values in self.borne(pool).items()} for pool in POOLED},
        }

    def borne(self, pool: str) -> dict[str, Array]:
        """Who bears the treasury's support, by year in yuan; empty where the scenario does not say."""
        support = self.pooling.of(pool).support
        total = self.meetings[pool].moved["support"].sum(axis=0)
        return {who: share * total for who, share in support.borne_by.items()} if support else {}


BETWEEN = {"adjustment_fund": "fund", "merged_fund": "joint", "interest_between": "interest"}
"""What belongs to no area, and where it is in a meeting."""


def _unit(measure: str) -> str:
    return "months" if measure == "reserve_months" else "yuan"


def _plain(values: Array) -> list[float | None]:
    return [None if np.isnan(value) else float(value) for value in values]


def _together(members: list[Results], meetings: dict[str, Meeting]) -> dict[str, dict[str, Array]]:
    """All areas added up, with what belongs to none of them."""
    found: dict[str, dict[str, Array]] = {}
    for group in GROUPS:
        sums = {m: np.sum([one.funds[group][m] for one in members], axis=0) for m in ("income", "spending", "balance")}
        for pool in POOLED:
            if group in FUNDS_OF[pool]:
                meeting = meetings[pool]
                sums["income"] = sums["income"] + meeting.interest + meeting.moved["support"].sum(axis=0)
                sums["balance"] = sums["balance"] + meeting.fund + np.nan_to_num(meeting.joint)
        surplus = sums["income"] - sums["spending"]
        surplus[0] = np.sum([one.funds[group]["surplus"][0] for one in members])
        with np.errstate(divide="ignore", invalid="ignore"):
            months = 12 * sums["balance"] / sums["spending"]
        found[group] = {
            **sums,
            "surplus": surplus,
            "reserve_months": np.where(np.isfinite(months), months, np.nan),
            "cumulative_surplus": np.append(0.0, np.cumsum(surplus[1:])),
        }
    return found


def _without_merged(results: Results, pooling: Pooling) -> Results:
    """The results without balances that are no more the area's own: those of a merged pool."""
    funds: dict[str, dict[str, Array]] = {group: dict(measures) for group, measures in results.funds.items()}
    months = dict(results.months)
    for pool in POOLED:
        merged = pooling.of(pool).merged
        if merged is None or merged > results.years[-1]:
            continue
        first = merged - results.base
        for group in FUNDS_OF[pool]:
            for measure in ("balance", "reserve_months"):
                funds[group][measure] = np.where(np.array(results.years) < merged, funds[group][measure], np.nan)
        months[pool] = np.append(months[pool][: 12 * (first - 1)], np.full(12 * (len(results.years) - first), np.nan))
    layers = results.layers
    assisted = pooling.of("assistance").merged
    if assisted is not None:
        layers = {**layers, ASSISTANCE: _without_balance(layers[ASSISTANCE], assisted - results.base)}
    return replace(results, funds=funds, months=months, layers=layers)


def _without_balance(fund: dict[str, Array], years: int) -> dict[str, Array]:
    """A layer's fund with balance and interest of its own in so many years only."""
    own = np.arange(fund["balance"].size) < years
    interest = np.where(own, fund["fund_interest"], 0.0)
    income = fund["income"] - fund["fund_interest"] + interest
    balance = np.where(own, fund["balance"], np.nan)
    return {
        **fund, "fund_interest": interest, "income": income, "surplus": income - fund["spending"], "balance": balance
    }  # fmt: skip
