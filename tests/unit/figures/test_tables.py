from itertools import pairwise
from pathlib import Path

import pytest

from actuary.demography.cells import ages_of
from actuary.figures import tables
from actuary.figures.places import spots
from actuary.figures.single import figures
from actuary.figures.tables import Table, column, table, table_names

FIELDS = {"title", "axes", "units", "source", "status", "price_year", "note"}


def cells(which: Table, measure: str, pool: str) -> dict[int, float]:
    rows = zip(
        which.columns["pool"],
        which.columns["measure"],
        which.columns["year"],
        column(which, "value"),
        strict=True,
    )
    return {int(year): value for one, what, year, value in rows if (one, what) == (pool, measure)}


@pytest.mark.parametrize("name", table_names())
def test_every_table_says_what_it_holds_and_every_cell_can_be_read(name: str) -> None:
    which = table(name)
    assert set(which.meta) == FIELDS
    assert all(which.meta[field] for field in FIELDS)
    units = which.meta["units"]
    assert isinstance(units, dict)
    for values in units:
        assert len(column(which, values)) == len(which.columns[values]) > 0


@pytest.mark.parametrize("name", table_names())
def test_an_assumed_cell_has_an_interval(name: str) -> None:
    which = table(name)
    rows = len(next(iter(which.columns.values())))
    statuses = which.columns.get("status", [str(which.meta["status"])] * rows)
    if "assumed" in statuses:
        assert {"low", "high"} <= set(which.columns)
        units = which.meta["units"]
        assert isinstance(units, dict)
        value = column(which, next(iter(units)))
        for low, middle, high in zip(column(which, "low"), value, column(which, "high"), strict=True):
            assert low <= middle <= high


def test_every_file_has_its_description() -> None:
    folder = tables._folder()
    assert {path.stem for path in folder.glob("*.yaml")} == set(table_names())


def test_the_census_counts_as_published() -> None:
    census = table("census_2020")
    people: dict[str, float] = dict.fromkeys(spots(), 0.0)
    for place, persons in zip(census.columns["place"], column(census, "persons"), strict=True):
        people[place] += persons
    assert people["china"] == 1_409_778_724
    assert people["meishan"] == 2_955_219
    assert people["jingzhou"] == 5_231_180
    assert people["zibo"] == 4_704_138
    assert people["kaizhou"] == 1_203_306
    assert people["jiangxi"] == 45_188_635
    assert len(census.columns["place"]) == len(spots()) * 2 * 19


def test_death_rates_rise_with_age_and_fall_with_time() -> None:
    mortality = table("china_mortality")
    keys = zip(*(mortality.columns[name] for name in ("year", "sex", "age")), strict=True)
    rate = dict(zip(keys, column(mortality, "rate"), strict=True))
    periods = sorted({period for period, _, _ in rate})
    assert periods == [f"{start}-{start + 5}" for start in range(2010, 2096, 5)]
    for sex in ("male", "female"):
        old = [rate["2020-2025", sex, f"{age}-{age + 4}"] for age in range(40, 100, 5)]
        assert old == sorted(old)
        for earlier, later in pairwise(periods):
            assert rate[later, sex, "70-74"] < rate[earlier, sex, "70-74"] * 1.02


def test_births_by_age_give_the_total_fertility_of_the_period() -> None:
    fertility, totals = table("china_fertility"), table("china_vital_totals")
    rows = zip(fertility.columns["year"], column(fertility, "rate"), strict=True)
    period = 5 * sum(rate for start, rate in rows if start == "2030-2035")
    year = dict(zip(totals.columns["year"], column(totals, "total_fertility"), strict=True))
    mean = (year["2030"] / 2 + sum(year[str(y)] for y in range(2031, 2035)) + year["2035"] / 2) / 5
    # a period weighs its years by their women; the years count mothers under 15 and over 49 too
    assert period == pytest.approx(mean, rel=0.01)


def test_the_funds_of_the_nation_roll_forward_as_published() -> None:
    funds = table("national_funds")
    pool = cells(funds, "balance", "employee_pool")
    income, spending = cells(funds, "income", "employee_pool"), cells(funds, "spending", "employee_pool")
    assert (pool[2024] - pool[2023] - income[2024] + spending[2024]) / 1e8 == pytest.approx(9.71, abs=0.005)
    resident = cells(funds, "balance", "resident")
    surplus = cells(funds, "income", "resident")[2024] - cells(funds, "spending", "resident")[2024]
    assert (resident[2024] - resident[2023] - surplus) / 1e8 == pytest.approx(-0.10, abs=0.005)


def test_the_quick_report_stands_beside_the_bulletin() -> None:
    funds = table("national_funds")
    assert cells(funds, "spending_prelim", "maternity")[2023] == pytest.approx(1069.1e8)
    assert cells(funds, "spending", "maternity")[2023] == pytest.approx(1177.23e8)


@pytest.mark.parametrize("year", [2023, 2024, 2025])
def test_discharges_times_cost_give_inpatient_cost(year: int) -> None:
    use = table("national_utilisation")
    for pool in ("employee", "resident"):
        cost = cells(use, "discharges", pool)[year] * cells(use, "cost_per_admission", pool)[year]
        assert cost == pytest.approx(cells(use, "cost_inpatient", pool)[year], rel=5e-4)


def test_service_anchors_come_from_counts_and_heads() -> None:
    anchors = table("service_anchors")
    keys = zip(*(anchors.columns[name] for name in ("pool", "service", "measure", "year")), strict=True)
    anchor = dict(zip(keys, column(anchors, "value"), strict=True))
    assert anchor["employee", "inpatient", "frequency", "2019"] == pytest.approx(6019.4 / 32924.7, rel=1e-7)
    assert anchor["resident", "inpatient", "cost_per_case", "2021"] == pytest.approx(12313.0e4 / 15347.9, rel=1e-7)
    for (pool, service, measure, year), cost in anchor.items():
        frequency = anchor.get((pool, service, "frequency", year))
        if measure == "cost_per_case" and frequency is not None:
            head = anchor[pool, service, "cost_per_insured", year]
            assert head == pytest.approx(frequency * cost, rel=1e-6)


def test_figures_of_the_nation_agree_with_the_series() -> None:
    funds = table("national_funds")
    checked = 0
    for one in figures():
        pool, _, measure = one.name.rpartition("_")
        if one.place == "china" and one.year is not None and measure in ("income", "spending", "balance", "surplus"):
            published = cells(funds, measure, pool).get(one.year)
            if published is not None:
                assert published == pytest.approx(one.value, rel=1e-12), one.name
                checked += 1
    assert checked > 20


@pytest.mark.parametrize(("pool", "all_tiers"), [("employee", 12948), ("resident", 8023)])
def test_shares_of_tiers_give_the_published_cost_per_admission(pool: str, all_tiers: float) -> None:
    costs = table("tier_cost_per_admission")
    keys = zip(costs.columns["pool"], costs.columns["tier"], costs.columns["year"], strict=True)
    cost = dict(zip(keys, column(costs, "cost"), strict=True))
    shares = table("tier_shares")
    share = {
        tier: value
        for one, tier, value in zip(
            shares.columns["pool"], shares.columns["tier"], column(shares, "share"), strict=True
        )
        if one == pool
    }
    assert sum(share.values()) == pytest.approx(1, abs=1e-6)
    lower = share["primary"] + share["township"]
    mean = share["tertiary"] * cost[pool, "tertiary", "2021"] + share["secondary"] * cost[pool, "secondary", "2021"]
    assert mean + lower * cost[pool, "primary", "2021"] == pytest.approx(all_tiers, abs=0.1)


@pytest.mark.parametrize(
    ("name", "values"),
    [("resident_premium_collection", "share"), ("subsidy_tranches", "share"), ("settlement_lag", "weight")],
)
def test_what_is_spread_over_months_adds_up(name: str, values: str) -> None:
    assert sum(column(table(name), values)) == pytest.approx(1, abs=1e-12)


def test_the_settlement_lag_is_two_months_on_average() -> None:
    lag = table("settlement_lag")
    months = [int(month) for month in lag.columns["lag_months"]]
    mean = sum(month * weight for month, weight in zip(months, column(lag, "weight"), strict=True))
    assert mean == pytest.approx(2, abs=1e-12)


def test_members_by_age_give_the_members_of_the_nation() -> None:
    members, census = table("employee_membership_by_age"), table("census_2020")
    starts = [str(ages_of(age).first) for age in census.columns["age"]]
    keys = zip(census.columns["place"], census.columns["sex"], starts, strict=True)
    people = dict(zip(keys, column(census, "persons"), strict=True))
    heads = {"active": 0.0, "retired": 0.0}
    rows = zip(
        *(members.columns[name] for name in ("membership", "sex", "age_start")),
        column(members, "share"),
        strict=True,
    )
    for membership, sex, age, share in rows:
        heads[membership] += share * people["china", sex, age]
    assert heads["active"] == pytest.approx(254_290_000, rel=1e-3)
    assert heads["retired"] == pytest.approx(90_260_000, rel=1e-3)


def test_registered_people_of_kaizhou_add_up_to_what_is_published() -> None:
    registered = table("registered_age")
    for year, published in (("2023", 164.96), ("2024", 164.00)):
        rows = zip(registered.columns["year"], column(registered, "people"), strict=True)
        assert sum(people for one, people in rows if one == year) / 1e4 == pytest.approx(published, abs=0.015)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("2020,1\n2020,2\n", "made.csv:3: 2020 stands in line 2 already"),
        ("2020,\n", "made.csv:2: no people"),
        ("2020\n", "made.csv:2: 1 cells, 2 columns"),
    ],
)
def test_holes_and_repeated_cells_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: str, message: str
) -> None:
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "made.csv").write_text("year,people\n" + rows, encoding="utf-8")
    (folder / "made.yaml").write_text("title: Made\naxes: [year]\nunits:\n  people: 人\n", encoding="utf-8")
    monkeypatch.setattr(tables, "data_folder", lambda: tmp_path)
    with pytest.raises(ValueError, match=message):
        table("made")


def test_an_unknown_table_names_the_nearest() -> None:
    with pytest.raises(KeyError, match="did you mean census_2020"):
        table("census_2021")
