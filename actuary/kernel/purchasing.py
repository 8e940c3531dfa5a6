"""How hospitals are paid: from what care costs a pool by its terms to what the pool owes hospitals, and when it pays."""

from actuary.kernel import rows as r
from actuary.kernel.compiler import compiled, part
from actuary.kernel.lanes import agreed, over, where


@part
def budget_of(line, t, law_year, standing):
    """Budget of a line of care: a share of the pool's income of the year before, or what the line then cost, and growth."""
    share = law_year[r.BUDGET_INCOME_SHARE + line, t]
    if agreed(share > 0.0):
        return max(share * standing[r.INCOME_BEFORE_OF_POOL + line // 2], 0.0)
    return standing[r.DUE_BEFORE + line] * (1.0 + law_year[r.BUDGET_GROWTH + line, t])


@part
def cleared(cost, budget, kept, shared, limit):
    """What hospitals are due for care of a cost under a budget.

    Below the budget: cost + kept x (budget - cost), nothing where there is no care at all. Above: budget + shared x
    min(overrun, limit x budget).
    """
    below = cost + kept * (budget - cost)
    above = budget + shared * min(cost - budget, limit * budget)
    return where(cost > 0.0, where(cost <= budget, below, above), 0.0)


@part
def answer(line, covered, cost, budget, fixed, services, care):
    """Hospitals answer an overrun: care[cases | cost | paid, p, k] of the line changes in place; returns the covered factor.

    With x = share of the covered cost that its budget does not cover, covered cases go by 1 + (volume - refusal) x, and
    the cost of one by 1 - response x.
    """
    lacking = where(cost > budget, 1.0 - over(budget, cost, 1.0), 0.0)
    cases = 1.0 + lacking * (fixed[r.VOLUME_RESPONSE] - fixed[r.REFUSAL_RESPONSE])
    factor = cases * (1.0 - lacking * fixed[r.COST_RESPONSE])
    p = line // 2
    for k in range(services.shape[1]):
        if services[p, k, r.BY_YEAR] == line % 2:
            if line % 2 == 0:
                care[0, p, k] *= 1.0 + covered * (cases - 1.0)
            care[1, p, k] *= 1.0 + covered * (factor - 1.0)
            care[2, p, k] *= 1.0 + covered * (factor - 1.0)
    return factor


@part
def insured_by(p, exposure, roles, take_up):
    """Persons insured with a payer. All employees are."""
    persons = 0.0
    for s in range(exposure.shape[0]):
        if roles[r.PAYER, s] == p:
            persons += exposure[s]
    return persons * take_up if p == 1 else persons


@part
def in_line(block, line, services, care):
    """All services of a line of care together: admissions, cost, or what the pool pays by deductible, ratio and cap."""
    p = line // 2
    total = 0.0
    for k in range(services.shape[1]):
        if services[p, k, r.BY_YEAR] == line % 2:
            total += care[block, p, k]
    return total


@part
def at_price(line, t, law_year, fixed, roles, services, exposure, take_up, care, paid):
    """Care that is paid by a price instead of its cost: share of the line, and yuan; `paid` is by the terms.

    Inpatient: share x admissions x days of an admission x price of a day x share of cost that the pool pays. Outpatient:
    share x insured x amount.
    """
    p = line // 2
    if line % 2 == 1:
        share = law_year[r.CAPITATION_SHARE + p, t]
        if agreed(share <= 0.0):
            return 0.0, 0.0 * paid
        return share, share * insured_by(p, exposure, roles, take_up) * law_year[r.CAPITATION_AMOUNT + p, t]
    share = law_year[r.BED_DAY_SHARE + p, t]
    if agreed(share <= 0.0):
        return 0.0, 0.0 * paid
    cost = in_line(1, line, services, care)
    days = share * in_line(0, line, services, care) * fixed[r.LENGTH_OF_STAY + p]
    return share, over(days * law_year[r.BED_DAY_PRICE + p, t] * paid, cost, 0.0)


@part
def timed(line, t, law_year, due, standing, bought):
    """When a line is paid: by the lag, at once, at the clearing, ahead. Returns what is due after the assessment.

    Writes bought[row, line] of the year, yuan.
    """
    held = law_year[r.HELD_BACK + line, t]
    reserve = law_year[r.QUALITY_RESERVE + line, t]
    at_once = law_year[r.PAID_AT_ONCE + line, t]
    given_back = reserve * law_year[r.QUALITY_SCORE + line, t]
    bought[r.BOUGHT_LAGGED, line] = due * (1.0 - held - reserve - at_once)
    bought[r.BOUGHT_AT_ONCE, line] = due * at_once
    bought[r.BOUGHT_HELD, line] = due * (held + given_back)
    bought[r.BOUGHT_AHEAD, line] = law_year[r.PREPAID_SHARE + line, t] * standing[r.DUE_BEFORE + line]
    return due * (1.0 - reserve + given_back)


@compiled
def purchase(t, law_year, fixed, roles, services, exposure, standing, care, bought, yearly):
    """What the two pools owe hospitals for the care of a year, and when they pay it, from last year's books and the law.

    care[cases | cost | paid, p, k] is changed in place by what hospitals answer; writes bought[row, line of care] and
    yearly[row]. What is neither paid by a price nor under a budget is paid by its cost.
    """
    for line in range(r.CARE_LINES):
        paid = in_line(2, line, services, care)
        share, priced = at_price(
            line, t, law_year, fixed, roles, services, exposure, standing[r.TAKE_UP_NOW], care, paid
        )
        covered = (1.0 - share) * law_year[r.COVERED_SHARE + line, t] * law_year[r.GROUPING_RATE + line, t]
        due = priced + (1.0 - share) * paid
        if agreed(law_year[r.BUDGET_SET + line, t] > 0.0):
            budget = covered * budget_of(line, t, law_year, standing)
            cost = covered * paid * answer(line, covered, covered * paid, budget, fixed, services, care)
            covered_due = cleared(
                cost, budget, law_year[r.SURPLUS_KEPT + line, t], law_year[r.OVERRUN_SHARED + line, t],
                law_year[r.OVERRUN_LIMIT + line, t],
            )  # fmt: skip
            due = priced + (1.0 - share - covered) * paid + covered_due
            paid = (1.0 - covered) * paid + cost
            yearly[r.COVERED + line] = cost
            yearly[r.COVERED_DUE + line] = covered_due
            yearly[r.BUDGET + line] = budget
        else:
            yearly[r.COVERED + line] = 0.0
            yearly[r.COVERED_DUE + line] = 0.0
            yearly[r.BUDGET + line] = 0.0
        yearly[r.BY_TERMS + line] = paid
        yearly[r.DUE + line] = timed(line, t, law_year, due, standing, bought)
