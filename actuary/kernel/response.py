"""How the months answer to what drives a year, worked out once for all draws: the law is the same in every one of them.

But for interest the books of a year are linear in its drivers (drivers.py), so it is enough to book one yuan, or one person,
of each driver in empty books, with interest off, and to keep what comes of it: in its own year, and in later ones, where
bills wait for the lag, contributions come back, or what was held back is cleared. A year of a draw is then a sum of answers
and the interest on it (folded.py).
"""

from typing import NamedTuple

import numpy as np

from actuary.kernel import rows as r
from actuary.kernel import rows_of_draws as d
from actuary.kernel.money import book_year
from actuary.kernel.years import Array, Books, Indices, Prices, Rules

EQUAL = 1e-14
"""Two courses of a year that differ by less than this share of their largest month are the same course."""


class Response(NamedTuple):
    """Sums of drivers, and the course over the months that each of them gives to an answer. Years t are those of the run.

    The sums that an answer is made of in year t are begin[t, answer] to begin[t, answer + 1]; the terms of a sum, weight x
    driver[row] of a year, are terms[sum] to terms[sum + 1].
    """

    begin: Indices
    """[t, answer] first sum of an answer; one more than there are answers."""
    course: Array
    """[sum, 12] what a month has of the sum; an answer of the year has all of it in the first."""
    terms: Indices
    """[sum] first term; one more than there are sums."""
    year: Indices
    """[term] of its driver: the answer's year or one before."""
    row: Indices
    """[term] of its driver."""
    weight: Array
    """[term]"""
    awake: Indices
    """[t, pool] 1 where anything can stand in a pool or move."""
    bears: Indices
    """[t, pool] 1 where something but the balance bears interest, or part of the balance does not."""
    merged: Indices
    """[month] 1 where maternity becomes part of the employee pool at its begin."""
    by_month: Indices
    """[t] 1 where all pools go through the months together: where that is in one of them, or interest is below zero."""
    growth: Array
    """[t] interest of a year on a balance that stands from its begin, over the balance."""
    grown: Array
    """[sum] interest that it adds to a pool in the year, over the sum, where what bears interest is never negative."""
    lowest: Array
    """[sum] the least that it adds to what bears interest in a month, over the sum and without interest; 0 for a year's."""
    highest: Array
    """[sum] the most that it adds to that."""


class Term(NamedTuple):
    """One driver in an answer of a year."""

    year: int
    row: int
    course: Array


Answers = dict[tuple[int, int], list[Term]]
"""The terms of every answer of a year: [t, answer]."""

DRIVEN_BY: dict[int, tuple[int, ...]] = {
    r.YEARS_PAID: (r.YEARS_PRICE,),
    r.NEWBORN_PREMIUMS: (r.NEWBORNS_ENROLLED,),
    r.NEWBORN_SUBSIDIES: (r.NEWBORNS_ENROLLED,),
    r.BIRTHS_OF_RESIDENTS: (r.RESIDENT_BIRTH_BENEFIT,),
    **{r.PREMIUMS_OF_LAYERS + p: tuple(range(r.LAYER_FROM_POOL, r.LAYER_OWN_PREMIUM)) for p in range(r.CARE_PAYERS)},
    **{r.NURSED_MEMBERS + p: (r.NURSING_COVERAGE + p,) for p in range(r.CARE_PAYERS)},
    **{r.NURSED_PAID + p: (r.NURSING_COVERAGE + p,) for p in range(r.CARE_PAYERS)},
    **{r.BILLS_AT_ONCE + line: (r.PAID_AT_ONCE + line,) for line in range(r.CARE_LINES)},
    **{r.BILLS_HELD + line: (r.HELD_BACK + line, r.QUALITY_RESERVE + line) for line in range(r.CARE_LINES)},
    **{r.BILLS_AHEAD + line: (r.PREPAID_SHARE + line,) for line in range(r.CARE_LINES)},
}
"""Drivers that are nothing in a year in which these rules of the law are: what is switched off costs no time."""


def respond(books: Books, first: int, last: int, rules: Rules, prices: Prices) -> Response:
    """What every driver of years first to last does to their books, and what the opening books do by themselves."""
    rates = rules.law_month[r.INTEREST_RATE].reshape(-1, 12) / 12.0
    rules = rules._replace(law_month=rules.law_month.copy())
    rules.law_month[r.INTEREST_RATE] = 0.0
    answers: Answers = {}
    opening = books.copy()
    for t in range(first, last + 1):
        _keep(answers, t, t, r.ALWAYS, _booked(t, r.ALWAYS, opening, rules, prices))
        for row in range(r.ALWAYS):
            if row in DRIVEN_BY and not rules.law_year[list(DRIVEN_BY[row]), t].any():
                continue
            echo = _empty(books)
            _keep(answers, t, t, row, _booked(t, row, echo, rules, prices))
            later = t + 1
            while later <= last and _something_waits(echo):
                _keep(answers, later, t, row, _booked(later, None, echo, rules, prices))
                later += 1
    awake = _awake(answers, books, first, last, rules.law_month[r.MATERNITY_MERGED])
    return packed(answers, awake, _mergers(rules.law_month[r.MATERNITY_MERGED]), rates)


def _empty(books: Books) -> Books:
    return Books(*(np.zeros_like(part) for part in books))


def _something_waits(books: Books) -> bool:
    held = books.standing[r.HELD_NOW : r.HELD_NOW + r.CARE_LINES]
    return bool(books.queue.any() or books.owed.any() or held.any())


def _booked(t: int, row: int | None, books: Books, rules: Rules, prices: Prices) -> Array:
    """A year of one yuan (or person) of a driver, or of none: answer[row, month]. The books go on in place."""
    driver, after, yearly = np.zeros(r.DRIVERS), np.zeros(r.STANDING), np.zeros(r.CARE)
    flows, memo, stocks = np.zeros((12, r.POOLS, r.LINES)), np.zeros((12, r.MEMOS)), np.zeros((12, r.POOLS, r.STOCKS))
    if row is not None:
        driver[row] = 1.0
    book_year(
        t, rules.law_year, rules.law_month, rules.basis_year, rules.fixed, prices.wage_curve, prices.grid, prices.lag,
        prices.premium_timing, prices.subsidy_timing, driver, *books, after, flows, memo, stocks, yearly,
    )  # fmt: skip
    books.standing[:] = after
    handed = flows[:, r.MATERNITY, r.TRANSFER_OUT].copy()
    flows[:, r.MATERNITY, r.TRANSFER_OUT] -= handed
    flows[:, r.EMPLOYEE, r.TRANSFER_IN] -= handed
    answer = np.zeros((d.ANSWERS, 12))
    income = flows[:, :, : r.INCOME_LINES].sum(axis=2).T
    spending = flows[:, :, r.INCOME_LINES : r.TRANSFER_OUT + 1].sum(axis=2).T
    answer[d.CASH_OF : d.CASH_OF + r.POOLS] = income - spending
    moved = flows[:, :, r.TRANSFER_IN] - flows[:, :, r.TRANSFER_OUT]
    answer[d.BEARING_OF : d.BEARING_OF + r.POOLS] = (moved - stocks[0, :, r.ADVANCED]).T
    answer[d.INCOME_OF : d.INCOME_OF + r.POOLS, 0] = income.sum(axis=1)
    answer[d.SPENDING_OF : d.SPENDING_OF + r.POOLS, 0] = spending.sum(axis=1)
    answer[d.MATERNITY_OF : d.MATERNITY_OF + r.MEMOS, 0] = memo.sum(axis=0)
    answer[d.PREPAID_OF, 0] = after[r.PREPAID_NOW]
    return answer


def _keep(answers: Answers, t: int, year: int, row: int, answer: Array) -> None:
    """Keep what a driver of a year does in year t, where it does anything."""
    for one in np.flatnonzero(answer.any(axis=1)):
        answers.setdefault((t, int(one)), []).append(Term(year, row, answer[one]))


def _mergers(merged: Array) -> Indices:
    """Months at whose begin maternity becomes part of the employee pool."""
    return np.append(0, ((merged[1:] > 0) & (merged[:-1] == 0)).astype(np.int64))


def _awake(answers: Answers, books: Books, first: int, last: int, merged: Array) -> Indices:
    """awake[t, pool]: a pool sleeps until it has a balance or a flow; maternity again once it has been merged."""
    awake = np.zeros((last + 1, r.POOLS), dtype=np.int64)
    now = books.balances != 0.0
    for t in range(first, last + 1):
        now = now | [(t, d.CASH_OF + p) in answers for p in range(r.POOLS)]
        merges = _mergers(merged)[12 * t : 12 * t + 12].any()
        now[r.EMPLOYEE] |= merges and now[r.MATERNITY]
        awake[t] = now
        now[r.MATERNITY] &= not (merges and merged[12 * t + 11] > 0)
    return awake


def _courses(terms: list[Term]) -> list[tuple[Array, list[tuple[Term, float]]]]:
    """Terms that have the same course over the months but for its size: (course, its terms with their weights)."""
    found: list[tuple[Array, list[tuple[Term, float]]]] = []
    for term in terms:
        weight = float(term.course[np.abs(term.course).argmax()])
        course = term.course / weight
        for other, together in found:
            if np.abs(course - other).max() <= EQUAL:
                together.append((term, weight))
                break
        else:
            found.append((course, [(term, weight)]))
    return found


def _with_interest(answer: int, course: Array, rates: Array) -> tuple[float, float, float]:
    """Of a sum in an answer: the interest that it adds, the least and the most that it adds to what bears interest.

    rates[m] of the year. What comes in bears interest from the next month on; what bears it besides, in its month alone.
    """
    to_the_end = np.append(np.cumprod(1.0 + rates[::-1])[::-1], 1.0)
    if answer < d.BEARING_OF:
        before = np.append(0.0, course.cumsum()[:-1])
        return float(course @ (to_the_end[1:] - 1.0)), float(before.min()), float(before.max())
    if answer < d.INCOME_OF:
        return float(course @ (rates * to_the_end[1:])), float(course.min()), float(course.max())
    return 0.0, 0.0, 0.0


def packed(answers: Answers, awake: Indices, merged: Indices, rates: Array) -> Response:
    begin, bears = np.zeros((len(awake), d.ANSWERS + 1), dtype=np.int64), np.zeros_like(awake)
    courses: list[Array] = []
    terms, years, rows = [0], [], []
    weights: list[float] = []
    interest: list[tuple[float, float, float]] = []
    for t in range(len(awake)):
        for answer in range(d.ANSWERS):
            begin[t, answer] = len(courses)
            for course, together in _courses(answers.get((t, answer), [])):
                courses.append(course)
                interest.append(_with_interest(answer, course, rates[t]))
                years += [term.year for term, _ in together]
                rows += [term.row for term, _ in together]
                weights += [weight for _, weight in together]
                terms.append(len(rows))
        begin[t, d.ANSWERS] = len(courses)
        bears[t] = [(t, d.BEARING_OF + p) in answers for p in range(r.POOLS)]
    by_month = np.array(merged.reshape(-1, 12).any(axis=1) | (rates < 0).any(axis=1), dtype=np.int64)
    grown, lowest, highest = np.array(interest).reshape(-1, 3).T.copy()
    return Response(
        begin, np.array(courses).reshape(-1, 12), np.array(terms, dtype=np.int64), np.array(years, dtype=np.int64),
        np.array(rows, dtype=np.int64), np.array(weights), awake, bears, merged, by_month, (1.0 + rates).prod(axis=1) - 1.0,
        grown, lowest, highest,
    )  # fmt: skip
