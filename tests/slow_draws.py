"""Draws of a scenario by its own projection, one draw after another: slow, and nothing but the plain levels put into it.

People are those of the central run: births and deaths vary in the engine of draws, and hardly move five years of money.
"""

import numpy as np

from actuary.axes import PAYERS
from actuary.basis.otherwise import PARAMETERS
from actuary.basis.uncertainty import ANSWERS, Chances
from actuary.kernel import rows as r
from actuary.kernel.years import Ledger, project_money
from actuary.law import Array, closed
from actuary.results import Results
from actuary.simulation import Prepared
from tests.plain import chances as plain

NAMES = [one.name for one in PARAMETERS]


def ledgers(ready: Prepared, chances: Chances, seed: int, draws: Array) -> list[Ledger]:
    """The ledger of each draw."""
    levels = plain.levels(chances, NAMES, seed, draws, ready.calendar.years)
    fixed = np.repeat(ready.basis.fixed[:, None], len(draws), axis=1)
    for row, answer in ANSWERS.items():
        fixed[row] = plain.constant(chances, row, ready.basis.fixed[row], answer.figure, seed, draws)
    fixed[r.TAKE_UP_LOGIT] -= (fixed[r.TAKE_UP_RESPONSE] - ready.basis.fixed[r.TAKE_UP_RESPONSE]) * chances.burden
    return [_run(ready, levels[:, :, i], fixed[:, i]) for i in range(len(draws))]


def moved(basis_year: Array, levels: Array) -> Array:
    """The basis by year under the levels of a draw, [process, year]; the year after the last stays at its level."""
    found = basis_year.copy()
    years = found.shape[1]
    level = np.concatenate([levels, levels[:, -1:]], axis=1)[:, :years]
    wages, use, *prices, enrolment, _, _ = level
    services = (len(found) - r.USE) // (r.INDICES * len(PAYERS))
    found[r.WAGE] *= wages
    found[r.INCOME_BEFORE, 1:] *= wages[:-1]
    found[r.SUBSIDY_GROWTH, 2:] = (1 + found[r.SUBSIDY_GROWTH, 2:]) * wages[1:-1] / wages[:-2] - 1
    found[r.PREMIUM_GROWTH, 2:] = found[r.SUBSIDY_GROWTH, 1:-1]
    found[r.TAKE_UP_SHIFT] += enrolment
    found[r.BIRTH_COST] *= prices[0]
    care = found[r.USE :].reshape(r.INDICES, len(PAYERS), services, years)
    care[0] *= use
    care[1] *= np.array(prices)[:, None]
    return found


def _run(ready: Prepared, levels: Array, fixed: Array) -> Ledger:
    rules = ready.inputs.rules._replace(
        basis_year=closed(moved(ready.inputs.rules.basis_year, levels)), fixed=closed(fixed)
    )
    years = len(ready.calendar.projected)
    return project_money(ready.basis.books, 1, years, rules, ready.inputs.prices, ready.people)


def drawn(ready: Prepared, chances: Chances, seed: int, draws: Array) -> dict[tuple[str, str], Array]:
    """(group, measure) -> [projected year, draw], by the definitions of the results."""
    found: dict[tuple[str, str], list[Array]] = {}
    for ledger in ledgers(ready, chances, seed, draws):
        results = Results.of(ready.scenario, ready.calendar, ready.law, ready.basis, ready.people, ledger)
        for group, measures in results.funds.items():
            for measure, values in measures.items():
                found.setdefault((group, measure), []).append(values[1:])
    return {key: np.array(values).T for key, values in found.items()}
