"""Chronic cover (门诊慢特病、两病): diseases added to the list, and the drugs of hypertension and diabetes.

A longer list brings patients to chronic outpatient care, `added_disease_patients_share` of those there are for each
disease. The ratio of the two diseases moves what residents are paid for their drugs, `two_disease_paid_share` of what
chronic outpatients are paid; `two_disease_share` says how many members get them. It moves neither the ratio of chronic
care (resident_benefits) nor the admissions that it may spare.

`diseases` counts beyond the list of the base year. Extensions published since then are not in the law in force (Meishan 27
diseases in 2019, 40 in 2020: `chronic_diseases_listed`): the base run adds none of them, and what is written counts them
too, 13 from 2020 on in Meishan.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = ("chronic_diseases_added", "two_disease_ratio")


class Lever(LeverFields):
    """Breadth of the list, and the ratio of the two diseases."""

    diseases: Steps | None = moves("chronic_diseases_added", "diseases beyond the list of the base year")
    two_disease_ratio: Steps | None = moves(
        "two_disease_ratio", "residents: share paid of the drugs of hypertension and diabetes"
    )


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with list and ratio changed from their years on."""
    return law._replace(
        chronic_diseases_added=stepped(law, "chronic_diseases_added", lever.diseases, calendar),
        two_disease_ratio=stepped(law, "two_disease_ratio", lever.two_disease_ratio, calendar),
    )


EXAMPLE = Example(
    written="{diseases: {2027: 13}, two_disease_ratio: {2028: +10 pp}}",
    before={"chronic_diseases_added": {2026: 0.0, 2027: 0.0}, "two_disease_ratio": {2027: 0.5, 2028: 0.5}},
    after={"chronic_diseases_added": {2026: 0.0, 2027: 13.0}, "two_disease_ratio": {2027: 0.5, 2028: 0.6}},
    raises="resident.outpatient",
)
