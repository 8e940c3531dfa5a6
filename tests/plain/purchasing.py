"""How hospitals are paid, on paper: what a pool owes them for a year of care, and when it pays.

A line of care is a payer's inpatient or outpatient care. `books` keeps of it:
  due_before[line]       what it cost the pool in the year before, yuan
  income_before[payer]   income of the payer's pool in the year before, yuan
  held[line]             held back of last year's bills until the clearing
  holding[line]          held back of this year's bills so far
  ahead_of_bills[pool]   of the balance, paid to hospitals ahead
"""

PAYERS = ("employee", "resident")
KINDS = ("inpatient", "outpatient")
LINES = [f"{payer}_{kind}" for payer in PAYERS for kind in KINDS]


def services_of(line, fund):
    """The payer of a line, its kind, and the payer's services on it."""
    payer, kind = line.split("_")
    by_year = kind == "outpatient"
    return payer, kind, [s for s, nature in fund["services"].items() if nature["by_year"][payer] == by_year]


def buy(care, persons, books, fund, t):
    """What every line is due, and how it is paid: {line: {...}}. Care changes where hospitals answer a budget."""
    return {line: _buy_line(line, care, persons, books, fund, t) for line in LINES}


def _buy_line(line, care, persons, books, fund, t):
    year, fixed = fund["years"][t], fund["fixed"]
    payer, kind, services = services_of(line, fund)
    sums = {what: sum(care[payer, s][what] for s in services) for what in ("cases", "cost", "paid")}
    priced_share, priced = _by_price(payer, kind, sums, _insured(payer, persons, books, fund), year, fixed)
    by_terms = sums["paid"]
    covered = (1 - priced_share) * year[f"covered_share.{line}"] * year[f"grouping_rate.{line}"]
    bought = {"covered": 0.0, "covered_due": 0.0, "budget": 0.0}
    due = priced + (1 - priced_share) * by_terms
    if year[f"budget_set.{line}"]:
        budget = covered * _budget(line, payer, books, year)
        cost = covered * by_terms * _answered(covered, covered * by_terms, budget, kind, services, payer, care, fixed)
        covered_due = _corridor(cost, budget, line, year)
        due = priced + (1 - priced_share - covered) * by_terms + covered_due
        by_terms = (1 - covered) * by_terms + cost
        bought = {"covered": cost, "covered_due": covered_due, "budget": budget}
    held, reserve, at_once = (year[f"{what}.{line}"] for what in ("held_back", "quality_reserve", "paid_at_once"))
    lost = reserve * (1 - year[f"quality_score.{line}"])
    return bought | {
        "by_terms": by_terms,
        "due": due * (1 - lost),
        "lagged": due * (1 - held - reserve - at_once),
        "at_once": due * at_once,
        "held": due * (held + reserve - lost),
        "ahead": year[f"prepaid_share.{line}"] * books["due_before"][line],
    }


def _insured(payer, persons, books, fund):
    eligible = sum(persons[s] for s, nature in fund["statuses"].items() if nature["payer"] == payer)
    return eligible * books["take_up"] if payer == "resident" else eligible


def _by_price(payer, kind, sums, insured, year, fixed):
    """The share of a line that is paid by a price of its own, and the yuan: by bed-day, or by head."""
    if kind == "outpatient":
        share = year[f"capitation_share.{payer}"]
        return share, share * insured * year[f"capitation_amount.{payer}"]
    share = year[f"bed_day_share.{payer}"]
    if sums["cost"] <= 0:
        return share, 0.0
    days = share * sums["cases"] * fixed["length_of_stay"][payer]
    return share, days * year[f"bed_day_price.{payer}"] * sums["paid"] / sums["cost"]


def _budget(line, payer, books, year):
    """By income where the law says so, by what the line cost where it does not."""
    if year[f"budget_income_share.{line}"] > 0:
        return max(year[f"budget_income_share.{line}"] * books["income_before"][payer], 0.0)
    return books["due_before"][line] * (1 + year[f"budget_growth.{line}"])


def _answered(covered, cost, budget, kind, services, payer, care, fixed):
    """Where the budget lacks a share of the cost: more cases, fewer taken in, cheaper ones. Returns the factor on cost."""
    if cost <= budget:
        return 1.0
    lacking = (cost - budget) / cost
    cases = 1 + lacking * (fixed["volume_response"] - fixed["refusal_response"])
    factor = cases * (1 - lacking * fixed["cost_response"])
    for service in services:
        found = care[payer, service]
        if kind == "inpatient":
            found["cases"] += covered * (cases - 1) * found["cases"]
        found["cost"] += covered * (factor - 1) * found["cost"]
        found["paid"] += covered * (factor - 1) * found["paid"]
    return factor


def _corridor(cost, budget, line, year):
    """Hospitals keep their share of what is left over; the pool bears its share of what is too much, up to the limit."""
    if cost <= 0:
        return 0.0
    if cost <= budget:
        return cost + year[f"surplus_kept.{line}"] * (budget - cost)
    overrun = min(cost - budget, year[f"overrun_limit.{line}"] * budget)
    return budget + year[f"overrun_shared.{line}"] * overrun


def pay_apart(flows, books, bought, clearing, month):
    """A month of what does not wait for the lag: at once, held back, and the clearing of the year before or of this one."""
    clearing = int(clearing)
    for line in LINES:
        payer, kind = line.split("_")
        at_once, held = bought[line]["at_once"] / 12, bought[line]["held"] / 12
        books["holding"][line] += held
        paid = at_once
        if month == max(clearing, 1):
            paid, books["held"][line] = paid + books["held"][line], 0.0
        if month == 12 and clearing == 0:
            paid, books["holding"][line] = paid + books["holding"][line], 0.0
        flows[payer, kind] += paid
        flows[payer, "incurred_cost"] += at_once + held


def owed_apart(books, pool):
    """What hospitals wait for besides the lagged bills."""
    return sum(books["held"][line] + books["holding"][line] for line in LINES if line.split("_")[0] == pool)


def with_hospitals(bought, pool):
    """What a pool paid ahead for the year."""
    return sum(one["ahead"] for line, one in bought.items() if line.split("_")[0] == pool)
