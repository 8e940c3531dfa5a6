"""Recognition of tests (检查检验结果互认): another hospital's result counts, and the test is not repeated.

It moves the cost of hospital and outpatient care by their share of tests (`inpatient_test_share`,
`outpatient_test_share`). It moves no price of a test, and does not follow what hospitals do to make up for it.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = ("recognised_test_share",)


class Lever(LeverFields):
    """How many are not repeated."""

    share: Steps | None = moves("recognised_test_share", "tests that are not repeated")


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with the share of tests not repeated changed from its years on."""
    return law._replace(
        recognised_test_share=stepped(law, "recognised_test_share", lever.share, calendar),
    )


EXAMPLE = Example(
    written="share: {2027: 10 %}",
    before={"recognised_test_share": {2026: 0.0, 2027: 0.0}},
    after={"recognised_test_share": {2026: 0.0, 2027: 0.1}},
    lowers="resident.inpatient",
)
