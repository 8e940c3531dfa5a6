"""What a run says of a fund beside its amounts: rates, growth and ratios of payment, each with what it is over what."""

from typing import NamedTuple

import numpy as np

from actuary.axes import ELSEWHERE, PAYERS, SERVICES
from actuary.basis.calibration import Basis
from actuary.basis.provision.care_elsewhere import answered, outside
from actuary.deficit import backing_months
from actuary.kernel import rows as r
from actuary.kernel.years import Ledger
from actuary.law import Array, Law


class Indicator(NamedTuple):
    """What a number is, in which unit, and over what."""

    unit: str
    """share, ratio, yuan (a person), months or amount (yuan of a fund)."""
    en: str
    zh: str


OF_FUNDS = {
    "surplus_rate": Indicator(
        "share", "surplus / income of the year; never months", "当期结余÷本年收入；不是可支付月数"
    ),
    "free_reserve_months": Indicator(
        "months", "months of reserve without what the pools set aside for emergencies", "可支付月数扣除统筹基金应急预留"
    ),
    "backed_months": Indicator(
        "months",
        "months of reserve and those that adjustment fund, treasury and waiting bills stand in for at most",
        "可支付月数加调剂金、财政垫付和待付医疗费用最多可支撑的月数",
    ),
    "income_growth": Indicator("share", "income over that of the year before, less one", "本年收入÷上年收入－1"),
    "spending_growth": Indicator("share", "spending over that of the year before, less one", "本年支出÷上年支出－1"),
    "income_per_insured": Indicator("yuan", "income of the year / people insured at its end", "本年收入÷年末参保人数"),
    "spending_per_insured": Indicator(
        "yuan", "spending of the year / people insured at its end", "本年支出÷年末参保人数"
    ),
    "income_over_wage": Indicator(
        "share", "income per insured person / average wage of the year", "人均筹资÷当年社会平均工资"
    ),
    "policy_ratio": Indicator(
        "share",
        "hospital care: what the fund pays / cost in scope, before other layers pay",
        "住院：基金支付÷政策范围内费用，未计其他保障层次",
    ),
    "overall_ratio": Indicator(
        "share",
        "hospital care: what the fund pays / cost in all, in scope or not",
        "住院：基金支付÷医疗总费用（含政策范围外）",
    ),
    "own_share": Indicator(
        "share",
        "what patients pay of the cost of care of the insured, out of accounts or pockets, after all layers / that cost; "
        "health spending outside the insurance is in neither",
        "参保人就医费用中个人负担（含个人账户支付、各保障层次支付之后）÷参保人医疗总费用；不含医保外卫生支出",
    ),
    "point_value": Indicator(
        "share",
        "what hospitals are due for care under a budget / what it costs the fund by its terms; 100 % without a budget",
        "预算内应付医疗机构款÷按待遇政策核算的基金费用（点值系数）；无预算时为100%",
    ),
    "hospitals_kept": Indicator(
        "share",
        "what hospitals are due for all care / what it costs the fund by its terms, less one; below 0 they bear it",
        "应付医疗机构款÷按待遇政策核算的基金费用－1；负数为医疗机构承担",
    ),
    "hospitals_kept_amount": Indicator(
        "amount",
        "what hospitals are due for all care less what it costs the fund by its terms; below 0 they bear it",
        "应付医疗机构款－按待遇政策核算的基金费用；负数为医疗机构承担",
    ),
}
"""Of the employee scheme, of residents and of all; ratios of payment and what hospitals are due of the first two."""

OF_PEOPLE = {
    "coverage_rate": Indicator(
        "share",
        "insured, by status and take-up / enrolment base, the people for whom the fund is there, not those present",
        "参保人数÷参保基数（应参保的户籍等人口，不是常住人口）",
    ),
    "take_up": Indicator("share", "insured residents / residents who may enrol", "城乡居民参保人数÷应参保居民人数"),
    "active_per_retired": Indicator(
        "ratio",
        "members who contribute, flexible workers among them / retired members",
        "缴费职工（含灵活就业）÷退休职工",
    ),
    "subsidy_per_premium": Indicator(
        "ratio", "subsidy / own premium for a resident, by their standards", "居民财政补助标准÷个人缴费标准"
    ),
}
"""Of the people, among the yearly figures of a run."""

INDICATORS = {**OF_FUNDS, **OF_PEOPLE}

Groups = dict[str, dict[str, Array]]


def indicators_of(funds: Groups, yearly: dict[str, Array], law: Law, basis: Basis, ledger: Ledger) -> Groups:
    """Every indicator of `OF_FUNDS` by group and year, the base year first; NaN where nothing is known."""
    members, residents = yearly["insured_employees"], yearly["insured_residents"]
    insured = {"employee_scheme": members, "resident": residents, "all": members + residents}
    paying = ("employee_scheme", "resident")
    ratios = dict(zip(paying, _ratios(basis, ledger), strict=True))
    free = _with_months(funds, -law.emergency_months)
    backed = _with_months(funds, backing_months(law))
    due = dict(zip(paying, _of_hospitals(basis, ledger), strict=True))
    own = _own_shares(basis, ledger)
    return {group: {**_amounts(funds[group], heads, yearly["wage"]), "free_reserve_months": free[group],
                    "backed_months": backed[group], **ratios.get(group, {}), "own_share": own[group], **due.get(group, {})}
            for group, heads in insured.items()}  # fmt: skip


def elsewhere_of(law: Law, basis: Basis, years: Array) -> dict[str, Array]:
    """Admissions outside the area and cost of care there, by place and year: of both payers, from the yearly rows of a run."""
    cases, cost, _ = np.moveaxis(years[:, r.CARE :].reshape(-1, r.CARE_BLOCKS, len(PAYERS), len(SERVICES)), 0, -1)
    admissions, spent = outside(answered(law, basis.provision["care_elsewhere"]), cases, cost)
    return {
        **{f"admissions_{place}": admissions[n] for n, place in enumerate(ELSEWHERE)},
        **{f"cost_{place}": spent[n] for n, place in enumerate(ELSEWHERE)},
    }


def _amounts(fund: dict[str, Array], heads: Array, wage: Array) -> dict[str, Array]:
    with np.errstate(divide="ignore", invalid="ignore"):
        per_insured = {measure: fund[measure] / heads for measure in ("income", "spending")}
        return {
            "surplus_rate": _finite(fund["surplus"] / fund["income"]),
            **{f"{measure}_growth": _growth(fund[measure]) for measure in per_insured},
            **{f"{measure}_per_insured": _finite(values) for measure, values in per_insured.items()},
            "income_over_wage": _finite(per_insured["income"] / wage),
        }


def _with_months(funds: Groups, law_months: Array) -> dict[str, Array]:
    """Months of reserve and those [payer, year] of its spending that a rule gives each pool, over the spending of the group."""
    months = law_months[:, : len(funds["all"]["spending"])]
    employee, resident = (more * funds[pool]["spending"] for pool, more in zip(PAYERS, months, strict=True))
    given = {"employee_scheme": employee, "resident": resident, "all": employee + resident}
    with np.errstate(divide="ignore", invalid="ignore"):
        return {
            group: _finite(funds[group]["reserve_months"] + more / funds[group]["spending"])
            for group, more in given.items()
        }


def _ratios(basis: Basis, ledger: Ledger) -> list[dict[str, Array]]:
    """Of hospital care, payer by payer: paid over cost in scope, as the catalogue of the year has it, and over all cost."""
    years = np.vstack([basis.base_year.yearly, ledger.yearly])[:, r.CARE :]
    _, cost, paid = np.moveaxis(years.reshape(len(years), r.CARE_BLOCKS, len(PAYERS), len(SERVICES)), 1, 0)
    hospital = basis.prices.services[:, :, r.BY_YEAR] == 0
    of_year = np.moveaxis(np.asarray(basis.policy.scope), -1, 0)[: len(years)]
    in_scope = cost * basis.prices.services[:, :, r.SCOPE] * of_year
    with np.errstate(divide="ignore", invalid="ignore"):
        return [
            {name: _finite((paid * hospital)[:, p].sum(axis=1) / (of * hospital)[:, p].sum(axis=1))
             for name, of in (("policy_ratio", in_scope), ("overall_ratio", cost))}
            for p in range(len(PAYERS))
        ]  # fmt: skip


def _own_shares(basis: Basis, ledger: Ledger) -> dict[str, Array]:
    """Owed in scope after all layers and cost out of scope, over cost: of the groups of each scheme together."""
    years = np.vstack([basis.base_year.yearly, ledger.yearly])
    owed, cost, in_scope = (years[:, row : row + r.GROUPS] for row in (r.GROUP_OWED, r.GROUP_COST, r.GROUP_IN_SCOPE))
    schemes = {"employee_scheme": slice(0, 1), "resident": slice(1, r.GROUPS), "all": slice(0, r.GROUPS)}
    with np.errstate(divide="ignore", invalid="ignore"):
        return {
            scheme: _finite((owed + cost - in_scope)[:, of].sum(axis=1) / cost[:, of].sum(axis=1))
            for scheme, of in schemes.items()
        }


def _of_hospitals(basis: Basis, ledger: Ledger) -> list[dict[str, Array]]:
    """Payer by payer: what hospitals are due over what their care costs by its terms, under budgets and in all."""
    years = np.vstack([basis.base_year.yearly, ledger.yearly])

    def by_payer(row: int) -> Array:
        lines = years[:, row : row + r.CARE_LINES]
        return np.asarray(lines.reshape(len(years), len(PAYERS), -1).sum(axis=2))

    covered, terms = by_payer(r.COVERED), by_payer(r.BY_TERMS)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where(covered > 0, by_payer(r.COVERED_DUE) / covered, 1.0)
        kept = by_payer(r.DUE) / terms - 1
    amount = by_payer(r.DUE) - terms
    return [
        {"point_value": value[:, p], "hospitals_kept": _finite(kept[:, p]), "hospitals_kept_amount": amount[:, p]}
        for p in range(len(PAYERS))
    ]


def _growth(values: Array) -> Array:
    """Growth over the year before; the base year has none before it."""
    return _finite(np.append(np.nan, values[1:] / values[:-1] - 1))


def _finite(values: Array) -> Array:
    return np.where(np.isfinite(values), values, np.nan)
