"""What drives a fund from one year of a run to another: people, their ages, use, price, ratio; wages, rates, premiums.

Every line that is a product is divided among its factors (LMDI, in `divisia`), every other line is its own driver, so that
all of them add up to the change of the fund's income and spending.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from math import isclose, prod
from typing import Any, NamedTuple

from actuary.analysis.attribution.divisia import BEGUN, ROUNDING, divided
from actuary.axes import PAYERS, SERVICES
from actuary.errors import Mistake, Mistakes
from actuary.kernel import rows as r
from actuary.law import Array
from actuary.results import Results

FUNDS = ("employee_scheme", "resident")
"""The funds that can be asked about: pool and account of the employees together, and residents."""

MEASURES = ("income", "spending", "frozen_spending")
"""What is divided: the last is spending on care, were the people those of the first year."""

OTHER = "other_lines"
"""The part of lines that are no product of factors: each is a driver, its amount a plain difference."""

OF_PEOPLE = ("people", "take_up", "age")
"""The drivers of care that the frozen population keeps as they were."""

INCOME = ("contributions_employer", "contributions_own", "subsidy", "interest", "transfer_in", "other_income")
MATERNITY = ("maternity_medical", "maternity_allowance")
SPENDING = ("account_payments", "layer_premiums", "nursing_benefits", "transfer_out", "other_spending")
"""Lines of the official accounts; besides them spending is care and maternity."""


class Driver(NamedTuple):
    """What one driver did to one part of a fund's income or spending."""

    measure: str
    """One of `MEASURES`."""
    part: str
    """inpatient, outpatient, contributions_on_wages, premiums, subsidies, or other_lines."""
    driver: str
    amount: float
    """Yuan: last year less first."""


class Drivers(NamedTuple):
    """The change of one fund between two years of a run, driver by driver."""

    results: Results
    fund: str
    first: int
    last: int
    drivers: tuple[Driver, ...]

    def change(self, measure: str) -> float:
        """What all drivers of income, spending or frozen_spending come to, yuan."""
        return sum(one.amount for one in self.drivers if one.measure == measure)

    def share(self, one: Driver) -> float:
        """A driver over the change of its measure; of a frozen population over that of all spending; NaN where that is 0."""
        change = self.change(one.measure.removeprefix("frozen_"))
        return one.amount / change if change else float("nan")

    def frame(self) -> Any:
        """A tidy frame: measure, part, driver, amount in yuan, share of the change."""
        import pandas as pd

        rows = [(*one, self.share(one)) for one in self.drivers]
        return pd.DataFrame(rows, columns=["measure", "part", "driver", "amount", "share"])


class Told(NamedTuple):
    """A fund in one year: products, and lines that are none."""

    products: dict[tuple[str, str, str], dict[str, float]]
    """(measure, part, which of it) -> factors, whose product is yuan."""
    lines: dict[tuple[str, str], float]
    """(measure, line) -> yuan."""


class _Year(NamedTuple):
    """One year of a run, the base year as it was calibrated."""

    t: int
    """Years since the base year."""
    yearly: Array
    memo: Array
    exposure: Array
    need: Array
    heads: Array
    """As the year begins."""
    recognised: float


def _year(results: Results, t: int) -> _Year:
    ledger, people = results.ledger, results.population
    if not t:
        ledger, people = results.basis.base_year, results.basis.base_people
    i = max(t - 1, 0)
    months = slice(12 * i, 12 * i + 12)
    recognised = float(people.vital[i, r.RECOGNISED])
    return _Year(
        t, ledger.yearly[i], ledger.memo[months], people.exposure[i], people.need[i], people.heads[i], recognised
    )


def drivers_of(results: Results, fund: str, first: int, last: int) -> Drivers:
    """What drives income and spending of the employee scheme or the residents between two years, the base year among them.

    Raises Mistakes where fund or years are not of this run.
    """
    _check(results, fund, first, last)
    before, after = told_of(results, fund, first), told_of(results, fund, last)
    amounts: dict[tuple[str, str, str], float] = defaultdict(float)
    for (measure, part, which), factors in before.products.items():
        later = after.products[measure, part, which]
        _add(amounts, measure, part, divided(factors, later))
        if measure == "spending":
            same_people = {**later, **{name: factors[name] for name in OF_PEOPLE if name in factors}}
            _add(amounts, "frozen_spending", part, divided(factors, same_people))
    for (measure, line), amount in before.lines.items():
        amounts[measure, OTHER, line] = after.lines[measure, line] - amount
    known = {key for year in (before, after) for key, amount in year.lines.items() if amount}
    told = sorted(_worth_a_line(amounts, known), key=lambda one: MEASURES.index(one.measure))
    return Drivers(results, fund, first, last, tuple(told))


def told_of(results: Results, fund: str, year: int) -> Told:
    """A fund in one year, as products of factors and lines that are none; they add up to income and spending."""
    t = year - results.base
    at = _year(results, t)
    form = {name.removeprefix("line_"): float(values[t]) for name, values in results.form(fund).items()}
    paying = _wages(results, at, form) if fund == "employee_scheme" else _cover(results, at)
    care = dict(_care(results, PAYERS.index("employee" if fund == "employee_scheme" else "resident"), at))
    products = {**paying, **care}
    return Told(products, _income_lines(results, fund, at, form, paying) | _spending_lines(fund, at, form, care))


def _care(results: Results, p: int, at: _Year) -> Iterator[tuple[tuple[str, str, str], dict[str, float]]]:
    """Care of a payer's members by service: persons x take-up x need of each x use x price x what the pool pays of it."""
    basis, need, exposure, t = results.basis, at.need, at.exposure, at.t
    ours = basis.roles[r.PAYER] == p
    persons = float(exposure[ours].sum())
    block = len(PAYERS) * len(SERVICES)
    take_up = {"take_up": _needed_by_insured(results, at)} if p else {}
    for k, service in enumerate(SERVICES):
        row = r.USE + p * len(SERVICES) + k
        factors = {
            "people": persons,
            **take_up,
            "age": _over(float(need[ours, k].sum()), persons),
            "use": float(basis.prices.services[p, k, r.FREQUENCY] * basis.basis_year[row, t]),
            "price": float(
                basis.fixed[r.COST_LEVEL + p] * basis.prices.services[p, k, r.COST] * basis.basis_year[row + block, t]
            ),
        }
        part = "outpatient" if basis.prices.services[p, k, r.BY_YEAR] else "inpatient"
        yield ("spending", part, service), _with_last(factors, "ratio", _paid(p, at)[k])


def _needed_by_insured(results: Results, at: _Year) -> float:
    """Need of the residents insured over that of all eligible: s0 (s / s0)^selection with take-up s, that of the base s0."""
    base, selection = (float(results.basis.fixed[row]) for row in (r.BASE_TAKE_UP, r.SELECTION))
    return float(base * _over(float(at.yearly[r.TAKE_UP]), base) ** selection)


def _wages(results: Results, at: _Year, form: Mapping[str, float]) -> dict[tuple[str, str, str], dict[str, float]]:
    """Contributions on wages: who pays x average wage x covered of it x rates in force x what comes in of that."""
    t, basis = at.t, results.basis
    months = slice(12 * t, 12 * t + 12)
    on_wage = basis.roles[r.PAYS_ON_WAGE] == 1
    contributors = float(at.exposure[on_wage].sum())
    factors = {
        "contributors": contributors,
        "wage": float(basis.basis_year[r.WAGE, t]),
        "covered": 0.0,
        "rate": float((results.law.employer_rate[months] + results.law.employee_rate[months]).mean()),
    }
    payroll = float(at.yearly[r.PAYROLL])
    factors["covered"] = _over(payroll, contributors * factors["wage"])
    paid = form["contributions_employer"] + form["contributions_own"] - sum(_besides_wages(results, at, form).values())
    return {("income", "contributions_on_wages", ""): _with_last(factors, "collected", paid)}


def _besides_wages(results: Results, at: _Year, form: Mapping[str, float]) -> dict[str, float]:
    """Contributions that are not medical insurance's on wages: of the retired, for years bought, for maternity in the pool."""
    months = slice(12 * at.t, 12 * at.t + 12)
    maternity = at.memo[:, r.MEMO_INCOME]
    return {
        "own_retired": form["own_retired"],
        "years_bought": float(at.recognised * results.law.years_price[at.t]),
        "maternity_contributions": float(maternity[results.law.maternity_merged[months] > 0].sum()),
    }


def _cover(results: Results, at: _Year) -> dict[tuple[str, str, str], dict[str, float]]:
    """Residents' premiums and subsidies of this year's cover: eligible x enrolled of them x an amount a head."""
    year, level = at.yearly, float(results.basis.fixed[r.RESIDENT_INCOME_LEVEL])
    eligible = float(at.heads[results.basis.roles[r.PAYER] == 1].sum())
    heads = {"eligible": eligible, "enrolled": _over(float(year[r.HEADS]), eligible)}
    return {
        ("income", "premiums", ""): {**heads, "premium_a_head": level * float(year[r.PREMIUM])},
        ("income", "subsidies", ""): {**heads, "subsidy_a_head": level * float(year[r.SUBSIDY_PER_HEAD])},
    }


Products = Mapping[tuple[str, str, str], Mapping[str, float]]


def _income_lines(
    results: Results, fund: str, at: _Year, form: Mapping[str, float], paying: Products
) -> dict[tuple[str, str], float]:
    """What is left of income: lines of its own, and of residents what is not this year's cover at the full amount."""
    lines = {name: form[name] for name in INCOME[3:]}
    if fund == "employee_scheme":
        besides = _besides_wages(results, at, form)
        late = _left(form["contributions_employer"] + form["contributions_own"], sum(besides.values()) + _sum(paying))
        lines |= {"subsidy": form["subsidy"], **besides, "late_contributions": late}
    else:
        lines["newborns"] = _left(sum(form[name] for name in INCOME[:3]), _sum(paying))
    return {("income", name): amount for name, amount in lines.items()}


def _spending_lines(fund: str, at: _Year, form: Mapping[str, float], care: Products) -> dict[tuple[str, str], float]:
    """What is left of spending: what hospitals are due beyond the terms, when they are paid, and lines that are not care."""
    first = 0 if fund == "employee_scheme" else r.CARE_LINES // r.CARE_PAYERS
    due = at.yearly[r.DUE + first : r.DUE + first + r.CARE_LINES // r.CARE_PAYERS].sum()
    lines = {
        "purchasing": _left(float(due), _sum(care)),
        "timing": _left(form["inpatient"] + form["outpatient"], float(due)),
        "maternity": sum(form[name] for name in MATERNITY),
        **{name: form[name] for name in SPENDING},
    }
    return {("spending", name): amount for name, amount in lines.items()}


def _paid(p: int, at: _Year) -> list[float]:
    """What a pool pays for care by its terms, service by service, yuan."""
    care = at.yearly[r.CARE :].reshape(r.CARE_BLOCKS, len(PAYERS), len(SERVICES))
    return [float(amount) for amount in care[2, p]]


def _with_last(factors: Mapping[str, float], name: str, amount: float) -> dict[str, float]:
    """The factors and one more, with which their product is the amount."""
    return {**factors, name: _over(amount, prod(factors.values()))}


def _sum(products: Products) -> float:
    return sum(prod(factors.values()) for factors in products.values())


def _over(amount: float, by: float) -> float:
    return amount / by if by else 0.0


def _left(amount: float, known: float) -> float:
    """What is left of an amount; nothing where that is rounding."""
    return 0.0 if isclose(amount, known, rel_tol=ROUNDING) else amount - known


def _add(amounts: dict[tuple[str, str, str], float], measure: str, part: str, found: Mapping[str, float]) -> None:
    for driver, amount in found.items():
        amounts[measure, part, driver] += amount


def _worth_a_line(amounts: Mapping[tuple[str, str, str], float], known: set[tuple[str, str]]) -> Iterator[Driver]:
    """Every driver but lines that are nothing in both years, and what begins or ends where nothing does."""
    for (measure, part, driver), amount in amounts.items():
        idle = part == OTHER and (measure, driver) not in known
        still = amount == 0 and (driver == BEGUN or (measure == "frozen_spending" and driver in OF_PEOPLE))
        if not idle and not still:
            yield Driver(measure, part, driver, amount)


def _check(results: Results, fund: str, first: int, last: int) -> None:
    wrong = []
    if fund not in FUNDS:
        wrong.append(Mistake(None, f"fund {fund}", f"one of {', '.join(FUNDS)}"))
    between = f"this run has the years {results.base} to {results.years[-1]}"
    wrong += [
        Mistake(None, f"year {year}", between)
        for year in dict.fromkeys((first, last))
        if not results.base <= year <= results.years[-1]
    ]
    if not wrong and first >= last:
        wrong.append(Mistake(None, f"from {first} until {last}", "the first year before the last"))
    if wrong:
        raise Mistakes(wrong)
