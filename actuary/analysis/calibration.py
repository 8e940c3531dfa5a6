"""What fixed the base year of a scenario: what was published, what was solved for, what does not fit, what nobody knows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from actuary.analysis.moves import PRINTED, Amounts, Move, amounts_of, moves_of, split_printing
from actuary.axes import PAYERS, STATUS_NAMES, STATUSES, TIERS
from actuary.basis.accounts import Accounts, facts_of, solved
from actuary.basis.holdout import HeldOut, held_out
from actuary.basis.provision import figures_idle
from actuary.basis.trends import Estimate, estimates_of
from actuary.compile import basis_of
from actuary.enactment import law_of
from actuary.figures.history import nation
from actuary.figures.single import Figure, figures
from actuary.figures.tables import table
from actuary.kernel import rows as r
from actuary.levers.shape import Step
from actuary.manifest import Manifest
from actuary.simulation import run
from actuary.units import Date, Quantity

if TYPE_CHECKING:
    from actuary.basis.calibration import Basis
    from actuary.scenario.model import Scenario

SCHEMES = {"employee": "employee_scheme", "resident": "resident"}
"""Groups of the accounts whose months of reserve are projected, and what results call them."""

MET = 1e-9
"""A target that was solved for comes out to this share of it."""


class Compared(NamedTuple):
    """A figure of the base year, and what the calibrated base year says of it."""

    figure: Figure
    """As it is written, with status and source."""
    published: float
    """Yuan, months, persons, shares; a scenario's own value where it sets one."""
    given: float
    """By the calibrated base year, in the same unit."""

    @property
    def residual(self) -> float:
        """Published less given; nothing where they are the same to rounding."""
        return 0.0 if self.met else self.published - self.given

    @property
    def met(self) -> bool:
        """Whether the two are the same to rounding."""
        return bool(np.isclose(self.published, self.given, rtol=MET, atol=0))


class Level(NamedTuple):
    """What the base year was solved for: a plain number that multiplies what the law and the nation's figures would bring."""

    name: str
    value: float
    solved_from: str
    """The amount that it makes come out as published; empty where nothing is known that would fix it."""


class Projected(NamedTuple):
    """Months of reserve at the end of the last year, by scheme, where facts of the base year are put otherwise."""

    move: Move | None
    """None of the calibrated run."""
    months: dict[str, tuple[float, float]]
    """The lowest and the highest."""


@dataclass(frozen=True)
class Calibration:
    """How the base year of a scenario was fixed; money in yuan."""

    scenario: Scenario
    basis: Basis
    used: tuple[Figure, ...]
    """Figures that were looked up."""
    counts: dict[str, int]
    """How many figures, tables and values of the law have each status."""
    facts: dict[str, float]
    """What is known of the area's accounts, yuan and months by name."""

    @classmethod
    def of(cls, scenario: Scenario) -> Calibration:
        """Calibrate the base year of a scenario. Raises Mistakes."""
        law, calendar = law_of(scenario)
        basis = basis_of(scenario, calendar)
        idle = figures_idle(law, basis.provision, basis.known)
        used = tuple(one for key, one in basis.known.used.items() if key not in idle)
        counts = Manifest.of(scenario, calendar, law, basis.known, idle).counts()
        return cls(scenario, basis, used, counts, facts_of(basis.known, scenario.base))

    @cached_property
    def accounts(self) -> Accounts:
        """What the facts settle, by which equations, and what they say twice."""
        return solved(self.facts)

    @cached_property
    def amounts(self) -> Amounts:
        """The solved amounts that the moves are told of."""
        return amounts_of(self.facts)

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """How the solved amounts move within the rounding, the interval and the other printings of each fact."""
        return moves_of(self.facts, self.scenario.area, self.scenario.base, self.scenario.figures)

    @cached_property
    def targets(self) -> tuple[Compared, ...]:
        """Figures that the base year was made to meet, by themselves or by what was derived from them."""
        return tuple(one for one in self._compared if self._used(one))

    @cached_property
    def checks(self) -> tuple[Compared, ...]:
        """Figures that were printed of the base year and not needed: the calibrated year is held against them."""
        return tuple(one for one in self._compared if not self._used(one) and one.figure.status in PRINTED)

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """What was solved for."""
        return tuple(_levels(self.basis))

    @cached_property
    def unpublished(self) -> tuple[Figure, ...]:
        """Figures used that nobody published: assumed, estimated, not read; and derived ones that fix the base year."""
        of_base = {one.figure for one in self.targets}
        return tuple(
            one for one in self.used if one.status != "published" and (one.status != "derived" or one in of_base)
        )

    @cached_property
    def statuses_of_facts(self) -> Counter[str]:
        """How well the amounts and months that fix the accounts are known."""
        return Counter(one.figure.status for one in self.targets if one.figure.name in self.facts)

    @cached_property
    def trends(self) -> tuple[Estimate, ...]:
        """What the nation's books to their last year tell of growth, each with its interval."""
        return estimates_of(nation(), nation().last)

    @property
    def breaks(self) -> list[tuple[int, str]]:
        """Years whose growth is no trend, and why."""
        rows = table("trend_breaks").columns
        return [(int(year), reason) for year, reason in zip(rows["year"], rows["reason"], strict=True)]

    @cached_property
    def held_out(self) -> tuple[HeldOut, ...]:
        """What the age profile says of things it was not made from; the nation's alone are published."""
        return tuple(held_out(self.scenario))

    def projected(self, most: int = 2) -> tuple[Projected, ...]:
        """Run to the last year: as calibrated, with the `most` weighty roundings, and with every interval and printing."""
        rounded = [move for move in self.moves if move.kind == "rounding" and self._weight(move)]
        chosen = sorted(rounded, key=self._weight, reverse=True)[:most]
        chosen += [move for move in self.moves if move.kind != "rounding"]
        return tuple(self._projected(move) for move in (None, *chosen))

    def frame(self, section: str) -> Any:
        """A tidy frame of one section: targets, checks, books, levels, moves, trends, held_out or unpublished."""
        import pandas as pd

        from actuary.analysis.calibration_rows import sections

        return pd.DataFrame(sections(self)[section])

    @cached_property
    def _compared(self) -> tuple[Compared, ...]:
        given = said_by(self.basis)
        known = self.basis.known
        of_area = [one for one in figures() if one.place == self.scenario.area and one.year == self.scenario.base]
        used = [one for one in self.used if one not in of_area]
        result = []
        for one in (*of_area, *used):
            name, printing = split_printing(one.name)
            if name in given and not np.isnan(given[name]):
                published = known.value(name, self.scenario.base) if not printing else one.value
                result.append(Compared(one, published, given[name]))
        return tuple(result)

    def _used(self, one: Compared) -> bool:
        """Looked up, and solved for or said twice by the books; or what another was derived from and comes out of again."""
        figure = one.figure
        if figure in self.used:
            return one.met or figure.name in self.facts
        derived = [other.note for other in self.used if other.status == "derived" and other.place == figure.place]
        return one.met and any(figure.name in note for note in derived)

    def _weight(self, move: Move) -> float:
        """How far a move shifts money between years: its largest effect on any amount, yuan."""
        found = [move.largest(amount) for amount in self.amounts if amount[1] != "reserve_months"]
        return float(np.nanmax(found)) if np.isfinite(found).any() else 0.0

    def _projected(self, move: Move | None) -> Projected:
        ways = [run(_with(self.scenario, values)).funds for values in (move.values if move else ({},))]
        months = {name: [float(way[of]["reserve_months"][-1]) for way in ways] for name, of in SCHEMES.items()}
        return Projected(move, {name: (min(found), max(found)) for name, found in months.items()})


def said_by(basis: Basis) -> dict[str, float]:
    """What the calibrated base year says, by the names of figures: yuan, months, persons, shares; NaN where nothing."""
    return {**_accounts_said(basis), **_people_said(basis), **_care_said(basis)}


def _accounts_said(basis: Basis) -> dict[str, float]:
    flows = basis.base_year.flows.sum(axis=0)
    income = flows[:, : r.INCOME_LINES].sum(axis=1)
    spending = flows[:, r.INPATIENT : r.TRANSFER_OUT + 1].sum(axis=1)
    balance = basis.base_year.stocks[-1, :, r.BALANCE].copy()
    names = {"employee_pool": "employee", "employee_account": "employee_account", "resident": "resident"}
    pools = {"employee_pool": [r.EMPLOYEE], "employee_account": [r.ACCOUNT], "resident": [r.RESIDENT]}
    pools |= {"maternity": [r.MATERNITY], "employee": [r.EMPLOYEE, r.ACCOUNT]}
    pools["all"] = [*pools["employee"], r.RESIDENT]
    if not flows[r.MATERNITY].any():  # part of the employee pool
        came, went = basis.base_year.memo.sum(axis=0)
        income[r.MATERNITY], spending[r.MATERNITY], balance[r.MATERNITY] = came, went, np.nan
    unknown = {p for name, pool in names.items() for p in pools[name] if np.isnan(basis.base[pool]["balance"])}
    result: dict[str, float] = {}
    for name, members in pools.items():
        held = np.nan if unknown & {*members} else float(balance[members].sum())
        came, went = float(income[members].sum()), float(spending[members].sum())
        result |= {f"{name}_income": came, f"{name}_spending": went, f"{name}_surplus": came - went}
        result |= {f"{name}_balance": held, f"{name}_reserve_months": 12 * held / went if went else np.nan}
    return result


def _people_said(basis: Basis) -> dict[str, float]:
    counted = dict(zip(STATUS_NAMES, basis.heads.tolist(), strict=True))
    contributing = counted["active"] + counted["flexible"]
    eligible = sum(counted[status.name] for status in STATUSES if status.payer == "resident")
    residents = float(eligible * basis.fixed[r.BASE_TAKE_UP])
    insured = contributing + counted["retired"] + residents
    base = float(basis.start.sum())
    return {
        "enrolment_base": base,
        "employee_insured": contributing + counted["retired"],
        "active_insured": contributing,
        "retired_insured": counted["retired"],
        "active_per_retired": contributing / counted["retired"],
        "resident_insured": residents,
        "all_insured": insured,
        "registered_for_insurance": insured,
        "coverage_rate": insured / base,
    }


def _care_said(basis: Basis) -> dict[str, float]:
    """Shares of the cost of care in hospital that the funds pay: of all of it, and of the cost in scope."""
    shape = (r.CARE_BLOCKS, *basis.prices.services.shape[:2])
    _, cost, paid = basis.base_year.yearly[0, r.CARE :].reshape(shape)
    hospital = slice(0, len(TIERS))
    in_scope = cost * basis.prices.services[:, :, r.SCOPE]
    result = {}
    for p, payer in enumerate(PAYERS):
        result[f"{payer}_overall_ratio"] = float(paid[p, hospital].sum() / cost[p, hospital].sum())
        result[f"{payer}_policy_ratio_inpatient"] = float(paid[p, hospital].sum() / in_scope[p, hospital].sum())
    return result


def _levels(basis: Basis) -> list[Level]:
    """What each level is solved from, as basis/calibration.py does it."""
    fixed, maternity = basis.fixed, basis.base["maternity"]
    claims = "maternity_spending" if not np.isnan(maternity["spending"]) else ""
    separate = basis.base_year.flows[:, r.MATERNITY].any()
    rate = "maternity_income" if separate and not np.isnan(maternity["income"]) else ""
    credited = "" if basis.assumed_split else "employee_account_income"
    return [
        Level("covered_wage", basis.covered_wage, "employee_income"),
        Level("resident_income_level", float(fixed[r.RESIDENT_INCOME_LEVEL]), "resident_income"),
        Level("employee_cost_level", float(fixed[r.COST_LEVEL]), "employee_pool_spending"),
        Level("resident_cost_level", float(fixed[r.COST_LEVEL_OF_RESIDENTS]), "resident_spending"),
        Level("account_draw", float(fixed[r.ACCOUNT_DRAW]), "employee_account_spending"),
        Level("account_credit_level", float(fixed[r.ACCOUNT_CREDIT_LEVEL]), credited),
        Level("maternity_level", float(fixed[r.MATERNITY_LEVEL]), rate),
        Level("maternity_claims", float(fixed[r.MATERNITY_CLAIMS]), claims),
        Level("base_take_up", float(fixed[r.BASE_TAKE_UP]), "resident_insured"),
        Level("take_up_logit", float(fixed[r.TAKE_UP_LOGIT]), "resident_insured"),
    ]


def _with(scenario: Scenario, values: dict[str, float]) -> Scenario:
    """The scenario with facts of its base year put otherwise."""
    since = Date(scenario.base, None)
    steps = {name: (Step(since, Quantity(value, ""), f"{value:.12g}"),) for name, value in values.items()}
    return scenario._replace(figures={**scenario.figures, **steps})
