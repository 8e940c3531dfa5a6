"""The people's part of the kernel as one would write it with numpy: no loop over statuses' cells, sexes or ages."""

import numpy as np

from actuary.kernel import rows as r
from actuary.kernel.years import Array, Demography, Population, Rules


def check(kernel: Population, vectorised: Population) -> None:
    """Raises AssertionError unless every person and every person-year agrees, to rounding."""
    for name in Population._fields:
        np.testing.assert_allclose(
            getattr(vectorised, name), getattr(kernel, name), rtol=1e-10, atol=1e-6, err_msg=name
        )


def project_people(start: Array, first: int, last: int, rules: Rules, demography: Demography) -> Population:
    """As the kernel's function of this name."""
    years = range(first, last + 1)
    people, births, vital = [start], [], []
    for t in years:
        after, born, what_happened = one_year(people[-1], t, rules, demography)
        people.append(after)
        births.append(born)
        vital.append(what_happened)
    here = np.stack([insured_here(t, rules, demography) for t in range(first - 1, last + 1)])
    dates = np.stack(people)
    lived = 0.5 * (dates[:-1] + dates[1:]) * here[1:, :, None, :]
    return Population(
        people=dates,
        heads=(dates * here[:, :, None, :]).sum(axis=(2, 3)),
        vital=np.array(vital),
        exposure=lived.sum(axis=(2, 3)),
        need=np.einsum("tsxa,kxa->tsk", lived, demography.relativity),
        births=np.array(births),
    )


def insured_here(t: int, rules: Rules, demography: Demography) -> Array:
    """[s, a] share insured in this area: residents of student age may be insured elsewhere."""
    residents = rules.roles[r.PAYER] == 1.0
    return 1.0 - np.outer(residents, rules.basis_year[r.ELSEWHERE, t] * demography.student_age)


def one_year(people: Array, t: int, rules: Rules, demography: Demography) -> tuple[Array, Array, tuple[float, ...]]:
    """People at the end of year t, births by the mother's status, and births, deaths, net migrants, recognised."""
    born_into = int(rules.roles[r.BORN_INTO, 0])
    alive = people * demography.survival[t]
    after = np.zeros_like(people)
    after[:, :, 1:] = alive[:, :, :-1]
    after[:, :, -1] += alive[:, :, -1]
    births = 0.5 * (people[:, 1] + after[:, 1]) @ demography.fertility[t]
    boys, boys_alive, girls_alive = demography.newborn[t]
    newborn = births.sum() * np.array([boys * boys_alive, (1.0 - boys) * girls_alive])
    after[born_into, :, 0] += newborn
    deaths = people.sum() - alive.sum() + births.sum() - newborn.sum()
    net = migrate(after, demography.migrants[t], born_into)
    for out_of, into, rate in zip(demography.move_from, demography.move_to, demography.move_rate[t], strict=True):
        moved = after[out_of] * rate
        after[out_of] -= moved
        after[into] += moved
    recognised = retire(after, t, rules)
    return after, births, (births.sum(), deaths, net, recognised)


def migrate(people: Array, migrants: Array, born_into: int) -> float:
    """Net migrants come with the statuses of their age; nobody leaves who is not there. In place; returns their sum."""
    present = people.sum(axis=0)
    moved = np.maximum(migrants, -present)
    empty = present <= 0.0
    people *= 1.0 + moved / np.where(empty, 1.0, present)
    people[born_into] += np.where(empty, moved, 0.0)
    return float(moved.sum())


def retire(people: Array, t: int, rules: Rules) -> float:
    """Those who pass the statutory age of the year leave work. In place; returns those whose years were recognised."""
    ages = np.arange(people.shape[2], dtype=float)
    gone, now = past(ages - 1.0, t - 1, rules), past(ages, t, rules)
    left = 1.0 - gone
    leaving = np.where(left <= 0.0, 1.0, np.maximum(0.0, (now - gone) / np.where(left <= 0.0, 1.0, left)))
    leaving[:, 0] = 0.0
    own, let_in = rules.fixed[r.PENSIONED_SHARE], 0.0
    pensioned = own + (1.0 - own) * rules.law_year[r.YEARS_RECOGNISED, t]
    for s in np.flatnonzero(rules.roles[r.RETIRES_TO] >= 0.0):
        leavers = people[s] * leaving
        people[s] -= leavers
        people[int(rules.roles[r.RETIRES_TO, s])] += leavers * pensioned
        people[int(rules.roles[r.LAPSES_TO, s])] += leavers * (1.0 - pensioned)
        let_in += float(leavers.sum() * (pensioned - own))
    return let_in


def past(ages: Array, t: int, rules: Rules) -> Array:
    """[x, a] share of an age past the statutory age of year t; women are workers or cadres."""
    statutory = rules.law_year[r.RETIREMENT_AGE_MEN : r.RETIREMENT_AGE_WOMEN_CADRES + 1, t]
    men, workers, cadres = np.clip(ages + 1.0 - statutory[:, None], 0.0, 1.0)
    share = rules.fixed[r.CADRE_SHARE]
    return np.stack([men, (1.0 - share) * workers + share * cadres])
