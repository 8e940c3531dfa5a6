"""What holds for every lever: it moves its own rules, nothing before its date, money in its documented direction."""

import numpy as np
import pytest

from actuary.axes import ELSEWHERE, PAYERS, SERVICES, STATUS_NAMES
from actuary.kernel import rows as r
from actuary.law import RULES, Array
from actuary.levers import lever, lever_names
from actuary.results import Results
from tests.pulls import (
    BETTER_TERTIARY,
    CHRONIC,
    CREDITING,
    DEARER_TERTIARY,
    DECLARED,
    DEFERRAL,
    EPIDEMIC,
    FASTER,
    FROZEN,
    HALF_AS_MUCH_AGAIN,
    HALF_AS_MUCH_AGAIN_AT_WORK,
    INCOME_LINKED,
    LATER_MERGER,
    MERGER,
    PREMIUM,
    PULLS,
    RATE,
    RECOVERED,
    RETIRED_PAY,
    RETIREMENT,
    SETS_ASIDE,
    SUBSIDY,
    WAIVER,
    Pull,
)
from tests.runs import ran

ROUNDING = 1e-9
"""Of sums of a few hundred amounts; differences below it are not read."""


def shown(one: Pull) -> str:
    return f"{one.name} {' '.join(one.settings)}"


MONEY = slice(r.CONTRIBUTIONS_EMPLOYER, r.TRANSFER_OUT + 1)
"""The lines that are money; the rest say of it what it was, or what did not come."""

WHO_PAYS = {"subsidy_split"}
"""Levers that say who pays, and move nothing of what is paid."""


def lines_of(one: Pull) -> slice:
    """The lines that a lever must move."""
    return slice(None) if one.name in WHO_PAYS else MONEY


FUNDS = slice(r.LAYER_FUNDS, r.FUND_BALANCE + r.LAYERS)
"""The money of the layers after the basic one, by year."""


def moved_money(one: Pull, first: int, count: int | None = None) -> bool:
    """Whether any money is another within so many months from one on: of a pool, or of a layer's fund in these years."""
    months = slice(first, None if count is None else first + count)
    years = slice(first // 12, None if count is None else (first + count) // 12)
    moving = lines_of(one)
    ledger, unmoved = one.run().ledger, base().ledger
    return not (
        np.array_equal(ledger.flows[months, :, moving], unmoved.flows[months, :, moving])
        and np.array_equal(ledger.yearly[years, FUNDS], unmoved.yearly[years, FUNDS])
    )


each_pull = pytest.mark.parametrize("one", PULLS, ids=shown)


def base() -> Results:
    return ran("meishan")


def more(one: Pull, group: str, measure: str) -> Array:
    """What a lever adds to a measure, year by year from the base year on."""
    return one.run().funds[group][measure] - base().funds[group][measure]


def line(one: Pull, pool: str, name: str) -> Array:
    """What a lever adds to a line of the official form."""
    return one.run().lines[pool][name] - base().lines[pool][name]


def since(one: Pull) -> slice:
    """The years from a lever's first one on, among the years of the results."""
    return slice(one.first[0] - base().base, None)


# --- what a lever owns


def test_every_field_of_every_lever_is_pulled_here() -> None:
    pulled = {(one.name, setting.split(".")[0].split("=")[0]) for one in PULLS for setting in one.settings}
    assert pulled == {(name, field) for name in lever_names() for field in lever(name).fields.model_fields}


@each_pull
def test_a_lever_moves_its_own_rules_and_a_flow(one: Pull) -> None:
    moved = {rule for rule in RULES if not np.array_equal(getattr(one.run().law, rule), getattr(base().law, rule))}
    assert moved
    assert moved <= set(lever(one.name).moves)
    assert moved_money(one, 0) == (one.name not in SETS_ASIDE)


@each_pull
def test_a_lever_moves_nothing_before_it_starts(one: Pull) -> None:
    """Bit for bit. Premiums collected ahead for a changed year are money of that year: they are kept apart."""
    before, kept = one.months_before, [r.BALANCE, r.PAYABLE, r.RECEIVABLE]
    ledger, unmoved = one.run().ledger, base().ledger
    np.testing.assert_array_equal(ledger.flows[:before], unmoved.flows[:before])
    np.testing.assert_array_equal(ledger.memo[:before], unmoved.memo[:before])
    np.testing.assert_array_equal(ledger.stocks[:before][..., kept], unmoved.stocks[:before][..., kept])
    years = before // 12
    np.testing.assert_array_equal(ledger.yearly[:years], unmoved.yearly[:years])
    np.testing.assert_array_equal(one.run().people_by_age[: years + 1], base().people_by_age[: years + 1])


@each_pull
def test_a_lever_moves_something_in_its_first_month_or_year(one: Pull) -> None:
    assert moved_money(one, one.months_before, 12) == (one.name not in SETS_ASIDE)


def test_a_premium_is_collected_from_september_before_its_year() -> None:
    prepaid = [run.ledger.stocks[:, r.RESIDENT, r.PREPAID] for run in (PREMIUM.run(), base())]
    moved = np.flatnonzero(prepaid[0] != prepaid[1])
    assert int(moved[0]) == 12 * (2027 - 2020) + 8
    assert (prepaid[0] >= prepaid[1]).all()


OF_PEOPLE = {"retirement_age", "joining", "contribution_years"}


def test_only_levers_on_people_move_people() -> None:
    """The others move money, and who is insured, but nobody's status."""
    for one in PULLS:
        same = np.array_equal(one.run().people_by_age, base().people_by_age)
        assert same == (one.name not in OF_PEOPLE), shown(one)


# --- in which direction


def test_a_higher_rate_brings_more_from_its_date_on() -> None:
    assert (more(RATE, "employee", "income")[since(RATE)] > 0).all()
    assert (more(RATE, "all", "balance")[since(RATE)] > 0).all()
    due = base().lines["employee"]["contributions_employer"] + base().lines["employee"]["contributions_own"]
    assert line(RATE, "employee", "contributions_employer")[-1] < 0.2 * due[-1]
    np.testing.assert_allclose(more(RATE, "employee", "spending"), 0, atol=ROUNDING)


def test_an_employers_point_goes_to_the_pool_where_the_account_gets_the_individuals_part_alone() -> None:
    """The law of 2023: all of the individual's part is credited, nothing of the employer's."""
    np.testing.assert_array_equal(
        RATE.run().funds["employee_account"]["income"], base().funds["employee_account"]["income"]
    )


def test_what_is_waived_never_comes_back() -> None:
    waived, flow = line(WAIVER, "employee", "waived"), line(WAIVER, "employee", "contributions_employer")
    year = 2027 - base().base
    assert waived[year] > 0
    np.testing.assert_allclose(flow, -waived, rtol=0, atol=1e-6 * waived[year])
    assert (more(WAIVER, "employee", "balance")[year:] < -0.99 * waived[year]).all()
    np.testing.assert_array_equal(WAIVER.run().ledger.stocks[..., r.RECEIVABLE], 0)
    np.testing.assert_array_equal(line(WAIVER, "employee_account", "contributions_employer"), 0)


def test_what_is_deferred_comes_back_whole() -> None:
    """Of contributions nothing is left missing after the recovery; the interest of half a year is lost."""
    flow = DEFERRAL.run().ledger.flows - base().ledger.flows
    contributions = flow[:, r.EMPLOYEE, r.CONTRIBUTIONS_EMPLOYER]
    put_off = flow[:, r.EMPLOYEE, r.DEFERRED].sum()
    assert put_off > 0
    assert contributions.min() < 0 < contributions.max()
    assert contributions.sum() == pytest.approx(0, abs=ROUNDING * put_off)
    np.testing.assert_allclose(DEFERRAL.run().ledger.stocks[-1, :, r.RECEIVABLE], 0, atol=ROUNDING * put_off)
    lost = more(DEFERRAL, "employee", "balance")[-1]
    assert -0.02 * put_off < lost < 0
    assert lost == pytest.approx(flow[:, r.EMPLOYEE, r.INTEREST].sum(), rel=1e-6)


def test_the_receivable_is_what_was_put_off_and_is_not_back_yet() -> None:
    flow = DEFERRAL.run().ledger.flows - base().ledger.flows
    receivable = DEFERRAL.run().ledger.stocks[:, r.EMPLOYEE, r.RECEIVABLE]
    missing = -np.cumsum(flow[:, r.EMPLOYEE, r.CONTRIBUTIONS_EMPLOYER])
    np.testing.assert_allclose(receivable, missing, rtol=0, atol=ROUNDING * receivable.max())


def test_a_truer_base_brings_more_to_pool_and_account() -> None:
    assert (more(DECLARED, "employee", "income")[since(DECLARED)] > 0).all()
    assert (more(DECLARED, "employee_account", "income")[since(DECLARED)] > 0).all()
    np.testing.assert_allclose(more(DECLARED, "maternity", "spending"), 0, atol=ROUNDING)


def a_head(run: Results, pool_line: str) -> Array:
    """A line of the resident pool per insured resident, by projected year."""
    return np.asarray(run.lines["resident"][pool_line][1:] / run.ledger.yearly[:, r.HEADS])


def test_a_higher_premium_brings_more_a_head_and_fewer_heads() -> None:
    own, unmoved = PREMIUM.run(), base()
    years = since(PREMIUM)
    assert (own.yearly["take_up"][years] < unmoved.yearly["take_up"][years]).all()
    assert (own.yearly["insured_residents"][years] < unmoved.yearly["insured_residents"][years]).all()
    assert (line(PREMIUM, "resident", "subsidy")[years] < 0).all()
    more_a_head = a_head(own, "contributions_own") - a_head(unmoved, "contributions_own")
    assert (more_a_head[PREMIUM.first[0] - 2020 :] > 0).all()


def test_those_who_leave_cost_less_than_those_who_stay() -> None:
    """A higher premium raises the cost a head; hardly where those who leave need as much care as the others.

    Bills are settled two months late, so even then the heads of the year before leave a trace.
    """
    premium, off = "levers.resident_financing.premium.2028=450 元", "behaviour.selection=no"
    rise = a_head(PREMIUM.run(), "inpatient")[-1] / a_head(base(), "inpatient")[-1] - 1
    without = a_head(ran("meishan", premium, off), "inpatient")[-1] / a_head(ran("meishan", off), "inpatient")[-1] - 1
    assert abs(without) < 0.05 * rise
    assert without < 0.1 * rise


def test_where_take_up_does_not_answer_a_premium_moves_nobody() -> None:
    off = "behaviour.take_up=no"
    without, with_premium = ran("meishan", off), ran("meishan", "levers.resident_financing.premium.2028=450 元", off)
    np.testing.assert_array_equal(with_premium.yearly["take_up"], without.yearly["take_up"])
    np.testing.assert_array_equal(with_premium.funds["resident"]["spending"], without.funds["resident"]["spending"])
    assert with_premium.funds["resident"]["income"][-1] > without.funds["resident"]["income"][-1]


def test_a_premium_without_a_rise_stands_still_and_one_with_a_new_level_rises_from_there() -> None:
    years = since(FROZEN)
    count = np.arange(len(base().years))[years] - 2027 + base().base
    np.testing.assert_allclose(base().yearly["premium"][years], 400 + 16 * count)
    np.testing.assert_array_equal(FROZEN.run().yearly["premium"][years], 400)
    np.testing.assert_allclose(PREMIUM.run().yearly["premium"][years], 450 + 16 * (count - 1))


def test_a_premium_tied_to_income_keeps_its_share_of_it() -> None:
    """Announced in the year before, from the last income known then: the share is that of the premium for 2027."""
    run = INCOME_LINKED.run()
    growth = run.basis.basis_year[r.PREMIUM_GROWTH][: len(run.years)]
    np.testing.assert_allclose(
        run.yearly["premium"][since(INCOME_LINKED)], 400 * np.cumprod(1 + growth[2028 - run.base :])
    )


def test_a_faster_rise_adds_up_year_by_year() -> None:
    more_a_year = FASTER.run().yearly["subsidy"] - base().yearly["subsidy"]
    np.testing.assert_allclose(more_a_year[since(FASTER)], 10 * np.arange(1, 2035 - 2029 + 2))
    assert (line(FASTER, "resident", "subsidy")[since(FASTER)] > 0).all()


def test_a_higher_subsidy_brings_more_and_moves_nobody() -> None:
    assert (line(SUBSIDY, "resident", "subsidy")[since(SUBSIDY)] > 0).all()
    np.testing.assert_array_equal(SUBSIDY.run().yearly["take_up"], base().yearly["take_up"])


def test_crediting_moves_contributions_from_the_pool_to_the_account() -> None:
    """The scheme's contributions stay; its interest follows what members draw from fuller accounts."""
    years = since(CREDITING)
    assert (more(CREDITING, "employee_account", "income")[years] > 0).all()
    assert (more(CREDITING, "employee", "income")[years] < 0).all()
    names = ("contributions_employer", "contributions_own")
    pool, account = (sum(line(CREDITING, pool, name) for name in names) for pool in ("employee", "employee_account"))
    np.testing.assert_allclose(pool, -account, rtol=0, atol=ROUNDING * account.max())
    interest = sum(line(CREDITING, pool, "interest") for pool in ("employee", "employee_account"))
    np.testing.assert_allclose(
        more(CREDITING, "employee_scheme", "income")[1:], interest[1:], atol=1e-6 * account.max()
    )


def sums(run: Results) -> Array:
    """All lines over all pools, month by month; transfers between pools and the interest on them left out."""
    lines = [n for n in range(r.TRANSFER_OUT + 1) if n not in (r.INTEREST, r.TRANSFER_IN, r.TRANSFER_OUT)]
    return np.asarray(run.ledger.flows[:, :, lines].sum(axis=1))


@pytest.mark.parametrize("one", [MERGER, LATER_MERGER], ids=shown)
def test_a_merger_moves_a_balance_and_no_sum(one: Pull) -> None:
    np.testing.assert_allclose(sums(one.run()), sums(base()), rtol=1e-12, atol=1e-3)
    flows = one.run().ledger.flows.sum(axis=0)
    balance = one.run().ledger.stocks[:, r.MATERNITY, r.BALANCE]
    merged = int(np.argmax(one.run().law.maternity_merged)) - 12
    assert flows[r.EMPLOYEE, r.TRANSFER_IN] == flows[r.MATERNITY, r.TRANSFER_OUT] == balance[merged - 1]
    np.testing.assert_allclose(balance[merged:], 0, atol=1e-6)
    total = [run.ledger.stocks[:, :, r.BALANCE].sum(axis=1) for run in (one.run(), base())]
    np.testing.assert_allclose(total[0], total[1], rtol=1e-12)


def test_what_the_retired_pay_is_the_pools_alone() -> None:
    """2 % of 41 % of the wage of everybody retired, from July 2028 on, and nothing for the accounts."""
    first, run = RETIRED_PAY.months_before, RETIRED_PAY.run()
    paid = (run.ledger.flows - base().ledger.flows)[:, r.EMPLOYEE, r.CONTRIBUTIONS_OWN]
    wage = run.basis.basis_year[r.WAGE, 1 : len(run.years)]
    retired = run.population.exposure[:, STATUS_NAMES.index("retired")]
    due = np.repeat(0.02 * 0.41 * wage / 12 * retired, 12)
    np.testing.assert_allclose(paid[first:], due[first:], rtol=1e-6)
    np.testing.assert_allclose(run.ledger.flows[:, r.EMPLOYEE, r.OWN_RETIRED], paid, rtol=1e-6)
    np.testing.assert_array_equal(run.funds["employee_account"]["income"], base().funds["employee_account"]["income"])
    np.testing.assert_allclose(more(RETIRED_PAY, "all", "spending"), 0, atol=ROUNDING)


def care(run: Results, payer: str, service: str) -> Array:
    """Cases, cost and payments of a service by projected year: [cases | cost | paid, year]."""
    by_service = run.ledger.yearly[:, r.CARE :].reshape(-1, r.CARE_BLOCKS, len(PAYERS), len(SERVICES))
    return np.asarray(by_service[:, :, PAYERS.index(payer), SERVICES.index(service)]).T


def more_care(one: Pull, payer: str, service: str) -> Array:
    """What a lever adds to them."""
    return care(one.run(), payer, service) - care(base(), payer, service)


@pytest.mark.parametrize(
    ("one", "payer", "service", "sign"),
    [
        (BETTER_TERTIARY, "resident", "inpatient_tertiary", 1),
        (DEARER_TERTIARY, "employee", "inpatient_tertiary", -1),
        (HALF_AS_MUCH_AGAIN, "resident", "outpatient", 1),
        (HALF_AS_MUCH_AGAIN_AT_WORK, "employee", "outpatient", 1),
        (CHRONIC, "resident", "chronic_outpatient", 1),
    ],
)
def test_better_benefits_cost_the_fund_more_and_bring_no_other_patients(
    one: Pull, payer: str, service: str, sign: int
) -> None:
    """Of the service alone, of its payer alone, and of the same cases at the same cost; a higher deductible costs it less."""
    years = since(one)
    cases, cost, paid = more_care(one, payer, service)
    np.testing.assert_array_equal([cases, cost], 0)
    assert (sign * paid[years.start - 1 :] > 0).all()
    np.testing.assert_array_equal([more_care(one, payer, name) for name in SERVICES if name != service], 0)
    assert (sign * more(one, payer, "spending")[years] > 0).all()
    other = PAYERS[1 - PAYERS.index(payer)]
    np.testing.assert_array_equal(more(one, other, "spending"), 0)
    np.testing.assert_array_equal(line(one, payer, "contributions_own"), 0)


def test_a_cap_half_as_high_again_costs_at_most_half_as_much_again() -> None:
    """Each patient above the old cap is paid up to half as much more, those below it nothing."""
    *_, paid = care(HALF_AS_MUCH_AGAIN.run(), "resident", "outpatient")
    *_, paid_before = care(base(), "resident", "outpatient")
    assert (paid <= 1.5 * paid_before).all()


def test_without_deductible_and_cap_a_ratio_is_what_is_paid_of_the_cost_in_scope() -> None:
    """60 % and 90 % of the same cost: half as much again, where points are not taken off elsewhere."""
    of, township = "levers.resident_benefits", "inpatient_township"
    uncut = (f"levers.care_elsewhere.ratio_cut.{place}=0 %" for place in ELSEWHERE)
    free = (f"{of}.deductible.{township}=0 元", f"{of}.cap.{township}=1 亿元", *uncut)
    at_60, at_90 = (
        care(ran("meishan", *free, f"{of}.ratio.{township}={ratio} %"), "resident", township) for ratio in (60, 90)
    )
    np.testing.assert_allclose(at_90[-1], 1.5 * at_60[-1], rtol=1e-6)


def test_one_off_money_falls_in_its_month_alone_and_leaves_only_interest_behind() -> None:
    """30 million in March 2027: that much income once, in no other line; the balance keeps it, with interest."""
    flow = RECOVERED.run().ledger.flows - base().ledger.flows
    first = RECOVERED.months_before
    expected = np.zeros(len(flow))
    expected[first] = 3e7
    np.testing.assert_array_equal(flow[:, r.EMPLOYEE, r.OTHER_INCOME], expected)
    memo = [r.OTHER_INCOME, r.INTEREST, r.INCURRED_INCOME]
    np.testing.assert_array_equal(np.delete(flow, memo, axis=2), 0)
    kept = more(RECOVERED, "employee", "balance")[since(RECOVERED)]
    earned = np.cumsum(line(RECOVERED, "employee", "interest"))[since(RECOVERED)]
    np.testing.assert_allclose(kept, 3e7 + earned, rtol=1e-6)
    assert (earned > 0).all()


def test_one_off_money_of_a_year_is_that_years_sum_and_not_a_sum_a_month() -> None:
    """120 million in 2028 are 10 million a month, spending of that year, and of no year after it."""
    year = since(EPIDEMIC).start
    months = EPIDEMIC.run().ledger.flows[12 * (year - 1) : 12 * year, r.RESIDENT, r.OTHER_SPENDING]
    np.testing.assert_array_equal(months, 1e7)
    spent = more(EPIDEMIC, "resident", "spending")
    expected = np.zeros(len(spent))
    expected[year] = 1.2e8
    np.testing.assert_allclose(spent, expected, atol=1e-6)
    assert (more(EPIDEMIC, "resident", "balance")[year:] <= -1.2e8).all()
    np.testing.assert_array_equal(more(EPIDEMIC, "employee", "balance")[1:], 0)


def test_a_later_retirement_age_keeps_more_at_work() -> None:
    years = since(RETIREMENT)
    people = [run.people for run in (RETIREMENT.run(), base())]
    assert (people[0]["active"][years] > people[1]["active"][years]).all()
    assert (people[0]["retired"][years] < people[1]["retired"][years]).all()
    assert (more(RETIREMENT, "employee", "income")[1:][years] > 0).all()
    totals = [run.people_by_age.sum(axis=(1, 2, 3)) for run in (RETIREMENT.run(), base())]
    np.testing.assert_allclose(totals[0], totals[1], rtol=1e-12)
