"""The layers after the basic one on paper: what a patient owes of a year's cost is a broken line, and each layer bends it.

A line is a list of corners (cost, owed), the first (0, 0), and the slope behind the last corner.
"""

from itertools import pairwise

from tests.plain.care import PAYERS, limited

LAYERS = {
    "critical": ("resident",),
    "large": ("employee",),
    "civil": ("employee",),
    "assistance": ("resident",),
    "enterprise": ("employee",),
    "commercial": ("employee", "resident"),
    "mutual": ("employee", "resident"),
}
"""The layers in the order in which they settle, and whose members they serve."""
GROUPS = {"employees": "employee", "residents": "resident", "assisted": "resident"}
MONEY = {"from_pool": "from_pool", "from_treasury": "public", "from_gifts": "gifts"}


def line_of_basic(share_paid, cap):
    """What is left of a cost of which a share is paid, at most the cap where there is one."""
    if cap > 0 and share_paid > 0:
        cost = cap / share_paid
        return [(0.0, 0.0), (cost, cost - cap)], 1.0
    return [(0.0, 0.0)], 1 - share_paid


def cost_at(line, owed):
    """The first cost of which more than `owed` would be owed beyond; None where that much never is."""
    corners, last = line
    for (cost, here), (next_cost, there) in pairwise(corners):
        if there > owed:
            return cost + (owed - here) * (next_cost - cost) / (there - here)
    cost, here = corners[-1]
    return cost + (owed - here) / last if last > 0 else None


def owed_of(line, cost):
    """What is owed of a cost."""
    corners, last = line
    for (start, here), (end, there) in pairwise(corners):
        if cost <= end:
            return here + (cost - start) * (there - here) / (end - start) if end > start else there
    return corners[-1][1] + last * (cost - corners[-1][0])


def bent(line, deductible, ratio, cap, covered):
    """The line after a layer that pays its covered share of the ratio of what is owed from the deductible to its limit.

    Behind the last corner nothing changes: where the line goes on rising, the limit is reached before.
    """
    limit = deductible + cap / ratio

    def left(owed):
        return owed - covered * ratio * (min(max(owed, deductible), limit) - deductible)

    corners, last = line
    costs = {cost for cost, _ in corners} | {cost_at(line, owed) for owed in (deductible, limit)} - {None}
    return [(cost, left(owed_of(line, cost))) for cost in sorted(costs)], last


def mean_of(line, severity, mean):
    """Expected value of a broken line: slope x what of the cost lies between the corners, piece by piece."""
    corners, last = line
    total = last * (mean - limited(severity, mean, corners[-1][0]))
    for (start, here), (end, there) in pairwise(corners):
        if end > start:
            between = limited(severity, mean, end) - limited(severity, mean, start)
            total += (there - here) / (end - start) * between
    return total


def groups_of_year(persons, needs, care, take_up, fund, t):
    """Heads, cost, cost in scope and payment of employees, residents and assisted residents, each by its share of need."""
    year, found = fund["years"][t], {}
    for group, payer in GROUPS.items():
        members = [s for s, nature in fund["statuses"].items() if nature["payer"] == payer]
        ours = [s for s in members if payer == "employee" or fund["statuses"][s]["assisted"] == (group == "assisted")]
        insured = take_up if payer == "resident" else 1.0
        sums = {"heads": sum(persons[s] for s in ours) * insured, "cost": 0.0, "in_scope": 0.0, "basic": 0.0}
        for service, nature in fund["services"].items():
            everybody = sum(needs[s, service] for s in members)
            if everybody > 0:
                share = sum(needs[s, service] for s in ours) / everybody
                cost = share * care[payer, service]["cost"]
                sums["cost"] += cost
                sums["in_scope"] += cost * nature["scope"][payer] * year["scope"][payer, service]
                sums["basic"] += share * care[payer, service]["paid"]
        found[group] = sums
    return found


def settled(group, payer, sums, fund, t):
    """What the pool and each layer pay for a group, and what its patients owe: (basic, {layer: yuan}, owed)."""
    year = fund["years"][t]
    paid = dict.fromkeys(LAYERS, 0.0)
    if sums["heads"] <= 0 or sums["in_scope"] <= 0:
        return sums["basic"], paid, 0.0
    severity, mean = fund["annual_severity"], sums["in_scope"] / sums["heads"]
    income = year["wage"] if payer == "employee" else year["income_before"]
    share = min(sums["basic"] / sums["in_scope"], 1.0)
    cap = income * year["annual_cap"][payer]
    line, basic = line_of_basic(share, cap), sums["basic"]
    if cap > 0 and share > 0:
        basic *= limited(severity, mean, cap / share) / mean
    for name, serves in LAYERS.items():
        terms = {what: year["layers"][name, what] for what in TERMS}
        if payer not in serves:
            continue
        deductible, ratio, covered = income * terms["deductible"], terms["ratio"], terms["coverage"]
        if group == "assisted":
            deductible, ratio = deductible * terms["assisted_deductible"], min(ratio + terms["assisted_ratio"], 1.0)
            covered = 1.0 if name == "assistance" else covered
        if ratio > 0 and terms["cap"] > 0 and income > 0:
            after = bent(line, deductible, ratio, income * terms["cap"], covered)
            paid[name] = sums["heads"] * (mean_of(line, severity, mean) - mean_of(after, severity, mean))
            line = after
    return basic, paid, sums["heads"] * mean_of(line, severity, mean)


TERMS = (
    "coverage", "deductible", "ratio", "cap", "assisted_deductible", "assisted_ratio", "from_pool", "own_premium",
    "public", "gifts", "by_points",
)  # fmt: skip


def year_of_layers(persons, needs, care, books, fund, t):
    """Money of the layers' funds in a year, groups, and what the pools pay to the layers. Care is cut by the annual caps."""
    year = fund["years"][t]
    names = ("from_pool", "from_members", "from_treasury", "from_gifts", "to_patients", "for_premiums")
    funds = {name: dict.fromkeys(names, 0.0) for name in LAYERS}
    of_payers = {}
    premiums, before, after = (dict.fromkeys(PAYERS, 0.0) for _ in range(3))
    groups = groups_of_year(persons, needs, care, books["take_up"], fund, t)
    for group, payer in GROUPS.items():
        sums = groups[group]
        income = year["wage"] if payer == "employee" else year["income_before"]
        before[payer] += sums["basic"]
        sums["basic"], paid, sums["owed"] = settled(group, payer, sums, fund, t)
        after[payer] += sums["basic"]
        for name, serves in LAYERS.items():
            if payer in serves:
                base, terms = sums["heads"] * income, year["layers"]
                for where, what in MONEY.items():
                    funds[name][where] += base * terms[name, what]
                if group != "assisted":
                    funds[name]["from_members"] += base * terms[name, "coverage"] * terms[name, "own_premium"]
                premiums[payer] += base * terms[name, "from_pool"]
                funds[name]["to_patients"] += paid[name]
                of_payers[payer, name] = of_payers.get((payer, name), 0.0) + paid[name]
        if group == "assisted":
            aid = paid["assistance"]
    premium = fund["fixed"]["resident_income_level"] * books["premium"]
    funds["assistance"]["for_premiums"] = premium * books["assisted"]
    for (payer, _), of in care.items():
        if after[payer] < before[payer]:
            of["paid"] *= after[payer] / before[payer]
    return {"funds": funds, "groups": groups, "premiums": premiums, "aid": aid, "of_payers": of_payers}


def follow_points(layers, bought, year):
    """Of what a layer pays for a pool's patients a share is worth what a point is worth in the pool's inpatient care."""
    for money in layers["funds"].values():
        money["by_points"] = 0.0
    for (payer, name), paid in layers["of_payers"].items():
        covered = bought[f"{payer}_inpatient"]["covered"]
        if covered > 0:
            by_points = year["layers"][name, "by_points"] * paid
            due = by_points / covered * bought[f"{payer}_inpatient"]["covered_due"]
            layers["funds"][name]["by_points"] += due - by_points


def close_funds(layers, books, fund, t):
    """Interest on what a fund began the year with, nothing on debts; balance = balance before + income - spending."""
    rate = sum(month["interest_rate"] for month in fund["months"][12 * t : 12 * t + 12]) / 12
    for name, money in layers["funds"].items():
        opening = books["funds"][name]
        money["interest"] = max(opening, 0.0) * rate
        came = sum(amount for line, amount in money.items() if line.startswith("from_"))
        money["balance"] = opening + came + money["interest"] - money["to_patients"] - money["for_premiums"]
        money["balance"] -= money["by_points"]
        books["funds"][name] = money["balance"]
