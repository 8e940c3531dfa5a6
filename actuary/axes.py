"""The axes of every array: who, where, when, and in which order.

Stocks stand on dates, flows run between dates: a run over n years has n + 1 dates, the first of them the base
date (31 December of the base year).
"""

from typing import NamedTuple

from actuary.units import Date

SEXES = ("male", "female")
OLDEST = 100
"""The open age group: everybody aged 100 and over."""
AGES = range(OLDEST + 1)
CLOSING_AGE = 120
"""Life tables are drawn out to this age; nobody is left beyond."""

POOLS = ("employee", "employee_account", "resident", "maternity", "long_term_care")
TIERS = ("tertiary", "secondary", "primary", "township")
SERVICES = (*(f"inpatient_{tier}" for tier in TIERS), "outpatient", "chronic_outpatient", "pharmacy")
PAYERS = ("employee", "resident")
"""The pools that pay for services."""
ITEMS = ("drugs", "consumables", "labour")
"""What the cost of a service is made of: what is bought in volume, and what hospitals charge for their work."""
GOODS = ITEMS[:2]
"""What hospitals buy."""


class Layer(NamedTuple):
    """A cover after the basic one: it pays of what members of some pools still owe."""

    name: str
    payers: tuple[str, ...]
    """The pools whose members it serves."""


LAYERS = (
    Layer("critical_illness", ("resident",)),
    Layer("large_claims", ("employee",)),
    Layer("civil_servants", ("employee",)),
    Layer("medical_assistance", ("resident",)),
    Layer("enterprise_supplement", ("employee",)),
    Layer("commercial_insurance", ("employee", "resident")),
    Layer("mutual_aid", ("employee", "resident")),
)
"""In the order in which they settle: data, so that another layer is another row and one more in `kernel/rows.py`."""
LAYER_NAMES = tuple(layer.name for layer in LAYERS)

LINES = ("employee_inpatient", "employee_outpatient", "resident_inpatient", "resident_outpatient")
"""What a payer pays for care by admission, and for care by year: payer by payer."""

UPPER_TIERS = TIERS[:-1]
"""The tiers that have one below."""
ELSEWHERE = ("in_province", "beyond_province")
"""Where patients are treated who are not treated in their own area."""
LEAKS = ("false_claims", "shifted_cost", "account_cash")
"""What is paid and should not have been: by the pools, bills that are not true and cost that is the hospital's own to bear;
by individual accounts, what is cashed out, or bought with them and is no care."""
DISABILITY = ("moderate", "severe")
"""Degrees of disability that long-term care insurance may pay for."""
SETTINGS = tuple(f"{degree}_{where}" for degree in DISABILITY for where in ("home", "community", "institution"))
"""Long-term care by degree of disability and by where it is given."""

PROCESSES = ("wages", "use", "price_employee", "price_resident", "enrolment", "births", "epidemic")
"""What may come otherwise in any year than its trend says: each has a stream of random numbers of its own."""

PARTS = {
    "service": SERVICES,
    "item": ITEMS,
    "good": GOODS,
    "payer": PAYERS,
    "line": LINES,
    "layer": LAYER_NAMES,
    "tier": UPPER_TIERS,
    "place": ELSEWHERE,
    "leak": LEAKS,
    "setting": SETTINGS,
}
"""What a rule may go by besides time, and the names along it."""


class Status(NamedTuple):
    """What a person is to the funds, and what becomes of them: data, so that another status is another row."""

    name: str
    payer: str
    """The pool that pays for their care."""
    employed: bool
    """An employer pays the employer's part."""
    pays_on_wage: bool
    """Contributes on a wage, alone or with an employer."""
    assisted: bool
    """Medical assistance pays the own premium."""
    retires_to: str | None
    """The status entered at the statutory age with enough contribution years."""
    lapses_to: str | None
    """The status entered at the statutory age without them."""


STATUSES = (
    Status("active", "employee", True, True, False, "retired", "resident"),
    Status("flexible", "employee", False, True, False, "retired", "resident"),
    Status("retired", "employee", False, False, False, None, None),
    Status("resident", "resident", False, False, False, None, None),
    Status("assisted", "resident", False, False, True, None, None),
)
STATUS_NAMES = tuple(status.name for status in STATUSES)
BORN_INTO = "resident"


class Calendar(NamedTuple):
    """The years of a run. Laws are laid out from January of the base year, so that its own flows can be computed."""

    base: int
    last: int

    @property
    def years(self) -> range:
        """The base year and every projected year."""
        return range(self.base, self.last + 1)

    @property
    def projected(self) -> range:
        """The projected years."""
        return range(self.base + 1, self.last + 1)

    @property
    def laid_out(self) -> range:
        """The years for which rules and figures are laid out: one more, whose premium is collected before it begins."""
        return range(self.base, self.last + 2)

    def year_index(self, date: Date) -> int:
        """Position of the date's year among `years`."""
        return date.year - self.base

    def month_index(self, date: Date) -> int:
        """Position of the date's month (January where none is written), counted from January of the base year."""
        return 12 * (date.year - self.base) + (date.month or 1) - 1
