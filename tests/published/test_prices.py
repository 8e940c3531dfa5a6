"""What others published of procurement and prices, against the bill for drugs that the program comes to."""

import numpy as np

from actuary.figures.single import figure
from actuary.kernel import rows as r
from actuary.results import Results
from tests.pulls import pull
from tests.runs import ran


def drugs_bill(found: Results) -> float:
    """What the drugs of all insured cost in the base year, yuan: cases a head x cost x share of drugs, by payer and service."""
    services, levels = found.basis.prices.services, found.basis.fixed[r.COST_LEVEL : r.COST_LEVEL + 2]
    heads = np.array([found.yearly[f"insured_{who}"][0] for who in ("employees", "residents")])
    drugs = found.basis.provision["prices"].shares[0]
    return float((heads[:, None] * levels[:, None] * services[..., r.FREQUENCY] * services[..., r.COST] * drugs).sum())


def listed(place: str, year: int, bill: float) -> float:
    """Spending on the drugs of a round before it, over the bill: saving / cut / bill."""
    saving, cut = (figure(f"procurement_{name}", place, year).value for name in ("saving", "price_cut"))
    return saving / cut / bill


def test_the_lists_in_force_lie_between_what_two_rounds_say_in_proportion_to_their_drugs() -> None:
    """The seventh round: 60 drugs of 294 save 185 亿 at 48 %. Meishan's 51 drugs, the first and largest: 5,300 万 at 50 %."""
    all_rounds, first = (figure("procurement_drugs", *of).value for of in (("china", 2022), ("meishan", 2020)))
    low = listed("china", 2022, drugs_bill(ran("china_2019"))) * all_rounds / 60
    high = listed("meishan", 2020, drugs_bill(ran("meishan"))) * all_rounds / first
    in_force = ran("china_2019").law.procured_share[0]
    assert 0.15 < low < 0.19 and 0.33 < high < 0.42
    assert low < in_force[0] < high
    assert (in_force == in_force[0]).all()


def test_g07_the_lever_takes_meishans_tiers_over_secondary_b() -> None:
    """The report's index as if all tiers had cost alike: a service dearer or cheaper by the work in it."""
    tiers = {
        "tertiary": "tertiary_a",
        "secondary": "secondary_a",
        "primary": "primary_a",
        "township": "below_primary_a",
    }
    index = [figure(f"price_index_{of}", "meishan", 2020).value for of in tiers.values()]
    steps = (f"tier.inpatient_{tier}.2021={100 * (1 + of):.0f} %" for tier, of in zip(tiers, index, strict=True))
    found = pull("service_prices", *steps, first=(2021, 1)).run().basis
    work = found.provision["prices"].shares[2]
    np.testing.assert_allclose(found.policy.price[0, :4, -1], 1 + work[:4] * np.array(index))
    assert index == [0.3, 0.1, -0.1, -0.2]
    np.testing.assert_array_equal(found.policy.price[0, 4:, -1], 1)


def test_meishans_51_drugs_bought_once_more_would_save_what_the_report_expects_of_them() -> None:
    """As many again in 2021, all bought at the price: patients and funds save together, the funds about half or more."""
    more = listed("meishan", 2020, drugs_bill(ran("meishan")))
    again = pull("procurement", f"share.drugs.2021=+{100 * more:.2f} pp", "kept.drugs.2021=0 %", first=(2021, 1))
    saved = (ran("meishan").funds["all"]["spending"] - again.run().funds["all"]["spending"])[3]
    expected = figure("procurement_saving", "meishan", 2020).value
    assert 0.4 * expected < saved < expected
