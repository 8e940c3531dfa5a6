"""What a birth costs the funds: care and allowance of members, a benefit of residents."""

from actuary.kernel import rows as r
from actuary.kernel.compiler import part


@part
def cost_of_a_birth(t, law_year, basis_year, fixed):
    """Care of a birth in yuan: delivery and antenatal care, each what it costs or the fixed price, whichever is less."""
    antenatal = fixed[r.ANTENATAL_SHARE] * basis_year[r.BIRTH_COST, t]
    delivery = basis_year[r.BIRTH_COST, t] - antenatal
    return min(delivery, law_year[r.DELIVERY_LIMIT, t]) + min(antenatal, law_year[r.ANTENATAL_LIMIT, t])


@part
def days_of_a_birth(t, law_year, fixed):
    """Days of allowance, the mean of all births: by law, for the difficult ones, for every further child."""
    more = fixed[r.DIFFICULT_BIRTHS] * law_year[r.MATERNITY_DIFFICULT_DAYS, t]
    further = fixed[r.FURTHER_CHILDREN] * law_year[r.MATERNITY_MULTIPLE_DAYS, t]
    return law_year[r.MATERNITY_LEAVE_DAYS, t] + more + further


@part
def maternity_of(t, births, law_year, basis_year, fixed):
    """A year of maternity from the births of members with an employer: (care, allowance), yuan.

    Of the births of a third child the share that the law pays for; an allowance of a day is a thirtieth of a month's wage.
    """
    third = fixed[r.THIRD_BIRTHS] * law_year[r.MATERNITY_THIRD_PAID, t]
    paid = 1.0 - (fixed[r.THIRD_BIRTHS] - third)
    claims = fixed[r.MATERNITY_CLAIMS] * births
    days = paid * days_of_a_birth(t, law_year, fixed) + third * law_year[r.MATERNITY_THIRD_DAYS, t]
    medical = claims * paid * cost_of_a_birth(t, law_year, basis_year, fixed)
    return medical, claims * basis_year[r.WAGE, t] / 12.0 / 30.0 * days


@part
def of_residents(t, births, roles, take_up, law_year):
    """What the resident pool pays for the births of insured women besides hospital care, yuan a year."""
    insured = 0.0
    for s in range(births.shape[0]):
        if roles[r.PAYER, s] == 1.0:
            insured += births[s] * take_up
    return insured * law_year[r.RESIDENT_BIRTH_BENEFIT, t]
