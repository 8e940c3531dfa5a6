"""From people to what the money sees: persons and need of care of a year, by status."""

from actuary.kernel import rows as r
from actuary.kernel.compiler import compiled, part


@part
def here(roles, student_age, elsewhere, s, a):
    """Share of a status and age insured in this area: residents of student age may be insured elsewhere."""
    if roles[r.PAYER, s] == 1.0:
        return 1.0 - elsewhere * student_age[a]
    return 1.0


@compiled
def count(people, roles, student_age, elsewhere, heads):
    """Persons of each status insured here at a date: heads[s]."""
    for s in range(people.shape[0]):
        heads[s] = 0.0
        for x in range(people.shape[1]):
            for a in range(people.shape[2]):
                heads[s] += people[s, x, a] * here(roles, student_age, elsewhere, s, a)


@compiled
def expose(before, after, roles, student_age, elsewhere, relativity, exposure, need):
    """Exposure of a year, the mean of its start and its end by cell, and the need of care it brings.

    Writes exposure[s], person-years insured here, and need[s, k] = sum of exposure x relativity[k, x, a].
    """
    for s in range(before.shape[0]):
        exposure[s] = 0.0
        for k in range(relativity.shape[0]):
            need[s, k] = 0.0
        for x in range(before.shape[1]):
            for a in range(before.shape[2]):
                cell = 0.5 * (before[s, x, a] + after[s, x, a]) * here(roles, student_age, elsewhere, s, a)
                exposure[s] += cell
                for k in range(relativity.shape[0]):
                    need[s, k] += cell * relativity[k, x, a]
