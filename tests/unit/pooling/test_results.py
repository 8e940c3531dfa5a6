"""Several areas as frames, plain numbers and warnings."""

import json

import numpy as np
import pytest

from actuary.measures import GROUPS, MEASURES
from actuary.pooling.results import LINES
from tests.runs import areas_ran
from tests.unit.pooling.made import met

FUND = "{resident: {levy: {2022: 4 %}, payout: {2022: 70 %}}}"


def test_all_areas_are_the_sum_of_each_and_of_what_is_between_them() -> None:
    found = met(FUND)
    resident = found.funds["resident"]
    parts = [one.funds["resident"] for one in found.members.values()]
    meeting = found.meetings["resident"]
    np.testing.assert_allclose(resident["spending"], sum(part["spending"] for part in parts))
    np.testing.assert_allclose(resident["income"], sum(part["income"] for part in parts) + meeting.interest)
    np.testing.assert_allclose(resident["balance"], sum(part["balance"] for part in parts) + meeting.fund)
    np.testing.assert_allclose(resident["reserve_months"], 12 * resident["balance"] / resident["spending"])


def test_a_table_has_the_areas_and_all_of_them() -> None:
    frame = met(FUND).table("balance", "resident")
    assert list(frame.columns) == ["jingzhou", "jiangxi", "All areas"]
    assert list(frame.index) == [2020, 2021, 2022, 2023, 2024]
    assert frame.attrs["unit"] == "yuan"
    assert met(FUND).table("reserve_months", "resident").attrs["unit"] == "months"


def test_gains_are_by_area_and_year() -> None:
    gains = met(FUND).gains("resident")
    assert (gains.loc[2021] == 0).all()
    fund = met(FUND).meetings["resident"]
    kept = np.diff(fund.fund) - fund.interest[1:]
    np.testing.assert_allclose(gains.sum(axis=1).to_numpy()[1:], -kept, atol=1e-3)


def test_a_tidy_frame_holds_everything() -> None:
    frame = met(FUND).frame()
    assert list(frame.columns) == ["year", "area", "group", "measure", "value", "unit"]
    assert set(frame.area) == {"", "jingzhou", "jiangxi"}
    assert {*MEASURES, *LINES, "received_net", "adjustment_fund", "merged_fund"} <= set(frame.measure)
    levied = frame[(frame.area == "jiangxi") & (frame.measure == "levied") & (frame.group == "resident")]
    assert levied.value.to_numpy()[2] > 0


def test_plain_numbers_can_be_written() -> None:
    content = json.loads(json.dumps(met(FUND).to_dict(), allow_nan=False))
    assert set(content["all_areas"]) == {*GROUPS}
    assert list(content["areas"]) == ["jingzhou", "jiangxi"]
    assert content["areas"]["jiangxi"]["part"] is None
    assert content["areas"]["jiangxi"]["moved"]["resident"]["levied"][2] > 0
    assert content["borne_by"] == {"employee": {}, "resident": {}}


def test_what_happens_to_a_merged_fund_is_told_of_all() -> None:
    found = areas_ran("jiangxi_one_fund")
    kinds = {(alert.group, alert.kind): alert.year for alert in found.alerts[""]}
    assert kinds == {("resident", "below"): 2030, ("resident", "empty"): 2030}
    apart = areas_ran("jiangxi_pooling")
    empty = [
        [one.month for one in of.alerts["nanchang"] if (one.group, one.kind) == ("resident", "empty")]
        for of in (found, apart)
    ]
    assert empty[0] == []
    assert empty[1]


def test_only_the_lines_that_move_are_named() -> None:
    assert met(FUND).moving("resident") == ["levied", "paid_out"]
    assert met(FUND).moving("employee") == []
    assert met().alerts[""] == ()
    assert (met(FUND).met_first, met().met_first) == (2022, 2021)


@pytest.mark.parametrize("pool", ["employee", "resident"])
def test_no_support_is_borne_by_nobody(pool: str) -> None:
    assert met(FUND).borne(pool) == {}


def test_what_a_run_rests_on_is_told_once_with_its_table_of_parts() -> None:
    found = areas_ran("jiangxi_pooling").manifest
    keys = [(one["kind"], one["name"], one["place"], one["year"]) for one in found["figures"]]
    assert len(keys) == len(set(keys))
    assert ("table", "jiangxi_areas", "", None) in keys
    assert ("figure", "share_aged_65_plus", "jiangxi", 2020) in keys
    assert sum(found["counts"].values()) + found["idle"] == len(keys)
