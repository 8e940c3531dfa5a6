"""What a run found: stocks and flows with units and definitions, what they rest on, and what to be warned of."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from actuary.axes import PAYERS, POOLS, Calendar
from actuary.basis.calibration import Basis
from actuary.basis.known import Known
from actuary.basis.provision import figures_idle
from actuary.beyond import Beyond, figures_beyond, unseen
from actuary.figures.single import Figure, figure
from actuary.funds import Funds, Told, funds_of
from actuary.indicators import INDICATORS, indicators_of
from actuary.kernel import rows as r
from actuary.kernel.years import Ledger, Population
from actuary.law import Array, Law
from actuary.manifest import Manifest
from actuary.measures import GROUPS, MEASURES, nearest_measure
from actuary.membership import cover_of, insured_by_status
from actuary.outcomes import Outcome
from actuary.protection import layer_funds, of_patients
from actuary.scenario.expect import Expectation
from actuary.scenario.model import Scenario
from actuary.yearly import yearly_of

SCHEMA_VERSION = 1

FORM = {"employee_scheme": ("employee", "employee_account"), "resident": ("resident",), "maternity": ("maternity",),
        "long_term_care": ("long_term_care",)}  # fmt: skip
"""The funds that have accounts of their own, and the pools that each adds up."""

LINES = {
    "contributions_employer": r.CONTRIBUTIONS_EMPLOYER,
    "contributions_own": r.CONTRIBUTIONS_OWN,
    "own_assisted": r.OWN_ASSISTED,
    "own_retired": r.OWN_RETIRED,
    "subsidy": r.SUBSIDY,
    "subsidy_central": r.SUBSIDY_CENTRAL,
    "subsidy_province": r.SUBSIDY_PROVINCE,
    "subsidy_local": r.SUBSIDY_LOCAL,
    "interest": r.INTEREST,
    "transfer_in": r.TRANSFER_IN,
    "other_income": r.OTHER_INCOME,
    "inpatient": r.INPATIENT,
    "outpatient": r.OUTPATIENT,
    "maternity_medical": r.MATERNITY_MEDICAL,
    "maternity_allowance": r.MATERNITY_ALLOWANCE,
    "account_payments": r.ACCOUNT_PAYMENTS,
    "layer_premiums": r.LAYER_PREMIUMS,
    "nursing_benefits": r.NURSING_BENEFITS,
    "transfer_out": r.TRANSFER_OUT,
    "other_spending": r.OTHER_SPENDING,
    "waived": r.WAIVED,
    "deferred": r.DEFERRED,
    "arrears": r.ARREARS,
}
"""The lines of the official fund accounts; own_assisted and own_retired are part of contributions_own, the three that say
who pays it of the residents' subsidy; waived, deferred and arrears did not come in."""

DEFINITIONS = {
    "income": {
        "en": "contributions, subsidies, interest, transfers and other income of the year",
        "zh": "本年保险费、财政补贴、利息、转移和其他收入合计",
    },
    "spending": {
        "en": "benefits, transfers and other spending paid in the year",
        "zh": "本年待遇支出、转移支出和其他支出合计",
    },
    "balance": {
        "en": "at the end of the year, without premiums collected ahead for the next",
        "zh": "年末数，不含预收的下一年度保费",
    },
    "surplus": {"en": "income less spending of the year", "zh": "本年收入减本年支出"},
    "reserve_months": {
        "en": "12 x balance at the end of the year / spending of the year; of the employee scheme pool and accounts "
        "together, of the employee pool without accounts",
        "zh": "12 × 年末累计结余 ÷ 本年支出；职工医保按统筹基金与个人账户合计，职工统筹基金不含个人账户",
    },
    "cumulative_surplus": {"en": "surplus added up since the base year", "zh": "基年以来当期结余之和"},
    **{name: {"en": one.en, "zh": one.zh} for name, one in INDICATORS.items()},
}
"""What each measure and indicator is; its name stands before it where it is printed."""


class Note(NamedTuple):
    """A remark, by the name of its label, with the share it speaks of."""

    name: str
    level: float | None = None


class Alert(NamedTuple):
    """Something a manager must know, with when it happens."""

    group: str
    kind: str
    """below: a year-end under the band; above: over what is excessive, to the end; empty: a month without money left, or of a
    layer's fund a year-end with more paid than came in since the base date; ratio: subsidy over twice the own premium;
    premium, leaving: a premium nobody was seen to pay, and more of the insured lost in a year than is known anywhere."""
    year: int
    month: int | None
    level: float
    """The band's lower end in months, the highest ratio, or the largest premium or loss in %."""


@dataclass(frozen=True)
class Results:
    """One projection. Years start with the base year, which is as published; amounts are yuan, persons, months."""

    scenario: Scenario
    calendar: Calendar
    law: Law
    basis: Basis
    people_by_age: Array
    """[date, status, sex, age] persons from the base date on; residents are those eligible."""
    funds: dict[str, dict[str, Array]]
    people: dict[str, Array]
    yearly: dict[str, Array]
    months: dict[str, Array]
    lines: dict[str, dict[str, Array]]
    ledger: Ledger
    population: Population
    indicators: dict[str, dict[str, Array]]
    """Rates, growth and ratios of payment by group and year: `OF_FUNDS` in `actuary/indicators.py`."""
    layers: dict[str, dict[str, Array]]
    """The funds of the layers after the basic one by year, yuan: income, spending, surplus, balance, and their lines."""
    uncertain: Known | None = None
    """With what was used to draw futures, where it stands beside draws of its scenario."""

    @classmethod
    def of(
        cls, scenario: Scenario, calendar: Calendar, law: Law, basis: Basis, population: Population, ledger: Ledger
    ) -> "Results":
        """Name what the kernel computed and put the base year before it."""
        funds = funds_told(law, basis, ledger)
        people = insured_by_status(population.heads, cover_of(law, basis, ledger))
        yearly = yearly_of(law, basis, population, ledger, people)
        yearly |= of_patients(basis, ledger, scenario.behaviour.severity)
        return cls(
            scenario, calendar, law, basis, population.people, funds, people, yearly,
            {pool: ledger.stocks[:, p, r.BALANCE] for p, pool in enumerate(POOLS)}, _lines(basis, ledger), ledger,
            population, indicators_of(funds, yearly, law, basis, ledger), layer_funds(basis, ledger),
        )  # fmt: skip

    @property
    def years(self) -> tuple[int, ...]:
        """The base year and every projected year."""
        return tuple(self.calendar.years)

    @property
    def base(self) -> int:
        """The base year."""
        return self.calendar.base

    @property
    def bands(self) -> dict[str, Figure]:
        """Months of reserve that are short, low, high and excessive, each a figure with its source."""
        return {
            name: figure(f"reserve_months_{name}", self.scenario.area) for name in ("short", "low", "high", "excess")
        }

    @property
    def assumed_split(self) -> bool:
        """Pool and account are an assumed split of the published scheme."""
        return self.basis.assumed_split

    @property
    def merged_from(self) -> str | None:
        """The month from which maternity is part of the employee pool, where it was not so in the base year."""
        merged = self.law.maternity_merged
        month = int(np.argmax(merged > 0))
        if merged[0] > 0 or not merged.any():
            return None
        return f"{self.base + month // 12}-{month % 12 + 1:02}"

    @property
    def long_term_care(self) -> bool:
        """Whether there is a fund of long-term care in any year."""
        return bool(self.law.nursing_coverage.any())

    @property
    def sets_aside(self) -> bool:
        """Whether a pool sets anything aside for emergencies in any year."""
        return bool(self.law.emergency_months.any())

    @property
    def indicators_told(self) -> tuple[str, ...]:
        """The indicators worth a line: free months say nothing more than months of reserve where nothing is set aside, and what
        stands behind the pools matters where one has no money left."""
        idle = {"free_reserve_months": not self.sets_aside, "backed_months": not self.pools_without_money}
        return tuple(name for name in INDICATORS if not idle.get(name))

    @property
    def pools_without_money(self) -> tuple[str, ...]:
        """The pools that pay for care with a known balance that falls below zero in a month."""
        known = (pool for pool in PAYERS if np.isfinite(self.funds[pool]["balance"]).all())
        return tuple(pool for pool in known if (self.months[pool] < 0).any())

    def form(self, group: str) -> dict[str, Array]:
        """The lines of a fund's official accounts by year, yuan; `line_` stands before their names."""
        pools = [self.lines[pool] for pool in FORM[group]]
        return {f"line_{name}": np.asarray(np.sum([pool[name] for pool in pools], axis=0)) for name in LINES}

    def series(self, name: str) -> Array:
        """One number by year, the base year first: `resident.spending`, `employee.inpatient` (a line), `take_up`.

        Yuan, persons, months or shares, as its definition says. KeyError names the nearest there is.
        """
        of, _, measure = name.rpartition(".")
        found = {"": self.yearly, "people": self.people}.get(of) or {
            **self.lines.get(of, {}),
            **self.layers.get(of, {}),
            **self.indicators.get(of, {}),
            **self.funds.get(of, {}),
        }
        if measure not in found:
            near = nearest_measure(measure, found)
            hint = f"; did you mean {f'{of}.{near}'.strip('.')}?" if near else ""
            raise KeyError(f"nothing is called {name}{hint}")
        return found[measure]

    @property
    def alerts(self) -> tuple[Alert, ...]:
        """What happens to the schemes, in the order of its happening."""
        funds = ("employee_scheme", "resident", *(("long_term_care",) if self.long_term_care else ()))
        found = [alert for group in funds for alert in _alerts(self, group)]
        found += [alert for layer in self.layers for alert in _overspent(self, layer)]
        ratio = self.yearly["subsidy_per_premium"][1:]
        over = np.flatnonzero(ratio > 2)
        if over.size:
            found.append(Alert("resident", "ratio", self.years[1 + int(over[-1])], None, float(ratio.max())))
        for kind, at, level in unseen(self.yearly, self.basis, self.scenario.area):
            found.append(Alert("resident", kind, self.years[at], None, level))
        return tuple(sorted(found, key=lambda alert: (alert.year, alert.month or 12)))

    @property
    def beyond(self) -> tuple[Beyond, ...]:
        """The scenario's own values of figures that lie outside of what is known of them."""
        return figures_beyond(self.scenario)

    @property
    def expectations(self) -> tuple[Outcome, ...]:
        """What the scenario expects, and what the run gives: whether it is met, and by how much it is missed."""
        return tuple(self._outcome(one) for one in self.scenario.expect)

    def _outcome(self, one: Expectation) -> Outcome:
        group = {**self.funds[one.group], **self.indicators.get(one.group, {})} if one.group else self.yearly
        values = group[one.measure]
        return Outcome(one, values[one.first - self.base : one.last - self.base + 1])

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """What the run, and draws beside it, rest on: version, scenario, every figure, table and law value with its source."""
        known = self.basis.known
        idle = figures_idle(self.law, self.basis.provision, known)
        return {
            **Manifest.of(self.scenario, self.calendar, self.law, known, idle, self.uncertain).to_dict(),
            "assumed_split_of_pool_and_account": self.assumed_split,
            "residuals_of_the_base_year": self.basis.residuals,
        }

    @property
    def notes(self) -> tuple[Note, ...]:
        """What a reader must know besides: what was assumed or solved in the base year."""
        known = {pool: not np.isnan(self.basis.base[pool]["balance"]) for pool in POOLS}
        told = {
            "note_income_level": True,
            "note_covered_wage": True,
            "note_assumed_split": self.assumed_split,
            "note_account_draw": True,
            "note_no_balance": not known["resident"],
            "note_maternity_merged": self.merged_from is not None,
            "note_maternity_balance": self.merged_from is not None and not known["maternity"],
        }
        levels = {
            "note_income_level": self.basis.fixed[r.RESIDENT_INCOME_LEVEL],
            "note_covered_wage": self.basis.covered_wage,
        }
        return tuple(Note(name, levels.get(name)) for name, holds in told.items() if holds)

    @property
    def definitions(self) -> dict[str, dict[str, str]]:
        """What each measure is, in English and Chinese."""
        return DEFINITIONS

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain numbers, yuan and persons; None where nothing is defined or published."""
        schemes = {"employee": "employee_scheme", "all": "all"}
        return {
            "schema_version": SCHEMA_VERSION,
            "scenario": {"name": self.scenario.name, "title": self.scenario.title, "hash": self.scenario.hash},
            "years": list(self.years),
            "pools": {pool: _plain(self.funds[pool]) for pool in POOLS},
            "schemes": {name: _plain(self.funds[group]) for name, group in schemes.items()},
            "people": _plain(self.people),
            "yearly": _plain(self.yearly),
            "indicators": {group: _plain(values) for group, values in self.indicators.items()},
            "lines": {pool: _plain(lines) for pool, lines in self.lines.items()},
            "layers": {layer: _plain(fund) for layer, fund in self.layers.items()},
            "alerts": [alert._asdict() for alert in self.alerts],
            "beyond": [one.to_dict() for one in self.beyond],
            "expectations": [outcome.to_dict() for outcome in self.expectations],
            "definitions": self.definitions,
            "manifest": self.manifest,
        }

    def table(self, measure: str, lang: str = "en") -> Any:
        """A frame of one measure: years down, funds across, labels in English or Chinese; `attrs` has unit and definition."""
        import pandas as pd

        from actuary.labels import label

        columns = {label(group, lang): self.funds[group][measure] for group in GROUPS}  # type: ignore[arg-type]
        frame = pd.DataFrame(columns, index=pd.Index(self.years, name=label("year", lang)))  # type: ignore[arg-type]
        frame.attrs = {"measure": measure, "unit": _unit(measure), "definition": self.definitions[measure][lang]}
        return frame

    def frame(self) -> Any:
        """A tidy frame: year, group, measure, value, unit."""
        import pandas as pd

        rows = [
            (year, group, measure, float(value), _unit(measure))
            for group in GROUPS
            for measure in MEASURES
            for year, value in zip(self.years, self.funds[group][measure], strict=True)
        ]
        return pd.DataFrame(rows, columns=["year", "group", "measure", "value", "unit"])


def _unit(measure: str) -> str:
    return "months" if measure == "reserve_months" else "yuan"


def _plain(values: dict[str, Array]) -> dict[str, list[float | None]]:
    return {name: [None if np.isnan(value) else float(value) for value in array] for name, array in values.items()}


def funds_told(law: Law, basis: Basis, ledger: Ledger) -> Funds:
    """Every group's measures: the base year as published, then the projection."""
    years = len(ledger.yearly)
    yearly = ledger.flows.reshape(years, 12, r.POOLS, r.LINES).sum(axis=1)
    told = Told(
        yearly[:, :, : r.INCOME_LINES].sum(axis=2),
        yearly[:, :, r.INCOME_LINES : r.TRANSFER_OUT + 1].sum(axis=2),
        ledger.stocks[11::12, :, r.BALANCE],
        ledger.memo.reshape(years, 12, r.MEMOS).sum(axis=1),
        yearly[:, : r.LONG_TERM_CARE, r.TRANSFER_IN].sum(axis=1),
    )
    base = {**basis.base, "employee_scheme": basis.base["scheme"], "all": _base_total(law, basis)}
    projected = funds_of(law, basis.unknown_balances, told)
    return {group: _from_base(base[group], projected[group]) for group in GROUPS}


def _base_total(law: Law, basis: Basis) -> dict[str, float]:
    parts = ["scheme", "resident"] if law.maternity_merged[0] else ["scheme", "resident", "maternity"]
    return {m: sum(basis.base[part][m] for part in parts) for m in ("income", "spending", "balance", "surplus")}


def _from_base(base: dict[str, float], projected: dict[str, Array]) -> dict[str, Array]:
    """Every measure of one group with its base year as published."""
    with np.errstate(divide="ignore", invalid="ignore"):
        months = base.get("reserve_months", float(np.divide(12 * base["balance"], base["spending"])))
    first = {**base, "reserve_months": months if np.isfinite(months) else np.nan, "cumulative_surplus": 0.0}
    return {measure: np.append(first[measure], projected[measure]) for measure in MEASURES}


def _lines(basis: Basis, ledger: Ledger) -> dict[str, dict[str, Array]]:
    """The official form by pool and year, the base year as the calibrated model has it."""
    flows = np.concatenate([basis.base_year.flows, ledger.flows])
    yearly = flows.reshape(len(ledger.yearly) + 1, 12, r.POOLS, r.LINES).sum(axis=1)
    return {pool: {name: yearly[:, p, line] for name, line in LINES.items()} for p, pool in enumerate(POOLS)}


def _alerts(results: Results, group: str) -> list[Alert]:
    months, low = results.funds[group]["reserve_months"], results.bands["low"].value
    found = []
    below = np.flatnonzero(months[1:] < low)
    if below.size:
        found.append(Alert(group, "below", results.years[1 + int(below[0])], None, low))
    pools = ("employee", "employee_account") if group == "employee_scheme" else (group,)
    under = np.flatnonzero(~(months[1:] > results.bands["excess"].value))
    first = int(under[-1]) + 1 if under.size else 0
    if first < len(months) - 1:
        found.append(Alert(group, "above", results.years[1 + first], None, results.bands["excess"].value))
    empty = np.flatnonzero(np.sum([results.months[pool] for pool in pools], axis=0) < 0)
    if empty.size and not np.isnan(results.funds[group]["balance"][0]):
        year, month = divmod(int(empty[0]), 12)
        found.append(Alert(group, "empty", results.base + 1 + year, month + 1, 0.0))
    return found


def _overspent(results: Results, layer: str) -> list[Alert]:
    """The first year-end by which a layer's fund has paid more than came in, to the fen: its balance counts from 0."""
    under = np.flatnonzero(np.round(results.layers[layer]["balance"], 2) < 0)
    return [Alert(layer, "empty", results.years[int(under[0])], None, 0.0)] if under.size else []
