"""What is known of an area, laid out for the kernel."""

from typing import NamedTuple

import numpy as np

from actuary.axes import BORN_INTO, LAYERS, OLDEST, PAYERS, STATUS_NAMES, STATUSES, Calendar
from actuary.basis.accounts import Accounts, accounts_of
from actuary.basis.disability import prevalence
from actuary.basis.enrolment import MOVES_FROM, MOVES_TO, move_rates
from actuary.basis.illness import Illness, illness_of
from actuary.basis.known import Known
from actuary.basis.lifetable import area_tables, vital_rates
from actuary.basis.macro import Macro, macro_of
from actuary.basis.population import BasePeople, base_people
from actuary.basis.provision import Provision, read
from actuary.demography.vital import Vital
from actuary.figures.single import View
from actuary.figures.tables import column
from actuary.kernel import rows as r
from actuary.kernel.exposure import expose
from actuary.kernel.years import Demography, Prices
from actuary.law import Array, Law, closed
from actuary.scenario.model import Scenario


class Laid(NamedTuple):
    """Everything but the levels that the base year's books decide."""

    known: Known
    calendar: Calendar
    people: BasePeople
    demography: Demography
    prices: Prices
    basis_year: Array
    fixed: Array
    roles: Array
    accounts: Accounts
    provision: Provision
    """What figures say of the answers of care to policy."""


def laid_out(scenario: Scenario, law: Law, calendar: Calendar, view: View | None = None) -> Laid:
    """Figures of the scenario's area as arrays; `law` is the one in force, before any lever. Of `view` see `Known`."""
    known = Known(scenario.area, scenario.figures, scenario.vintage, view)
    macro = macro_of(known, range(calendar.base - 2, calendar.last + 2))
    years = calendar.laid_out
    illness = illness_of(known, macro, years, scenario.behaviour.severity)
    tables = area_tables(known, scenario.people)
    vital = vital_rates(tables, years)
    people = base_people(known, tables, scenario.people is not None, vital, law, calendar.base)
    roles = closed(_roles())
    fixed = _fixed(known, scenario)
    demography = _demography(known, people, illness, vital, years)
    demography = demography._replace(move_rate=move_rates(known, people, years, demography, roles, fixed, law))
    demography = Demography(*map(closed, demography))
    basis_year = closed(_basis_year(known, macro, illness, years))
    relativity = _normalised(demography, people, roles, basis_year[r.ELSEWHERE, 0])
    demography = demography._replace(relativity=closed(np.concatenate([relativity, prevalence(known)])))
    prices = Prices(
        services=illness.services,
        curves=illness.curves,
        wage_curve=illness.wage_curve,
        grid=illness.grid,
        lag=_shares(known, "settlement_lag", "weight"),
        premium_timing=_premium_timing(known),
        subsidy_timing=_shares(known, "subsidy_tranches", "share"),
        annual_curve=illness.annual_curve,
        serves=np.array([[float(payer in layer.payers) for payer in PAYERS] for layer in LAYERS]),
    )
    accounts = accounts_of(known, calendar.base)
    provision = read(known, scenario, years)
    sealed = Prices(*map(closed, prices))
    return Laid(known, calendar, people, demography, sealed, basis_year, fixed, roles, accounts, provision)


def _roles() -> Array:
    names = {name: float(i) for i, name in enumerate(STATUS_NAMES)}
    roles = np.zeros((r.ROLES, len(STATUSES)))
    for s, status in enumerate(STATUSES):
        roles[r.PAYER, s] = PAYERS.index(status.payer)
        roles[r.EMPLOYED, s] = status.employed
        roles[r.PAYS_ON_WAGE, s] = status.pays_on_wage
        roles[r.ASSISTED, s] = status.assisted
        roles[r.RETIRES_TO, s] = names[status.retires_to] if status.retires_to else -1
        roles[r.LAPSES_TO, s] = names[status.lapses_to] if status.lapses_to else -1
    roles[r.BORN_INTO] = names[BORN_INTO]
    return roles


def _fixed(known: Known, scenario: Scenario) -> Array:
    """Constants of the run; levels stand at one until they are solved."""
    fixed = np.ones(r.FIXED_ROWS)
    fixed[r.TAKE_UP_RESPONSE] = 100 * known.value("take_up_premium_response") if scenario.behaviour.take_up else 0
    fixed[r.SELECTION] = known.value("selection_relative_cost") if scenario.behaviour.selection else 1
    fixed[r.ENTERPRISE_SHARE] = known.value("enterprise_payroll_share")
    fixed[r.FLEXIBLE_BASE] = known.value("flexible_base_share")
    fixed[r.ANTENATAL_SHARE] = known.value("antenatal_cost_share")
    fixed[r.DIFFICULT_BIRTHS] = known.value("difficult_birth_share")
    fixed[r.FURTHER_CHILDREN] = known.value("further_children_of_a_birth")
    fixed[r.THIRD_BIRTHS] = known.value("third_birth_share")
    fixed[r.NURSING_CLAIMS] = known.value("nursing_claim_share")
    fixed[r.NURSED_AT_HOME : r.NURSED_IN_INSTITUTION + 1] = _shares(known, "nursing_settings", "share")
    fixed[r.ALLOWANCE_DRAWN] = known.value("allowance_drawn_share")
    fixed[r.CADRE_SHARE] = known.value("female_cadre_share")
    fixed[r.PENSIONED_SHARE] = known.value("contribution_years_share")
    fixed[r.TAKE_UP_CEILING] = known.value("take_up_ceiling")
    for p, payer in enumerate(PAYERS):
        fixed[r.LENGTH_OF_STAY + p] = known.value(f"length_of_stay_{payer}")
    answers, refusals = scenario.behaviour.hospital_response, scenario.behaviour.refusals
    fixed[r.VOLUME_RESPONSE] = known.value("hospital_volume_response") if answers else 0
    fixed[r.COST_RESPONSE] = known.value("hospital_cost_response") if answers else 0
    fixed[r.REFUSAL_RESPONSE] = known.value("refusal_response") if refusals else 0
    return fixed


def _demography(known: Known, people: BasePeople, illness: Illness, vital: Vital, years: range) -> Demography:
    start, end = known.value("student_age_from"), known.value("student_age_to")
    ages = np.arange(OLDEST + 1)
    if vital.migrants.any():
        migrants = vital.migrants * people.scale
    else:
        migrants = np.tile(known.value("net_migration_rate") * people.now.sum(axis=0), (len(years), 1, 1))
    return Demography(
        survival=vital.survival,
        fertility=vital.fertility,
        newborn=vital.newborn,
        migrants=migrants,
        move_from=np.array(MOVES_FROM),
        move_to=np.array(MOVES_TO),
        move_rate=np.zeros((len(years), len(MOVES_FROM), *migrants.shape[1:])),
        relativity=illness.relativity,
        student_age=((ages >= start) & (ages <= end)).astype(float),
    )


def _normalised(demography: Demography, people: BasePeople, roles: Array, elsewhere: float) -> Array:
    """Relativities with mean 1 over the exposure of the base year's whole population."""
    statuses, services = len(STATUSES), len(demography.relativity)
    exposure, need = np.zeros(statuses), np.zeros((statuses, services))
    expose(people.before, people.now, roles, demography.student_age, elsewhere, demography.relativity, exposure, need)
    return np.asarray(demography.relativity * (exposure.sum() / need.sum(axis=0))[:, None, None])


def _basis_year(known: Known, macro: Macro, illness: Illness, years: range) -> Array:
    services = illness.use.shape[1]
    basis = np.zeros((r.USE + r.INDICES * len(PAYERS) * services, len(years)))
    income = macro.disposable_income
    before, two_before = range(years[0] - 1, years[-1]), range(years[0] - 2, years[-1] - 1)
    basis[r.WAGE] = macro.at(macro.wage, years)
    basis[r.INCOME_BEFORE] = macro.at(income, before)
    basis[r.SUBSIDY_GROWTH, 1:] = (macro.at(income, before) / macro.at(income, two_before))[1:] - 1
    basis[r.PREMIUM_GROWTH, 2:] = basis[r.SUBSIDY_GROWTH, 1:-1]
    basis[r.BIRTH_COST] = known.value("birth_cost") * illness.price[0, 0]
    basis[r.ELSEWHERE] = known.path("students_insured_elsewhere", years)
    basis[r.ACCOUNT_USE] = 1
    trends = np.stack([illness.use, illness.price]).reshape(-1, len(years))
    basis[r.USE : r.USE + len(trends)] = trends
    basis[r.USE + len(trends) :] = 1
    return basis


def _shares(known: Known, name: str, of: str) -> Array:
    """A column of shares that add up to one."""
    shares = np.array(column(known.table(name), of))
    return np.asarray(shares / shares.sum())


def _premium_timing(known: Known) -> Array:
    """Shares of the own premium by month, those of the year before the cover first, then January to December."""
    rows = known.table("resident_premium_collection")
    shares = dict(
        zip(zip(rows.columns["year_offset"], rows.columns["month"], strict=True), column(rows, "share"), strict=True)
    )
    early = sorted(int(month) for offset, month in shares if offset == "-1")
    timing = [shares["-1", str(month)] for month in range(early[0], 12 + 1)]
    timing += [shares.get(("0", str(month)), 0.0) for month in range(1, 12 + 1)]
    return np.array(timing) / sum(timing)
