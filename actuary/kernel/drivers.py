"""What the months of a year follow from: a few amounts of the year, the only ones that differ between draws.

The law is the same in every draw, and the months of a year are linear in these amounts by the law (but for interest, of
which a negative balance bears none). So whatever is uncertain meets here, and behind here is the law alone.
"""

from actuary.kernel import rows as r
from actuary.kernel.births import maternity_of, of_residents
from actuary.kernel.compiler import compiled, part


@part
def of_members(exposure, births, roles):
    """Births of members with an employer, and retired members: (births, persons)."""
    insured_births = 0.0
    retired = 0.0
    for s in range(exposure.shape[0]):
        insured_births += births[s] * roles[r.EMPLOYED, s]
        if roles[r.PAYER, s] == 0.0 and roles[r.PAYS_ON_WAGE, s] == 0.0:
            retired += exposure[s]
    return insured_births, retired


@part
def payrolls(persons, roles, wage, fixed):
    """Wages of a year that are covered where all of them are declared: of those with an employer, of those who pay alone.

    Those who pay alone do it on the lowest base. Yuan.
    """
    employed = 0.0
    alone = 0.0
    for s in range(persons.shape[0]):
        if roles[r.PAYS_ON_WAGE, s] == 1.0:
            payroll = persons[s] * wage * fixed[r.PAYROLL_LEVEL]
            if roles[r.EMPLOYED, s] == 1.0:
                employed += payroll
            else:
                alone += payroll * fixed[r.FLEXIBLE_BASE]
    return employed, alone


@part
def of_cover(t, law_year, fixed, births, standing, after, driver):
    """Residents' money of this year's cover, and what is collected of next year's: writes driver[row]."""
    level = fixed[r.RESIDENT_INCOME_LEVEL]
    premium = level * standing[r.PREMIUM_NOW]
    subsidy = level * standing[r.SUBSIDY_NOW]
    driver[r.PREMIUMS] = premium * standing[r.HEADS_NOW]
    driver[r.PREMIUMS_OF_ASSISTED] = premium * standing[r.ASSISTED_NOW]
    driver[r.PREMIUMS_BEFORE] = standing[r.PREPAID_NOW]
    driver[r.PREMIUMS_NEXT] = level * after[r.PREMIUM_NOW] * after[r.HEADS_NOW]
    driver[r.SUBSIDIES] = subsidy * standing[r.HEADS_NOW]
    born = 0.0
    for s in range(births.shape[0]):
        born += births[s]
    newborns = born * law_year[r.NEWBORNS_ENROLLED, t]
    driver[r.NEWBORN_PREMIUMS] = newborns * premium
    driver[r.NEWBORN_SUBSIDIES] = newborns * subsidy


@part
def drive(
    t, law_year, basis_year, fixed, roles, exposure, births, recognised, bought, nursing, balances, standing, after,
    yearly, driver,
):  # fmt: skip
    """What the months of a year follow from: writes driver[row].

    exposure[s], births[s], bought[row, line of care] and nursing[p, row] of the year, and recognised, persons who retire on
    years that are recognised; standing[row] of this year's resident cover and after[row] of next year's; what the layers
    receive stands in yearly[row] already. Keeps what lines of care cost for next year's budgets, in after[row].
    """
    insured_births, retired = of_members(exposure, births, roles)
    yearly[r.INSURED_BIRTHS] = insured_births
    wage = basis_year[r.WAGE, t]
    driver[r.WAGES_EMPLOYED], driver[r.WAGES_ALONE] = payrolls(exposure, roles, wage, fixed)
    driver[r.RETIRED_MEMBERS] = retired
    driver[r.RETIRED_WAGES] = retired * wage
    of_cover(t, law_year, fixed, births, standing, after, driver)
    driver[r.YEARS_PAID] = recognised * law_year[r.YEARS_PRICE, t]
    driver[r.BIRTH_CARE], driver[r.BIRTH_ALLOWANCES] = maternity_of(t, insured_births, law_year, basis_year, fixed)
    driver[r.BIRTHS_OF_RESIDENTS] = of_residents(t, births, roles, standing[r.TAKE_UP_NOW], law_year)
    for p in range(r.CARE_PAYERS):
        driver[r.PREMIUMS_OF_LAYERS + p] = yearly[r.POOL_PREMIUMS + p]
        driver[r.NURSED_MEMBERS + p] = nursing[p, r.NURSING_MEMBERS]
        driver[r.NURSED_PAID + p] = nursing[p, r.NURSING_PAID]
    for line in range(r.CARE_LINES):
        driver[r.BILLS_LAGGED + line] = bought[r.BOUGHT_LAGGED, line]
        driver[r.BILLS_AT_ONCE + line] = bought[r.BOUGHT_AT_ONCE, line]
        driver[r.BILLS_HELD + line] = bought[r.BOUGHT_HELD, line]
        driver[r.BILLS_AHEAD + line] = bought[r.BOUGHT_AHEAD, line]
        after[r.DUE_BEFORE + line] = yearly[r.DUE + line]
    driver[r.ACCOUNTS_BEFORE] = balances[r.ACCOUNT]
    driver[r.ALWAYS] = 1.0


drive_year = compiled(drive)
"""The same, called from Python."""
