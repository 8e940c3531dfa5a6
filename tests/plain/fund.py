"""The fund on paper: year after year, and in each year month after month.

It is the kernel's second opinion. It is written from the model, with names and dicts and nothing but Python, and slow.
The tests of the kernel believe it. A fund is a dict; `tests/laws/funds.py` shows all that belongs to it.
"""

import copy
from collections import defaultdict

from tests.plain.births import maternity, of_residents
from tests.plain.care import exposure_by_cell, heads, needs_by_status, persons_by_status, shifts_of_year, year_of_care
from tests.plain.layers import close_funds, follow_points, year_of_layers
from tests.plain.money import (
    INCOME,
    POOLS,
    SPENDING,
    close,
    collect,
    contribute,
    cover_newborns,
    cover_of_next_year,
    credit_interest,
    declared_base,
    draw_account,
    incur_and_pay,
    merge_maternity,
    pay_premiums,
    payable,
    payrolls,
    receive_and_pay_once,
    share_earned,
)
from tests.plain.nursing import disabled_by_degree, run_fund, year_of_nursing
from tests.plain.people import next_population
from tests.plain.purchasing import LINES, buy, owed_apart, pay_apart, with_hospitals


def project(fund):
    """The fund from the end of its base year to its last year: (one dict a year, one dict a month)."""
    people, books = fund["people"], copy.deepcopy(fund["books"])
    years, months = [], []
    for t in range(1, fund["last"] + 1):
        end, vital = next_population(people, fund, t)
        year = {
            "people": end,
            **vital,
            **_year_of_members(people, end, vital["births_by_status"], fund, t),
        }
        books["shift"] = shifts_of_year(books, fund["years"][t])
        year["care"] = year_of_care(year["persons"], year["needs"], books["take_up"], fund, t, books["shift"])
        year["layers"] = year_of_layers(year["persons"], year["needs"], year["care"], books, fund, t)
        year["bought"] = buy(year["care"], year["persons"], books, fund, t)
        follow_points(year["layers"], year["bought"], fund["years"][t])
        books["ahead_of_bills"] = {pool: with_hospitals(year["bought"], pool) for pool in POOLS}
        year["nursing"] = year_of_nursing(year["persons"], year["disabled"], books["take_up"], fund, t)
        year["resident_births"] = of_residents(vital["births_by_status"], books["take_up"], fund["years"][t], fund)
        for what in ("premium", "subsidy", "take_up", "take_up_of_assisted", "insured"):
            year[what] = books[what]
        cover = cover_of_next_year(books, year["heads"], fund, t)
        opening_account = books["balance"]["account"]
        for month in range(1, 13):
            months.append(_month(year, month, opening_account, cover, books, fund, t))
        year["payroll"] = sum(month["payroll"] for month in months[-12:])
        close_funds(year["layers"], books, fund, t)
        books.update(cover)
        _keep_for_next_year(books, year["bought"], months[-12:])
        years.append(year)
        people = end
    return years, months


def _year_of_members(start, end, births, fund, t):
    """Who they are and what they are owed in year t besides care: maternity's medical cost and its allowance."""
    year, fixed = fund["years"][t], fund["fixed"]
    cells = exposure_by_cell(start, end, fund, t)
    persons = persons_by_status(cells, fund)
    statuses = fund["statuses"]
    insured_births = sum(births[status] for status, nature in statuses.items() if nature["employed"])
    medical, allowance = maternity(insured_births, year, fixed)
    return {
        "heads": heads(end, fund, t),
        "persons": persons,
        "needs": needs_by_status(cells, fund),
        "disabled": disabled_by_degree(cells, fund),
        "insured_births": insured_births,
        "maternity_medical": medical,
        "maternity_allowance": allowance,
        "retired": sum(
            persons[status]
            for status, nature in statuses.items()
            if nature["payer"] == "employee" and not nature["on_wage"]
        ),
    }


def _keep_for_next_year(books, bought, months):
    """What next year's budgets go by, and what waits for the clearing."""
    books["due_before"] = {line: one["due"] for line, one in bought.items()}
    for payer in books["income_before"]:
        books["income_before"][payer] = sum(month["flows"][payer, line] for month in months for line in INCOME)
        books["spending_before"][payer] = sum(month["flows"][payer, line] for month in months for line in SPENDING)
    books["held"], books["holding"] = books["holding"], dict.fromkeys(LINES, 0.0)


def _cost_of_month(year, home):
    """Bills of a month that wait for the lag, a twelfth of the year: inpatient care by admission, outpatient care by year."""
    cost = defaultdict(float)
    for line, one in year["bought"].items():
        payer, kind = line.split("_")
        cost[payer, kind] += one["lagged"] / 12
    cost[home, "maternity_medical"] += year["maternity_medical"] / 12
    cost[home, "maternity_allowance"] += year["maternity_allowance"] / 12
    cost["resident", "maternity_medical"] += year["resident_births"] / 12
    return cost


def _month(year, month, opening_account, cover, books, fund, t):
    """One month of the books: earn, contribute, settle, credit interest, close."""
    position = 12 * t + month - 1
    rules, fixed, lag = fund["months"][position], fund["fixed"], fund["lag"]
    flows = defaultdict(float)
    home = "employee" if rules["maternity_merged"] else "maternity"
    if rules["maternity_merged"] and not fund["months"][position - 1]["maternity_merged"]:
        merge_maternity(flows, books, lag)
    base = declared_base(rules, fund["wage_severity"])
    wage = fund["years"][t]["wage"] / 12
    employed, alone = payrolls(year["persons"], wage, base, fund)
    alone *= rules["flexible_declared"]
    contribute(flows, books, rules, employed, alone, year["retired"], wage, fixed)
    collect(flows, books, cover, month, fund, t)
    cover_newborns(flows, books, sum(year["births_by_status"].values()), fund["years"][t], fixed)
    maternity_income = fixed["maternity_level"] * employed * share_earned(rules) * rules["maternity_rate"]
    flows[home, "contributions_employer"] += maternity_income
    flows[home, "incurred_income"] += maternity_income
    for line in ("contributions_own", "incurred_income"):
        flows["employee", line] += year["recognised"] * fund["years"][t]["years_price"] / 12
    receive_and_pay_once(flows, rules)
    pay_premiums(flows, year["layers"]["premiums"])
    run_fund(flows, year["nursing"], fund["years"][t], rules, employed, alone)
    incur_and_pay(flows, books, _cost_of_month(year, home), lag)
    pay_apart(flows, books, year["bought"], fund["years"][t]["clearing_month"], month)
    draw_account(flows, opening_account, fund["years"][t]["account_use"], fixed)
    credit_interest(flows, books, rules["interest_rate"])
    close(flows, books)
    if month == 12:
        books["ahead_of_bills"] = dict.fromkeys(POOLS, 0.0)
    return {
        "flows": flows,
        "payroll": employed + alone,
        "maternity_income": maternity_income,
        "maternity_spending": flows[home, "maternity_medical"] + flows[home, "maternity_allowance"],
        "balance": dict(books["balance"]),
        "payable": {pool: payable(books, pool, lag) + owed_apart(books, pool) for pool in POOLS},
        "advanced": dict(books["ahead_of_bills"]),
        "receivable": sum(yuan for _, yuan in books["promised"]),
        "ahead": books["ahead"],
    }
