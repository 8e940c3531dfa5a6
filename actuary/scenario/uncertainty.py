"""The section `uncertainty` of a scenario: what varies from draw to draw. It moves nothing in a plain run.

    uncertainty:
      model: no
      correlations:
        wages: {use: -0.3, price_employee: 0.5}
      widths: {use: 1.5}

Three layers have a switch each: `process`, the shocks of single years; `parameter`, how far the trends and answers may be
from what was estimated; `model`, which trend holds at all. Correlations are the whole matrix: pairs not written are 0.
"""

from typing import Annotated, Any

import numpy as np
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from actuary.axes import PROCESSES
from actuary.errors import nearest
from actuary.levers.shape import Refused, Wrong
from actuary.units import Number, Switch

CORRELATED = PROCESSES[:-1]
"""Processes with a shock every year; an epidemic comes or does not."""
WIDEST = 100
"""A shock may be this many times as wide as estimated, and no more: a guard against a slip of the pen."""

Correlations = tuple[tuple[float, ...], ...]
"""A row and a column for each of CORRELATED; empty where none is written."""


def _switch(value: Any) -> bool:
    return value if isinstance(value, bool) else Switch().read(value if isinstance(value, str) else "").value == 1


def _no_process(written: str, among: tuple[str, ...]) -> str:
    near = nearest(written, among)
    return "no process of every year has this name" + (f"; did you mean {near}?" if near else f": {', '.join(among)}")


def _number(value: Any, low: float, high: float) -> float:
    quantity = Number(low, high).read(value if isinstance(value, str) else "")
    if quantity.change and not low < 0:
        raise ValueError(Number(low, high).describe())
    return quantity.value


def _correlation(value: Any) -> float:
    """A signed number is a level here: nothing is in force that it could be a change of."""
    text = value.strip() if isinstance(value, str) else ""
    try:
        return _number("=" + text.removeprefix("="), -1, 1)
    except ValueError:
        raise ValueError("a correlation, from -1 to 1") from None


def _correlations(value: Any) -> Correlations:
    """The matrix of what is written, with every mistake told at once."""
    if not isinstance(value, dict) or not value:
        raise ValueError("processes with their correlations, such as wages: {use: 0.3}")
    matrix, wrongs = np.eye(len(CORRELATED)), []
    written: dict[tuple[str, str], float] = {}
    for one, row in value.items():
        if one not in CORRELATED:
            wrongs.append(Wrong((one,), _no_process(one, CORRELATED), of_key=True))
        elif not isinstance(row, dict) or not row:
            wrongs.append(Wrong((one,), "processes with a correlation each, such as {use: 0.3}"))
        else:
            wrongs += _row(one, row, written)
    if wrongs:
        raise Refused(wrongs)
    for (one, other), correlation in written.items():
        i, j = CORRELATED.index(one), CORRELATED.index(other)
        matrix[i, j] = matrix[j, i] = correlation
    values, vectors = np.linalg.eigh(matrix)
    if values[0] < -ROUNDING:
        among = " and ".join(name for name, part in zip(CORRELATED, vectors[:, 0], strict=True) if abs(part) > ROUNDING)
        right = f"nearer to 0 between {among}: nothing can move together like this"
        raise Refused(
            [Wrong((), f"{right} (the matrix has an eigenvalue of {values[0]:.2f}, and none may be below 0)")]
        )
    return tuple(tuple(map(float, line)) for line in matrix)


def _row(one: str, row: dict[str, Any], written: dict[tuple[str, str], float]) -> list[Wrong]:
    """Take a row in; what is wrong with it."""
    wrongs = []
    for other, text in row.items():
        if other not in CORRELATED:
            wrongs.append(Wrong((one, other), _no_process(other, CORRELATED), of_key=True))
            continue
        try:
            correlation = _correlation(text)
        except ValueError as right:
            wrongs.append(Wrong((one, other), str(right)))
            continue
        if one == other and correlation != 1:
            wrongs.append(Wrong((one, other), "1, or nothing: everything moves with itself"))
        if written.get((other, one), correlation) != correlation:
            same = f"{written[other, one]:g}, as {other} with {one}: a matrix of correlations is symmetric"
            wrongs.append(Wrong((one, other), same))
        written[one, other] = correlation
    return wrongs


ROUNDING = 1e-9
"""An eigenvalue as little below zero is zero."""


def _widths(value: Any) -> dict[str, float]:
    if not isinstance(value, dict) or not value:
        raise ValueError("processes with a number each, such as use: 1.5")
    found: dict[str, float] = {}
    wrongs: list[Wrong] = []
    for name, text in value.items():
        if name not in CORRELATED:
            wrongs.append(Wrong((name,), _no_process(name, CORRELATED), of_key=True))
            continue
        try:
            found[name] = _number(text, 0, WIDEST)
        except ValueError as right:
            wrongs.append(Wrong((name,), f"{right}: times as wide as estimated"))
    if wrongs:
        raise Refused(wrongs)
    return found


class Uncertainty(BaseModel):
    """What varies from draw to draw; everything, as it was estimated, unless it is written otherwise."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    process: Annotated[bool, BeforeValidator(_switch)] = Field(
        True, description="shocks of single years to wages, use, prices, enrolment and births, and epidemics"
    )
    parameter: Annotated[bool, BeforeValidator(_switch)] = Field(
        True, description="how far the estimated trends, and the answers that are on, may be from the truth"
    )
    model: Annotated[bool, BeforeValidator(_switch)] = Field(
        True, description="which trend holds: the scenario's own, the last growth, or the mean growth of the past"
    )
    correlations: Annotated[Correlations, BeforeValidator(_correlations)] = Field(
        (), description="how the shocks move together, process by process, in place of what was estimated"
    )
    widths: Annotated[dict[str, float], BeforeValidator(_widths)] = Field(
        default_factory=dict, description="how many times as wide as estimated the shocks of a process are"
    )


ALL = Uncertainty()  # type: ignore[call-arg]
"""Every layer, as it was estimated."""
