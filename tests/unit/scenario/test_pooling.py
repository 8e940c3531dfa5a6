"""The section `pooling`: levels by year, who pays whom, and what is in force when."""

import pytest

from actuary.scenario.pooling import Flow, begun, held
from tests.unit.pooling.made import rules, scenario


def test_a_level_holds_from_its_year_to_the_next() -> None:
    levy = rules("{levy: {2022: 3 %, 2024: 5 %}}").levy
    assert [held(levy, year) for year in (2021, 2022, 2023, 2024, 2030)] == [0.0, 0.03, 0.03, 0.05, 0.05]
    assert [begun(levy, year) for year in (2021, 2022)] == [False, True]
    assert held(rules("{levy: 3 %}").levy, 2021) == 0.03


def test_a_flow_has_a_payer_and_a_receiver() -> None:
    found = rules(
        "{clearing: {jingzhou to jiangxi: {2022: 2 亿元}}, "
        "years_recognised: {persons: {jiangxi to jingzhou: 10 人}, amount: 5 元}}"
    )
    (keys, flow), (others, people) = found.flows()
    assert isinstance(flow, Flow)
    assert (keys, flow.payer, flow.receiver, held(flow.steps, 2022)) == (("clearing",), "jingzhou", "jiangxi", 2e8)
    assert (others, people.payer, held(people.steps, 2021)) == (("years_recognised", "persons"), "jiangxi", 10)


def test_a_pool_without_rules_moves_nothing() -> None:
    found = scenario("{resident: {levy: 3 %}}").pooling
    assert found is not None
    assert found.of("employee").levy == ()
    assert found.of("employee").merged is None
    assert found.of("resident").levy != ()


@pytest.mark.parametrize(
    ("written", "shares"),
    [("{city: 60 %, district: 40 %}", {"city": 0.6, "district": 0.4}), ("{city: 100 %}", {"city": 1.0})],
)
def test_who_bears_support_are_shares_of_all_of_it(written: str, shares: dict[str, float]) -> None:
    support = rules(f"{{support: {{share: 50 %, borne_by: {written}}}}}").support
    assert support is not None
    assert support.borne_by == shares
