"""What a run found, named: groups, measures, alerts, and everything as plain numbers."""

import dataclasses
import json

import numpy as np
import pytest

from actuary.axes import POOLS, STATUS_NAMES
from actuary.funds import _measures
from actuary.indicators import INDICATORS
from actuary.kernel import rows as r
from actuary.measures import GROUPS, MEASURES
from actuary.results import DEFINITIONS, FORM, LINES, Alert, Note, Results, _from_base
from tests.runs import BASELINES, ran


def base() -> Results:
    return ran("meishan")


# --- by hand


def test_measures_by_hand() -> None:
    """The base year as published, then 12 x balance / spending, income - spending, and surpluses added up."""
    published = {"income": 10.0, "spending": 6.0, "balance": 12.0, "surplus": 4.0}
    projected = {"income": np.array([8.0, 9.0]), "spending": np.array([6.0, 0.0]), "balance": np.array([14.0, 23.0])}
    found = _from_base(published, _measures(projected))
    assert found["income"].tolist() == [10, 8, 9]
    assert found["surplus"].tolist() == [4, 2, 9]
    assert found["cumulative_surplus"].tolist() == [0, 2, 11]
    np.testing.assert_array_equal(found["reserve_months"], [24, 28, np.nan])


def test_a_published_surplus_is_not_computed_again() -> None:
    published = {"income": np.nan, "spending": np.nan, "balance": 12.0, "surplus": 4.0}
    projected = {"income": np.array([8.0]), "spending": np.array([6.0]), "balance": np.array([14.0])}
    assert _from_base(published, _measures(projected))["surplus"].tolist() == [4, 2]


# --- of a run


@pytest.mark.parametrize("name", BASELINES)
def test_a_scheme_is_its_pools_together(name: str) -> None:
    funds = ran(name).funds
    for measure in ("income", "spending", "balance"):
        both = funds["employee"][measure][1:] + funds["employee_account"][measure][1:]
        np.testing.assert_allclose(funds["employee_scheme"][measure][1:], both, rtol=1e-12)


def test_years_are_sums_of_months_and_year_ends_are_decembers() -> None:
    found = base()
    flows = found.ledger.flows[12:24, r.RESIDENT]
    assert found.funds["resident"]["income"][2] == pytest.approx(flows[:, : r.INCOME_LINES].sum(), rel=1e-12)
    assert found.funds["resident"]["spending"][2] == pytest.approx(
        flows[:, r.INCOME_LINES : r.TRANSFER_OUT + 1].sum(), rel=1e-12
    )
    assert found.funds["resident"]["balance"][2] == found.months["resident"][23]


def test_the_lines_of_the_official_form_add_up() -> None:
    """Own contributions hold those of the assisted and of the retired; what is waived or deferred never came in."""
    lines = base().lines["employee"]
    assert set(lines) == set(LINES)
    inside = set(MEMO)
    income = ("contributions_employer", "contributions_own", "subsidy", "interest", "transfer_in", "other_income")
    spending = [name for name in LINES if name not in (*income, *inside)]
    for measure, names in (("income", income), ("spending", spending)):
        total = sum(lines[name] for name in names)
        np.testing.assert_allclose(total[1:], base().funds["employee"][measure][1:], rtol=1e-12)
    assisted = base().lines["resident"]
    assert (assisted["own_assisted"] > 0).all()
    assert (assisted["own_assisted"] < assisted["contributions_own"]).all()


INCOME = ("contributions_employer", "contributions_own", "subsidy", "interest", "transfer_in", "other_income")
SPENDING = (
    "inpatient", "outpatient", "maternity_medical", "maternity_allowance", "account_payments", "layer_premiums",
    "nursing_benefits",
    "transfer_out", "other_spending",
)  # fmt: skip
MEMO = (
    "own_assisted",
    "own_retired",
    "subsidy_central",
    "subsidy_province",
    "subsidy_local",
    "waived",
    "deferred",
    "arrears",
)


def summed(found: Results, group: str, names: tuple[str, ...]) -> object:
    form = found.form(group)
    return sum(form[f"line_{name}"] for name in names)


@pytest.mark.parametrize("name", BASELINES)
@pytest.mark.parametrize("group", ["employee_scheme", "resident"])
def test_the_form_of_a_fund_adds_up_to_its_income_and_spending(name: str, group: str) -> None:
    """To the yuan in the base year too: the calibrated model, rounded as the books are."""
    found = ran(name)
    assert set(found.form(group)) == {f"line_{line}" for line in (*INCOME, *SPENDING, *MEMO)}
    np.testing.assert_allclose(summed(found, group, INCOME), found.funds[group]["income"], rtol=1e-6)
    np.testing.assert_allclose(summed(found, group, SPENDING), found.funds[group]["spending"], rtol=1e-6)


def test_the_form_of_a_maternity_fund_of_its_own_adds_up() -> None:
    apart = ran("meishan", "levers.maternity_merger.merged=no")
    np.testing.assert_allclose(summed(apart, "maternity", INCOME), apart.funds["maternity"]["income"], rtol=1e-6)
    np.testing.assert_allclose(summed(apart, "maternity", SPENDING), apart.funds["maternity"]["spending"], rtol=1e-6)


def test_the_form_of_the_employees_is_that_of_pool_and_account() -> None:
    form, lines = base().form("employee_scheme"), base().lines
    for name in LINES:
        both = lines["employee"][name] + lines["employee_account"][name]
        np.testing.assert_array_equal(form[f"line_{name}"], both)
    assert set(FORM) == {"employee_scheme", "resident", "maternity", "long_term_care"}


def test_a_merged_maternity_fund_is_a_memo_without_a_balance() -> None:
    funds = base().funds
    assert base().merged_from == "2020-01"
    assert np.isnan(funds["maternity"]["balance"]).all()
    assert (funds["maternity"]["spending"][1:] > 0).all()
    parts = funds["employee_scheme"]["spending"] + funds["resident"]["spending"]
    np.testing.assert_allclose(funds["all"]["spending"][1:], parts[1:], rtol=1e-12)
    assert ran("china").merged_from is None


def test_a_maternity_fund_of_its_own_is_counted_among_all() -> None:
    apart = ran("meishan", "levers.maternity_merger.merged=no").funds
    parts = apart["employee_scheme"]["income"] + apart["resident"]["income"] + apart["maternity"]["income"]
    np.testing.assert_allclose(apart["all"]["income"][1:], parts[1:], rtol=1e-12)


def test_people_add_up_to_the_enrolment_base() -> None:
    found = base()
    total = sum(found.people[name] for name in (*STATUS_NAMES, "uninsured"))
    np.testing.assert_allclose(total, found.people_by_age.sum(axis=(1, 2, 3)), rtol=1e-12)
    assert found.people["active"][0] + found.people["flexible"][0] + found.people["retired"][0] == pytest.approx(
        346_200
    )


def test_people_change_by_births_deaths_and_migrants_alone() -> None:
    found = base()
    people = found.yearly["population"]
    change = found.yearly["births"][1:] - found.yearly["deaths"][1:] + found.population.vital[:, 2]
    np.testing.assert_allclose(np.diff(people), change, rtol=0, atol=1e-6)


def test_rates_by_year() -> None:
    found = base().yearly
    np.testing.assert_allclose(found["premium"][:9], [220, 250, 280, 320, 350, 380, 400, 400, 400])
    np.testing.assert_allclose(found["subsidy"][:8], [520, 550, 580, 610, 640, 670, 700, 724])
    np.testing.assert_allclose(found["subsidy_per_premium"], found["subsidy"] / found["premium"])
    assert found["active_per_retired"][0] == pytest.approx(2.81)
    assert ((found["take_up"] > 0.5) & (found["take_up"] < 1)).all()


# --- alerts


def changed(group: str, measure: str, values: list[float]) -> Results:
    """Meishan to 2022 with one measure of one group written over; otherwise the schemes are inside the band."""
    found = ran("meishan", "to=2022")
    inside = {
        name: {**found.funds[name], "reserve_months": np.full(4, 7.0)} for name in ("employee_scheme", "resident")
    }
    funds = {**found.funds, **inside}
    funds[group] = {**funds[group], measure: np.array(values)}
    return dataclasses.replace(found, funds=funds, yearly={**found.yearly, "subsidy_per_premium": np.ones(4)})


def test_the_first_year_end_under_the_band_is_told_once() -> None:
    found = changed("resident", "reserve_months", [2.0, 8.0, 5.9, 3.0])
    assert found.alerts == (Alert("resident", "below", 2021, None, 6.0),)


def test_inside_the_band_nothing_is_told() -> None:
    assert changed("resident", "reserve_months", [7.0, 7.0, 6.0, 9.0]).alerts == ()


@pytest.mark.parametrize(
    ("months", "first"),
    [
        ([7.0, 16.0, 15.1, 40.0], 2020),
        ([20.0, 16.0, 15.0, 15.1], 2022),
        ([np.nan, np.nan, 16.0, 16.0], 2021),
    ],
)
@pytest.mark.parametrize("group", ["resident", "employee_scheme"])
def test_too_much_is_told_from_the_year_after_which_it_stays_so(group: str, months: list[float], first: int) -> None:
    """15 months are not yet over 15; the base year itself is no projection."""
    assert changed(group, "reserve_months", months).alerts == (Alert(group, "above", first, None, 15.0),)


@pytest.mark.parametrize("months", [[20.0, 20.0, 20.0, 14.9], [20.0, 20.0, 20.0, 15.0], [np.nan] * 4])
def test_too_much_that_does_not_last_is_not_told(months: list[float]) -> None:
    assert changed("resident", "reserve_months", months).alerts == ()


def test_the_first_empty_month_is_told() -> None:
    found = changed("resident", "reserve_months", [7.0] * 4)
    months = np.ones(36)
    months[16:] = -1
    empty = dataclasses.replace(found, months={**found.months, "resident": months})
    assert empty.alerts == (Alert("resident", "empty", 2021, 5, 0.0),)


def test_pool_and_account_are_empty_together_only() -> None:
    found = changed("resident", "reserve_months", [7.0] * 4)
    pool, account = np.full(36, -1.0), np.full(36, 2.0)
    account[30:] = 0.5
    empty = dataclasses.replace(found, months={**found.months, "employee": pool, "employee_account": account})
    assert empty.alerts == (Alert("employee_scheme", "empty", 2022, 7, 0.0),)


def test_a_subsidy_over_twice_the_premium_is_told_with_its_last_year() -> None:
    found = changed("resident", "reserve_months", [7.0] * 4)
    over = dataclasses.replace(found, yearly={**found.yearly, "subsidy_per_premium": np.array([2.5, 2.2, 2.1, 2.0])})
    assert over.alerts == (Alert("resident", "ratio", 2021, None, 2.2),)


def test_where_no_balance_is_known_nothing_is_empty() -> None:
    assert not [alert for alert in ran("kaizhou").alerts if alert.kind != "ratio"]


def test_a_layer_that_has_paid_more_than_came_in_is_told_with_its_first_year_end() -> None:
    """Its balance counts from 0 at the base date; a thousandth of a fen is none."""
    found = changed("resident", "reserve_months", [7.0] * 4)
    fund = {**found.layers["critical_illness"], "balance": np.array([0.0, -1e-5, -1.0, -2.0])}
    over = dataclasses.replace(found, layers={**found.layers, "critical_illness": fund})
    assert over.alerts == (Alert("critical_illness", "empty", 2021, None, 0.0),)


def test_jingzhou_s_critical_illness_insurance_pays_more_than_comes_in() -> None:
    (told,) = [alert for alert in ran("jingzhou").alerts if alert.group == "critical_illness"]
    balance = dict(zip(ran("jingzhou").years, ran("jingzhou").layers["critical_illness"]["balance"], strict=True))
    assert (told.kind, told.month) == ("empty", None)
    assert balance[told.year] < 0 <= balance[told.year - 1]


# --- what a reader is told besides


@pytest.mark.parametrize(
    ("name", "notes"),
    [
        ("meishan", ("note_assumed_split", "note_maternity_merged", "note_maternity_balance")),
        ("kaizhou", ("note_assumed_split", "note_no_balance")),
        ("china", ()),
    ],
)
def test_notes(name: str, notes: tuple[str, ...]) -> None:
    always = {"note_income_level", "note_covered_wage", "note_account_draw"}
    found = [note.name for note in ran(name).notes]
    assert set(found) == {*always, *notes}
    assert len(found) == len(always) + len(notes)


def level(name: str, note: str) -> float:
    """The share a note speaks of."""
    (found,) = [one.level for one in ran(name).notes if one.name == note]
    assert found is not None
    return found


@pytest.mark.parametrize("name", BASELINES)
def test_only_what_was_solved_has_a_level(name: str) -> None:
    found = {note.name for note in ran(name).notes if note.level is not None}
    assert found == {"note_income_level", "note_covered_wage"}
    assert Note("note_account_draw", None) in ran(name).notes


@pytest.mark.parametrize("name", BASELINES)
def test_the_level_of_residents_income_is_what_came_in_over_the_standards(name: str) -> None:
    """Standards x insured would come in if all of it did. The list at the year's end is off by 1 % from the year's."""
    found = ran(name)
    came = found.lines["resident"]["contributions_own"][0] + found.lines["resident"]["subsidy"][0]
    standards = found.yearly["premium"][0] + found.yearly["subsidy"][0]
    heads = found.people["resident"][0] + found.people["assisted"][0]
    assert level(name, "note_income_level") == pytest.approx(came / (standards * heads), rel=0.01)


def test_the_covered_wage_is_what_employers_paid_over_the_rate_of_the_law() -> None:
    """2019: contributions / (6 % x average wage x members with an employer), these of the year's end: hence 2 %."""
    paid = base().form("employee_scheme")["line_contributions_employer"][0]
    heads = base().people["active"][0]
    wanted = paid / (0.06 * base().yearly["wage"][0] * heads)
    assert level("meishan", "note_covered_wage") == pytest.approx(wanted, rel=0.02)


def test_bands_are_figures_with_sources() -> None:
    bands = base().bands
    assert [bands[name].value for name in ("short", "low", "high", "excess")] == [3, 6, 9, 15]
    assert all(band.source for band in bands.values())


# --- as plain numbers


@pytest.mark.parametrize("name", BASELINES)
def test_as_plain_numbers_it_can_be_written_and_read(name: str) -> None:
    found = ran(name).to_dict()
    assert json.loads(json.dumps(found, allow_nan=False)) == found


def test_plain_numbers_have_one_entry_a_year() -> None:
    found = base().to_dict()
    assert found["years"] == list(range(2019, 2036))
    assert set(found["pools"]) == set(POOLS)
    assert set(found["schemes"]) == {"employee", "all"}
    series = [
        found["people"],
        found["yearly"],
        *found["pools"].values(),
        *found["schemes"].values(),
        *found["lines"].values(),
        *found["indicators"].values(),
    ]
    assert {len(values) for by_name in series for values in by_name.values()} == {17}
    assert set(found["pools"]["resident"]) == set(MEASURES)
    assert found["manifest"]["assumed_split_of_pool_and_account"] is True
    assert set(found["definitions"]) == set(DEFINITIONS) == {*MEASURES, *INDICATORS}
    assert set(found["indicators"]) == {"employee_scheme", "resident", "all"}


def test_a_table_has_years_down_groups_across_and_says_what_it_is() -> None:
    table = base().table("reserve_months")
    assert list(table.index) == list(base().years)
    assert table.shape == (17, len(GROUPS))
    assert table.loc[2019, "Residents"] == pytest.approx(15.0)
    assert table.attrs["unit"] == "months"
    assert "12 x balance" in table.attrs["definition"]
    assert "城乡居民医保" in base().table("balance", "zh").columns


def test_a_tidy_frame_has_a_row_for_every_year_group_and_measure() -> None:
    frame = base().frame()
    assert list(frame.columns) == ["year", "group", "measure", "value", "unit"]
    assert len(frame) == 17 * len(GROUPS) * len(MEASURES)
    assert set(frame.loc[frame["measure"] == "reserve_months", "unit"]) == {"months"}
    assert set(frame.loc[frame["measure"] == "income", "unit"]) == {"yuan"}


@pytest.mark.parametrize("name", BASELINES)
def test_definitions_are_told_in_both_languages(name: str) -> None:
    assert all(set(texts) == {"en", "zh"} and all(texts.values()) for texts in ran(name).definitions.values())
