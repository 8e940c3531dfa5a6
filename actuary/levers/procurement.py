"""Volume-based procurement (集采): drugs and consumables bought together, at a lower price.

It moves what cases cost, by share on the lists x share really bought x cut of the price: patients and funds save alike. For
the years of an agreement the fund pays hospitals their share of its saving (结余留用); with all of it, as where budgets are
not cut, the fund saves nothing in these years. Where brands above the procured price are paid up to it alone (支付标准), the
difference is the patient's. It does not move use, nor when bills are paid. What past rounds saved is in past cost: a higher
share of lists saves more, the same share nothing.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = ("procured_share", "procured_cut", "procured_uptake", "procured_kept", "procured_term", "payment_standard")


class Lever(LeverFields):
    """Lists, cut and uptake, what hospitals keep and how long, what the fund pays of dearer brands."""

    share: Steps | None = moves("procured_share", "share of spending on the lists, at the prices before")
    cut: Steps | None = moves("procured_cut", "cut of the price of what is on the lists")
    uptake: Steps | None = moves("procured_uptake", "of what is on the lists, the share bought at that price")
    kept: Steps | None = moves("procured_kept", "share of the fund's saving that hospitals get")
    term: Steps | None = moves("procured_term", "years for which they get it")
    standard: Steps | None = moves("payment_standard", "share of what dearer brands cost more left out of scope")


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with procurement changed from its years on."""
    return law._replace(
        procured_share=stepped(law, "procured_share", lever.share, calendar),
        procured_cut=stepped(law, "procured_cut", lever.cut, calendar),
        procured_uptake=stepped(law, "procured_uptake", lever.uptake, calendar),
        procured_kept=stepped(law, "procured_kept", lever.kept, calendar),
        procured_term=stepped(law, "procured_term", lever.term, calendar),
        payment_standard=stepped(law, "payment_standard", lever.standard, calendar),
    )


EXAMPLE = Example(
    written="{share: {drugs: {2027: +10 pp}}, cut: {drugs: {2028: 55 %}}, "
    "uptake: {drugs: {2028: 90 %}}, kept: {drugs: {2027: 30 %}}, term: {2027: 3}, standard: {drugs: {2029: 100 %}}}",
    before={
        "procured_share.drugs": {2026: 0.25, 2027: 0.25},
        "procured_cut.drugs": {2027: 0.5, 2028: 0.5},
        "procured_kept.drugs": {2026: 0.5, 2027: 0.5},
        "procured_term": {2026: 2.0, 2027: 2.0},
        "payment_standard.drugs": {2028: 0.0, 2029: 0.0},
    },
    after={
        "procured_share.drugs": {2026: 0.25, 2027: 0.35},
        "procured_cut.drugs": {2027: 0.5, 2028: 0.55},
        "procured_kept.drugs": {2026: 0.5, 2027: 0.3},
        "procured_term": {2026: 2.0, 2027: 3.0},
        "payment_standard.drugs": {2028: 0.0, 2029: 1.0},
    },
    lowers="resident.outpatient",
)
