"""People on paper: one year, cell by cell.

A population is a dict, people[status, sex, age] = persons. The sexes are "men" and "women", the last age is open, and
a status is a dict of its own that says who pays, who works and what it retires to.
"""

SEXES = ("men", "women")


def ages_of(people):
    """The ages of a population, the open one last."""
    return sorted({age for _, _, age in people})


def surviving_share(lived, age):
    """Share of those of an age who are alive a year later, from the person-years lived of a life table.

    lived = [L(0), L(1), ..., T(last)]. A closed age passes on L(x + 1) / L(x); the open group, and those who enter it,
    keep T(last) / (L(last - 1) + T(last)).
    """
    last = len(lived) - 1
    if age < last - 1:
        return lived[age + 1] / lived[age]
    return lived[last] / (lived[last - 1] + lived[last])


def survive(people, lived):
    """Everybody a year older, and the number of the dead."""
    last = ages_of(people)[-1]
    older = dict.fromkeys(people, 0.0)
    for (status, sex, age), persons in people.items():
        older[status, sex, min(age + 1, last)] += persons * surviving_share(lived[sex], age)
    return older, sum(people.values()) - sum(older.values())


def births_by_mother(start, end, fertility):
    """Births by the mother's status: fertility of an age times the mean of its women at the start and at the end."""
    births = {}
    for status, sex, age in start:
        if sex == "women":
            mean_women = (start[status, sex, age] + end[status, sex, age]) / 2
            births[status] = births.get(status, 0.0) + fertility[age] * mean_women
    return births


def migrate(people, wanted, newcomers_status):
    """Net migrants of an age come with the statuses of those who live here; nobody leaves who is not there."""
    moved_to = dict(people)
    net = 0.0
    statuses = {status for status, _, _ in people}
    for (sex, age), migrants in wanted.items():
        present = sum(people[status, sex, age] for status in statuses)
        coming = max(migrants, -present)
        net += coming
        if present > 0:
            for status in statuses:
                moved_to[status, sex, age] = people[status, sex, age] * (1 + coming / present)
        else:
            moved_to[newcomers_status, sex, age] += coming
    return moved_to, net


def change_status(people, move):
    """A share of one status, by sex and age, becomes another."""
    changed = dict(people)
    for (sex, age), share in move["share"].items():
        moving = people[move["from"], sex, age] * share
        changed[move["from"], sex, age] -= moving
        changed[move["to"], sex, age] += moving
    return changed


def share_past(age, statutory):
    """Share of the people of an age in completed years, their birthdays spread evenly, who are past an exact age."""
    if age >= statutory:
        return 1.0
    if age + 1 <= statutory:
        return 0.0
    return age + 1 - statutory


def share_retired(sex, age, statutory, cadre_share):
    """The same by sex: women are workers or cadres."""
    if sex == "men":
        return share_past(age, statutory["men"])
    workers = share_past(age, statutory["women"])
    cadres = share_past(age, statutory["women_cadres"])
    return workers + cadre_share * (cadres - workers)


def share_leaving(sex, age, before, now, cadre_share):
    """Of those of an age who still work, the share that retires this year; nobody goes back to work."""
    gone = share_retired(sex, age - 1, before, cadre_share)
    if gone >= 1:
        return 1.0
    return max(0.0, (share_retired(sex, age, now, cadre_share) - gone) / (1 - gone))


def retire(people, statuses, before, now, cadre_share, pensioned_share, recognised):
    """Status by status, those past the statutory age leave work: as pensioned or, with too few years, as lapsed.

    Of those with too few years a share is recognised and pensioned too; they are counted.
    """
    retired, let_in = dict(people), 0.0
    for status, nature in statuses.items():
        if nature["retires_to"] is None:
            continue
        for sex in SEXES:
            for age in ages_of(people)[1:]:
                share = share_leaving(sex, age, before, now, cadre_share)
                leaving = retired[status, sex, age] * share
                retired[status, sex, age] -= leaving
                short = leaving * (1 - pensioned_share)
                retired[nature["retires_to"], sex, age] += leaving - short * (1 - recognised)
                retired[nature["lapses_to"], sex, age] += short * (1 - recognised)
                let_in += short * recognised
    return retired, let_in


def next_population(people, fund, t):
    """People at the end of year t, and what happened: births by status, all births, deaths, net migrants."""
    year, fixed, newborn_status = fund["years"][t], fund["fixed"], fund["born_into"]
    end, dead = survive(people, year["lived"])
    births = births_by_mother(people, end, year["fertility"])
    born = sum(births.values())
    boys = born * year["boys"]
    born_alive = {"men": boys * year["newborn_alive"]["men"], "women": (born - boys) * year["newborn_alive"]["women"]}
    for sex in SEXES:
        end[newborn_status, sex, 0] += born_alive[sex]
    end, net = migrate(end, year["migrants"], newborn_status)
    for move in year["moves"]:
        end = change_status(end, move)
    end, let_in = retire(
        end,
        fund["statuses"],
        fund["years"][t - 1]["retirement_age"],
        year["retirement_age"],
        fixed["cadre_share"],
        fixed["pensioned_share"],
        year["years_recognised"],
    )
    deaths = dead + born - sum(born_alive.values())
    return end, {
        "births_by_status": births,
        "births": born,
        "deaths": deaths,
        "migrants": net,
        "recognised": let_in,
    }
