"""Care on paper: who is insured, how often they fall ill, and what the fund pays of it."""

import math

PAYERS = ("employee", "resident")


def normal(z):
    """The standard normal distribution function."""
    return 0.5 + 0.5 * math.erf(z / math.sqrt(2))


def lognormal_limited(mean, cv, limit):
    """E[min(S, u)] = m N((ln u - mu - s^2) / s) + u [1 - N((ln u - mu) / s)] of a lognormal cost."""
    variance = math.log(1 + cv**2)
    mu, sigma = math.log(mean) - variance / 2, math.sqrt(variance)
    below = normal((math.log(limit) - mu - variance) / sigma)
    return mean * below + limit * (1 - normal((math.log(limit) - mu) / sigma))


def pareto_limited(mean, cv, limit):
    """E[min(S, u)] = m [1 - (b / (b + u))^(a - 1)] of a Pareto II cost with a = 2 cv^2 / (cv^2 - 1), b = m (a - 1)."""
    shape = 2 * cv**2 / (cv**2 - 1)
    scale = mean * (shape - 1)
    return mean * (1 - (scale / (scale + limit)) ** (shape - 1))


LIMITED = {"lognormal": lognormal_limited, "pareto": pareto_limited}


def limited(severity, mean, limit):
    """E[min(S, u)] of a cost with a mean; severity = (law, coefficient of variation)."""
    if mean <= 0 or limit <= 0:
        return 0.0
    law, cv = severity
    return LIMITED[law](mean, cv, limit)


def payment(severity, mean, deductible, ratio, cap):
    """Expected payment a [LEV(d + C / a) - LEV(d)]: a share of what lies above the deductible, at most the cap."""
    if ratio <= 0:
        return 0.0
    limit = deductible + cap / ratio
    return ratio * (limited(severity, mean, limit) - limited(severity, mean, deductible))


def share_here(nature, age, fund, year):
    """Share of a status and age who are insured here: students among the residents may be insured elsewhere."""
    if nature["payer"] == "resident":
        return 1 - year["elsewhere"] * fund["student"][age]
    return 1.0


def heads(people, fund, t):
    """Persons of each status who are insured (or could be) here at the end of year t."""
    counted = dict.fromkeys(fund["statuses"], 0.0)
    for (status, _, age), persons in people.items():
        counted[status] += persons * share_here(fund["statuses"][status], age, fund, fund["years"][t])
    return counted


def exposure_by_cell(start, end, fund, t):
    """Person-years of year t: the mean of start and end, cell by cell."""
    return {
        (status, sex, age): (start[status, sex, age] + end[status, sex, age])
        / 2
        * share_here(fund["statuses"][status], age, fund, fund["years"][t])
        for status, sex, age in start
    }


def persons_by_status(cells, fund):
    """Person-years by status."""
    return {
        status: sum(persons for (of, _, _), persons in cells.items() if of == status) for status in fund["statuses"]
    }


def needs_by_status(cells, fund):
    """Person-years weighted by the relative need of care of each sex and age: need[status, service]."""
    return {
        (status, service): sum(
            persons * nature["relativity"][sex, age] for (of, sex, age), persons in cells.items() if of == status
        )
        for status in fund["statuses"]
        for service, nature in fund["services"].items()
    }


def take_up(premium, income, shift, fixed):
    """Share of the eligible who take up cover: its logit moves with the premium over last year's income, and by policy."""
    if income <= 0:
        return fixed["base_take_up"]
    logit = fixed["take_up_logit"] + fixed["take_up_response"] * premium / income + shift
    if logit < 0:
        return math.exp(logit) / (1 + math.exp(logit))
    return 1 / (1 + math.exp(-logit))


def need_of_insured(share_insured, fixed):
    """Need of the insured over need of all: s0 (s / s0)^selection, so that who leaves needs less than who stays."""
    if share_insured <= 0 or fixed["base_take_up"] <= 0:
        return 0.0
    return fixed["base_take_up"] * (share_insured / fixed["base_take_up"]) ** fixed["selection"]


def shifted(ratio, shift):
    """A ratio moved by the months of reserve, no share of more than all; what is not paid at all stays so."""
    return min(max(ratio + shift, 0), 1) if ratio > 0 else ratio


def shifts_of_year(books, year):
    """What the months of reserve at the end of last year make of the payers' ratios: a step down, a step up, or none."""
    shifts = {}
    for payer in PAYERS:
        shift, spent = books["shift"][payer], books["spending_before"][payer]
        if spent > 0:
            months = 12 * books["balance"][payer] / spent
            low, high, step, limit = (year[f"stabiliser_{what}.{payer}"] for what in ("low", "high", "step", "limit"))
            if months < low:
                shift -= step
            elif months > high:
                shift += step
            shift = min(max(shift, -limit), limit)
        shifts[payer] = shift
    return shifts


def year_of_care(persons, needs, share_insured, fund, t, shifts):
    """Cases, cost and payments of a year: care[payer, service] = {"cases", "cost", "paid"}.

    A service counted by admission has frequency x need cases; one counted by year has a case for every insured person.
    """
    year, fixed, care = fund["years"][t], fund["fixed"], {}
    for payer in PAYERS:
        members = [status for status, nature in fund["statuses"].items() if nature["payer"] == payer]
        eligible = sum(persons[status] for status in members)
        insured = eligible * share_insured if payer == "resident" else eligible
        sickness = need_of_insured(share_insured, fixed) if payer == "resident" else 1.0
        level = fixed["cost_level"][payer]
        for service, nature in fund["services"].items():
            key = payer, service
            need = sum(needs[status, service] for status in members) * sickness
            cases = nature["frequency"][payer] * year["use"][key] * need
            cost_of_case = level * nature["cost"][payer] * year["price"][key]
            if nature["by_year"][payer] and insured > 0:
                cases, cost_of_case = insured, cost_of_case * cases / insured
            paid_of_case = payment(
                nature["severity"][payer],
                nature["scope"][payer] * year["scope"][key] * cost_of_case,
                year["deductible"][key],
                shifted(year["ratio"][key], shifts[payer]),
                year["cap"][key],
            )
            care[key] = {
                "cases": cases,
                "cost": cases * cost_of_case,
                "paid": cases * paid_of_case * year["payment"][key],
            }
    return care
