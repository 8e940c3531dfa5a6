"""From the numbers of a draw to what wages, use, prices, births and take-up are in it, year by year.

Shocks of a year are a vector autoregression; parameters lie off their estimate by one number for all years; one trend of
several holds. Every number comes from the stream of its name (streams.py).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.kernel import rows as r
from actuary.kernel import rows_of_draws as d
from actuary.kernel.compiler import part
from actuary.kernel.lanes import exp, number_of, where
from actuary.kernel.streams import YEARS_A_COUNTER, normal, scrambled

Array = NDArray[np.float64]
Words = NDArray[np.uint64]


class Chance(NamedTuple):
    """What is uncertain, f processes, q parameters, v models, T years, the base year first; the same in every draw."""

    first_year: int
    """The calendar year of index 0: streams go by calendar years."""
    process_names: Words
    """[f] names of the streams."""
    parameter_names: Words
    """[q]"""
    answer_names: Words
    """[rows of answers]"""
    model_name: np.uint64
    carry: Array
    """[f, f] x(t) = carry x(t-1) + width(t) (impact z(t)), z standard normal."""
    impact: Array
    """[f, f] lower triangular."""
    width: Array
    """[f, T] 0 where the year is known."""
    lasting: Array
    """[f] 1: the log of the level is the sum of x to this year; 0: x of the year."""
    epidemic: Array
    """[row] chance a year; what it adds to the log of that year's use, and of its death rates."""
    loadings: Array
    """[q, f, T] what one standard deviation of a parameter adds to the log of a level."""
    answers: Array
    """[answer, row] row of the kernel's constants, standard deviation, bounds."""
    burden: float
    """Residents' premium over income of the base year: as their response varies by d, the logit moves by -d x burden."""
    paths: Array
    """[v, f, T] log of a level under another trend over the first."""
    weights: Array
    """[v] chances of the trends."""


@part
def shocks(draw, seed, names, first_year, z):
    """Numbers of every process and year: z[f, t] standard normal, of the epidemic evenly from 0 to 1."""
    years = z.shape[1]
    for f in range(z.shape[0]):
        for place in range(first_year // YEARS_A_COUNTER, (first_year + years - 1) // YEARS_A_COUNTER + 1):
            one, two, three, four = scrambled(draw, np.uint64(place), seed, names[f])
            t = place * YEARS_A_COUNTER - first_year
            _keep(z, f, t, number_of(one))
            _keep(z, f, t + 1, number_of(two))
            _keep(z, f, t + 2, number_of(three))
            _keep(z, f, t + 3, number_of(four))


@part
def _keep(z, f, t, u):
    if 0 <= t < z.shape[1]:
        z[f, t] = u if f == d.EPIDEMIC else normal(u)


@part
def once(draw, seed, name):
    """The number of a draw that holds in all years, evenly from 0 to 1."""
    return number_of(scrambled(draw, np.uint64(0), seed, name)[0])


@part
def move(t, chance, z, x, level):
    """A year of the processes: x[f] becomes that of year t, level[f, t] the log of what it makes of the level."""
    count = x.shape[1]
    for f in range(count):
        moved = 0.0
        for other in range(count):
            if chance.carry[f, other] != 0.0:
                moved = moved + chance.carry[f, other] * x[0, other]
        shock = 0.0
        if chance.width[f, t] > 0.0 and f != d.EPIDEMIC:
            for other in range(f + 1):
                if chance.impact[f, other] != 0.0:
                    shock = shock + chance.impact[f, other] * z[other, t]
        x[1, f] = moved + chance.width[f, t] * shock
    for f in range(count):
        x[0, f] = x[1, f]
        level[f, t] = x[1, f]
        if chance.lasting[f] > 0.0 and t > 0:
            level[f, t] = level[f, t - 1] + x[1, f]


@part
def bend(draw, seed, chance, level):
    """Add to the logs what parameters and the trend that holds make of every year: level[f, t]."""
    for q in range(chance.parameter_names.shape[0]):
        off = normal(once(draw, seed, chance.parameter_names[q]))
        for f in range(level.shape[0]):
            for t in range(level.shape[1]):
                if chance.loadings[q, f, t] != 0.0:
                    level[f, t] = level[f, t] + chance.loadings[q, f, t] * off
    if chance.weights.shape[0] > 1:
        u = once(draw, seed, chance.model_name)
        below = 0.0
        for v in range(chance.weights.shape[0]):
            above = below + chance.weights[v]
            for f in range(level.shape[0]):
                for t in range(level.shape[1]):
                    if chance.paths[v, f, t] != 0.0:
                        level[f, t] = level[f, t] + where((u >= below) & (u < above), chance.paths[v, f, t], 0.0)
            below = above


@part
def levels(draw, seed, chance, z, x, level):
    """What a draw makes of wages, use, prices, births and death rates, times what they are without chance: level[f, t].

    Enrolment is added to the logit of take-up instead. z[f, t] and x[2, f] are room to work in.
    """
    shocks(draw, seed, chance.process_names, chance.first_year, z)
    for f in range(x.shape[1]):
        x[0, f] = 0.0
    for t in range(level.shape[1]):
        move(t, chance, z, x, level)
    bend(draw, seed, chance, level)
    for t in range(level.shape[1]):
        came = chance.epidemic[d.EPIDEMIC_CHANCE] * chance.width[d.EPIDEMIC, t]
        if came > 0.0:
            comes = z[d.EPIDEMIC, t] < came
            level[d.USED, t] = level[d.USED, t] + where(comes, chance.epidemic[d.EPIDEMIC_USE], 0.0)
            level[d.EPIDEMIC, t] = where(comes, chance.epidemic[d.EPIDEMIC_MORTALITY], 0.0)
        else:
            level[d.EPIDEMIC, t] = 0.0
        for f in range(level.shape[0]):
            if f != d.ENROLMENT:
                level[f, t] = exp(level[f, t])


@part
def answer(draw, seed, chance, fixed, own):
    """The constants of a draw, own[row]: those of the basis, but for answers of people and hospitals that are uncertain."""
    for row in range(fixed.shape[0]):
        own[row] = fixed[row]
    for i in range(chance.answers.shape[0]):
        row = int(chance.answers[i, 0])
        off = chance.answers[i, 1] * normal(once(draw, seed, chance.answer_names[i]))
        own[row] = min(max(fixed[row] + off, chance.answers[i, 2]), chance.answers[i, 3])
        if row == r.TAKE_UP_RESPONSE:
            own[r.TAKE_UP_LOGIT] = fixed[r.TAKE_UP_LOGIT] - (own[row] - fixed[row]) * chance.burden


@part
def lay_under(basis_year, own):
    """What the years of a draw rest on where nothing befalls it: own[row, t], to be changed by `apply`."""
    for row in range(basis_year.shape[0]):
        for t in range(basis_year.shape[1]):
            own[row, t] = basis_year[row, t]


@part
def apply(level, t, known, basis_year, own):
    """What a draw's year t rests on: own[row, t] from basis_year[row, t] and level[f, known], known = t or the last year."""
    before, two_before = max(known - 1, 0) if known == t else known, max(t - 2, 0)
    own[r.WAGE, t] = basis_year[r.WAGE, t] * level[d.WAGES, known]
    own[r.INCOME_BEFORE, t] = basis_year[r.INCOME_BEFORE, t] * level[d.WAGES, before]
    own[r.BIRTH_COST, t] = basis_year[r.BIRTH_COST, t] * level[d.PRICES, known]
    own[r.TAKE_UP_SHIFT, t] = basis_year[r.TAKE_UP_SHIFT, t] + level[d.ENROLMENT, known]
    faster = level[d.WAGES, before] / level[d.WAGES, two_before]
    own[r.SUBSIDY_GROWTH, t] = (1.0 + basis_year[r.SUBSIDY_GROWTH, t]) * faster - 1.0
    if t > 1:
        own[r.PREMIUM_GROWTH, t] = own[r.SUBSIDY_GROWTH, t - 1]
    block = (basis_year.shape[0] - r.USE) // r.INDICES
    services = block // r.CARE_PAYERS
    for k in range(block):
        own[r.USE + k, t] = basis_year[r.USE + k, t] * level[d.USED, known]
        own[r.USE + block + k, t] = basis_year[r.USE + block + k, t] * level[d.PRICES + k // services, known]
