"""Where things stand in the packed arrays. A test holds the rows of the law against `law.py`, in its order.

A new row is a name more in its block and one more in the block's range.

Every function of the kernel uses the same letters for axes: T projected years, s statuses, x sexes, a ages,
p payers, k services, c cost lines.
"""

# law_month[row, month]
(
    EMPLOYER_RATE,
    EMPLOYEE_RATE,
    RETIRED_RATE,
    RETIRED_BASE,
    MATERNITY_RATE,
    EMPLOYER_RELIEF,
    DEFERRED_SHARE,
    DEFERRAL_MONTHS,
    DECLARED_BASE,
    BASE_FLOOR,
    BASE_CAP,
    ACCOUNT_EMPLOYEE_SHARE,
    ACCOUNT_EMPLOYER_SHARE,
    ACCOUNT_RETIRED_CREDIT,
    MATERNITY_MERGED,
    INTEREST_RATE,
    EMPLOYEE_OTHER_INCOME,
    EMPLOYEE_OTHER_SPENDING,
    RESIDENT_OTHER_INCOME,
    RESIDENT_OTHER_SPENDING,
    LAW_MONTH_ROWS,
) = range(21)

# law_year[row, year]
(
    RETIREMENT_AGE_MEN,
    RETIREMENT_AGE_WOMEN,
    RETIREMENT_AGE_WOMEN_CADRES,
    RESIDENT_PREMIUM,
    RESIDENT_PREMIUM_INDEX,
    RESIDENT_PREMIUM_RISE,
    RESIDENT_SUBSIDY,
    RESIDENT_SUBSIDY_INDEX,
    RESIDENT_SUBSIDY_RISE,
    MATERNITY_LEAVE_DAYS,
    DEDUCTIBLE,  # the first of its rows, one for each service; then ratio and cap; then the same for the next payer
) = range(11)
SERVICES = 7
RATIO = DEDUCTIBLE + SERVICES
CAP = RATIO + SERVICES
PAYER_ROWS = 3 * SERVICES
LAW_YEAR_ROWS = DEDUCTIBLE + 2 * PAYER_ROWS

# basis_year[row, year]
(
    WAGE,  # mean wage, yuan a year
    INCOME_BEFORE,  # disposable income per head of the year before, yuan
    PREMIUM_GROWTH,  # growth of disposable income that an indexed premium of this year follows, known when it is announced
    SUBSIDY_GROWTH,  # growth of disposable income that an indexed subsidy of this year follows
    BIRTH_COST,  # medical cost of a birth borne by the maternity fund, yuan
    ELSEWHERE,  # share of residents of student age who are insured in another area
    USE,  # first of the indices of use per person, payer by payer and service by service; then those of price
) = range(7)

# basis_fixed[row]
(
    PAYROLL_LEVEL,
    MATERNITY_LEVEL,
    ACCOUNT_CREDIT_LEVEL,
    ACCOUNT_DRAW,
    RESIDENT_INCOME_LEVEL,
    COST_LEVEL,  # of the employee pool; the resident pool's is the next
    COST_LEVEL_OF_RESIDENTS,
    MATERNITY_CLAIMS,
    TAKE_UP_LOGIT,
    TAKE_UP_RESPONSE,
    BASE_TAKE_UP,
    SELECTION,
    ENTERPRISE_SHARE,
    FLEXIBLE_BASE,
    CADRE_SHARE,
    PENSIONED_SHARE,
    FIXED_ROWS,
) = range(17)

# roles[row, status]
PAYER = 0
EMPLOYED = 1
PAYS_ON_WAGE = 2
ASSISTED = 3
RETIRES_TO = 4
LAPSES_TO = 5
BORN_INTO = 6
ROLES = 7

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
POOLS = 4

# flows[month, pool, line]
CONTRIBUTIONS_EMPLOYER = 0
CONTRIBUTIONS_OWN = 1
SUBSIDY = 2
INTEREST = 3
TRANSFER_IN = 4
OTHER_INCOME = 5
INPATIENT = 6
"""First of the lines that are paid with a lag: inpatient, outpatient, maternity medical, maternity allowance."""
OUTPATIENT = 7
MATERNITY_MEDICAL = 8
MATERNITY_ALLOWANCE = 9
ACCOUNT_PAYMENTS = 10
OTHER_SPENDING = 11
TRANSFER_OUT = 12
OWN_ASSISTED = 13
"""Memo: of the own contributions, paid by medical assistance."""
OWN_RETIRED = 14
"""Memo: of the own contributions, paid by the retired."""
WAIVED = 15
DEFERRED = 16
INCURRED_INCOME = 17
INCURRED_COST = 18
LINES = 19
INCOME_LINES = 6
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
STOCKS = 4

# standing[row]: what the next year has to know besides money and people
PREMIUM_NOW = 0
SUBSIDY_NOW = 1
TAKE_UP_NOW = 2
HEADS_NOW = 3
ASSISTED_NOW = 4
PREPAID_NOW = 5
STANDING = 6

# yearly[year, row]
PREMIUM = 0
SUBSIDY_PER_HEAD = 1
TAKE_UP = 2
HEADS = 3
PAYROLL = 4
INSURED_BIRTHS = 5
MATERNITY_MEDICAL_COST = 6
MATERNITY_ALLOWANCE_COST = 7
CARE = 8
"""First row of cases (admissions, or persons), payer by payer and service by service; then cost, then payment."""
CARE_BLOCKS = 3
