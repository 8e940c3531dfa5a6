"""Money on paper: the books of the five pools, a month at a time.

`books` is what stands between two months, a dict:
  balance[pool]            yuan
  bills[pool, line]        what was incurred, month after month, the last one last
  promised                 [(months still to wait, yuan)]: contributions that were put off
  ahead                    premiums collected for next year's cover
  premium, subsidy, take_up, insured, assisted    of the residents' cover in force
  funds[layer]             yuan, of the layers after the basic one
and what `tests/plain/purchasing.py` says of hospitals.
"""

from tests.plain.care import limited, take_up

POOLS = ("employee", "account", "resident", "maternity", "long_term_care")
INCOME = ("contributions_employer", "contributions_own", "subsidy", "interest", "transfer_in", "other_income")
LATE = ("inpatient", "outpatient", "maternity_medical", "maternity_allowance")
SPENDING = (
    *LATE, "account_payments", "layer_premiums", "nursing_benefits", "transfer_out", "other_spending",
)  # fmt: skip


def declared_base(rules, severity):
    """What is declared over the average wage, nobody below the floor or above the cap."""
    truth, floor, cap = rules["declared_base"], rules["base_floor"], rules["base_cap"]
    return floor + limited(severity, truth, cap) - limited(severity, truth, floor)


def payrolls(persons, wage, base, fund):
    """Covered wages of those with an employer, and of those who pay alone on the lowest base."""
    fixed, employed, alone = fund["fixed"], 0.0, 0.0
    for status, nature in fund["statuses"].items():
        payroll = persons[status] * wage * base * fixed["payroll_level"]
        if nature["on_wage"] and nature["employed"]:
            employed += payroll
        elif nature["on_wage"]:
            alone += payroll * fixed["flexible_base"]
    return employed, alone


def share_earned(rules):
    """What ever comes in of a month's contributions: in its month, and a part of the rest later."""
    return rules["collection_rate"] + rules["arrears_recovered"] * max(0.0, 1 - rules["collection_rate"])


def contribute(flows, books, rules, employed, alone, retired, wage, fixed):
    """A month's contributions. The pool bears waiver and deferral; the account is credited in full, by the pool."""
    alone *= rules["flexible_rate"]
    in_time = rules["collection_rate"]
    owing = max(0.0, 1 - in_time) * (employed + alone) * (rules["employer_rate"] + rules["employee_rate"])
    found_later = owing * rules["arrears_recovered"]
    in_all = share_earned(rules)
    by_employer = in_time * employed * rules["employer_rate"]
    alone_as_employer = in_time * alone * rules["employer_rate"]
    by_members = in_time * (employed + alone) * rules["employee_rate"]
    from_treasury = rules["retired_support"] * retired
    pension = rules["retired_base"] * wage
    own_retired = rules["retired_rate"] * pension * retired
    waived = by_employer * fixed["enterprise_share"] * rules["employer_relief"]
    put_off = (by_employer - waived) * rules["deferred_share"]
    come_back = sum(yuan for wait, yuan in books["promised"] if wait == 1)
    books["promised"] = [(wait - 1, yuan) for wait, yuan in books["promised"] if wait > 1]
    books["promised"].append((int(rules["deferral_months"]), put_off))
    books["promised"].append((int(rules["arrears_months"]), found_later))

    level = fixed["account_credit_level"]
    credited_on = in_all * (employed + alone)
    credited_own = level * rules["account_employee_share"] * credited_on * rules["employee_rate"]
    credited_employer = level * (
        rules["account_employer_share"] * credited_on * rules["employer_rate"]
        + rules["account_retired_credit"] * retired
    )
    earned = by_employer + alone_as_employer + by_members + own_retired - waived + found_later + from_treasury
    flows["account", "contributions_own"] += credited_own
    flows["account", "contributions_employer"] += credited_employer
    flows["employee", "contributions_own"] += by_members + alone_as_employer + own_retired - credited_own
    flows["employee", "contributions_employer"] += by_employer - waived - put_off + come_back - credited_employer
    flows["employee", "own_retired"] += own_retired
    flows["employee", "waived"] += waived
    flows["employee", "deferred"] += put_off
    flows["employee", "arrears"] += owing
    flows["employee", "subsidy"] += from_treasury
    flows["account", "incurred_income"] += credited_own + credited_employer
    flows["employee", "incurred_income"] += earned - credited_own - credited_employer


def amount_of_next_year(now, law_now, law_next, index, growth, rise):
    """An amount follows income by its index and rises by so much a year, until the law sets a new level."""
    return law_next if law_next != law_now else now * (1 + index * growth) + rise


def cover_of_next_year(books, heads, fund, t):
    """The residents' cover of year t + 1 as it stands when the notice of year t is written."""
    this, following = fund["years"][t], fund["years"][t + 1]
    cover = {
        what: amount_of_next_year(
            books[what],
            this[what],
            following[what],
            following[f"{what}_index"],
            following[f"{what}_growth"],
            following[f"{what}_rise"],
        )
        for what in ("premium", "subsidy")
    }
    others = take_up(cover["premium"], following["income_before"], following["take_up_shift"], fund["fixed"])
    gap = min(following["enrolment_target"], fund["fixed"]["take_up_ceiling"]) - others
    if gap > 0:
        others += gap * following["enrolment_reached"]
    assisted = max(others, following["least_of_assisted"])
    everybody = {s: heads[s] for s, nature in fund["statuses"].items() if nature["payer"] == "resident"}
    helped = sum(persons for s, persons in everybody.items() if fund["statuses"][s]["assisted"])
    eligible = sum(everybody.values())
    covered = (eligible - helped) * others + helped * assisted
    paying = covered - helped * assisted
    gone = min(paying, following["lost_with_care"])
    unpaid = min(paying - gone, following["lost_without_care"])
    covered -= gone
    cover["take_up"] = covered / eligible if eligible else others
    cover["take_up_of_assisted"] = assisted
    cover["insured"] = (covered - unpaid) * (1 - following["records_removed"])
    cover["assisted"] = helped * assisted * (1 - following["records_removed"])
    return cover


def collect(flows, books, cover, month, fund, t):
    """A month of residents' money. What comes before the year of cover waits, and is income in its January."""
    level, timing = fund["fixed"]["resident_income_level"], fund["premium_timing"]
    early = sum(timing["before"].values()) if month == 1 else 0.0
    own = level * books["premium"] * books["insured"] * timing["during"][month]
    if month == 1:
        own += books["ahead"]
        books["ahead"] = 0.0
    books["ahead"] += level * cover["premium"] * cover["insured"] * timing["before"].get(month, 0.0)
    subsidy = level * books["subsidy"] * books["insured"] * fund["subsidy_timing"][month]
    flows["resident", "contributions_own"] += own
    flows["resident", "own_assisted"] += (
        level * books["premium"] * books["assisted"] * (early + timing["during"][month])
    )
    flows["resident", "subsidy"] += subsidy
    central, province = fund["years"][t]["central_share"], fund["years"][t]["province_share"]
    flows["resident", "subsidy_central"] += subsidy * central
    flows["resident", "subsidy_province"] += subsidy * province
    flows["resident", "subsidy_local"] += subsidy * (1 - central - province)
    flows["resident", "incurred_income"] += own + subsidy


def cover_newborns(flows, books, born, rules, fixed):
    """Of the children of the year some are enrolled at once; each month a twelfth of them pays the year's premium."""
    enrolled = fixed["resident_income_level"] * born * rules["newborns_enrolled"] / 12
    premiums, subsidies = enrolled * books["premium"], enrolled * books["subsidy"]
    flows["resident", "contributions_own"] += premiums
    flows["resident", "subsidy"] += subsidies
    flows["resident", "subsidy_central"] += subsidies * rules["central_share"]
    flows["resident", "subsidy_province"] += subsidies * rules["province_share"]
    flows["resident", "subsidy_local"] += subsidies * (1 - rules["central_share"] - rules["province_share"])
    flows["resident", "incurred_income"] += premiums + subsidies


def receive_and_pay_once(flows, rules):
    """What the law of the month says comes in and goes out besides, on the day that it is due."""
    for pool in ("employee", "resident"):
        came, went = rules[f"{pool}_other_income"], rules[f"{pool}_other_spending"]
        flows[pool, "other_income"] += came
        flows[pool, "incurred_income"] += came
        flows[pool, "other_spending"] += went
        flows[pool, "incurred_cost"] += went


def pay_premiums(flows, premiums):
    """A month's part of what the pools pay in a year to the layers after the basic one."""
    for pool, yuan in premiums.items():
        flows[pool, "layer_premiums"] += yuan / 12
        flows[pool, "incurred_cost"] += yuan / 12


def incur_and_pay(flows, books, cost, lag):
    """Bills of the month are written down; of those n months old the share lag[n] is paid."""
    for (pool, line), bills in books["bills"].items():
        bills.append(cost.get((pool, line), 0.0))
        flows[pool, "incurred_cost"] += bills[-1]
        flows[pool, line] += sum(share * bill for share, bill in zip(lag, reversed(bills), strict=False))


def payable(books, pool, lag):
    """Incurred and not yet paid: a bill n months old waits for the shares of all later months."""
    return sum(
        bill * sum(lag[age + 1 :])
        for (of, _), bills in books["bills"].items()
        if of == pool
        for age, bill in zip(range(len(lag)), reversed(bills), strict=False)
    )


def draw_account(flows, balance_of_new_year, use, fixed):
    """Members draw a share of what the year began with and of what is credited to them, `use` times that of the base year."""
    credited = flows["account", "contributions_own"] + flows["account", "contributions_employer"]
    drawn = fixed["account_draw"] * use * (balance_of_new_year / 12 + credited)
    flows["account", "account_payments"] += drawn
    flows["account", "incurred_cost"] += drawn


def merge_maternity(flows, books, lag):
    """On the first day of a month the employee pool takes over the maternity pool: its money and its bills."""
    money, debts = books["balance"]["maternity"], payable(books, "maternity", lag)
    flows["maternity", "transfer_out"] += money
    flows["employee", "transfer_in"] += money
    flows["maternity", "incurred_income"] -= money - debts
    flows["employee", "incurred_income"] += money - debts
    for line in LATE:
        theirs = books["bills"]["maternity", line]
        ours = books["bills"]["employee", line]
        books["bills"]["employee", line] = [a + b for a, b in zip(ours, theirs, strict=True)]
        books["bills"]["maternity", line] = [0.0] * len(theirs)


def credit_interest(flows, books, yearly_rate):
    """A twelfth of the year's rate on what a pool holds on the first day of the month, nothing where that is a debt."""
    for pool in POOLS:
        held = books["balance"][pool] - books["ahead_of_bills"][pool]
        held += flows[pool, "transfer_in"] - flows[pool, "transfer_out"]
        if held > 0:
            flows[pool, "interest"] += held * yearly_rate / 12
            flows[pool, "incurred_income"] += held * yearly_rate / 12


def close(flows, books):
    """Balance of a pool = balance before + income - spending."""
    for pool in POOLS:
        books["balance"][pool] += sum(flows[pool, line] for line in INCOME)
        books["balance"][pool] -= sum(flows[pool, line] for line in SPENDING)
