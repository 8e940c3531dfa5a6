"""Long-term care insurance: who is covered, what care they get, and the books of its fund."""

from actuary.kernel import rows as r
from actuary.kernel.compiler import inlined, part
from actuary.kernel.lanes import agreed, where


@inlined
def benefit_of(t, row, law_year, fixed):
    """Mean benefit of a month in a setting, yuan: price x ratio, less the offset for those who draw an allowance besides."""
    benefit = law_year[r.NURSING_PRICE + row, t] * law_year[r.NURSING_RATIO + row, t]
    offset = min(benefit, law_year[r.NURSING_OFFSET, t])
    return benefit - fixed[r.ALLOWANCE_DRAWN] * offset


@inlined
def nurse(t, p, law_year, fixed, disabled, services, degrees, persons, insured, nursing):
    """A year of long-term care of the members of one payer p: nursing[p, members | beneficiaries | benefits].

    disabled[services + degree] and persons are of everybody eligible, insured = share of them with basic insurance. Of the
    disabled members a share draws benefits, by setting; where nothing is paid there is no beneficiary. Yuan a year.
    """
    members, beneficiaries, paid = 0.0, 0.0, 0.0
    if agreed(law_year[r.NURSING_COVERAGE + p, t] > 0.0):
        covered = insured * law_year[r.NURSING_COVERAGE + p, t]
        members = persons * covered
        for degree in range(degrees):
            claimants = disabled[services + degree] * covered * fixed[r.NURSING_CLAIMS]
            for setting in range(r.SETTINGS):
                heads = claimants * fixed[r.NURSED_AT_HOME + setting]
                benefit = benefit_of(t, degree * r.SETTINGS + setting, law_year, fixed)
                beneficiaries += where(benefit > 0.0, heads, 0.0)
                paid += heads * benefit * 12.0
    nursing[p, r.NURSING_MEMBERS] = members
    nursing[p, r.NURSING_BENEFICIARIES] = beneficiaries
    nursing[p, r.NURSING_PAID] = paid


@part
def book_nursing(flows, t, month, law_year, law_month, driver, employed, alone):
    """A month of the fund of long-term care: what the pools hand over, what members, employers and treasury pay, benefits.

    driver[row] of the year; employed, alone = covered wages of the month; month counts from January of the base year. All is
    due and paid at once. Writes flows[pool, line].
    """
    fund = flows[r.LONG_TERM_CARE]
    covered = law_year[r.NURSING_COVERAGE, t]
    fund[r.CONTRIBUTIONS_EMPLOYER] = covered * employed * law_month[r.NURSING_EMPLOYER_RATE, month]
    for p in range(r.CARE_PAYERS):
        members = driver[r.NURSED_MEMBERS + p] / 12.0
        given = members * law_year[r.NURSING_FROM_POOL + p, t]
        if p == 0:
            given += covered * (employed + alone) * law_month[r.NURSING_POOL_RATE, month]
        pool = flows[r.EMPLOYEE if p == 0 else r.RESIDENT]
        pool[r.TRANSFER_OUT] += given
        pool[r.INCURRED_COST] += given
        fund[r.TRANSFER_IN] += given
        fund[r.CONTRIBUTIONS_OWN] += members * law_year[r.NURSING_OWN + p, t]
        fund[r.SUBSIDY] += members * law_year[r.NURSING_SUBSIDY + p, t]
        fund[r.NURSING_BENEFITS] += driver[r.NURSED_PAID + p] / 12.0
    fund[r.INCURRED_INCOME] += fund[r.CONTRIBUTIONS_EMPLOYER] + fund[r.CONTRIBUTIONS_OWN] + fund[r.SUBSIDY]
    fund[r.INCURRED_INCOME] += fund[r.TRANSFER_IN]
    fund[r.INCURRED_COST] += fund[r.NURSING_BENEFITS]
