"""The layers after the basic one: each in its turn takes its part of what patients still owe of a year's cost.

What a patient owes is a piecewise-linear function of the year's cost in scope: knots where its slope changes, and slopes
between them. A layer with deductible d, ratio a and cap C multiplies the slope by 1 - a where between d and d + C / a is
owed, so that all payments together never exceed the cost and nobody is richer for being more ill.
"""

from actuary.kernel import rows as r
from actuary.kernel.compiler import compiled, part
from actuary.kernel.lanes import agreed, over, where
from actuary.kernel.payment import limited

PIECES = 3 + 2 * r.LAYERS
"""Knots at most: where cost begins, an annual cap, two for each layer, and what ends the last piece."""
KNOT, SLOPE, LEVEL = range(3)
LINE_ROWS = 3
"""line[row, piece]: the cost where a piece begins, its slope, and LEV(knot), the cost expected below."""
BEYOND = 1e200
"""A knot beyond every cost: it ends the last piece."""


@part
def end(line, n, mean):
    """End the last of n pieces beyond every cost."""
    line[KNOT, n] = BEYOND
    line[SLOPE, n] = 0.0
    line[LEVEL, n] = mean


@part
def split(line, n, owed, curve, grid, mean):
    """Put a knot at the cost of which `owed` is owed: its position, above n where that much is never owed. In place.

    line[row, piece] are the n pieces of what is owed.
    """
    end(line, n + 1, mean)
    total, before, at = 0.0, 0.0, 1.0
    start, slope = line[KNOT, 0], line[SLOPE, 0]
    for i in range(n):
        total += line[SLOPE, i] * (line[KNOT, i + 1] - line[KNOT, i])
        passed = total <= owed
        at = where(passed, i + 2.0, at)
        before = where(passed, total, before)
        start = where(passed, line[KNOT, i + 1], start)
        slope = where(passed, line[SLOPE, i + 1], slope)
    cost = start + over(owed - before, slope, 0.0)
    level = limited(curve, grid, mean, cost)
    for j in range(n, 0, -1):
        line[KNOT, j] = where(at < j, line[KNOT, j - 1], where(at == j, cost, line[KNOT, j]))
        line[SLOPE, j] = where(at <= j, line[SLOPE, j - 1], line[SLOPE, j])
        line[LEVEL, j] = where(at < j, line[LEVEL, j - 1], where(at == j, level, line[LEVEL, j]))
    return at


@part
def expected(line, n):
    """What is owed of all costs, as expected: sum over the pieces of slope x [LEV(knot after) - LEV(knot)]."""
    total = 0.0
    for i in range(n):
        total += line[SLOPE, i] * (line[LEVEL, i + 1] - line[LEVEL, i])
    return total


@part
def take(line, n, income, deductible, ratio, cap, covered, curve, grid, mean):
    """What a layer pays of a patient's year, and how many pieces there are then: (yuan, n). In place.

    deductible and cap are shares of a year's income. Of several patients `covered` is the share whom the layer covers;
    the others go on owing what they owe.
    """
    if agreed(ratio <= 0.0) or agreed(cap <= 0.0) or agreed(covered <= 0.0):
        return 0.0, n
    lower = 0.0
    owed = income * deductible
    if agreed(deductible > 0.0):
        lower = split(line, n, owed, curve, grid, mean)
        n += 1
    upper = split(line, n, owed + income * cap / ratio, curve, grid, mean)
    total = 0.0
    for i in range(n + 1):
        inside = (lower <= i) & (upper > i)
        total += where(inside, line[SLOPE, i] * (line[LEVEL, i + 1] - line[LEVEL, i]), 0.0)
        line[SLOPE, i] = where(inside, line[SLOPE, i] * (1.0 - covered * ratio), line[SLOPE, i])
    return covered * ratio * total, n + 1


@part
def payer_of(group):
    """The pool that pays for a group: 0 employees, 1 residents, 2 assisted residents."""
    return 0 if group == 0 else 1


@part
def belongs(roles, s, group):
    """Whether a status is one of a group's."""
    assisted = group != 0 and roles[r.ASSISTED, s] == 1.0
    return roles[r.PAYER, s] == payer_of(group) and assisted == (group == r.ASSISTED_GROUP)


@part
def heads_of(group, roles, exposure, take_up):
    """Insured person-years of a group."""
    heads = 0.0
    for s in range(exposure.shape[0]):
        if belongs(roles, s, group):
            heads += exposure[s]
    return heads if group == 0 else heads * take_up


@part
def of_group(t, group, basis_year, roles, services, need, care, needs, yearly):
    """A year of one group: cost, cost in scope and the pool's payment, to yearly[row].

    Of its pool's care a group has the share that its need is of the pool's: needs[pool | group, k] is room for them.
    """
    p = payer_of(group)
    count = services.shape[1]
    scope = r.USE + (2 * services.shape[0] + p) * count
    for k in range(count):
        needs[0, k] = 0.0
        needs[1, k] = 0.0
    for s in range(need.shape[0]):
        if roles[r.PAYER, s] == p:
            for k in range(count):
                needs[0, k] += need[s, k]
        if belongs(roles, s, group):
            for k in range(count):
                needs[1, k] += need[s, k]
    cost, in_scope, basic = 0.0, 0.0, 0.0
    for k in range(count):
        share = over(needs[1, k], needs[0, k], 0.0)
        of_service = share * care[1, p, k]
        cost += of_service
        in_scope += of_service * services[p, k, r.SCOPE] * basis_year[scope + k, t]
        basic += share * care[2, p, k]
    yearly[r.GROUP_COST + group] = cost
    yearly[r.GROUP_IN_SCOPE + group] = in_scope
    yearly[r.GROUP_BASIC + group] = basic


@part
def yardstick(t, group, basis_year):
    """A year's income: the mean wage of employees, last year's disposable income of residents. Yuan."""
    return basis_year[r.WAGE, t] if group == 0 else basis_year[r.INCOME_BEFORE, t]


@part
def charge(t, group, law_year, basis_year, serves, yearly):
    """What a pool pays to the layers for a group, to yearly[row]: shares of a year's income for each of its members."""
    p = payer_of(group)
    base = yearly[r.GROUP_HEADS + group] * yardstick(t, group, basis_year)
    for layer in range(r.LAYERS):
        if serves[layer, p] == 1.0 and agreed(law_year[r.LAYER_FROM_POOL + layer, t] > 0.0):
            yearly[r.POOL_PREMIUMS + p] += base * law_year[r.LAYER_FROM_POOL + layer, t]


@part
def receive(t, group, law_year, basis_year, serves, yearly):
    """What the funds of the layers receive for a group, to yearly[row]: shares of a year's income for each of its members."""
    p = payer_of(group)
    base = yearly[r.GROUP_HEADS + group] * yardstick(t, group, basis_year)
    for layer in range(r.LAYERS):
        if serves[layer, p] == 1.0:
            yearly[r.FROM_POOL + layer] += base * law_year[r.LAYER_FROM_POOL + layer, t]
            yearly[r.FROM_TREASURY + layer] += base * law_year[r.LAYER_PUBLIC + layer, t]
            yearly[r.FROM_GIFTS + layer] += base * law_year[r.LAYER_GIFTS + layer, t]
            if group != r.ASSISTED_GROUP:
                covered = law_year[r.LAYER_COVERAGE + layer, t]
                yearly[r.FROM_MEMBERS + layer] += base * covered * law_year[r.LAYER_OWN_PREMIUM + layer, t]


@part
def begin(t, group, law_year, basis_year, curve, grid, line, yearly):
    """What patients owe before any layer: line[row, piece] and the number of its pieces.

    The pool pays its share of the cost in scope up to the annual cap, which cuts yearly[row]; beyond, patients owe the whole.
    """
    p = payer_of(group)
    in_scope = yearly[r.GROUP_IN_SCOPE + group]
    mean = max(over(in_scope, yearly[r.GROUP_HEADS + group], 0.0), 0.0)
    basic = min(over(yearly[r.GROUP_BASIC + group], in_scope, 0.0), 1.0)
    line[KNOT, 0] = 0.0
    line[SLOPE, 0] = 1.0 - basic
    line[LEVEL, 0] = 0.0
    end(line, 1, mean)
    if agreed(law_year[r.ANNUAL_CAP + p, t] <= 0.0):
        return mean, 1
    cap = yardstick(t, group, basis_year) * law_year[r.ANNUAL_CAP + p, t]
    capped = (cap > 0.0) & (basic > 0.0)
    cost = over(cap, basic, 0.0)
    line[KNOT, 1] = where(capped, cost, BEYOND)
    line[SLOPE, 1] = where(capped, 1.0, 0.0)
    line[LEVEL, 1] = where(capped, limited(curve, grid, mean, cost), mean)
    yearly[r.GROUP_BASIC + group] *= where(capped, over(line[LEVEL, 1], mean, 1.0), 1.0)
    end(line, 2, mean)
    return mean, 2


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
def settle_group(t, group, n, mean, law_year, basis_year, curve, grid, serves, line, yearly):
    """The year of one group, layer after layer: what each pays, and what patients owe in the end, to yearly[row].

    line[row, piece] = n pieces of what they owe before. A layer whose law pays nothing is passed over.
    """
    p = payer_of(group)
    heads = yearly[r.GROUP_HEADS + group]
    income = yardstick(t, group, basis_year)
    for layer in range(r.LAYERS):
        deductible, ratio, cap, covered = terms_of(t, group, layer, law_year)
        if serves[layer, p] == 1.0:
            paid, n = take(line, n, income, deductible, ratio, cap, covered, curve, grid, mean)
            yearly[r.TO_PATIENTS + layer] += heads * paid
            yearly[r.PAID_FOR_MEMBERS + p * r.LAYERS + layer] += heads * paid
            if group == r.ASSISTED_GROUP and layer == r.ASSISTANCE:
                yearly[r.AID_TO_ASSISTED] = heads * paid
    yearly[r.GROUP_OWED + group] = heads * expected(line, n)


@part
def settle_pool(
    t, p, law_year, basis_year, roles, services, curve, grid, serves, exposure, need, take_up, funds, needs, line, care,
    yearly,
):  # fmt: skip
    """A year of the layers for the members of a pool, group by group."""
    capped = agreed(law_year[r.ANNUAL_CAP + p, t] > 0.0)
    before, after = 0.0, 0.0
    for group in range(r.GROUPS):
        if payer_of(group) == p:
            yearly[r.GROUP_HEADS + group] = heads_of(group, roles, exposure, take_up)
            charge(t, group, law_year, basis_year, serves, yearly)
            if capped or funds:
                of_group(t, group, basis_year, roles, services, need, care, needs, yearly)
                before += yearly[r.GROUP_BASIC + group]
                mean, n = begin(t, group, law_year, basis_year, curve, grid, line, yearly)
                after += yearly[r.GROUP_BASIC + group]
                if funds:
                    receive(t, group, law_year, basis_year, serves, yearly)
                    settle_group(t, group, n, mean, law_year, basis_year, curve, grid, serves, line, yearly)
    if capped:
        kept = min(over(after, before, 1.0), 1.0)
        for k in range(services.shape[1]):
            care[2, p, k] *= kept


@compiled
def settle_layers(
    t, law_year, basis_year, fixed, roles, services, curve, grid, serves, exposure, need, standing, funds, needs, line,
    care, yearly,
):  # fmt: skip
    """A year of all layers, to yearly[row]; what an annual cap keeps back is taken off the pools' payments, care[2, p, k].

    curve = of the year's cost in scope of a member; serves[l, p] = 1 where a layer serves the members of a pool; funds:
    whether the layers' own funds are asked for, not only what the pools pay to them. needs[2, k] and line[3, PIECES] are
    room.
    """
    first = r.LAYER_FUNDS if funds else r.POOL_PREMIUMS
    for row in range(first, r.CARE):
        yearly[row] = 0.0
    for p in range(r.CARE_PAYERS):
        settle_pool(
            t, p, law_year, basis_year, roles, services, curve, grid, serves, exposure, need, standing[r.TAKE_UP_NOW],
            funds, needs, line, care, yearly,
        )  # fmt: skip
    if funds:
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
            if agreed(share > 0.0):
                yearly[r.BY_POINTS + layer] += yearly[r.PAID_FOR_MEMBERS + p * r.LAYERS + layer] * share * gain


@part
def pay_premiums(flows, driver):
    """A month of what the pools pay to the layers, a twelfth of the year's. Writes flows[pool, line]."""
    for p in range(2):
        pool = r.EMPLOYEE if p == 0 else r.RESIDENT
        flows[pool, r.LAYER_PREMIUMS] = driver[r.PREMIUMS_OF_LAYERS + p] / 12.0
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
