"""Where things stand in the arrays that only draws of many futures need; all else is in rows.py, letters of axes too."""

from itertools import count

from actuary.kernel.rows import MEMOS, POOLS, STATUSES, block

# level[process, year]: what a draw makes of the basis; tests hold the order against axes.PROCESSES
WAGES = 0
USED = 1
PRICES = 2
"""First of the payers' prices."""
ENROLMENT = 4
NATALITY = 5
EPIDEMIC = 6
PROCESSES = 7
EPIDEMIC_CHANCE, EPIDEMIC_USE, EPIDEMIC_MORTALITY = 0, 1, 2

# cells[t, x, a, row]: what a year does to those who enter an age; the same in every draw
_cell = count()
CELL_DYING = next(_cell)  # share of those a year younger who die
CELL_DYING_OLDEST = next(_cell)  # share of those of the open age group who die, on its row
CELL_BEARING = next(_cell)  # births a woman present at one of the two dates
CELL_MIGRANTS = next(_cell)  # net migrants, persons
CELL_HERE = next(_cell)  # share of residents insured in this area
CELL_MIX = block(_cell, STATUSES * STATUSES)  # share of those from a status who end in another, to x from
CELL_ROWS = next(_cell)

# answer[row]: what answers to what drives a year and the years before it
_answer = count()
CASH_OF = block(_answer, POOLS)  # month by month: what comes into a pool less what goes out
BEARING_OF = block(_answer, POOLS)
"""Month by month: what bears interest besides the balance, handed over on the first day, or bears none, paid ahead (< 0)."""
INCOME_OF = block(_answer, POOLS)  # of the year, from here on
SPENDING_OF = block(_answer, POOLS)
MATERNITY_OF = block(_answer, MEMOS)  # income and spending of maternity, wherever its money is
PREPAID_OF = next(_answer)  # collected for next year's cover
ANSWERS = next(_answer)
HANDED_OVER = ANSWERS
"""Told besides: the balance of maternity where it becomes the employee pool's. No answer: it holds interest."""
TOLD = ANSWERS + 1

# future[year, row]: what is told of a draw
_future = count()
FUTURE_INCOME = block(_future, POOLS)
FUTURE_SPENDING = block(_future, POOLS)
FUTURE_BALANCE = block(_future, POOLS)
FUTURE_MATERNITY = block(_future, MEMOS)  # income and spending of maternity, wherever its money is
FUTURE_HANDED_OVER = next(_future)  # balance of maternity where it becomes the employee pool's
FUTURE_TAKE_UP = next(_future)
FUTURE_WAGE = next(_future)
FUTURE_BIRTHS = next(_future)
FUTURE_ROWS = next(_future)
