"""Where things stand in the packed arrays. A test holds the rows of the law against `law.py`, in its order.

A new row is a line more in its block; the rows below it move on by themselves.

Every function of the kernel uses the same letters for axes: T projected years, s statuses, x sexes, a ages,
p payers, k services, c cost lines, l layers after the basic one.
"""

from itertools import count, islice


def block(counter, size):
    """The first of so many rows that belong together."""
    return next(islice(counter, size - 1, None)) - size + 1


CARE_LINES = 4
"""Lines of care: inpatient and outpatient of the employee pool, then of the resident pool."""
CARE_PAYERS = 2
DEGREES = 2
"""Degrees of disability that long-term care goes by, and settings of each."""
SETTINGS = 3

# nursing[payer, row]: long-term care of a year
NURSING_MEMBERS = 0
NURSING_BENEFICIARIES = 1
NURSING_PAID = 2
NURSING_ROWS = 3

# law_month[row, month]
_law_month = count()
EMPLOYER_RATE = next(_law_month)
EMPLOYEE_RATE = next(_law_month)
RETIRED_RATE = next(_law_month)
RETIRED_BASE = next(_law_month)
RETIRED_SUPPORT = next(_law_month)
MATERNITY_RATE = next(_law_month)
EMPLOYER_RELIEF = next(_law_month)
DEFERRED_SHARE = next(_law_month)
DEFERRAL_MONTHS = next(_law_month)
COLLECTION_RATE = next(_law_month)
ARREARS_RECOVERED = next(_law_month)
ARREARS_MONTHS = next(_law_month)
DECLARED_BASE = next(_law_month)
BASE_FLOOR = next(_law_month)
BASE_CAP = next(_law_month)
FLEXIBLE_DECLARED = next(_law_month)
FLEXIBLE_RATE = next(_law_month)
ACCOUNT_EMPLOYEE_SHARE = next(_law_month)
ACCOUNT_EMPLOYER_SHARE = next(_law_month)
ACCOUNT_RETIRED_CREDIT = next(_law_month)
MATERNITY_MERGED = next(_law_month)
INTEREST_RATE = next(_law_month)
EMPLOYEE_OTHER_INCOME = next(_law_month)
EMPLOYEE_OTHER_SPENDING = next(_law_month)
RESIDENT_OTHER_INCOME = next(_law_month)
RESIDENT_OTHER_SPENDING = next(_law_month)
NURSING_POOL_RATE = next(_law_month)
NURSING_EMPLOYER_RATE = next(_law_month)
LAW_MONTH_ROWS = next(_law_month)

# law_year[row, year]
_law_year = count()
RETIREMENT_AGE_MEN = next(_law_year)
RETIREMENT_AGE_WOMEN = next(_law_year)
RETIREMENT_AGE_WOMEN_CADRES = next(_law_year)
YEARS_RECOGNISED = next(_law_year)
YEARS_PRICE = next(_law_year)
RESIDENT_PREMIUM = next(_law_year)
RESIDENT_PREMIUM_INDEX = next(_law_year)
RESIDENT_PREMIUM_RISE = next(_law_year)
RESIDENT_SUBSIDY = next(_law_year)
RESIDENT_SUBSIDY_INDEX = next(_law_year)
RESIDENT_SUBSIDY_RISE = next(_law_year)
SUBSIDY_CENTRAL_SHARE = next(_law_year)
SUBSIDY_PROVINCE_SHARE = next(_law_year)
RECORDS_REMOVED = next(_law_year)
ASSISTED_TAKE_UP = next(_law_year)
ENROLMENT_TARGET = next(_law_year)
ENROLMENT_REACHED = next(_law_year)
NEWBORNS_ENROLLED = next(_law_year)
MATERNITY_LEAVE_DAYS = next(_law_year)
MATERNITY_DIFFICULT_DAYS = next(_law_year)
MATERNITY_MULTIPLE_DAYS = next(_law_year)
MATERNITY_THIRD_DAYS = next(_law_year)
MATERNITY_THIRD_PAID = next(_law_year)
DELIVERY_LIMIT = next(_law_year)
ANTENATAL_LIMIT = next(_law_year)
RESIDENT_BIRTH_BENEFIT = next(_law_year)
COVERED_SHARE = block(_law_year, CARE_LINES)
GROUPING_RATE = block(_law_year, CARE_LINES)
BED_DAY_SHARE = block(_law_year, CARE_PAYERS)
BED_DAY_PRICE = block(_law_year, CARE_PAYERS)
CAPITATION_SHARE = block(_law_year, CARE_PAYERS)
CAPITATION_AMOUNT = block(_law_year, CARE_PAYERS)
BUDGET_SET = block(_law_year, CARE_LINES)
BUDGET_GROWTH = block(_law_year, CARE_LINES)
BUDGET_INCOME_SHARE = block(_law_year, CARE_LINES)
SURPLUS_KEPT = block(_law_year, CARE_LINES)
OVERRUN_SHARED = block(_law_year, CARE_LINES)
OVERRUN_LIMIT = block(_law_year, CARE_LINES)
HELD_BACK = block(_law_year, CARE_LINES)
QUALITY_RESERVE = block(_law_year, CARE_LINES)
QUALITY_SCORE = block(_law_year, CARE_LINES)
PAID_AT_ONCE = block(_law_year, CARE_LINES)
PREPAID_SHARE = block(_law_year, CARE_LINES)
CLEARING_MONTH = next(_law_year)
STABILISER_LOW = block(_law_year, CARE_PAYERS)
STABILISER_HIGH = block(_law_year, CARE_PAYERS)
STABILISER_STEP = block(_law_year, CARE_PAYERS)
STABILISER_LIMIT = block(_law_year, CARE_PAYERS)
NURSING_COVERAGE = block(_law_year, CARE_PAYERS)
NURSING_FROM_POOL = block(_law_year, CARE_PAYERS)
NURSING_OWN = block(_law_year, CARE_PAYERS)
NURSING_SUBSIDY = block(_law_year, CARE_PAYERS)
NURSING_OFFSET = next(_law_year)
NURSING_PRICE = block(_law_year, DEGREES * SETTINGS)
NURSING_RATIO = block(_law_year, DEGREES * SETTINGS)
DEDUCTIBLE = next(_law_year)
"""The first of its rows, one for each service; then ratio and cap; then the same for the next payer."""
SERVICES = 7
RATIO = DEDUCTIBLE + SERVICES
CAP = RATIO + SERVICES
PAYER_ROWS = 3 * SERVICES
ANNUAL_CAP = DEDUCTIBLE + 2 * PAYER_ROWS
"""Its rows are the payers; then come the rules of the layers, each with a row for each layer."""
LAYERS = 7
LAYER_COVERAGE = ANNUAL_CAP + 2
LAYER_DEDUCTIBLE = LAYER_COVERAGE + LAYERS
LAYER_RATIO = LAYER_DEDUCTIBLE + LAYERS
LAYER_CAP = LAYER_RATIO + LAYERS
LAYER_ASSISTED_DEDUCTIBLE = LAYER_CAP + LAYERS
LAYER_ASSISTED_RATIO = LAYER_ASSISTED_DEDUCTIBLE + LAYERS
LAYER_FROM_POOL = LAYER_ASSISTED_RATIO + LAYERS
LAYER_OWN_PREMIUM = LAYER_FROM_POOL + LAYERS
LAYER_PUBLIC = LAYER_OWN_PREMIUM + LAYERS
LAYER_GIFTS = LAYER_PUBLIC + LAYERS
LAYER_BY_POINTS = LAYER_GIFTS + LAYERS
LAW_YEAR_ROWS = LAYER_BY_POINTS + LAYERS

# basis_year[row, year]
_basis_year = count()
WAGE = next(_basis_year)  # mean wage, yuan a year
INCOME_BEFORE = next(_basis_year)  # disposable income per head of the year before, yuan
PREMIUM_GROWTH = next(_basis_year)
"""Growth of disposable income that an indexed premium of this year follows, known when it is announced."""
SUBSIDY_GROWTH = next(_basis_year)  # growth of disposable income that an indexed subsidy of this year follows
BIRTH_COST = next(_basis_year)  # medical cost of a birth borne by the maternity fund, yuan
ELSEWHERE = next(_basis_year)  # share of residents of student age who are insured in another area
TAKE_UP_SHIFT = next(_basis_year)  # what policy moves the logit of the residents' take-up by
LOST_WITH_CARE = next(_basis_year)  # residents who have left the register so far and whose care went with them, persons
LOST_WITHOUT_CARE = next(_basis_year)  # those whose care stayed, persons
ACCOUNT_USE = next(_basis_year)  # what members draw from their accounts, over the base year's
USE = next(_basis_year)
"""First of the indices of use per person, payer by payer and service by service; then those of price, scope, payment."""
INDICES = 4

# basis_fixed[row]
_basis_fixed = count()
PAYROLL_LEVEL = next(_basis_fixed)
MATERNITY_LEVEL = next(_basis_fixed)
ACCOUNT_CREDIT_LEVEL = next(_basis_fixed)
ACCOUNT_DRAW = next(_basis_fixed)
RESIDENT_INCOME_LEVEL = next(_basis_fixed)
COST_LEVEL = next(_basis_fixed)  # of the employee pool; the resident pool's is the next
COST_LEVEL_OF_RESIDENTS = next(_basis_fixed)
MATERNITY_CLAIMS = next(_basis_fixed)
TAKE_UP_LOGIT = next(_basis_fixed)
TAKE_UP_RESPONSE = next(_basis_fixed)
BASE_TAKE_UP = next(_basis_fixed)
SELECTION = next(_basis_fixed)
ENTERPRISE_SHARE = next(_basis_fixed)
FLEXIBLE_BASE = next(_basis_fixed)
ANTENATAL_SHARE = next(_basis_fixed)  # of the cost of a birth
DIFFICULT_BIRTHS = next(_basis_fixed)  # share of births
FURTHER_CHILDREN = next(_basis_fixed)  # children beyond the first, a birth
THIRD_BIRTHS = next(_basis_fixed)  # share of births
NURSING_CLAIMS = next(_basis_fixed)  # members who draw long-term care, share of those who need it
NURSED_AT_HOME = next(_basis_fixed)  # share of those who draw; then in the community, in an institution
NURSED_IN_COMMUNITY = next(_basis_fixed)
NURSED_IN_INSTITUTION = next(_basis_fixed)
ALLOWANCE_DRAWN = next(_basis_fixed)  # share of those who draw, with an allowance for age or disability besides
CADRE_SHARE = next(_basis_fixed)
PENSIONED_SHARE = next(_basis_fixed)
TAKE_UP_CEILING = next(_basis_fixed)
LENGTH_OF_STAY = block(_basis_fixed, CARE_PAYERS)  # days of an admission, payer by payer
VOLUME_RESPONSE = next(_basis_fixed)
COST_RESPONSE = next(_basis_fixed)
REFUSAL_RESPONSE = next(_basis_fixed)
FIXED_ROWS = next(_basis_fixed)

# roles[row, status]
PAYER = 0
EMPLOYED = 1
PAYS_ON_WAGE = 2
ASSISTED = 3
RETIRES_TO = 4
LAPSES_TO = 5
BORN_INTO = 6
ROLES = 7

STATUSES = 5
"""Fixed where people of many draws are worked on in registers; elsewhere arrays say how many there are."""
EMPLOYEE_STATUSES = 3
"""The first statuses are the employees' pool's, each other is one of residents."""
NEEDY_GROUPS = STATUSES - EMPLOYEE_STATUSES + 1
"""Whose need of care is told apart: employees, then each status of residents."""

# services[payer, service, row]
FREQUENCY = 0
COST = 1
SCOPE = 2
BY_YEAR = 3
"""1 where deductible and cap count by year, not by admission."""
SERVICE_ROWS = 4

# pools
EMPLOYEE = 0
ACCOUNT = 1
RESIDENT = 2
MATERNITY = 3
LONG_TERM_CARE = 4
POOLS = 5

# flows[month, pool, line]
_line = count()
CONTRIBUTIONS_EMPLOYER = next(_line)
CONTRIBUTIONS_OWN = next(_line)
SUBSIDY = next(_line)
INTEREST = next(_line)
TRANSFER_IN = next(_line)
OTHER_INCOME = next(_line)
INPATIENT = next(_line)
"""First of the lines that are paid with a lag: inpatient, outpatient, maternity medical, maternity allowance."""
OUTPATIENT = next(_line)
MATERNITY_MEDICAL = next(_line)
MATERNITY_ALLOWANCE = next(_line)
ACCOUNT_PAYMENTS = next(_line)
LAYER_PREMIUMS = next(_line)
"""Paid to the layers after the basic one, for the pool's members."""
NURSING_BENEFITS = next(_line)
OTHER_SPENDING = next(_line)
TRANSFER_OUT = next(_line)
OWN_ASSISTED = next(_line)
"""Memo: of the own contributions, paid by medical assistance."""
OWN_RETIRED = next(_line)
"""Memo: of the own contributions, paid by the retired."""
SUBSIDY_CENTRAL = next(_line)
"""Memo: of the subsidy, paid by the central treasury."""
SUBSIDY_PROVINCE = next(_line)
"""Memo: of the subsidy, paid by the province."""
SUBSIDY_LOCAL = next(_line)
"""Memo: of the subsidy, paid by city and county."""
WAIVED = next(_line)
DEFERRED = next(_line)
ARREARS = next(_line)
"""Memo: contributions that fell due and did not come in in their month."""
INCURRED_INCOME = next(_line)
INCURRED_COST = next(_line)
LINES = next(_line)
INCOME_LINES = INPATIENT
LAGGED_LINES = 4

# memo[month, row]: maternity, wherever its money is
MEMO_INCOME = 0
MEMO_SPENDING = 1
MEMOS = 2

# stocks[date, pool, row]
BALANCE = 0
PAYABLE = 1
RECEIVABLE = 2
PREPAID = 3
ADVANCED = 4
"""Of the balance, with hospitals: what they were paid ahead."""
STOCKS = 5

# standing[row]: what the next year has to know besides money and people
_standing = count()
PREMIUM_NOW = next(_standing)
SUBSIDY_NOW = next(_standing)
TAKE_UP_NOW = next(_standing)
HEADS_NOW = next(_standing)
ASSISTED_NOW = next(_standing)
PREPAID_NOW = next(_standing)
ASSISTED_TAKE_UP_NOW = next(_standing)
DUE_BEFORE = block(_standing, CARE_LINES)  # what the year before cost by line, yuan
INCOME_BEFORE_OF_POOL = block(_standing, CARE_PAYERS)  # income of the payer's pool in the year before, yuan
SPENDING_BEFORE = block(_standing, CARE_PAYERS)  # spending of the payer's pool in the year before, yuan
SHIFT_NOW = block(_standing, CARE_PAYERS)  # by how much the payer's ratios are moved by the months of reserve
HELD_NOW = block(_standing, CARE_LINES)  # held back of hospitals' bills until the clearing, yuan
FUND_NOW = block(_standing, LAYERS)  # balances of the layers' funds, one for each layer
STANDING = next(_standing)

# vital[year, row]
BIRTHS = 0
DEATHS = 1
NET_MIGRANTS = 2
RECOGNISED = 3
"""Persons who retire on contribution years that are recognised or bought."""
VITAL_ROWS = 4

# yearly[year, row]
_yearly = count()
PREMIUM = next(_yearly)
SUBSIDY_PER_HEAD = next(_yearly)
TAKE_UP = next(_yearly)
TAKE_UP_OF_ASSISTED = next(_yearly)
HEADS = next(_yearly)
PAYROLL = next(_yearly)
INSURED_BIRTHS = next(_yearly)
MATERNITY_MEDICAL_COST = next(_yearly)
MATERNITY_ALLOWANCE_COST = next(_yearly)
NURSING = block(_yearly, CARE_PAYERS * NURSING_ROWS)  # long-term care, payer by payer
BY_TERMS = block(_yearly, CARE_LINES)  # what care costs a pool by deductible, ratio and cap, by line of care
DUE = block(_yearly, CARE_LINES)  # what the pool owes hospitals for it
COVERED = block(_yearly, CARE_LINES)  # of the first, what a budget covers; 0 where none is set
COVERED_DUE = block(_yearly, CARE_LINES)  # what hospitals are due for that
BUDGET = block(_yearly, CARE_LINES)  # the budget for it
LAYER_FUNDS = next(_yearly)
"""First row of the layers' funds, layer by layer in each block: what comes from the pools, from members, from the treasury,
as gifts; what is paid for patients, what is paid of the assisted's premiums, what hospitals are paid more (below zero:
less) by the value of a point; interest; the balance at the end."""
(
    FROM_POOL,
    FROM_MEMBERS,
    FROM_TREASURY,
    FROM_GIFTS,
    TO_PATIENTS,
    FOR_PREMIUMS,
    BY_POINTS,
    FUND_INTEREST,
    FUND_BALANCE,
) = (LAYER_FUNDS + block * LAYERS for block in range(9))
FUND_BLOCKS = 9
GROUPS = 3
"""Whom the layers tell apart: employees, residents, assisted residents."""
ASSISTED_GROUP = 2
GROUP_HEADS, GROUP_COST, GROUP_IN_SCOPE, GROUP_BASIC, GROUP_OWED = (
    FUND_BALANCE + LAYERS + block * GROUPS for block in range(5)
)
"""A year of each group: insured person-years, cost, cost in scope, what the pool pays, what patients owe of it in the end."""
POOL_PREMIUMS = GROUP_OWED + GROUPS
"""Paid to the layers by the employee pool; by the resident pool."""
ASSISTANCE = 3
"""The layer that pays the premiums of the assisted, and covers all of them."""
AID_TO_ASSISTED = POOL_PREMIUMS + 2
"""What medical assistance pays of the care of the assisted."""
PAID_FOR_MEMBERS = AID_TO_ASSISTED + 1
"""What each layer pays for the members of the employee pool; then of the resident pool."""
CARE = PAID_FOR_MEMBERS + CARE_PAYERS * LAYERS
"""First row of cases (admissions, or persons), payer by payer and service by service; then cost, then payment."""
CARE_BLOCKS = 3

# bought[row, line of care]: what the pools owe hospitals for a year, and when they pay it; yuan
BOUGHT_LAGGED = 0
BOUGHT_AT_ONCE = 1
BOUGHT_HELD = 2
BOUGHT_AHEAD = 3
BOUGHT_ROWS = 4

# driver[row]: what the months of a year follow from; yuan of the year, or persons
_driver = count()
WAGES_EMPLOYED = next(_driver)  # wages of those with an employer, were all of them declared
WAGES_ALONE = next(_driver)  # of those who pay alone
RETIRED_MEMBERS = next(_driver)  # persons
RETIRED_WAGES = next(_driver)  # the mean wage for each of them
PREMIUMS = next(_driver)  # residents' own, of this year's cover
PREMIUMS_OF_ASSISTED = next(_driver)  # of them, paid by medical assistance
PREMIUMS_BEFORE = next(_driver)  # of this year's cover, collected before it began
PREMIUMS_NEXT = next(_driver)  # of next year's cover
SUBSIDIES = next(_driver)
NEWBORN_PREMIUMS = next(_driver)  # for children enrolled in the year of their birth
NEWBORN_SUBSIDIES = next(_driver)
YEARS_PAID = next(_driver)  # for contribution years recognised or bought
BIRTH_CARE = next(_driver)  # of members with an employer
BIRTH_ALLOWANCES = next(_driver)
BIRTHS_OF_RESIDENTS = next(_driver)
PREMIUMS_OF_LAYERS = block(_driver, CARE_PAYERS)  # what the pools pay to the layers
NURSED_MEMBERS = block(_driver, CARE_PAYERS)  # persons with long-term care insurance
NURSED_PAID = block(_driver, CARE_PAYERS)
BILLS_LAGGED = block(_driver, CARE_LINES)  # what hospitals are owed, by when it is paid and line of care
BILLS_AT_ONCE = block(_driver, CARE_LINES)
BILLS_HELD = block(_driver, CARE_LINES)
BILLS_AHEAD = block(_driver, CARE_LINES)
ACCOUNTS_BEFORE = next(_driver)  # balance of the accounts as the year begins
ALWAYS = next(_driver)  # 1: what comes and goes whoever is there
DRIVERS = next(_driver)
