"""Long-term care insurance (长期护理保险): who is a member, who pays, and what is paid for care by degree and setting.

It moves the fund of long-term care, a pool of its own, and what the employee pool and the resident pool hand over to it.
How many are disabled and draw benefits are figures. It moves no hospital care: whether care at home saves days in hospital
is behaviour. Without members nothing moves; without anybody who pays, the fund only spends.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

_FIELDS = ("coverage", "from_pool", "own", "subsidy", "pool_rate", "employer_rate", "price", "ratio", "offset")
MOVES = tuple(f"nursing_{field}" for field in _FIELDS)


class Lever(LeverFields):
    """Members, income and benefits, by scheme or by setting, and year."""

    coverage: Steps | None = moves("nursing_coverage", "members, share of the insured of each scheme")
    from_pool: Steps | None = moves("nursing_from_pool", "handed over by the scheme's pool, a member and year")
    own: Steps | None = moves("nursing_own", "paid by a member, a year")
    subsidy: Steps | None = moves("nursing_subsidy", "paid by the treasury, a member and year")
    pool_rate: Steps | None = moves("nursing_pool_rate", "handed over by the employee pool, of covered wages")
    employer_rate: Steps | None = moves("nursing_employer_rate", "paid by employers, of covered wages")
    price: Steps | None = moves("nursing_price", "price of a month of care, by degree and setting")
    ratio: Steps | None = moves("nursing_ratio", "share of the price that is paid")
    offset: Steps | None = moves("nursing_offset", "taken off a month's benefit where an allowance is drawn")


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with every field's rule changed from its dates on."""
    steps = {f"nursing_{field}": getattr(lever, field) for field in _FIELDS}
    return law._replace(**{rule: stepped(law, rule, written, calendar) for rule, written in steps.items()})


EXAMPLE = Example(
    written="{coverage: {employee: {2027: 100 %}, resident: {2028: 50 %}}, from_pool: {employee: {2027: 60 元}}, "
    "own: {resident: {2028: 20 元}}, subsidy: {resident: {2028: 20 元}}, pool_rate: {2028: 0.1 %}, "
    "employer_rate: {2029: 0.1 %}, price: {severe_home: {2027: 2000 元}}, ratio: {moderate_home: {2029: 50 %}}, "
    "offset: {2029: 100 元}}",
    before={"nursing_coverage.employee": {2026: 0.0, 2027: 0.0}, "nursing_price.severe_home": {2027: 1800.0}},
    after={"nursing_coverage.employee": {2026: 0.0, 2027: 1.0}, "nursing_price.severe_home": {2027: 2000.0}},
    raises="long_term_care.nursing_benefits",
)
