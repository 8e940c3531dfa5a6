"""The levels that make the base year come out as published: the kernel's own year, run until it does."""

from typing import NamedTuple

import numpy as np

from actuary.axes import PAYERS, POOLS, STATUSES
from actuary.basis.accounts import MEASURES
from actuary.basis.assembly import Laid
from actuary.basis.joining import lost
from actuary.basis.known import Known
from actuary.basis.population import CLOSE
from actuary.basis.provision import Provision, provided
from actuary.basis.provision.audit import drawn
from actuary.basis.provision.continuity import persuaded
from actuary.basis.provision.factors import Factors
from actuary.kernel import rows as r
from actuary.kernel.exposure import count, expose
from actuary.kernel.income import declared, next_amount
from actuary.kernel.years import Books, Demography, Ledger, Population, Prices, Rules, project_money
from actuary.law import RULES, Array, Law, closed, packed

Amounts = dict[str, dict[str, float]]
"""Pool -> income, spending, balance, surplus of the base year, yuan, and months where published; NaN for the unknown."""

ROUNDS = 100
"""Levels act nearly in proportion, so a few rounds reach rounding; more than this many never will."""


class Basis(NamedTuple):
    """What is known of people, illness and wages, and the opening books: everything but the law."""

    known: Known
    start: Array
    """[s, x, a] people at the base date."""
    heads: Array
    """[s] persons insured (or eligible) here at the base date."""
    demography: Demography
    prices: Prices
    basis_year: Array
    fixed: Array
    roles: Array
    books: Books
    base: Amounts
    """The base year by pool, as published and split."""
    base_year: Ledger
    """The base year as the calibrated kernel has it."""
    base_people: Population
    """The people of the base year, as its cost of care was worked out."""
    residuals: dict[str, float]
    """What is over-determined in the base year: published minus what the rest says, yuan."""
    assumed_split: bool
    """Pool and account are an assumed split of the published scheme."""
    covered_wage: float
    """Contribution base of a member with an employer over the average wage, as the base year's income implies."""
    provision: Provision
    """What figures say of the answers of care to policy."""
    policy: Factors
    """What the law makes of care, over the base year's: folded into `basis_year`."""

    @property
    def unknown_balances(self) -> list[int]:
        """Pools whose balance of the base year nobody publishes."""
        return [p for p, pool in enumerate(POOLS) if np.isnan(self.base[pool]["balance"])]


def calibrated(laid: Laid, law: Law) -> Basis:
    """Solve the levels of the base year and lay the opening books."""
    laid = laid._replace(fixed=laid.fixed.copy())
    year = base_year_of(laid)
    base, assumed_split = _base_amounts(laid)
    take_up = _solve_take_up(laid, law, year.heads[1])
    merged = bool(law.maternity_merged[0])
    opening = opening_books(laid, law, base, take_up * year.heads[0])
    inputs = packed(law, "year"), packed(law, "month"), laid.basis_year, laid.fixed, laid.roles
    rules = Rules(*map(closed, inputs))
    for _ in range(ROUNDS):
        before = laid.fixed.copy()
        ledger = project_money(opening, 0, 0, rules._replace(fixed=closed(before)), laid.prices, year)
        _adjust(laid.fixed, base, ledger, assumed_split, merged)
        opening = opening_books(laid, law, base, take_up * year.heads[0], ledger)
        if np.allclose(laid.fixed, before, rtol=CLOSE, atol=0):
            break
    else:
        raise ArithmeticError(f"no levels make the base year of {laid.known.area} come out as published")
    balances = np.array([_opening_balance(base[pool]) for pool in POOLS])
    return Basis(
        laid.known, laid.people.now, year.heads[1], laid.demography, laid.prices, laid.basis_year, laid.fixed, laid.roles,
        at_base_date(ledger.books, balances), base, ledger, year, laid.accounts.residuals, assumed_split,
        _covered_wage(laid, law), laid.provision, Factors(),
    )  # fmt: skip


def at_base_date(books: Books, balances: Array) -> Books:
    """The books with these balances; the layers' funds, whose balances nobody publishes, count theirs from here."""
    standing = books.standing.copy()
    standing[r.FUND_NOW :] = 0.0
    return books._replace(balances=balances, standing=standing)


def opened(basis: Basis, law: Law, policy: Factors | None = None) -> Basis:
    """The basis under the scenario's law: its first year's subsidy, and what it makes of use, price, scope and payment.

    The premium of that year was collected before the base date and is the past's; the subsidy is announced during the year.
    `policy` is what the law makes of care, where that is known.
    """
    if policy is None:
        policy = provided(law, basis.provision)
    basis_year = basis.basis_year.copy()
    basis_year[r.USE :] *= np.stack(policy).reshape(-1, basis_year.shape[1])
    basis_year[r.ACCOUNT_USE] = drawn(law, basis.provision["audit"])
    basis_year[r.TAKE_UP_SHIFT] = persuaded(law, basis.provision["continuity"])
    basis_year[r.LOST_WITH_CARE], basis_year[r.LOST_WITHOUT_CARE] = lost(law)
    level, index, rise = law.resident_subsidy, law.resident_subsidy_index, law.resident_subsidy_rise
    standing = basis.books.standing.copy()
    growth = basis.basis_year[r.SUBSIDY_GROWTH, 1]
    standing[r.SUBSIDY_NOW] = next_amount(level[0], level[0], level[1], index[1], growth, rise[1])
    return basis._replace(books=basis.books._replace(standing=standing), basis_year=closed(basis_year), policy=policy)


def base_year_of(laid: Laid) -> Population:
    """People of the base year: at its end and, with the statuses of their age, a year before."""
    before, now = laid.people.before, laid.people.now
    statuses, services = len(STATUSES), len(laid.demography.relativity)
    heads, exposure, need = np.zeros((2, statuses)), np.zeros((1, statuses)), np.zeros((1, statuses, services))
    students, elsewhere = laid.demography.student_age, laid.basis_year[r.ELSEWHERE, 0]
    count(before, laid.roles, students, elsewhere, heads[0])
    count(now, laid.roles, students, elsewhere, heads[1])
    expose(before, now, laid.roles, students, elsewhere, laid.demography.relativity, exposure[0], need[0])
    births = (0.5 * (before[:, 1] + now[:, 1]) * laid.demography.fertility[0]).sum(axis=1)
    return Population(np.stack([before, now]), heads, np.zeros((1, r.VITAL_ROWS)), exposure, need, births[None])


def _base_amounts(laid: Laid) -> tuple[Amounts, bool]:
    """The base year by pool. Where only the scheme is known, the account has its share of balance and surplus."""
    found, known, base = laid.accounts.amounts, laid.known, laid.calendar.base
    groups = dict(zip(POOLS, ("employee_pool", "employee_account", "resident", "maternity", ""), strict=True))
    amounts = {pool: {m: found.get((group, m), np.nan) for m in MEASURES} for pool, group in groups.items()}
    amounts["long_term_care"] = dict.fromkeys(MEASURES, 0.0)  # no area's books hold such a fund in its base year
    for measure in MEASURES:
        amounts["maternity"][measure] = _or_missing(known.fact(f"maternity_{measure}", base))
    amounts["scheme"] = {m: found.get(("employee", m), np.nan) for m in MEASURES}
    for pool, group in (("scheme", "employee"), ("resident", "resident")):
        months = known.fact(f"{group}_reserve_months", base)
        if months is not None:
            amounts[pool]["reserve_months"] = months
    assumed_split = bool(np.isnan(amounts["employee"]["income"]))
    if assumed_split:
        share = known.value("account_balance_share", base)
        for measure in ("balance", "surplus"):
            scheme = amounts["scheme"][measure]
            account = found.get(("employee_account", measure), share * scheme)
            amounts["employee_account"][measure], amounts["employee"][measure] = account, scheme - account
    return amounts, assumed_split


def _solve_take_up(laid: Laid, law: Law, heads: Array) -> float:
    """Take-up of the base year = insured residents / eligible; the level of its logit follows from the premium."""
    insured = laid.known.fact("resident_insured", laid.calendar.base)
    eligible = heads[laid.roles[r.PAYER] == PAYERS.index("resident")].sum()
    if insured is None or not 0 < insured < eligible:
        raise LookupError(
            f"insured residents of {laid.known.area}: must be known and fewer than the {eligible:.0f} eligible"
        )
    take_up = float(insured / eligible)
    burden = law.resident_premium[0] / laid.basis_year[r.INCOME_BEFORE, 0]
    laid.fixed[r.BASE_TAKE_UP] = take_up
    laid.fixed[r.TAKE_UP_LOGIT] = np.log(take_up / (1 - take_up)) - laid.fixed[r.TAKE_UP_RESPONSE] * burden
    laid.fixed[r.MATERNITY_CLAIMS] = laid.known.value("maternity_claims_level")
    return take_up


def opening_books(laid: Laid, law: Law, base: Amounts, covered: Array, ledger: Ledger | None = None) -> Books:
    """The books a year before the base date: balances less the surplus, bills as of a month of the base year."""
    queue = np.zeros((r.POOLS, r.LAGGED_LINES, laid.prices.lag.size))
    if ledger is not None:
        queue += ledger.books.queue[:, :, :1]
    resident = laid.roles[r.PAYER] == PAYERS.index("resident")
    standing = np.zeros(r.STANDING)
    standing[r.PREMIUM_NOW], standing[r.SUBSIDY_NOW] = law.resident_premium[0], law.resident_subsidy[0]
    standing[r.TAKE_UP_NOW] = standing[r.ASSISTED_TAKE_UP_NOW] = laid.fixed[r.BASE_TAKE_UP]
    standing[r.HEADS_NOW] = covered[resident].sum()
    standing[r.ASSISTED_NOW] = (covered * laid.roles[r.ASSISTED])[resident].sum()
    early = laid.prices.premium_timing[:-12].sum()
    standing[r.PREPAID_NOW] = (
        laid.fixed[r.RESIDENT_INCOME_LEVEL] * standing[r.PREMIUM_NOW] * standing[r.HEADS_NOW] * early
    )
    balances = np.array([_or_nothing(base[pool]["balance"] - base[pool]["surplus"]) for pool in POOLS])
    longest_deferral = int(RULES["deferral_months"].unit.high)
    return Books(balances, queue, np.zeros(longest_deferral), standing)


def _adjust(fixed: Array, base: Amounts, ledger: Ledger, assumed_split: bool, merged: bool) -> None:
    """Move every level by published over computed. In place, in the base amounts too where the split is assumed."""
    flows = ledger.flows.sum(axis=0)
    contributions = flows[:, r.CONTRIBUTIONS_EMPLOYER] + flows[:, r.CONTRIBUTIONS_OWN]
    interest = flows[:, r.INTEREST]
    incurred = 12 * ledger.books.queue[:, :, 0]
    care = incurred[:, r.INPATIENT - r.INPATIENT] + incurred[:, r.OUTPATIENT - r.INPATIENT]
    births = incurred.sum(axis=1) - care
    account = base["employee_account"]
    if assumed_split:
        account["income"] = contributions[r.ACCOUNT] + interest[r.ACCOUNT]
        account["spending"] = account["income"] - account["surplus"]
        for measure in ("income", "spending"):
            base["employee"][measure] = base["scheme"][measure] - account[measure]
    else:
        fixed[r.ACCOUNT_CREDIT_LEVEL] *= (account["income"] - interest[r.ACCOUNT]) / contributions[r.ACCOUNT]
    opening = _or_nothing(account["balance"] - account["surplus"])
    fixed[r.ACCOUNT_DRAW] = account["spending"] / (opening + account["income"] - interest[r.ACCOUNT])
    scheme = slice(r.EMPLOYEE, r.ACCOUNT + 1)
    fixed[r.PAYROLL_LEVEL] *= (base["scheme"]["income"] - interest[scheme].sum()) / contributions[scheme].sum()
    home = r.EMPLOYEE if merged else r.MATERNITY
    if not merged and not np.isnan(base["maternity"]["income"]):
        fixed[r.MATERNITY_LEVEL] *= (base["maternity"]["income"] - interest[r.MATERNITY]) / contributions[r.MATERNITY]
    if not np.isnan(base["maternity"]["spending"]):
        fixed[r.MATERNITY_CLAIMS] *= base["maternity"]["spending"] / births[home]
    besides = births + flows[:, r.TRANSFER_OUT] + flows[:, r.LAYER_PREMIUMS]
    fixed[r.COST_LEVEL] *= (base["employee"]["spending"] - besides[r.EMPLOYEE]) / care[r.EMPLOYEE]
    fixed[r.COST_LEVEL + 1] *= (base["resident"]["spending"] - besides[r.RESIDENT]) / care[r.RESIDENT]
    received = contributions[r.RESIDENT] + flows[r.RESIDENT, r.SUBSIDY]
    fixed[r.RESIDENT_INCOME_LEVEL] *= (base["resident"]["income"] - interest[r.RESIDENT]) / received


def _opening_balance(amounts: dict[str, float]) -> float:
    """The published balance; where none is, at least what the base year itself left over."""
    known = amounts["balance"]
    return _or_nothing(max(amounts["surplus"], 0.0) if np.isnan(known) else known)


def _covered_wage(laid: Laid, law: Law) -> float:
    share = declared(laid.prices.wage_curve, laid.prices.grid, law.declared_base[0], law.base_floor[0], law.base_cap[0])
    return float(laid.fixed[r.PAYROLL_LEVEL] * share)


def _or_missing(value: float | None) -> float:
    return float("nan") if value is None else value


def _or_nothing(value: float) -> float:
    return 0.0 if np.isnan(value) else float(value)
