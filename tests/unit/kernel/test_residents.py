"""Residents' cover: announced in one year, paid for from its autumn on."""

import math

import numpy as np
import pytest

from actuary.kernel import rows as r
from actuary.kernel.residents import announce, collect, collect_for_newborns, split_subsidy

ROLES = np.zeros((r.ROLES, 3))
ROLES[r.PAYER], ROLES[r.ASSISTED] = [0, 1, 1], [1, 0, 1]
EARLY = [0.1, 0.2, 0.3, 0.1]
DURING = [0.2, 0.1, *[0.0] * 10]
TIMING = np.array(EARLY + DURING)
SUBSIDIES = np.array([0.0, 0.6, *[0.0] * 9, 0.4])


def standing(**values: float) -> np.ndarray:
    row = np.zeros(r.STANDING)
    for name, value in values.items():
        row[getattr(r, name)] = value
    return row


def fixed(**values: float) -> np.ndarray:
    row = np.zeros(r.FIXED_ROWS)
    row[r.RESIDENT_INCOME_LEVEL] = 1
    for name, value in values.items():
        row[getattr(r, name)] = value
    return row


def test_announce() -> None:
    """The law sets a new premium; the subsidy follows half of a growth of 8 % and rises by 20 yuan; policy adds 0.25."""
    law, basis = np.zeros((r.DEDUCTIBLE, 2)), np.zeros((r.USE, 2))
    law[r.RESIDENT_PREMIUM] = 380, 400
    law[r.RESIDENT_SUBSIDY] = 670, 670
    law[[r.RESIDENT_PREMIUM_INDEX, r.RESIDENT_SUBSIDY_INDEX], 1] = 1, 0.5
    law[[r.RESIDENT_PREMIUM_RISE, r.RESIDENT_SUBSIDY_RISE], 1] = 16, 20
    basis[:, 1] = [1e9, 40_000, 0.5, 0.08, 1e9, 1e9, 0.25, 0, 0, 1e9]
    known = fixed(TAKE_UP_LOGIT=3.0, TAKE_UP_RESPONSE=-90.0)
    after = np.full(r.STANDING, np.nan)
    now = standing(PREMIUM_NOW=390, SUBSIDY_NOW=680, TAKE_UP_NOW=0.5, HEADS_NOW=7, PREPAID_NOW=9)
    announce(0, law, basis, known, ROLES, np.array([1000.0, 200, 50]), now, after)
    share = 1 / (1 + math.exp(-(3 - 90 * 400 / 40_000 + 0.25)))
    assert after[: r.DUE_BEFORE] == pytest.approx([400, 680 * 1.04 + 20, share, 250 * share, 50 * share, 0, share])


def test_announce_what_rises_by_so_many_yuan_a_year() -> None:
    """The rise is the one of next year; this year's, and growth that nothing is indexed to, are not read."""
    law, basis = np.zeros((r.DEDUCTIBLE, 2)), np.full((r.USE, 2), 0.5)
    law[[r.RESIDENT_PREMIUM, r.RESIDENT_SUBSIDY]] = [[400], [724]]
    law[[r.RESIDENT_PREMIUM_RISE, r.RESIDENT_SUBSIDY_RISE]] = [[1e9, 16], [1e9, 28.8]]
    after = np.full(r.STANDING, np.nan)
    now = standing(PREMIUM_NOW=416, SUBSIDY_NOW=752.8)
    announce(0, law, basis, fixed(), ROLES, np.zeros(3), now, after)
    assert after[[r.PREMIUM_NOW, r.SUBSIDY_NOW]] == pytest.approx([400 + 2 * 16, 724 + 2 * 28.8])


def announced(with_care: float = 0.0, without_care: float = 0.0, **rules: float) -> np.ndarray:
    """Next year's cover of 200 residents and 50 assisted, half of whom take it up by themselves; 90 % is the most."""
    law, basis = np.zeros((r.DEDUCTIBLE, 2)), np.zeros((r.USE, 2))
    for name, value in rules.items():
        law[getattr(r, name), 1] = value
    basis[r.INCOME_BEFORE] = 40_000
    basis[r.LOST_WITH_CARE, 1], basis[r.LOST_WITHOUT_CARE, 1] = with_care, without_care
    after = np.full(r.STANDING, np.nan)
    known = fixed(TAKE_UP_CEILING=0.9)
    announce(0, law, basis, known, ROLES, np.array([1000.0, 200, 50]), standing(), after)
    return after


def test_all_of_the_assisted_are_insured_where_the_law_says_so() -> None:
    """100 of 200 and 50 of 50: 60 % of all."""
    after = announced(ASSISTED_TAKE_UP=1.0)
    assert after[[r.TAKE_UP_NOW, r.HEADS_NOW, r.ASSISTED_NOW]] == pytest.approx([0.6, 150, 50])
    assert after[r.ASSISTED_TAKE_UP_NOW] == 1
    less = announced(ASSISTED_TAKE_UP=0.4)
    assert less[[r.TAKE_UP_NOW, r.HEADS_NOW, r.ASSISTED_NOW]] == pytest.approx([0.5, 125, 25])


def test_enrolment_work_closes_a_share_of_the_gap_and_stops_at_the_ceiling() -> None:
    assert announced(ENROLMENT_TARGET=0.8, ENROLMENT_REACHED=0.5)[r.TAKE_UP_NOW] == pytest.approx(0.5 + 0.3 / 2)
    assert announced(ENROLMENT_TARGET=1.0, ENROLMENT_REACHED=1.0)[r.TAKE_UP_NOW] == pytest.approx(0.9)
    assert announced(ENROLMENT_TARGET=0.4, ENROLMENT_REACHED=1.0)[r.TAKE_UP_NOW] == pytest.approx(0.5)


def test_records_that_are_removed_are_heads_and_no_take_up() -> None:
    after = announced(RECORDS_REMOVED=0.2)
    assert after[[r.TAKE_UP_NOW, r.HEADS_NOW, r.ASSISTED_NOW]] == pytest.approx([0.5, 100, 20])


def test_those_who_left_take_their_care_along_or_leave_it_and_none_is_assisted() -> None:
    """125 of 250 are insured, 25 of them assisted; 20 leave with their care, 30 without; never more than the 100 who pay."""
    after = announced(with_care=20, without_care=30)
    assert after[[r.TAKE_UP_NOW, r.HEADS_NOW, r.ASSISTED_NOW]] == pytest.approx([105 / 250, 75, 25])
    emptied = announced(with_care=90, without_care=30)
    assert emptied[[r.TAKE_UP_NOW, r.HEADS_NOW, r.ASSISTED_NOW]] == pytest.approx([35 / 250, 25, 25])


def test_the_subsidy_is_paid_by_three_treasuries() -> None:
    flows = np.zeros((r.POOLS, r.LINES))
    flows[r.RESIDENT, r.SUBSIDY] = 700
    split_subsidy(flows, 0.6, 0.25)
    parts = flows[r.RESIDENT, [r.SUBSIDY_CENTRAL, r.SUBSIDY_PROVINCE, r.SUBSIDY_LOCAL]]
    assert parts == pytest.approx([420, 175, 105])
    assert flows[r.RESIDENT, r.SUBSIDY] == 700


def collected(month: int, after: np.ndarray, **amounts: float) -> np.ndarray:
    """The resident pool's lines of a month, from what drives its year."""
    flows, driver = np.zeros((r.POOLS, r.LINES)), np.zeros(r.DRIVERS)
    for name, amount in amounts.items():
        driver[getattr(r, name)] = amount
    collect(flows, month, driver, after, TIMING, SUBSIDIES)
    assert not flows[[r.EMPLOYEE, r.ACCOUNT, r.MATERNITY]].any()
    return flows[r.RESIDENT]


def test_january_recognises_what_was_collected_before() -> None:
    flows = collected(
        0, standing(), PREMIUMS=1000, PREMIUMS_OF_ASSISTED=200, PREMIUMS_BEFORE=690, SUBSIDIES=3000, PREMIUMS_NEXT=1080
    )
    assert flows[r.CONTRIBUTIONS_OWN] == pytest.approx(690 + 1000 * 0.2)
    assert flows[r.OWN_ASSISTED] == pytest.approx(200 * (0.7 + 0.2))
    assert flows[r.SUBSIDY] == 0
    assert flows[r.INCURRED_INCOME] == flows[r.CONTRIBUTIONS_OWN]


def test_february_brings_the_subsidys_first_tranche() -> None:
    flows = collected(1, standing(), PREMIUMS=1000, PREMIUMS_OF_ASSISTED=200, PREMIUMS_BEFORE=690, SUBSIDIES=3000)
    assert flows[r.CONTRIBUTIONS_OWN] == pytest.approx(1000 * 0.1)
    assert flows[r.OWN_ASSISTED] == pytest.approx(200 * 0.1)
    assert flows[r.SUBSIDY] == pytest.approx(3000 * 0.6)
    assert flows[r.INCURRED_INCOME] == pytest.approx(100 + 1800)


def test_from_september_on_next_years_premium_is_collected_and_waits() -> None:
    after = standing()
    for month in range(2, 12):
        assert collected(month, after, PREMIUMS=1000, PREMIUMS_NEXT=1080)[r.CONTRIBUTIONS_OWN] == 0
        assert after[r.PREPAID_NOW] == pytest.approx(1080 * sum(EARLY[: max(0, month - 7)]))


def test_premiums_for_newborns_come_all_year_round() -> None:
    flows, driver = np.zeros((r.POOLS, r.LINES)), np.zeros(r.DRIVERS)
    driver[[r.NEWBORN_PREMIUMS, r.NEWBORN_SUBSIDIES]] = 120, 240
    collect_for_newborns(flows, driver)
    assert flows[r.RESIDENT, [r.CONTRIBUTIONS_OWN, r.SUBSIDY, r.INCURRED_INCOME]].tolist() == [10, 20, 30]
