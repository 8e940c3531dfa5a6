"""The rules of the funds, as arrays: what a government can change.

`Law` is the schema: a field is a rule, its annotation says in which unit it is written, within which bounds, and
whether it goes by month (rules that move money) or by year (rules that move people, use or price). Arrays start
with the base year.
"""

from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, get_type_hints

import numpy as np
from numpy.typing import NDArray

from actuary.axes import PARTS
from actuary.units import Age, Money, Months, Number, People, Share, Switch, Unit

Array = NDArray[np.float64]


class Rule(NamedTuple):
    """How a rule is written and laid out."""

    unit: Unit
    period: Literal["month", "year"]
    by: str = ""
    """What it goes by besides time, one of `PARTS`: a value for each service, or each item."""
    once: bool = False
    """An amount of its month alone: a date says when it falls, not since when it holds."""
    folded: bool = False
    """Not read by the kernel: mostly answered before it runs, where `actuary/basis/provision` folds it into indices of use,
    price, scope or payment."""

    @property
    def parts(self) -> tuple[str, ...]:
        """The names along what it goes by; one without a name where it is a single value."""
        return PARTS[self.by] if self.by else ("",)

    @property
    def rows(self) -> int:
        """How many rows of the packed matrix the rule takes."""
        return 0 if self.folded else len(self.parts)


class Law(NamedTuple):
    """Every rule in force, month by month or year by year."""

    employer_rate: Annotated[Array, Rule(Share(0, 0.3, "covered wages"), "month")]
    """The employer's part of contributions, share of covered wages."""
    employee_rate: Annotated[Array, Rule(Share(0, 0.3, "covered wages"), "month")]
    """The individual's part of contributions, share of covered wages."""
    retired_rate: Annotated[Array, Rule(Share(0, 0.3, "the retired's base"), "month")]
    """A retired member's own contribution, share of the base of the retired."""
    retired_base: Annotated[Array, Rule(Share(0, 2, "the average wage"), "month")]
    """Base on which a retired member contributes (the average pension, or another), share of the average wage."""
    retired_support: Annotated[Array, Rule(Money(0, 10_000), "month")]
    """What the treasury pays into the employee pool for a retired member, yuan a month."""
    maternity_rate: Annotated[Array, Rule(Share(0, 0.05, "covered wages"), "month")]
    """Maternity contributions, share of covered wages, paid by employers."""
    employer_relief: Annotated[Array, Rule(Share(0, 1, "the enterprises' part"), "month")]
    """Waived (减征): share of the enterprises' part of contributions that never falls due."""
    deferred_share: Annotated[Array, Rule(Share(0, 1, "the employer's part"), "month")]
    """Deferred (缓征): share of the employer's part that is paid later."""
    deferral_months: Annotated[Array, Rule(Months(1, 36), "month")]
    """How much later a deferred contribution is paid."""
    collection_rate: Annotated[Array, Rule(Share(0, 1.5, "today's collection"), "month")]
    """What comes in of contributions on wages in the month they fall due, as a share of what comes in today."""
    arrears_recovered: Annotated[Array, Rule(Share(0, 1, "what did not come in"), "month")]
    """Of what falls due and does not come in as it does today, the share that comes in later."""
    arrears_months: Annotated[Array, Rule(Months(1, 36), "month")]
    """How much later arrears come in."""
    declared_base: Annotated[Array, Rule(Share(0, 2, "wages earned"), "month")]
    """Wages declared over wages earned, before the bounds."""
    base_floor: Annotated[Array, Rule(Share(0, 1, "the average wage"), "month")]
    """Lowest contribution base, share of the average wage."""
    base_cap: Annotated[Array, Rule(Share(1, 10, "the average wage"), "month")]
    """Highest contribution base, share of the average wage."""
    flexible_declared: Annotated[Array, Rule(Share(0, 3, "the base of flexible workers today"), "month")]
    """Base on which flexible workers contribute, as a share of that of today."""
    flexible_rate: Annotated[Array, Rule(Share(0, 2, "the full rate"), "month")]
    """What flexible workers pay, share of the employer's and the individual's part together."""
    account_employee_share: Annotated[Array, Rule(Share(0, 1, "the individual's part"), "month")]
    """Share of the individual's part that is credited to the individual account."""
    account_employer_share: Annotated[Array, Rule(Share(0, 1, "the employer's part"), "month")]
    """Share of the employer's part that is credited to the individual account."""
    account_retired_credit: Annotated[Array, Rule(Money(0, 10_000), "month")]
    """Credited to the account of a retired member by the pool, yuan a month."""
    maternity_merged: Annotated[Array, Rule(Switch(), "month")]
    """1 from the month in which the maternity pool is part of the employee pool."""
    interest_rate: Annotated[Array, Rule(Share(-0.05, 0.2), "month")]
    """Interest a year on the opening balance of the month."""
    employee_other_income: Annotated[Array, Rule(Money(0, 1e12), "month", once=True)]
    """Employee pool: other income of the month (其他收入), yuan; what no other line of the accounts holds."""
    employee_other_spending: Annotated[Array, Rule(Money(0, 1e12), "month", once=True)]
    """Employee pool: other spending of the month (其他支出), yuan; what no other line of the accounts holds."""
    resident_other_income: Annotated[Array, Rule(Money(0, 1e12), "month", once=True)]
    """Resident pool: other income of the month (其他收入), yuan; what no other line of the accounts holds."""
    resident_other_spending: Annotated[Array, Rule(Money(0, 1e12), "month", once=True)]
    """Resident pool: other spending of the month (其他支出), yuan; what no other line of the accounts holds."""

    nursing_pool_rate: Annotated[Array, Rule(Share(0, 0.05, "covered wages"), "month")]
    """Long-term care: handed over by the employee pool, share of the covered wages of the members of long-term care."""
    nursing_employer_rate: Annotated[Array, Rule(Share(0, 0.05, "covered wages"), "month")]
    """Long-term care: contributed by employers, share of the covered wages of the members of long-term care."""

    retirement_age_men: Annotated[Array, Rule(Age(40, 80), "year")]
    """Statutory retirement age of men at the end of the year."""
    retirement_age_women: Annotated[Array, Rule(Age(40, 80), "year")]
    """Statutory retirement age of women workers at the end of the year."""
    retirement_age_women_cadres: Annotated[Array, Rule(Age(40, 80), "year")]
    """Statutory retirement age of women cadres at the end of the year."""
    years_recognised: Annotated[Array, Rule(Share(0, 1, "those short of contribution years"), "year")]
    """Of those who reach the age without enough contribution years, the share whose years count or are bought."""
    years_price: Annotated[Array, Rule(Money(0, 1e6), "year")]
    """What comes into the employee pool for each of them, from another area's fund or from themselves, yuan."""
    resident_premium: Annotated[Array, Rule(Money(0, 100_000), "year")]
    """A resident's own premium for cover in the year, yuan."""
    resident_premium_index: Annotated[Array, Rule(Share(0, 2, "the growth of disposable income"), "year")]
    """Share of the growth of disposable income that the own premium follows where the law sets no new level."""
    resident_premium_rise: Annotated[Array, Rule(Money(0, 10_000), "year")]
    """What a year adds to the own premium where the law sets no new level, yuan."""
    resident_subsidy: Annotated[Array, Rule(Money(0, 100_000), "year")]
    """Public subsidy for a resident in the year, yuan."""
    resident_subsidy_index: Annotated[Array, Rule(Share(0, 2, "the growth of disposable income"), "year")]
    """Share of the growth of disposable income that the subsidy follows where the law sets no new level."""
    resident_subsidy_rise: Annotated[Array, Rule(Money(0, 10_000), "year")]
    """What a year adds to the subsidy where the law sets no new level, yuan."""
    arriving_people: Annotated[Array, Rule(People(0, 1e6), "year", folded=True)]
    """Persons who come into the fund's population in the year because a policy opens it to them."""
    arriving_age_from: Annotated[Array, Rule(Age(0, 100), "year", folded=True)]
    """Youngest age at which they come."""
    arriving_age_to: Annotated[Array, Rule(Age(0, 100), "year", folded=True)]
    """Oldest age at which they come."""
    residents_lost: Annotated[Array, Rule(People(0, 1e7), "year", folded=True)]
    """Residents who leave the register in the year, for good, beyond what births, deaths, work and premiums explain."""
    lost_care_stays: Annotated[Array, Rule(Share(0, 1, "the care of those who leave"), "year", folded=True)]
    """Share of those who leave in the year whose going spares the pool no care, since they needed none of it."""
    joining_flexible: Annotated[Array, Rule(Share(0, 1, "the residents of working age"), "year", folded=True)]
    """Share of residents of working age who join the employee scheme as flexible workers in the year, by policy."""
    subsidy_central_share: Annotated[Array, Rule(Share(0, 1, "the subsidy"), "year")]
    """Share of the residents' subsidy that the central treasury pays."""
    subsidy_province_share: Annotated[Array, Rule(Share(0, 1, "the subsidy"), "year")]
    """Share of the residents' subsidy that the province pays; city and county pay the rest."""
    records_removed: Annotated[Array, Rule(Share(0, 1, "the insured residents"), "year")]
    """Duplicate and invalid records taken out, share of the residents who were counted as insured."""
    assisted_take_up: Annotated[Array, Rule(Share(0, 1, "the assisted"), "year")]
    """Least share of the assisted who take up cover."""
    enrolment_target: Annotated[Array, Rule(Share(0, 1, "the eligible residents"), "year")]
    """Take-up of residents that enrolment work aims at; nothing is done where people take up as much by themselves."""
    enrolment_reached: Annotated[Array, Rule(Share(0, 1, "the gap"), "year")]
    """Share of the gap between take-up and its target that enrolment work closes."""
    newborns_enrolled: Annotated[Array, Rule(Share(0, 1, "children born in the year"), "year")]
    """Newborns enrolled for the year of their birth, beyond those of the base year: for them the year's premium is paid."""
    waiting_months: Annotated[Array, Rule(Months(0, 12), "year", folded=True)]
    """Months without cover for a resident who returns after a gap."""
    maternity_leave_days: Annotated[Array, Rule(Number(0, 400, "days"), "year")]
    """Days of maternity allowance for a birth."""
    maternity_difficult_days: Annotated[Array, Rule(Number(0, 200, "days"), "year")]
    """More days of allowance for a difficult birth, beyond those the base year's claims hold."""
    maternity_multiple_days: Annotated[Array, Rule(Number(0, 200, "days"), "year")]
    """More days of allowance for every further child of a birth, beyond those the base year's claims hold."""
    maternity_third_days: Annotated[Array, Rule(Number(0, 400, "days"), "year")]
    """More days of allowance for the birth of a third child or a later one."""
    maternity_third_paid: Annotated[Array, Rule(Share(0, 1, "births of a third child"), "year")]
    """Births of a third child or a later one that maternity insurance pays for."""
    delivery_limit: Annotated[Array, Rule(Money(0, 1e6), "year")]
    """Paid at most for a delivery (住院分娩定额), yuan."""
    antenatal_limit: Annotated[Array, Rule(Money(0, 1e6), "year")]
    """Paid at most for the antenatal care of a birth (产前检查包干), yuan a head."""
    resident_birth_benefit: Annotated[Array, Rule(Money(0, 100_000), "year")]
    """Resident pool: paid for the birth of an insured woman, on top of what it pays for hospital care, yuan."""
    covered_share: Annotated[Array, Rule(Share(0, 1, "the line's cost"), "year", by="line")]
    """Share of a line's cost under its budget, where one is set: by points or groups (DIP, DRG), or a lump sum."""
    grouping_rate: Annotated[Array, Rule(Share(0, 1, "the covered share"), "year", by="line")]
    """Share of the covered cases that fall into a group; the rest is paid by its cost."""
    bed_day_share: Annotated[Array, Rule(Share(0, 1, "inpatient cost"), "year", by="payer")]
    """Share of inpatient care that is paid by bed-day."""
    bed_day_price: Annotated[Array, Rule(Money(0, 100_000), "year", by="payer")]
    """Price of a bed-day, yuan; the pool pays the share of it that it pays of all inpatient cost."""
    capitation_share: Annotated[Array, Rule(Share(0, 1, "the insured"), "year", by="payer")]
    """Share of the insured whose outpatient care is paid by head."""
    capitation_amount: Annotated[Array, Rule(Money(0, 100_000), "year", by="payer")]
    """What the pool pays for the outpatient care of a head, yuan a year."""
    budget_set: Annotated[Array, Rule(Switch(), "year", by="line")]
    """1 where a line of care has a budget of its own."""
    budget_growth: Annotated[Array, Rule(Share(-0.5, 1), "year", by="line")]
    """Budget over what the line cost the pool in the year before, less one."""
    budget_income_share: Annotated[Array, Rule(Share(0, 2, "the pool's income of the year before"), "year", by="line")]
    """Budget by income (以收定支): share of the pool's income of the year before; 0 where it goes by cost."""
    surplus_kept: Annotated[Array, Rule(Share(0, 1, "the surplus"), "year", by="line")]
    """Share of what a budget leaves over that hospitals keep (结余留用); the rest stays with the pool."""
    overrun_shared: Annotated[Array, Rule(Share(0, 1, "the overrun"), "year", by="line")]
    """Share of an overrun of the budget that the pool bears (合理超支分担)."""
    overrun_limit: Annotated[Array, Rule(Share(0, 10, "the budget"), "year", by="line")]
    """Overrun up to which the pool bears its share, as a share of the budget; hospitals bear all beyond."""
    held_back: Annotated[Array, Rule(Share(0, 1, "a bill"), "year", by="line")]
    """Share of hospitals' bills that is held back until the clearing of the year."""
    quality_reserve: Annotated[Array, Rule(Share(0, 1, "a bill"), "year", by="line")]
    """Share of hospitals' bills that is paid at the clearing by their score (质量保证金)."""
    quality_score: Annotated[Array, Rule(Share(0, 1, "the quality reserve"), "year", by="line")]
    """Share of the quality reserve that the assessment gives back to hospitals; the rest stays with the pool."""
    paid_at_once: Annotated[Array, Rule(Share(0, 1, "a bill"), "year", by="line")]
    """Share of bills that is paid in its month: to suppliers directly, or to hospitals at once."""
    prepaid_share: Annotated[Array, Rule(Share(0, 1, "what the line cost in the year before"), "year", by="line")]
    """Paid to hospitals ahead on 1 January and taken off what they are paid in December (预付金)."""
    clearing_month: Annotated[Array, Rule(Number(0, 12, "months"), "year")]
    """Month of the next year in which the year is cleared; 0 for December of the year itself."""
    stabiliser_low: Annotated[Array, Rule(Months(0, 600), "year", by="payer")]
    """Months of reserve of the pool at the end of a year below which its ratios fall by a step in the next."""
    stabiliser_high: Annotated[Array, Rule(Months(0, 600), "year", by="payer")]
    """Months of reserve of the pool at the end of a year above which its ratios rise by a step in the next."""
    stabiliser_step: Annotated[Array, Rule(Share(0, 0.2, "points of the ratio"), "year", by="payer")]
    """By how much the ratios of a pool fall or rise in a year; 0 where nothing moves by itself."""
    stabiliser_limit: Annotated[Array, Rule(Share(0, 1, "points of the ratio"), "year", by="payer")]
    """How far the steps may add up, either way."""
    emergency_months: Annotated[Array, Rule(Months(0, 60), "year", by="payer", folded=True)]
    """Of a pool's balance, set aside for emergencies, months of its spending: of what a run found, not of what it runs on."""
    adjustment_share: Annotated[Array, Rule(Share(0, 1, "what is missing"), "year", by="payer", folded=True)]
    """What the adjustment fund above pays of what a pool without money of its own cannot pay."""
    adjustment_months: Annotated[Array, Rule(Months(0, 120), "year", by="payer", folded=True)]
    """What the adjustment fund pays for a pool in a year at most, months of the pool's spending."""
    adjustment_size: Annotated[Array, Rule(Months(0, 120), "year", by="payer", folded=True)]
    """What the adjustment fund pays for a pool in all years at most, months of the pool's spending."""
    advance_months: Annotated[Array, Rule(Months(0, 120), "year", by="payer", folded=True)]
    """What the treasury has advanced to a pool and not got back, at most, months of the pool's spending."""
    advance_repaid: Annotated[Array, Rule(Share(0, 1, "what is over"), "year", by="payer", folded=True)]
    """Share of what a pool has over later that goes back to the treasury; 0 for a subsidy."""
    overdue_months: Annotated[Array, Rule(Months(0, 120), "year", by="payer", folded=True)]
    """Bills of hospitals that wait when a pool cannot pay, at most, months of the pool's spending."""
    overdue_first: Annotated[Array, Rule(Switch(), "year", by="payer", folded=True)]
    """Bills wait before the treasury advances anything."""
    nursing_coverage: Annotated[Array, Rule(Share(0, 1, "the insured"), "year", by="payer")]
    """Members of long-term care insurance, share of the insured of each scheme."""
    nursing_from_pool: Annotated[Array, Rule(Money(0, 10_000), "year", by="payer")]
    """Long-term care: handed over by the pool of the scheme, yuan a member and year."""
    nursing_own: Annotated[Array, Rule(Money(0, 10_000), "year", by="payer")]
    """Long-term care: a member's own contribution, yuan a year."""
    nursing_subsidy: Annotated[Array, Rule(Money(0, 10_000), "year", by="payer")]
    """Long-term care: public subsidy, yuan a member and year."""
    nursing_offset: Annotated[Array, Rule(Money(0, 10_000), "year")]
    """Long-term care: taken off the benefit of those who draw an allowance for age or disability, yuan a month."""
    nursing_price: Annotated[Array, Rule(Money(0, 100_000), "year", by="setting")]
    """Long-term care: price of care by degree of disability and by where it is given, yuan a month."""
    nursing_ratio: Annotated[Array, Rule(Share(0, 1), "year", by="setting")]
    """Long-term care: share of the price that is paid, by degree of disability and by where care is given."""
    employee_deductible: Annotated[Array, Rule(Money(0, 1e6), "year", by="service")]
    """Employee pool: deductible by service, per admission or per year."""
    employee_ratio: Annotated[Array, Rule(Share(0, 1), "year", by="service")]
    """Employee pool: share paid of what lies above the deductible, by service."""
    employee_cap: Annotated[Array, Rule(Money(0, 1e8), "year", by="service")]
    """Employee pool: highest payment by service, per admission or per year."""
    resident_deductible: Annotated[Array, Rule(Money(0, 1e6), "year", by="service")]
    """Resident pool: deductible by service, per admission or per year."""
    resident_ratio: Annotated[Array, Rule(Share(0, 1), "year", by="service")]
    """Resident pool: share paid of what lies above the deductible, by service."""
    resident_cap: Annotated[Array, Rule(Money(0, 1e8), "year", by="service")]
    """Resident pool: highest payment by service, per admission or per year."""
    annual_cap: Annotated[Array, Rule(Number(0, 1000, "times"), "year", by="payer")]
    """Highest payment of a pool for a member and year: times the mean wage (employees) or last year's disposable income
    (residents); 0 where there is none."""
    layer_coverage: Annotated[Array, Rule(Share(0, 1, "members"), "year", by="layer")]
    """Share of the members of its pools whom a layer covers; the assisted have medical assistance in full."""
    layer_deductible: Annotated[Array, Rule(Share(0, 100, "a year's income"), "year", by="layer")]
    """What a patient pays first of what the layers before leave of a year's cost in scope, share of the mean wage
    (employees) or of last year's disposable income (residents)."""
    layer_ratio: Annotated[Array, Rule(Share(0, 1), "year", by="layer")]
    """Share that a layer pays of what is owed above its deductible."""
    layer_cap: Annotated[Array, Rule(Number(0, 1000, "times"), "year", by="layer")]
    """Highest payment of a layer for a patient and year: times the mean wage, or last year's disposable income."""
    layer_assisted_deductible: Annotated[Array, Rule(Share(0, 1, "the layer's deductible"), "year", by="layer")]
    """What of a layer's deductible the assisted bear."""
    layer_assisted_ratio: Annotated[Array, Rule(Share(0, 1, "what is owed"), "year", by="layer")]
    """What a layer's ratio is higher by for the assisted."""
    layer_from_pool: Annotated[Array, Rule(Share(0, 0.1, "a year's income"), "year", by="layer")]
    """Premium that the pool pays to a layer for each member, share of the mean wage or of last year's disposable income."""
    layer_own_premium: Annotated[Array, Rule(Share(0, 0.1, "a year's income"), "year", by="layer")]
    """Premium that a member covered by a layer pays, the assisted none; share of the same."""
    layer_public: Annotated[Array, Rule(Share(0, 0.1, "a year's income"), "year", by="layer")]
    """Public money for a layer, for each member of its pools, covered or not; share of the same."""
    layer_gifts: Annotated[Array, Rule(Share(0, 0.1, "a year's income"), "year", by="layer")]
    """Gifts and lottery money for a layer, for each member of its pools; share of the same."""
    layer_by_points: Annotated[Array, Rule(Share(0, 1, "what the layer pays for patients"), "year", by="layer")]
    """Share of what a layer pays for patients that goes by the value of a point in inpatient care, where a budget is set."""
    price_level: Annotated[Array, Rule(Share(0.1, 5, "its trend"), "year", by="item", folded=True)]
    """Price of drugs, of consumables and of hospitals' work, over what its trend makes of it."""
    price_review: Annotated[Array, Rule(Share(-0.2, 0.2, "the price"), "year", by="item", folded=True)]
    """What the review of a year adds to the price, for good: of drugs, of consumables and of hospitals' work."""
    tier_price_level: Annotated[Array, Rule(Share(0.1, 5, "its trend"), "year", by="service", folded=True)]
    """Price of hospitals' work by service, and so by tier, over what its trend makes of it."""
    procured_share: Annotated[Array, Rule(Share(0, 1, "what is spent on them"), "year", by="good", folded=True)]
    """Drugs and consumables on the lists of volume-based procurement (集采), share of spending at the prices before it."""
    procured_cut: Annotated[Array, Rule(Share(0, 0.99, "the price before"), "year", by="good", folded=True)]
    """How far procurement cuts the price."""
    procured_uptake: Annotated[Array, Rule(Share(0, 1, "what is on the lists"), "year", by="good", folded=True)]
    """Of what is on the lists, the share that is really bought at the price of procurement."""
    procured_kept: Annotated[Array, Rule(Share(0, 1, "what the fund saves"), "year", by="good", folded=True)]
    """Of what procurement saves the fund, the share paid back to hospitals (结余留用)."""
    procured_term: Annotated[Array, Rule(Number(1, 20, "years"), "year", folded=True)]
    """For how many years hospitals have their share of a saving: an agreement of procurement (协议期)."""
    payment_standard: Annotated[Array, Rule(Share(0, 1, "what is dearer"), "year", by="good", folded=True)]
    """Where a brand on the lists is bought above the price of procurement: share of the difference that is out of scope."""
    negotiated_drugs: Annotated[Array, Rule(Share(0, 5, "the drugs of the service"), "year", by="service", folded=True)]
    """Cost of drugs newly negotiated into the catalogue (谈判药), over that of all drugs of the service."""
    catalogue_points: Annotated[Array, Rule(Share(-1, 1, "cost"), "year", by="service", folded=True)]
    """What the catalogue adds to the share of cost in scope, or takes from it."""
    employee_class_b_first: Annotated[Array, Rule(Share(0, 1, "items of class B"), "year", folded=True)]
    """Employees: share of items of class B (乙类) that the patient pays first, out of scope."""
    resident_class_b_first: Annotated[Array, Rule(Share(0, 1, "items of class B"), "year", folded=True)]
    """Residents: share of items of class B (乙类) that the patient pays first, out of scope."""
    limits_waived: Annotated[Array, Rule(Share(0, 1, "cost out of scope"), "year", folded=True)]
    """Of the cost out of scope, the share taken into it because limits of the catalogue are waived, as in an epidemic."""
    referred_share: Annotated[Array, Rule(Share(0, 1, "the tier's admissions"), "year", by="tier", folded=True)]
    """Admissions that go to the tier below, by the tier they come from, beyond those that do so in the base year."""
    day_surgery_share: Annotated[Array, Rule(Share(0, 1, "admissions"), "year", folded=True)]
    """Admissions that are operations with admission and discharge on one day (日间手术)."""
    external_prescription_share: Annotated[Array, Rule(Share(0, 1, "outpatients' drug cost"), "year", folded=True)]
    """Outpatients' drugs that are bought at a pharmacy with a hospital's prescription (外配处方), beyond the base year's."""
    internet_visit_share: Annotated[Array, Rule(Share(0, 1, "outpatient visits"), "year", folded=True)]
    """Visits over the internet that the funds pay for, over the outpatient visits there would be without them."""
    recognised_test_share: Annotated[Array, Rule(Share(0, 1, "cost of tests"), "year", folded=True)]
    """Tests that are not repeated since another hospital's result counts (检查检验结果互认), beyond the base year's."""
    chinese_medicine_bonus: Annotated[Array, Rule(Share(0, 0.5, "cost above the deductible"), "year", folded=True)]
    """What is added to the ratio for Chinese medicine (中医药)."""
    chinese_medicine_pay: Annotated[Array, Rule(Share(0, 1, "the price of Chinese medicine"), "year", folded=True)]
    """What is paid for Chinese medicine by its outcome, on top of its price (按疗效价值付费)."""
    chronic_diseases_added: Annotated[Array, Rule(Number(0, 200, "diseases"), "year", folded=True)]
    """Diseases on the list of chronic and special outpatient care (门诊慢特病) beyond those of the base year."""
    two_disease_ratio: Annotated[Array, Rule(Share(0, 1, "cost in scope"), "year", folded=True)]
    """Residents: share paid of outpatients' drugs against hypertension and diabetes (两病)."""
    prevention_spending: Annotated[Array, Rule(Share(0, 1, "what is paid for outpatients"), "year", folded=True)]
    """Spent on early detection and prevention, on top of what is paid for outpatients, beyond the base year's."""
    prevention_public_share: Annotated[Array, Rule(Share(0, 1, "spending on prevention"), "year", folded=True)]
    """Share of that spending borne by the public-health budget (公共卫生资金)."""
    accident_paid_share: Annotated[Array, Rule(Share(0, 1, "cost of accidental injury"), "year", folded=True)]
    """Accidental injury (意外伤害) whose hospital bills the funds pay like others: no third party is liable."""
    elsewhere_direct_rate: Annotated[Array, Rule(Share(0, 1, "care elsewhere"), "year", by="place", folded=True)]
    """Care outside the area that is settled directly (异地就医直接结算), not claimed by hand afterwards."""
    elsewhere_chronic_direct_rate: Annotated[Array, Rule(Share(0, 1, "care elsewhere"), "year", folded=True)]
    """The same of chronic outpatients beyond the province (门诊慢特病跨省直接结算)."""
    elsewhere_ratio_cut: Annotated[
        Array, Rule(Share(0, 0.5, "cost above the deductible"), "year", by="place", folded=True)
    ]
    """What is taken off the ratio for those who go elsewhere, and do not live there."""
    audit_stopped_share: Annotated[Array, Rule(Share(0, 1, "the leak"), "year", by="leak", folded=True)]
    """What audit (智能审核) stops of what should not be paid, beyond what it stops in the base year."""


def _rules() -> dict[str, Rule]:
    hints: dict[str, Any] = get_type_hints(Law, include_extras=True)
    return {name: hint.__metadata__[0] for name, hint in hints.items()}


RULES = _rules()
"""Every rule by name, in the order of `Law`."""


def packed(law: Law, period: Literal["month", "year"]) -> Array:
    """The rules of one period that the kernel reads, as one matrix [row, time]: in the order of `Law`, parts as rows."""
    return np.vstack([getattr(law, name) for name in _read_by_the_kernel(period)])


def first_row(rule: str) -> int:
    """Where the rows of a rule that the kernel reads begin in the matrix of its period."""
    names = _read_by_the_kernel(RULES[rule].period)
    return sum(RULES[name].rows for name in names[: names.index(rule)])


@cache
def _read_by_the_kernel(period: Literal["month", "year"]) -> tuple[str, ...]:
    return tuple(name for name, rule in RULES.items() if rule.period == period and rule.rows)


def closed(array: Any) -> Any:
    """A copy that nobody can write to, C-ordered: the only kind of input that the kernel is compiled for."""
    result = np.array(array, order="C")
    result.setflags(write=False)
    return result
