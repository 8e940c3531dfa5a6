"""Draws as on paper: from the numbers of `Chances` and a seed to the levels that a draw's projection runs on."""

import numpy as np

from tests.plain.streams import normals, uniforms

PROCESSES = ("wages", "use", "price_employee", "price_resident", "enrolment", "births", "epidemic")
USE, ENROLMENT, EPIDEMIC = 1, 4, 6
ONCE = (0,)
"""Parameters and the model are drawn once: in the place of the first year."""


def levels(chances, parameters, seed, draws, years):
    """[f, T, draw]: what wages, use, prices and births are multiplied by; what is added to the logit of take-up; last,
    what death rates are multiplied by in a year of epidemic. Use holds what an epidemic does to it.
    """
    logs = process(chances, seed, draws, years)
    logs = logs + parameter(chances, parameters, seed, draws) + trend(chances, seed, draws)
    came = epidemics(chances, seed, draws, years)
    logs[USE] += came * chances.epidemic[1]
    logs[EPIDEMIC] = came * chances.epidemic[2]
    found = np.exp(logs)
    found[ENROLMENT] = logs[ENROLMENT]
    return found


def process(chances, seed, draws, years):
    """x(t) = carry x(t-1) + width(t) (impact z(t)); what lasts is summed up over the years."""
    z = np.stack([normals(seed, f"process:{name}", draws, years) for name in PROCESSES])
    z[EPIDEMIC] = 0
    found = np.zeros_like(z)
    x = np.zeros((len(PROCESSES), len(draws)))
    total = np.zeros_like(x)
    for t in range(len(years)):
        x = times(chances.carry, x) + chances.width[:, t, None] * times(chances.impact, z[:, t])
        total = total + x
        found[:, t] = np.where(chances.lasting[:, None] == 1, total, x)
    return found


def times(matrix, columns):
    """matrix @ columns, term by term in one order: a library's product may add up otherwise where there are more columns."""
    found = np.zeros_like(columns)
    for j in range(len(columns)):
        found = found + matrix[:, j, None] * columns[j]
    return found


def epidemics(chances, seed, draws, years):
    """1 in the years in which an epidemic comes, [T, draw]."""
    chance = chances.epidemic[0] * chances.width[EPIDEMIC]
    return (uniforms(seed, "process:epidemic", draws, years) < chance[:, None]).astype(float)


def parameter(chances, names, seed, draws):
    """Every parameter lies one normal number of standard deviations from its estimate, the same in all years."""
    found = 0.0
    for name, loading in zip(names, chances.loadings, strict=True):
        found = found + loading[:, :, None] * normals(seed, f"parameter:{name}", draws, ONCE)[0]
    return found


def trend(chances, seed, draws):
    """The path of the model that is drawn: the first whose chances, summed up, are above a number between 0 and 1."""
    drawn = np.searchsorted(np.cumsum(chances.weights), uniforms(seed, "model", draws, ONCE)[0], side="right")
    return np.moveaxis(chances.paths[np.minimum(drawn, len(chances.weights) - 1)], 0, -1)


def constant(chances, row, value, name, seed, draws):
    """A constant of the kernel in each draw: nothing beyond its bounds."""
    low, high = chances.bounds[row]
    return np.clip(value + chances.spread[row] * normals(seed, f"parameter:{name}", draws, ONCE)[0], low, high)
