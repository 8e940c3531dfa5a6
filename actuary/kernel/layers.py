"""The layers after the basic one: each in its turn takes its part of what patients still owe of a year's cost.

What a patient owes is a piecewise-linear function of the year's cost in scope: knots where its slope changes, and slopes
between them. A layer with deductible d, ratio a and cap C multiplies the slope by 1 - a where between d and d + C / a is
owed, so that all payments together never exceed the cost and nobody is richer for being more ill.
"""

import numpy as np

from actuary.kernel import rows as r
from actuary.kernel.care import of_payer
from actuary.kernel.compiler import compiled, part
from actuary.kernel.payment import limited


@part
def split(knots, slopes, n, owed):
    """Put a knot at the cost of which `owed` is owed: (its position, pieces); (n, n) where that much is never owed.

    Piece i begins at knots[i] and rises by slopes[i]; the last has no end. In place.
    """
    before = 0.0
    for i in range(n):
        if slopes[i] > 0.0:
            if i == n - 1 or before + slopes[i] * (knots[i + 1] - knots[i]) > owed:
                for j in range(n, i + 1, -1):
                    knots[j] = knots[j - 1]
                    slopes[j] = slopes[j - 1]
                knots[i + 1] = knots[i] + (owed - before) / slopes[i]
                slopes[i + 1] = slopes[i]
                return i + 1, n + 1
            before += slopes[i] * (knots[i + 1] - knots[i])
    return n, n


@part
def expected(knots, slopes, n, first, end, curve, grid, mean):
    """Expected rise of what is owed over the pieces from first to end: sum of slope x [LEV(knot after) - LEV(knot)]."""
    total = 0.0
    for i in range(first, end):
        after = mean if i == n - 1 else limited(curve, grid, mean, knots[i + 1])
        total += slopes[i] * (after - limited(curve, grid, mean, knots[i]))
    return total


@part
def take(knots, slopes, n, deductible, ratio, cap, covered, curve, grid, mean):
    """What a layer pays of a patient's year, and how many pieces are left: (yuan, n); slopes and knots in place.

    Of several patients `covered` is the share whom the layer covers; the others go on owing what they owe.
    """
    if ratio <= 0.0 or cap <= 0.0 or covered <= 0.0:
        return 0.0, n
    lower, n = split(knots, slopes, n, deductible)
    upper, n = split(knots, slopes, n, deductible + cap / ratio)
    paid = covered * ratio * expected(knots, slopes, n, lower, upper, curve, grid, mean)
    for i in range(lower, upper):
        slopes[i] *= 1.0 - covered * ratio
    return paid, n


@part
def of_group(t, group, basis_year, roles, services, exposure, need, take_up, care, yearly):
    """A year of one group: insured person-years, cost, cost in scope and the pool's payment, to yearly[row].

    0 employees, 1 residents, 2 assisted residents. Of its pool's care a group has the share that its need is of the pool's.
    """
    p = 0 if group == 0 else 1
    count = services.shape[1]
    scope = r.USE + (2 * services.shape[0] + p) * count
    needed = np.zeros(count)
    of_payer(exposure, need, roles, p, needed)
    heads = 0.0
    own = np.zeros(count)
    for s in range(exposure.size):
        assisted = p == 1 and roles[r.ASSISTED, s] == 1.0
        if roles[r.PAYER, s] == p and assisted == (group == r.ASSISTED_GROUP):
            heads += exposure[s]
            for k in range(count):
                own[k] += need[s, k]
    yearly[r.GROUP_HEADS + group] = heads * (take_up if p == 1 else 1.0)
    for k in range(count):
        if needed[k] > 0.0:
            share = own[k] / needed[k]
            cost = share * care[1, p, k]
            yearly[r.GROUP_COST + group] += cost
            yearly[r.GROUP_IN_SCOPE + group] += cost * services[p, k, r.SCOPE] * basis_year[scope + k, t]
            yearly[r.GROUP_BASIC + group] += share * care[2, p, k]


@part
def yardstick(t, group, basis_year):
    """A year's income: the mean wage of employees, last year's disposable income of residents. Yuan."""
    return basis_year[r.WAGE, t] if group == 0 else basis_year[r.INCOME_BEFORE, t]


@part
def receive(t, group, law_year, basis_year, serves, yearly):
    """What the funds of the layers receive for a group, to yearly[row]: shares of a year's income for each of its members."""
    p = 0 if group == 0 else 1
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
def settle_group(t, group, law_year, basis_year, curve, grid, serves, yearly):
    """The year of one group, layer after layer: what each pays, and what patients owe in the end, to yearly[row].

    The pool pays its share of the cost in scope up to the annual cap; beyond, patients owe the whole.
    """
    heads = yearly[r.GROUP_HEADS + group]
    in_scope = yearly[r.GROUP_IN_SCOPE + group]
    if heads <= 0.0 or in_scope <= 0.0:
        return
    p = 0 if group == 0 else 1
    mean = in_scope / heads
    income = yardstick(t, group, basis_year)
    basic = min(yearly[r.GROUP_BASIC + group] / in_scope, 1.0)
    knots = np.zeros(2 + 2 * r.LAYERS)
    slopes = np.zeros(2 + 2 * r.LAYERS)
    slopes[0] = 1.0 - basic
    n = 1
    cap = income * law_year[r.ANNUAL_CAP + p, t]
    if cap > 0.0 and basic > 0.0:
        knots[1] = cap / basic
        slopes[1] = 1.0
        n = 2
        yearly[r.GROUP_BASIC + group] *= limited(curve, grid, mean, knots[1]) / mean
    for layer in range(r.LAYERS):
        if serves[layer, p] == 1.0:
            deductible = income * law_year[r.LAYER_DEDUCTIBLE + layer, t]
            ratio = law_year[r.LAYER_RATIO + layer, t]
            covered = law_year[r.LAYER_COVERAGE + layer, t]
            if group == r.ASSISTED_GROUP:
                deductible *= law_year[r.LAYER_ASSISTED_DEDUCTIBLE + layer, t]
                ratio = min(ratio + law_year[r.LAYER_ASSISTED_RATIO + layer, t], 1.0)
                if layer == r.ASSISTANCE:
                    covered = 1.0
            limit = income * law_year[r.LAYER_CAP + layer, t]
            paid, n = take(knots, slopes, n, deductible, ratio, limit, covered, curve, grid, mean)
            yearly[r.TO_PATIENTS + layer] += heads * paid
            yearly[r.PAID_FOR_MEMBERS + p * r.LAYERS + layer] += heads * paid
            if group == r.ASSISTED_GROUP and layer == r.ASSISTANCE:
                yearly[r.AID_TO_ASSISTED] = heads * paid
    yearly[r.GROUP_OWED + group] = heads * expected(knots, slopes, n, 0, n, curve, grid, mean)


@compiled
def settle_layers(
    t, law_year, basis_year, fixed, roles, services, curve, grid, serves, exposure, need, standing, care, yearly
):  # fmt: skip
    """A year of all layers, to yearly[row]; what an annual cap keeps back is taken off the pools' payments, care[2, p, k].

    curve = of the year's cost in scope of a member; serves[l, p] = 1 where a layer serves the members of a pool.
    """
    before = np.zeros(services.shape[0])
    after = np.zeros(services.shape[0])
    for group in range(r.GROUPS):
        p = 0 if group == 0 else 1
        of_group(t, group, basis_year, roles, services, exposure, need, standing[r.TAKE_UP_NOW], care, yearly)
        before[p] += yearly[r.GROUP_BASIC + group]
        receive(t, group, law_year, basis_year, serves, yearly)
        settle_group(t, group, law_year, basis_year, curve, grid, serves, yearly)
        after[p] += yearly[r.GROUP_BASIC + group]
    premium = fixed[r.RESIDENT_INCOME_LEVEL] * standing[r.PREMIUM_NOW]
    yearly[r.FOR_PREMIUMS + r.ASSISTANCE] = premium * standing[r.ASSISTED_NOW]
    for p in range(services.shape[0]):
        if after[p] < before[p]:
            for k in range(services.shape[1]):
                care[2, p, k] *= after[p] / before[p]


@compiled
def follow_points(t, law_year, yearly):
    """What layers pay hospitals more or less by the value of a point, to yearly[row]; patients owe what they owed.

    By pool and layer: what it pays for patients x share by points x (value of a point in inpatient care - 1), where
    a budget is set.
    """
    for p in range(r.CARE_PAYERS):
        covered = yearly[r.COVERED + 2 * p]
        if covered > 0.0:
            gain = yearly[r.COVERED_DUE + 2 * p] / covered - 1.0
            for layer in range(r.LAYERS):
                share = law_year[r.LAYER_BY_POINTS + layer, t]
                if share > 0.0:
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
        interest = opening * rate if opening > 0.0 else 0.0
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
