"""The layers after the basic one: each in its turn takes its part of what patients still owe of a year's cost.

What a patient owes is a piecewise-linear function of the year's cost in scope: knots where its slope changes, and slopes
between them. A layer with deductible d, ratio a and cap C multiplies the slope by 1 - a where between d and d + C / a is
owed, so that all payments together never exceed the cost and nobody is richer for being more ill.
"""

from actuary.kernel import rows as r
from actuary.kernel.compiler import compiled, part
from actuary.kernel.lanes import over, scratch, where
from actuary.kernel.payment import limited

PIECES = 3 + 2 * r.LAYERS
"""Knots at most: where cost begins, an annual cap, two for each layer, and what ends the last piece."""
BEYOND = 1e300
"""A knot beyond every cost: it ends the last piece."""


@part
def end(knots, slopes, levels, n, mean):
    """End the last of n pieces beyond every cost."""
    knots[n] = BEYOND
    slopes[n] = 0.0
    levels[n] = mean


@part
def split(knots, slopes, levels, n, owed, curve, grid, mean):
    """Put a knot at the cost of which `owed` is owed: its position, above n where that much is never owed. In place.

    Piece i of n begins at knots[i], below which a cost of levels[i] = LEV(knot) is expected, and rises by slopes[i].
    """
    end(knots, slopes, levels, n + 1, mean)
    total, before, at = 0.0, 0.0, 1.0
    start, slope = knots[0], slopes[0]
    for i in range(n):
        total += slopes[i] * (knots[i + 1] - knots[i])
        passed = total <= owed
        at = where(passed, i + 2.0, at)
        before = where(passed, total, before)
        start = where(passed, knots[i + 1], start)
        slope = where(passed, slopes[i + 1], slope)
    cost = start + over(owed - before, slope, 0.0)
    level = limited(curve, grid, mean, cost)
    for j in range(n, 0, -1):
        knots[j] = where(at < j, knots[j - 1], where(at == j, cost, knots[j]))
        slopes[j] = where(at <= j, slopes[j - 1], slopes[j])
        levels[j] = where(at < j, levels[j - 1], where(at == j, level, levels[j]))
    return at


@part
def expected(slopes, levels, n):
    """What is owed of all costs, as expected: sum over the pieces of slope x [LEV(knot after) - LEV(knot)]."""
    total = 0.0
    for i in range(n):
        total += slopes[i] * (levels[i + 1] - levels[i])
    return total


@part
def take(knots, slopes, levels, n, income, deductible, ratio, cap, covered, curve, grid, mean):
    """What a layer pays of a patient's year, and how many pieces there are then: (yuan, n). In place.

    deductible and cap are shares of a year's income. Of several patients `covered` is the share whom the layer covers;
    the others go on owing what they owe.
    """
    if ratio <= 0.0 or cap <= 0.0 or covered <= 0.0:
        return 0.0, n
    lower = 0.0
    owed = income * deductible
    if deductible > 0.0:
        lower = split(knots, slopes, levels, n, owed, curve, grid, mean)
        n += 1
    upper = split(knots, slopes, levels, n, owed + income * cap / ratio, curve, grid, mean)
    total = 0.0
    for i in range(n + 1):
        inside = (lower <= i) & (upper > i)
        total += where(inside, slopes[i] * (levels[i + 1] - levels[i]), 0.0)
        slopes[i] = where(inside, slopes[i] * (1.0 - covered * ratio), slopes[i])
    return covered * ratio * total, n + 1


@part
def payer_of(group):
    """The pool that pays for a group: 0 employees, 1 residents, 2 assisted residents."""
    return 0 if group == 0 else 1


@part
def of_group(t, group, basis_year, roles, services, exposure, need, take_up, care, needed, own, yearly):
    """A year of one group: insured person-years, cost, cost in scope and the pool's payment, to yearly[row].

    Of its pool's care a group has the share that its need is of the pool's. needed[k], own[k]: room for the two needs.
    """
    p = payer_of(group)
    count = services.shape[1]
    scope = r.USE + (2 * services.shape[0] + p) * count
    heads = 0.0
    for k in range(count):
        needed[k] = 0.0
        own[k] = 0.0
    for s in range(exposure.shape[0]):
        if roles[r.PAYER, s] == p:
            for k in range(count):
                needed[k] += need[s, k]
            if (p == 1 and roles[r.ASSISTED, s] == 1.0) == (group == r.ASSISTED_GROUP):
                heads += exposure[s]
                for k in range(count):
                    own[k] += need[s, k]
    cost, in_scope, basic = 0.0, 0.0, 0.0
    for k in range(count):
        share = over(own[k], needed[k], 0.0)
        of_service = share * care[1, p, k]
        cost += of_service
        in_scope += of_service * services[p, k, r.SCOPE] * basis_year[scope + k, t]
        basic += share * care[2, p, k]
    yearly[r.GROUP_HEADS + group] = heads * (take_up if p == 1 else 1.0)
    yearly[r.GROUP_COST + group] = cost
    yearly[r.GROUP_IN_SCOPE + group] = in_scope
    yearly[r.GROUP_BASIC + group] = basic


@part
def yardstick(t, group, basis_year):
    """A year's income: the mean wage of employees, last year's disposable income of residents. Yuan."""
    return basis_year[r.WAGE, t] if group == 0 else basis_year[r.INCOME_BEFORE, t]


@part
def receive(t, group, law_year, basis_year, serves, yearly):
    """What the funds of the layers receive for a group, to yearly[row]: shares of a year's income for each of its members."""
    p = payer_of(group)
    base = yearly[r.GROUP_HEADS + group] * yardstick(t, group, basis_year)
    for layer in range(r.LAYERS):
        if serves[layer, p] == 1.0:
            premium = base * law_year[r.LAYER_FROM_POOL + layer, t]
            yearly[r.FROM_POOL + layer] += premium
            yearly[r.POOL_PREMIUMS + p] += premium
            yearly[r.FROM_TREASURY + layer] += base * law_year[r.LAYER_PUBLIC + layer, t]
            yearly[r.FROM_GIFTS + layer] += base * law_year[r.LAYER_GIFTS + layer, t]
            if group != r.ASSISTED_GROUP:
                covered = law_year[r.LAYER_COVERAGE + layer, t]
                yearly[r.FROM_MEMBERS + layer] += base * covered * law_year[r.LAYER_OWN_PREMIUM + layer, t]


@part
def cap_year(cap, group, mean, basic, curve, grid, knots, slopes, levels, yearly):
    """Cut at the annual cap what the pool pays, to yearly[row]; beyond, patients owe the whole: a second piece of the line."""
    capped = (cap > 0.0) & (basic > 0.0)
    knots[1] = where(capped, over(cap, basic, 0.0), BEYOND)
    slopes[1] = where(capped, 1.0, 0.0)
    levels[1] = where(capped, limited(curve, grid, mean, over(cap, basic, 0.0)), mean)
    yearly[r.GROUP_BASIC + group] *= where(capped, over(levels[1], mean, 1.0), 1.0)
    end(knots, slopes, levels, 2, mean)


@part
def terms_of(t, group, layer, law_year):
    """Terms of a layer for a group: (deductible, ratio, cap, share covered), deductible and cap over a year's income."""
    deductible = law_year[r.LAYER_DEDUCTIBLE + layer, t]
    ratio = law_year[r.LAYER_RATIO + layer, t]
    covered = law_year[r.LAYER_COVERAGE + layer, t]
    if group == r.ASSISTED_GROUP:
        deductible *= law_year[r.LAYER_ASSISTED_DEDUCTIBLE + layer, t]
        ratio = min(ratio + law_year[r.LAYER_ASSISTED_RATIO + layer, t], 1.0)
        if layer == r.ASSISTANCE:
            covered = 1.0
    return deductible, ratio, law_year[r.LAYER_CAP + layer, t], covered


@part
def settle_group(t, group, law_year, basis_year, curve, grid, serves, knots, slopes, levels, yearly):
    """The year of one group, layer after layer: what each pays, and what patients owe in the end, to yearly[row].

    The pool pays its share of the cost in scope up to the annual cap; beyond, patients owe the whole. A layer whose law
    pays nothing is passed over. knots, slopes, levels: room for the line of what is owed.
    """
    p = payer_of(group)
    heads = yearly[r.GROUP_HEADS + group]
    in_scope = yearly[r.GROUP_IN_SCOPE + group]
    mean = max(over(in_scope, heads, 0.0), 0.0)
    income = yardstick(t, group, basis_year)
    basic = min(over(yearly[r.GROUP_BASIC + group], in_scope, 0.0), 1.0)
    knots[0] = 0.0
    slopes[0] = 1.0 - basic
    levels[0] = 0.0
    end(knots, slopes, levels, 1, mean)
    n = 1
    if law_year[r.ANNUAL_CAP + p, t] > 0.0:
        cap = income * law_year[r.ANNUAL_CAP + p, t]
        cap_year(cap, group, mean, basic, curve, grid, knots, slopes, levels, yearly)
        n = 2
    for layer in range(r.LAYERS):
        deductible, ratio, cap, covered = terms_of(t, group, layer, law_year)
        if serves[layer, p] == 1.0:
            paid, n = take(knots, slopes, levels, n, income, deductible, ratio, cap, covered, curve, grid, mean)
            yearly[r.TO_PATIENTS + layer] += heads * paid
            yearly[r.PAID_FOR_MEMBERS + p * r.LAYERS + layer] += heads * paid
            if group == r.ASSISTED_GROUP and layer == r.ASSISTANCE:
                yearly[r.AID_TO_ASSISTED] = heads * paid
    yearly[r.GROUP_OWED + group] = heads * expected(slopes, levels, n)


@compiled
def settle_layers(
    t, law_year, basis_year, fixed, roles, services, curve, grid, serves, exposure, need, standing, care, yearly
):  # fmt: skip
    """A year of all layers, to yearly[row]; what an annual cap keeps back is taken off the pools' payments, care[2, p, k].

    curve = of the year's cost in scope of a member; serves[l, p] = 1 where a layer serves the members of a pool.
    """
    take_up = standing[r.TAKE_UP_NOW]
    needed, own = scratch(take_up, r.SERVICES), scratch(take_up, r.SERVICES)
    knots, slopes, levels = scratch(take_up, PIECES), scratch(take_up, PIECES), scratch(take_up, PIECES)
    for row in range(r.LAYER_FUNDS, r.CARE):
        yearly[row] = 0.0
    for p in range(r.CARE_PAYERS):
        before, after = 0.0, 0.0
        for group in range(r.GROUPS):
            if payer_of(group) == p:
                of_group(t, group, basis_year, roles, services, exposure, need, take_up, care, needed, own, yearly)
                before += yearly[r.GROUP_BASIC + group]
                receive(t, group, law_year, basis_year, serves, yearly)
                settle_group(t, group, law_year, basis_year, curve, grid, serves, knots, slopes, levels, yearly)
                after += yearly[r.GROUP_BASIC + group]
        if law_year[r.ANNUAL_CAP + p, t] > 0.0:
            kept = min(over(after, before, 1.0), 1.0)
            for k in range(services.shape[1]):
                care[2, p, k] *= kept
    premium = fixed[r.RESIDENT_INCOME_LEVEL] * standing[r.PREMIUM_NOW]
    yearly[r.FOR_PREMIUMS + r.ASSISTANCE] = premium * standing[r.ASSISTED_NOW]


@compiled
def follow_points(t, law_year, yearly):
    """What layers pay hospitals more or less by the value of a point, to yearly[row]; patients owe what they owed.

    By pool and layer: what it pays for patients x share by points x (value of a point in inpatient care - 1), where
    a budget is set.
    """
    for p in range(r.CARE_PAYERS):
        gain = over(yearly[r.COVERED_DUE + 2 * p], yearly[r.COVERED + 2 * p], 1.0) - 1.0
        for layer in range(r.LAYERS):
            share = law_year[r.LAYER_BY_POINTS + layer, t]
            if share > 0.0:
                yearly[r.BY_POINTS + layer] += yearly[r.PAID_FOR_MEMBERS + p * r.LAYERS + layer] * share * gain


@part
def pay_premiums(flows, yearly):
    """A month of what the pools pay to the layers, a twelfth of the year's. Writes flows[pool, line]."""
    for p in range(2):
        pool = r.EMPLOYEE if p == 0 else r.RESIDENT
        flows[pool, r.LAYER_PREMIUMS] = yearly[r.POOL_PREMIUMS + p] / 12.0
        flows[pool, r.INCURRED_COST] += flows[pool, r.LAYER_PREMIUMS]


@part
def close_funds(t, law_month, standing, after, yearly):
    """The year of each layer's fund: interest on its opening balance, none on a negative one, and what is left.

    standing[row] holds the balances at the begin of the year; after[row] gets those at its end.
    """
    rate = 0.0
    for month in range(12):
        rate += law_month[r.INTEREST_RATE, 12 * t + month] / 12.0
    for layer in range(r.LAYERS):
        opening = standing[r.FUND_NOW + layer]
        interest = where(opening > 0.0, opening * rate, 0.0)
        income = (
            yearly[r.FROM_POOL + layer]
            + yearly[r.FROM_MEMBERS + layer]
            + yearly[r.FROM_TREASURY + layer]
            + yearly[r.FROM_GIFTS + layer]
        )
        spending = yearly[r.TO_PATIENTS + layer] + yearly[r.FOR_PREMIUMS + layer] + yearly[r.BY_POINTS + layer]
        yearly[r.FUND_INTEREST + layer] = interest
        yearly[r.FUND_BALANCE + layer] = opening + income + interest - spending
        after[r.FUND_NOW + layer] = yearly[r.FUND_BALANCE + layer]
