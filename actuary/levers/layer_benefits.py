"""Benefits of the layers after the basic one (大病保险、大额补助、医疗救助等): whom each covers, what it pays.

In their order they pay of what the basic pool and the layers before leave of a member's cost in scope over the year. They
move what patients owe and what the funds of these layers pay, never the basic pools. Deductible and cap go with income:
the mean wage for employees, last year's disposable income for residents. For the assisted the deductible is a part of it,
the ratio higher. The covered among a pool's members are alike: nobody insures himself because he is ill.
"""

import numpy as np

from actuary.axes import LAYER_NAMES, Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = (
    "layer_coverage", "layer_deductible", "layer_ratio", "layer_cap", "layer_assisted_deductible", "layer_assisted_ratio",
)  # fmt: skip


class Lever(LeverFields):
    """Terms of each layer, by year."""

    coverage: Steps | None = moves("layer_coverage", "share of the members whom the layer covers")
    deductible: Steps | None = moves("layer_deductible", "what a patient pays first, share of a year's income")
    ratio: Steps | None = moves("layer_ratio", "share paid of what is owed above it")
    cap: Steps | None = moves(
        "layer_cap", "highest payment of a year, times a year's income", beside="layer_deductible"
    )
    assisted_deductible: Steps | None = moves("layer_assisted_deductible", "what of the deductible the assisted bear")
    assisted_ratio: Steps | None = moves(
        "layer_assisted_ratio", "what the assisted are paid more, share of what is owed"
    )


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with the terms of the layers changed. Raises ValueError where a cap would lie below its deductible."""
    moved = law._replace(
        layer_coverage=stepped(law, "layer_coverage", lever.coverage, calendar),
        layer_deductible=stepped(law, "layer_deductible", lever.deductible, calendar),
        layer_ratio=stepped(law, "layer_ratio", lever.ratio, calendar),
        layer_cap=stepped(law, "layer_cap", lever.cap, calendar),
        layer_assisted_deductible=stepped(law, "layer_assisted_deductible", lever.assisted_deductible, calendar),
        layer_assisted_ratio=stepped(law, "layer_assisted_ratio", lever.assisted_ratio, calendar),
    )
    below = (moved.layer_cap < moved.layer_deductible).any(axis=1)
    if below.any():
        raise ValueError(
            f"a cap of {LAYER_NAMES[int(np.argmax(below))]} that is at least its deductible, in every year"
        )
    return moved


EXAMPLE = Example(
    written="{ratio: {critical_illness: {2027: 70 %}}, coverage: {civil_servants: {2028: 10 %}}}",
    before={"layer_ratio.critical_illness": {2026: 0.6, 2027: 0.6}, "layer_coverage.civil_servants": {2028: 0.0}},
    after={"layer_ratio.critical_illness": {2026: 0.6, 2027: 0.7}, "layer_coverage.civil_servants": {2028: 0.1}},
    raises="critical_illness.to_patients",
)
