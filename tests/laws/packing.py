"""Small funds as the kernel reads them."""

import functools
import itertools
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from actuary.kernel import rows as r
from actuary.kernel.years import Books, Demography, Ledger, Population, Prices, Rules, project_money, project_people
from actuary.severity import LOG_LOW, LOG_STEP, curve
from tests.laws.bounds import (
    BASIS_BY_YEAR,
    BY_MONTH,
    FIXED,
    LATE,
    LAYER_RULES,
    PAYERS,
    POOLS,
    RULES_BY_YEAR,
    SEXES,
    STANDING,
    Array,
    Plain,
)
from tests.plain.layers import LAYERS


class Packed(NamedTuple):
    """A fund as the kernel reads it."""

    start: Array
    last: int
    rules: Rules
    demography: Demography
    prices: Prices
    books: Books

    def run(self) -> tuple[Population, Ledger]:
        """People and money of all years."""
        people = project_people(self.start, 1, self.last, self.rules, self.demography)
        return people, project_money(self.books, 1, self.last, self.rules, self.prices, people)


@functools.cache
def curve_of(law: str, cv: float) -> Array:
    """The table of a severity, made once."""
    return curve(law, cv)


def packed(fund: Plain) -> Packed:
    """The same fund as arrays."""
    rules = Rules(law_by_year(fund), law_by_month(fund), basis_of(fund), constants(fund), roles_of(fund))
    start = np.array([cells(fund, people) for people in people_by_status(fund)])
    return Packed(start, fund["last"], rules, demography_of(fund), prices_of(fund), opening(fund["books"]))


def people_by_status(fund: Plain) -> list[Plain]:
    """The people of each status by sex and age."""
    return [
        {(sex, age): fund["people"][name, sex, age] for sex in SEXES for age in range(fund["oldest"] + 1)}
        for name in fund["statuses"]
    ]


def cells(fund: Plain, values: Plain) -> Array:
    """Values by sex and age."""
    return np.array([[values[sex, age] for age in range(fund["oldest"] + 1)] for sex in SEXES])


def every_year(fund: Plain, values: Callable[[Plain], Any]) -> Array:
    """Something of each year."""
    return np.array([values(year) for year in fund["years"]], dtype=float)


def treated(fund: Plain) -> list[tuple[str, str]]:
    """Every service of every payer."""
    return [(payer, service) for payer in PAYERS for service in fund["services"]]


def law_by_year(fund: Plain) -> Array:
    """law_year[row, t]."""
    law, services = np.zeros((r.LAW_YEAR_ROWS, len(fund["years"]))), len(fund["services"])
    for row, who in enumerate(("men", "women", "women_cadres")):
        law[r.RETIREMENT_AGE_MEN + row] = every_year(fund, lambda y, who=who: y["retirement_age"][who])
    for name, (row, _, _) in RULES_BY_YEAR.items():
        law[row] = every_year(fund, lambda y, name=name: y[name])
    for i, key in enumerate(treated(fund)):
        block, service = divmod(i, services)
        for part, what in enumerate(("deductible", "ratio", "cap")):
            row = r.DEDUCTIBLE + block * r.PAYER_ROWS + part * services + service
            law[row] = every_year(fund, lambda y, what=what, key=key: y[what][key])
    for p, payer in enumerate(PAYERS):
        law[r.ANNUAL_CAP + p] = every_year(fund, lambda y, payer=payer: y["annual_cap"][payer])
    for rule, (row, _, _) in LAYER_RULES.items():
        for i, layer in enumerate(LAYERS):
            law[row + i] = every_year(fund, lambda y, key=(layer, rule): y["layers"][key])
    return law


def law_by_month(fund: Plain) -> Array:
    """law_month[row, month]."""
    law = np.zeros((r.LAW_MONTH_ROWS, len(fund["months"])))
    for name, (row, _, _) in BY_MONTH.items():
        law[row] = [month[name] for month in fund["months"]]
    law[r.MATERNITY_MERGED] = [float(month["maternity_merged"]) for month in fund["months"]]
    return law


def basis_of(fund: Plain) -> Array:
    """basis_year[row, t]."""
    pairs = treated(fund)
    basis = np.zeros((r.USE + r.INDICES * len(pairs), len(fund["years"])))
    for name, (row, _, _) in BASIS_BY_YEAR.items():
        basis[row] = every_year(fund, lambda y, name=name: y[name])
    for i, key in enumerate(pairs):
        for index, what in enumerate(("use", "price", "scope", "payment")):
            row = r.USE + index * len(pairs) + i
            basis[row] = every_year(fund, lambda y, what=what, key=key: y[what][key])
    return basis


def constants(fund: Plain) -> Array:
    """fixed[row]."""
    fixed = np.zeros(r.FIXED_ROWS)
    for name, (row, _, _) in FIXED.items():
        fixed[row] = fund["fixed"][name]
    for p, payer in enumerate(PAYERS):
        fixed[r.COST_LEVEL + p] = fund["fixed"]["cost_level"][payer]
        fixed[r.LENGTH_OF_STAY + p] = fund["fixed"]["length_of_stay"][payer]
    return fixed


def demography_of(fund: Plain) -> Demography:
    """What people do."""
    names, years, ages = list(fund["statuses"]), fund["years"], fund["oldest"] + 1
    share = [service["relativity"] for service in fund["services"].values()] + list(fund["disability"].values())
    moved = every_year(fund, lambda y: [cells(fund, move["share"]) for move in y["moves"]])
    return Demography(
        survival=every_year(fund, lambda y: [survival(y["lived"][sex]) for sex in SEXES]),
        fertility=every_year(fund, lambda y: y["fertility"]),
        newborn=every_year(fund, lambda y: [y["boys"], y["newborn_alive"]["men"], y["newborn_alive"]["women"]]),
        migrants=every_year(fund, lambda y: cells(fund, y["migrants"])),
        move_from=np.array([names.index(move["from"]) for move in years[0]["moves"]], dtype=np.int64),
        move_to=np.array([names.index(move["to"]) for move in years[0]["moves"]], dtype=np.int64),
        move_rate=moved.reshape(len(years), -1, len(SEXES), ages),
        relativity=np.array([cells(fund, values) for values in share]),
        student_age=np.array([fund["student"][age] for age in range(ages)]),
    )


def prices_of(fund: Plain) -> Prices:
    """What care costs, and when money comes and goes."""
    services, timing = fund["services"].values(), fund["premium_timing"]
    terms = ("frequency", "cost", "scope", "by_year")
    return Prices(
        services=np.array([[[s[what][p] for what in terms] for s in services] for p in PAYERS], dtype=float),
        curves=np.array([[curve_of(*s["severity"][p]) for s in services] for p in PAYERS]),
        wage_curve=curve_of(*fund["wage_severity"]),
        grid=np.array([LOG_LOW, LOG_STEP]),
        lag=np.array(fund["lag"]),
        premium_timing=np.array([*timing["before"].values(), *timing["during"].values()]),
        subsidy_timing=np.array(list(fund["subsidy_timing"].values())),
        annual_curve=curve_of(*fund["annual_severity"]),
        serves=np.array([[float(payer in serves) for payer in PAYERS] for serves in LAYERS.values()]),
    )


def survival(lived: list[float]) -> list[float]:
    """L(x + 1) / L(x), and T(A) / (L(A - 1) + T(A)) for the last two ages."""
    into_open = lived[-1] / (lived[-2] + lived[-1])
    return [*(b / a for a, b in itertools.pairwise(lived[:-1])), into_open, into_open]


def roles_of(fund: Plain) -> Array:
    """roles[row, status]."""
    names = list(fund["statuses"])
    roles = np.full((r.ROLES, len(names)), -1.0)
    for s, nature in enumerate(fund["statuses"].values()):
        if nature["payer"] is not None:
            roles[r.PAYER, s] = PAYERS.index(nature["payer"])
        roles[r.EMPLOYED, s] = nature["employed"]
        roles[r.PAYS_ON_WAGE, s] = nature["on_wage"]
        roles[r.ASSISTED, s] = nature["assisted"]
        if nature["retires_to"] is not None:
            roles[r.RETIRES_TO, s] = names.index(nature["retires_to"])
            roles[r.LAPSES_TO, s] = names.index(nature["lapses_to"])
        roles[r.BORN_INTO, s] = names.index(fund["born_into"])
    return roles


def opening(books: Plain) -> Books:
    """The opening balance sheet; the kernel keeps the youngest bill first."""
    queue = np.array([[books["bills"][pool, line][::-1] for line in LATE] for pool in POOLS])
    owed = np.array([yuan for _, yuan in books["promised"]])
    cover = [books[what] for what in STANDING]
    hospitals = [books[what].values() for what in ("due_before", "income_before", "spending_before", "shift", "held")]
    standing = np.array([*cover, *itertools.chain.from_iterable(hospitals), *books["funds"].values()])
    return Books(np.array([books["balance"][pool] for pool in POOLS]), queue, owed, standing)
