"""Where things stand in the packed arrays. A test holds the rows of the law against `law.py`.

Every function of the kernel uses the same letters for axes: T projected years, s statuses, x sexes, a ages,
p payers, k services, c cost lines.
"""

# law_month[row, month]
EMPLOYER_RATE = 0
EMPLOYEE_RATE = 1
MATERNITY_RATE = 2
EMPLOYER_RELIEF = 3
DEFERRED_SHARE = 4
DEFERRAL_MONTHS = 5
DECLARED_BASE = 6
BASE_FLOOR = 7
BASE_CAP = 8
ACCOUNT_EMPLOYEE_SHARE = 9
ACCOUNT_EMPLOYER_SHARE = 10
ACCOUNT_RETIRED_CREDIT = 11
MATERNITY_MERGED = 12
INTEREST_RATE = 13

# law_year[row, year]
RETIREMENT_AGE_MEN = 0
RETIREMENT_AGE_WOMEN = 1
RETIREMENT_AGE_WOMEN_CADRES = 2
RESIDENT_PREMIUM = 3
RESIDENT_PREMIUM_INDEX = 4
RESIDENT_SUBSIDY = 5
RESIDENT_SUBSIDY_INDEX = 6
MATERNITY_LEAVE_DAYS = 7
DEDUCTIBLE = 8
"""First of the deductible's rows, one for each service; the payers' blocks of rows follow each other."""
RATIO = 15
CAP = 22
PAYER_ROWS = 21
"""Rows from one payer's block to the next."""

# basis_year[row, year]
WAGE = 0
"""Mean wage, yuan a year."""
INCOME_BEFORE = 1
"""Disposable income per head of the year before, yuan."""
PREMIUM_GROWTH = 2
"""Growth of disposable income that an indexed premium of this year follows: known when the notice is written."""
SUBSIDY_GROWTH = 3
"""Growth of disposable income that an indexed subsidy of this year follows."""
BIRTH_COST = 4
"""Medical cost of a birth borne by the maternity fund, yuan."""
ELSEWHERE = 5
"""Share of residents of student age who are insured in another area."""
USE = 6
"""First row of the index of use per person, payer by payer and service by service; 1 in the base year."""

# basis_fixed[row]
PAYROLL_LEVEL = 0
MATERNITY_LEVEL = 1
ACCOUNT_CREDIT_LEVEL = 2
ACCOUNT_DRAW = 3
RESIDENT_INCOME_LEVEL = 4
COST_LEVEL = 5
"""First of the payers' levels of cost: employee, resident."""
MATERNITY_CLAIMS = 7
TAKE_UP_LOGIT = 8
TAKE_UP_RESPONSE = 9
BASE_TAKE_UP = 10
SELECTION = 11
ENTERPRISE_SHARE = 12
FLEXIBLE_BASE = 13
CADRE_SHARE = 14
PENSIONED_SHARE = 15
FIXED_ROWS = 16

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
INPATIENT = 5
"""First of the lines that are paid with a lag: inpatient, outpatient, maternity medical, maternity allowance."""
OUTPATIENT = 6
MATERNITY_MEDICAL = 7
MATERNITY_ALLOWANCE = 8
ACCOUNT_PAYMENTS = 9
TRANSFER_OUT = 10
OWN_ASSISTED = 11
"""Memo: of the own contributions, paid by medical assistance."""
WAIVED = 12
DEFERRED = 13
INCURRED_INCOME = 14
INCURRED_COST = 15
LINES = 16
INCOME_LINES = 5
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
