"""Residents' cover: what it costs, who takes it up, and when the money comes in."""

from actuary.kernel import rows as r
from actuary.kernel.compiler import compiled, part
from actuary.kernel.income import next_amount, taken_up, worked_for
from actuary.kernel.lanes import over


@compiled
def announce(t, law_year, basis_year, fixed, roles, heads, standing, after):
    """Premium, subsidy, take-up and heads of next year's cover, from closed years and the people at year end.

    heads[s] eligible at the end of year t; reads standing[row] of year t, writes after[row] of year t + 1. Records that are
    removed, and residents lost without their care, are heads without premium, subsidy or need: who needs care is the
    take-up's to say, which those lost with theirs are out of. None of the lost is assisted.
    """
    after[r.PREMIUM_NOW] = next_amount(
        standing[r.PREMIUM_NOW], law_year[r.RESIDENT_PREMIUM, t], law_year[r.RESIDENT_PREMIUM, t + 1],
        law_year[r.RESIDENT_PREMIUM_INDEX, t + 1], basis_year[r.PREMIUM_GROWTH, t + 1],
        law_year[r.RESIDENT_PREMIUM_RISE, t + 1],
    )  # fmt: skip
    after[r.SUBSIDY_NOW] = next_amount(
        standing[r.SUBSIDY_NOW], law_year[r.RESIDENT_SUBSIDY, t], law_year[r.RESIDENT_SUBSIDY, t + 1],
        law_year[r.RESIDENT_SUBSIDY_INDEX, t + 1], basis_year[r.SUBSIDY_GROWTH, t + 1],
        law_year[r.RESIDENT_SUBSIDY_RISE, t + 1],
    )  # fmt: skip
    everybody = worked_for(
        taken_up(after[r.PREMIUM_NOW], basis_year[r.INCOME_BEFORE, t + 1], basis_year[r.TAKE_UP_SHIFT, t + 1], fixed),
        law_year[r.ENROLMENT_TARGET, t + 1], law_year[r.ENROLMENT_REACHED, t + 1], fixed[r.TAKE_UP_CEILING],
    )  # fmt: skip
    helped = max(everybody, law_year[r.ASSISTED_TAKE_UP, t + 1])
    eligible = 0.0
    more = 0.0
    assisted = 0.0
    for s in range(heads.shape[0]):
        if roles[r.PAYER, s] == 1.0:
            eligible += heads[s]
            more += heads[s] * roles[r.ASSISTED, s] * (helped - everybody)
            assisted += heads[s] * roles[r.ASSISTED, s] * helped
    counted = 1.0 - law_year[r.RECORDS_REMOVED, t + 1]
    paying = max(eligible * everybody + more - assisted, 0.0)
    gone = min(basis_year[r.LOST_WITH_CARE, t + 1], paying)
    unpaid = min(basis_year[r.LOST_WITHOUT_CARE, t + 1], paying - gone)
    after[r.TAKE_UP_NOW] = everybody + over(more - gone, eligible, 0.0)
    after[r.ASSISTED_TAKE_UP_NOW] = helped
    after[r.HEADS_NOW] = (eligible * after[r.TAKE_UP_NOW] - unpaid) * counted
    after[r.ASSISTED_NOW] = assisted * counted
    after[r.PREPAID_NOW] = 0.0


@part
def collect(flows, month, driver, after, premium_timing, subsidy_timing):
    """A month of residents' money: own premiums of this year and, from September, of the next; the subsidy in tranches.

    premium_timing = shares by month, those of the months before the year of cover first. What is collected ahead waits in
    PREPAID and becomes income in January of the year of cover. Reads driver[row], writes flows[pool, line].
    """
    ahead = premium_timing.shape[0] - 12
    recognised = premium_timing[ahead + month]
    own = driver[r.PREMIUMS] * recognised
    if month == 0:
        own += driver[r.PREMIUMS_BEFORE]
        for early in range(ahead):
            recognised += premium_timing[early]
    flows[r.RESIDENT, r.CONTRIBUTIONS_OWN] = own
    flows[r.RESIDENT, r.OWN_ASSISTED] = driver[r.PREMIUMS_OF_ASSISTED] * recognised
    flows[r.RESIDENT, r.SUBSIDY] = driver[r.SUBSIDIES] * subsidy_timing[month]
    flows[r.RESIDENT, r.INCURRED_INCOME] = own + flows[r.RESIDENT, r.SUBSIDY]
    if month + ahead >= 12:
        after[r.PREPAID_NOW] += driver[r.PREMIUMS_NEXT] * premium_timing[month + ahead - 12]


@part
def collect_for_newborns(flows, driver):
    """A month of premiums and subsidies for children enrolled for the year of their birth: they come all year round."""
    premiums = driver[r.NEWBORN_PREMIUMS] / 12.0
    subsidies = driver[r.NEWBORN_SUBSIDIES] / 12.0
    flows[r.RESIDENT, r.CONTRIBUTIONS_OWN] += premiums
    flows[r.RESIDENT, r.SUBSIDY] += subsidies
    flows[r.RESIDENT, r.INCURRED_INCOME] += premiums + subsidies


@part
def split_subsidy(flows, central, province):
    """Who pays the residents' subsidy of a month: the centre and the province by their shares, city and county the rest."""
    subsidy = flows[r.RESIDENT, r.SUBSIDY]
    flows[r.RESIDENT, r.SUBSIDY_CENTRAL] = central * subsidy
    flows[r.RESIDENT, r.SUBSIDY_PROVINCE] = province * subsidy
    flows[r.RESIDENT, r.SUBSIDY_LOCAL] = (1.0 - central - province) * subsidy
