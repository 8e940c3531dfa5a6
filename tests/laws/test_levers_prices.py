"""In which direction prices, procurement and the catalogue move money, cost and ratios: Meishan."""

import numpy as np

from actuary.axes import PAYERS, SERVICES
from actuary.law import Array
from actuary.results import Results
from tests.laws.test_levers import ROUNDING, line, more, since
from tests.pulls import Pull, pull
from tests.runs import ran

DEARER_WORK = pull("service_prices", "level.labour.2027=+10 %", first=(2027, 1))
CHEAPER_DRUGS = pull("service_prices", "level.drugs.2027=-10 %", first=(2027, 1))
REVIEWED = pull("service_prices", "review.labour.2027=2 %", first=(2027, 1))
TIER = pull("service_prices", "tier.inpatient_tertiary.2027=+30 %", first=(2027, 1))
KEPT_NOTHING = pull(
    "procurement", "share.drugs.2027=+10 pp", "kept.drugs.2027=0 %", "kept.consumables.2027=0 %", first=(2027, 1)
)
KEPT_ALL = pull("procurement", "share.drugs.2027=+10 pp", "kept.drugs.2027=100 %", "term.2027=3", first=(2027, 1))
KEPT_MEANWHILE = pull("procurement", "share.drugs.2027=+10 pp", "kept.drugs.2027=50 %", "term.2027=2", first=(2027, 1))
CONSUMABLES = pull("procurement", "share.consumables.2027=+20 pp", "kept.consumables.2027=0 %", first=(2027, 1))
STANDARD = pull("procurement", "standard.drugs.2028=100 %", first=(2028, 1))
LISTED = pull("catalogue", "scope.inpatient_tertiary.2027=+2 pp", first=(2027, 1))
REMOVED = pull("catalogue", "scope.outpatient.2027=-5 pp", first=(2027, 1))
CLASS_B = pull("catalogue", "employee_class_b.2027=-5 pp", first=(2027, 1))
NEGOTIATED = pull("catalogue", "negotiated.chronic_outpatient.2027=10 %", first=(2027, 1))
WAIVED = pull("catalogue", "waived.2028=25 %", "waived.2029=0 %", first=(2028, 1))


def price(one: Pull, payer: str = "employee") -> Array:
    """Cost of a case over what it is without the lever, by service and year."""
    years = len(one.run().years)
    return np.asarray(one.run().basis.policy.price[PAYERS.index(payer), :, :years])


def spending(found: Results, fund: str = "all") -> Array:
    return found.funds[fund]["spending"]


def test_drugs_and_work_have_prices_of_their_own() -> None:
    """Drugs move pharmacies most, hospitals' work not at all there; both move what the funds spend."""
    drugs, work, pharmacy = price(CHEAPER_DRUGS)[:, -1], price(DEARER_WORK)[:, -1], SERVICES.index("pharmacy")
    assert drugs.argmin() == pharmacy and work[pharmacy] == 1
    assert (drugs < 1).all() and (np.delete(work, pharmacy) > 1).all()
    for fund in ("employee", "resident"):
        assert (more(CHEAPER_DRUGS, fund, "spending")[since(CHEAPER_DRUGS)] < 0).all()
        assert (more(DEARER_WORK, fund, "spending")[since(DEARER_WORK)] > 0).all()
        np.testing.assert_allclose(more(DEARER_WORK, fund, "spending")[: 2027 - 2019], 0, atol=ROUNDING)


def test_a_rise_of_prices_costs_months_before_it_is_decided() -> None:
    """What the bundled scenario asks. A tenth more for half of the cost is about a twentieth of spending, or some more."""
    found, base = ran("meishan_prices"), ran("meishan")
    for fund in ("employee_scheme", "resident"):
        assert (
            found.funds[fund]["reserve_months"][2027 - 2019 :] < base.funds[fund]["reserve_months"][2027 - 2019 :]
        ).all()
    dearer = spending(found, "resident")[-1] / spending(base, "resident")[-1]
    assert 1.04 < dearer < 1.08


def test_no_mark_up_moves_cost_from_drugs_to_work() -> None:
    """Thirteen off drugs and a tenth on work: pharmacies cheaper, tertiary hospitals not."""
    moved = pull("service_prices", "level.drugs.2027=-13 %", "level.labour.2027=+10 %", first=(2027, 1))
    found = dict(zip(SERVICES, price(moved)[:, -1], strict=True))
    assert found["pharmacy"] < found["chronic_outpatient"] < 1 < found["inpatient_tertiary"]


def test_a_tier_of_prices_moves_its_own_hospitals() -> None:
    moved = price(TIER)[:, since(TIER)]
    assert (moved[SERVICES.index("inpatient_tertiary")] > 1.1).all()
    np.testing.assert_array_equal(np.delete(moved, SERVICES.index("inpatient_tertiary"), axis=0), 1)
    assert (line(TIER, "resident", "inpatient")[since(TIER)] > 0).all()
    np.testing.assert_allclose(line(TIER, "resident", "outpatient"), 0, atol=ROUNDING)


def test_a_yearly_review_adds_up() -> None:
    """Two in a hundred a year: hospitals' work is 1.02^9 dearer in 2035, and dearer every year than the year before."""
    moved = price(REVIEWED)[SERVICES.index("outpatient")]
    np.testing.assert_allclose((moved[-1] - 1) / (moved[2027 - 2019] - 1), (1.02**9 - 1) / 0.02)
    assert (np.diff(more(REVIEWED, "all", "spending"))[2027 - 2019 :] > 0).all()


def test_longer_lists_save_patients_and_funds_alike() -> None:
    assert (more(KEPT_NOTHING, "employee", "spending")[since(KEPT_NOTHING)] < 0).all()
    assert (more(KEPT_NOTHING, "resident", "spending")[since(KEPT_NOTHING)] < 0).all()
    assert (price(KEPT_NOTHING)[:, since(KEPT_NOTHING)] < 1).all()
    np.testing.assert_allclose(price(KEPT_NOTHING, "resident"), price(KEPT_NOTHING), rtol=1e-15)


def test_consumables_bought_in_volume_save_most_in_tertiary_hospitals() -> None:
    assert price(CONSUMABLES)[:, -1].argmin() == SERVICES.index("inpatient_tertiary")
    assert (more(CONSUMABLES, "all", "spending")[since(CONSUMABLES)] < 0).all()


def test_where_hospitals_keep_all_the_fund_saves_nothing_until_the_agreement_ends() -> None:
    """Next to nothing: below a deductible the fund saves a little more than in proportion. Patients save at once."""
    of_all, of_some, of_none = (
        more(one, "resident", "spending")[2027 - 2019 :] for one in (KEPT_ALL, KEPT_MEANWHILE, KEPT_NOTHING)
    )
    assert (np.abs(of_all[:3]) < 0.25 * np.abs(of_none[:3])).all()
    assert (of_none[:2] < of_some[:2]).all() and (of_some[:2] < of_all[:2]).all()
    np.testing.assert_array_equal(price(KEPT_ALL), price(KEPT_NOTHING))
    np.testing.assert_allclose(of_all[5:], of_none[5:], rtol=1e-9)
    np.testing.assert_allclose(of_some[4:], of_none[4:], rtol=1e-9)


def test_a_payment_standard_leaves_the_difference_to_patients() -> None:
    assert (more(STANDARD, "all", "spending")[since(STANDARD)] < 0).all()
    np.testing.assert_array_equal(price(STANDARD), 1)


def test_items_listed_or_removed_move_what_is_paid_for_the_same_cost() -> None:
    for one, line_of, sign in ((LISTED, "inpatient", 1), (REMOVED, "outpatient", -1)):
        for pool in ("employee", "resident"):
            assert (sign * line(one, pool, line_of)[since(one)] > 0).all()
        np.testing.assert_array_equal(price(one), 1)


def test_less_of_class_b_paid_first_is_better_cover_of_its_scheme_alone() -> None:
    assert (more(CLASS_B, "employee", "spending")[since(CLASS_B)] > 0).all()
    np.testing.assert_allclose(more(CLASS_B, "resident", "spending"), 0, atol=ROUNDING)


def test_negotiated_drugs_cost_more_where_they_are_used() -> None:
    """Chronic outpatients alone: dearer by a tenth of their drugs."""
    moved = price(NEGOTIATED)[:, -1]
    chronic = SERVICES.index("chronic_outpatient")
    np.testing.assert_allclose(moved[chronic], 1 + 0.1 * 0.75)
    np.testing.assert_array_equal(np.delete(moved, chronic), 1)
    assert (line(NEGOTIATED, "resident", "outpatient")[since(NEGOTIATED)] > 0).all()
    np.testing.assert_allclose(line(NEGOTIATED, "resident", "inpatient"), 0, atol=ROUNDING)


def test_limits_waived_for_a_year_cost_that_year_alone() -> None:
    """But for the bills of its last months, which are paid in the next year."""
    spent = more(WAIVED, "all", "spending")[2028 - 2019 :]
    assert spent[0] > spent[1] > 0
    np.testing.assert_allclose(spent[2:], 0, atol=1)
