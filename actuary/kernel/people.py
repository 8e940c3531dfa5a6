"""One year of people: survive, be born, migrate, change status."""

from actuary.kernel import rows as r
from actuary.kernel.compiler import compiled, part


@part
def survive(people, survival, after):
    """Everybody a year older: end[a + 1] = start[a] x L(a + 1) / L(a); the open group keeps T(A) / T(A - 1).

    people[s, x, a] -> after[s, x, a], with nobody at age 0. survival[x, a] holds L(a + 1) / L(a), and for the last two
    ages T(A) / (L(A - 1) + T(A)) (Preston, Heuveline, Guillot 2001, ch. 6). Returns the dead, persons.
    """
    statuses, sexes, ages = people.shape
    dead = 0.0
    for s in range(statuses):
        for x in range(sexes):
            after[s, x, 0] = 0.0
            for a in range(ages):
                end = min(a + 1, ages - 1)
                alive = people[s, x, a] * survival[x, a]
                if a == ages - 1:
                    after[s, x, end] += alive
                else:
                    after[s, x, end] = alive
                dead += people[s, x, a] - alive
    return dead


@part
def bear(before, after, fertility, newborn, born_into, births):
    """Births = sum of fertility[a] x mean women[a]; survivors L(0) / l(0), split by sex, enter at age 0.

    Mean women = (start + end of the year, after survival) / 2. newborn = (share of boys, survival of boys, of girls).
    Writes births[s] by the mother's status and adds to `after`; returns (births, dead newborn), persons.
    """
    total = 0.0
    for s in range(before.shape[0]):
        births[s] = 0.0
        for a in range(before.shape[2]):
            births[s] += fertility[a] * 0.5 * (before[s, 1, a] + after[s, 1, a])
        total += births[s]
    boys = total * newborn[0] * newborn[1]
    girls = total * (1.0 - newborn[0]) * newborn[2]
    after[born_into, 0, 0] += boys
    after[born_into, 1, 0] += girls
    return total, total - boys - girls


@part
def migrate(people, migrants, born_into):
    """Net migrants[x, a] arrive at the end of the year, at the age they then have, with the statuses of their age.

    Those who leave are never more than those who are there. Adds in place; returns net migrants, persons.
    """
    net = 0.0
    for x in range(people.shape[1]):
        for a in range(people.shape[2]):
            present = 0.0
            for s in range(people.shape[0]):
                present += people[s, x, a]
            moved = max(migrants[x, a], -present)
            net += moved
            if present > 0.0:
                for s in range(people.shape[0]):
                    people[s, x, a] *= 1.0 + moved / present
            else:
                people[born_into, x, a] += moved
    return net


@part
def move(people, move_from, move_to, rate):
    """Changes of status, one after another: rate[move, x, a] of those in move_from[move] go to move_to[move]. In place."""
    for i in range(move_from.size):
        for x in range(people.shape[1]):
            for a in range(people.shape[2]):
                moved = people[move_from[i], x, a] * rate[i, x, a]
                people[move_from[i], x, a] -= moved
                people[move_to[i], x, a] += moved


@part
def reached(age, threshold):
    """Share of those aged `age` (completed years, evenly spread) who are past the threshold age."""
    return min(1.0, max(0.0, age + 1.0 - threshold))


@part
def share_past(age, x, ages, cadre_share):
    """Share of a sex at an age past its statutory age; women are workers or, by cadre_share, cadres."""
    if x == 0:
        return reached(age, ages[0])
    return (1.0 - cadre_share) * reached(age, ages[1]) + cadre_share * reached(age, ages[2])


@part
def retire(people, roles, ages_before, ages_now, cadre_share, pensioned_share, recognised):
    """Those who pass the statutory age of the year leave work, with enough contribution years as retired.

    Of a cohort that was aged a - 1, past(a - 1) had left by the year before; now past(a) have, so of those still at work
    (past(a) - past(a - 1)) / (1 - past(a - 1)) leave. A statutory age that rises faster than people age holds all.
    Of those without enough years the share `recognised` retires all the same. In place; reads roles[RETIRES_TO],
    roles[LAPSES_TO]. Returns the persons whose years were recognised.
    """
    more = (1.0 - pensioned_share) * recognised
    let_in = 0.0
    for x in range(people.shape[1]):
        for a in range(1, people.shape[2]):
            gone = share_past(a - 1.0, x, ages_before, cadre_share)
            now = share_past(float(a), x, ages_now, cadre_share)
            leaving = 1.0 if gone >= 1.0 else max(0.0, (now - gone) / (1.0 - gone))
            for s in range(people.shape[0]):
                if roles[r.RETIRES_TO, s] >= 0:
                    leavers = people[s, x, a] * leaving
                    people[s, x, a] -= leavers
                    people[int(roles[r.RETIRES_TO, s]), x, a] += leavers * (pensioned_share + more)
                    people[int(roles[r.LAPSES_TO, s]), x, a] += leavers * (1.0 - pensioned_share - more)
                    let_in += leavers * more
    return let_in


@compiled
def one_year(
    people, survival, fertility, newborn, migrants, move_from, move_to, move_rate, roles, ages_before, ages_now,
    recognised, fixed, after, births, vital,
):  # fmt: skip
    """People at the end of a year from people at its start, in the order: survive, be born, migrate, change status.

    ages_before, ages_now = statutory ages (men, women, women cadres) at the end of the year before and of this one.
    recognised = share of those short of contribution years who retire all the same. Writes after[s, x, a], births[s] and
    vital = (births, deaths, net migrants, recognised), persons.
    """
    born_into = int(roles[r.BORN_INTO, 0])
    dead = survive(people, survival, after)
    vital[r.BIRTHS], dead_newborn = bear(people, after, fertility, newborn, born_into, births)
    vital[r.DEATHS] = dead + dead_newborn
    vital[r.NET_MIGRANTS] = migrate(after, migrants, born_into)
    move(after, move_from, move_to, move_rate)
    vital[r.RECOGNISED] = retire(
        after, roles, ages_before, ages_now, fixed[r.CADRE_SHARE], fixed[r.PENSIONED_SHARE], recognised
    )
