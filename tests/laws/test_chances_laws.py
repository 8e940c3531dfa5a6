"""What must hold for the levels of any draw: they spread and move together as asked, and depend on nothing but their names."""

from functools import cache

import numpy as np
import pytest
from scipy.special import ndtri

from actuary.axes import PROCESSES
from actuary.basis.otherwise import PARAMETERS
from actuary.basis.uncertainty import Chances, chances_of
from actuary.kernel import rows as r
from actuary.scenario.loading import load
from actuary.simulation import prepared
from tests.plain import chances as plain
from tests.plain.streams import normals, threefry, uniforms

ONES = (2**64 - 1,) * 4
MANY = np.arange(40_000)
SEED = 7
NAMES = [one.name for one in PARAMETERS]


@cache
def of(name: str) -> Chances:
    ready = prepared(load(name))
    return chances_of(ready.scenario, ready.calendar, ready.basis)


def years(chances: Chances) -> range:
    return range(2025, 2025 + chances.width.shape[1])


def levels(chances: Chances, draws: np.ndarray, seed: int = SEED) -> np.ndarray:
    return np.asarray(plain.levels(chances, NAMES, seed, draws, years(chances)))


@pytest.mark.parametrize(
    ("key", "counter", "expected"),
    [
        ((0,) * 4, (0,) * 4, (0x09218EBDE6C85537, 0x55941F5266D86105, 0x4BD25E16282434DC, 0xEE29EC846BD2E40B)),
        (ONES, ONES, (0x29C24097942BBA1B, 0x0371BBFB0F6F4E11, 0x3C231FFA33F83A1C, 0xCD29113FDE32D168)),
        (
            (0x452821E638D01377, 0xBE5466CF34E90C6C, 0xBE5466CF34E90C6C, 0xC0AC29B7C97C50DD),
            (0x243F6A8885A308D3, 0x13198A2E03707344, 0xA4093822299F31D0, 0x082EFA98EC4E6C89),
            (0xA7E8FDE591651BD9, 0xBAAFD0C30138319B, 0x84A5C1A729E685B9, 0x901D406CCEBC1BA4),
        ),
    ],
)
def test_threefry_gives_the_known_answers_of_its_authors(
    key: tuple[int, ...], counter: tuple[int, ...], expected: tuple[int, ...]
) -> None:
    """threefry4x64, 20 rounds, from `kat_vectors` of the authors' library Random123."""
    assert tuple(map(int, threefry(key, counter))) == expected


def test_a_draw_is_the_same_among_ten_and_among_a_thousand() -> None:
    few, many = (levels(of("china"), np.arange(count)) for count in (10, 1000))
    assert np.array_equal(few, many[:, :, :10])
    assert np.array_equal(levels(of("china"), np.array([777])), many[:, :, 777:778])


def test_a_draw_shares_its_shocks_with_other_scenarios_and_longer_runs() -> None:
    """The stream, the draw and the year say all: 2027 of a run to 2030 is 2027 of a run to 2035."""
    draws = np.arange(5)
    long, short = (normals(SEED, "process:use", draws, range(2025, last + 1)) for last in (2035, 2030))
    assert np.array_equal(long[: len(short)], short)
    assert not np.array_equal(short, normals(SEED, "process:wages", draws, range(2025, 2030 + 1)))
    assert not np.array_equal(short, normals(SEED + 1, "process:use", draws, range(2025, 2030 + 1)))


def test_numbers_are_uniform_and_normal() -> None:
    """Of 40,000, five standard errors: 5 x 0.289 / 200 = 0.0072 and 5 / 200 = 0.025 of a mean; 5 x 1.41 / 200 of a variance."""
    uniform, normal = (by(SEED, "process:use", MANY, [2027])[0] for by in (uniforms, normals))
    assert (uniform > 0).all() and (uniform < 1).all()
    assert uniform.mean() == pytest.approx(0.5, abs=0.0072)
    assert normal.mean() == pytest.approx(0, abs=0.025)
    assert normal.var() == pytest.approx(1, abs=0.036)
    assert np.array_equal(normal, ndtri(uniform))


def logs_of(chances: Chances, draws: np.ndarray) -> np.ndarray:
    """Log of every level; of enrolment the level itself, which is added to a logit."""
    found = levels(chances, draws)
    found[plain.ENROLMENT] = np.exp(found[plain.ENROLMENT])
    return np.log(found)


def process_alone(chances: Chances) -> Chances:
    return chances._replace(
        loadings=np.zeros_like(chances.loadings), weights=np.array([1.0, 0, 0]), epidemic=np.zeros(3)
    )


def test_shocks_of_a_year_spread_and_move_together_as_asked() -> None:
    """In the first year nothing is carried on: the covariance of the logs is width^2 x impact impact', but for sampling."""
    chances = process_alone(of("china"))
    logs = logs_of(chances, MANY)[:-1, 1]
    width = chances.width[:-1, 1]
    asked = width[:, None] * (chances.impact @ chances.impact.T)[:-1, :-1] * width
    sds = np.sqrt(np.diag(asked))
    assert np.cov(logs) / np.outer(sds, sds) == pytest.approx(asked / np.outer(sds, sds), abs=0.03)
    assert np.abs(logs.mean(axis=1) / sds).max() < 5 / np.sqrt(len(MANY))


def test_what_lasts_adds_up_and_what_returns_does_not() -> None:
    """Wages keep a quarter of a shock to their growth: after n years the standard deviation of their log is

    s sqrt(sum over k = 1..n of ((1 - 0.25^k) / 0.75)^2), by the weights of each year's shock in the sum. Use with a carry of c:
    s sqrt((1 - c^2n) / (1 - c^2)).
    """
    chances = process_alone(of("china"))
    spread = logs_of(chances, MANY)[:, 1:].std(axis=2)
    wages, use = PROCESSES.index("wages"), PROCESSES.index("use")
    s = {f: chances.width[f, 1] * np.sqrt((chances.impact @ chances.impact.T)[f, f]) for f in (wages, use)}
    kept, c = chances.carry[wages, wages], chances.carry[use, use]
    for n in (1, 2, 5, 10):
        stays = np.sqrt(sum(((1 - kept**k) / (1 - kept)) ** 2 for k in range(1, n + 1)))
        assert spread[wages, n - 1] == pytest.approx(s[wages] * stays, rel=0.02)
        assert spread[use, n - 1] == pytest.approx(s[use] * np.sqrt((1 - c ** (2 * n)) / (1 - c**2)), rel=0.02)


def test_epidemics_come_as_often_as_asked_and_put_care_off_in_their_year() -> None:
    chances = of("china")._replace(impact=np.zeros((7, 7)), loadings=0 * of("china").loadings, weights=np.eye(3)[0])
    found = levels(chances, MANY)
    came = found[-1] > 1
    share = chances.epidemic[0]
    assert not came[0].any()
    assert came[1:].mean() == pytest.approx(share, abs=5 * np.sqrt(share * (1 - share) / came[1:].size))
    assert np.unique(np.round(np.log(found[plain.USE, 1:][came[1:]]), 12)) == pytest.approx([chances.epidemic[1]])
    assert (found[plain.USE, 1:][~came[1:]] == 1).all()


def test_a_parameter_is_the_same_in_all_years_and_spreads_as_asked() -> None:
    chances = of("china")
    alone = chances._replace(impact=np.zeros((7, 7)), weights=np.eye(3)[0], epidemic=np.zeros(3))
    q = NAMES.index("cost_growth_employee")
    only = np.zeros_like(chances.loadings)
    only[q] = chances.loadings[q]
    logs = logs_of(alone._replace(loadings=only), MANY)[PROCESSES.index("price_employee")]
    loading = chances.loadings[q, PROCESSES.index("price_employee")]
    assert logs.std(axis=1)[1:] == pytest.approx(np.abs(loading[1:]), rel=0.02)
    assert np.corrcoef(logs[1:])[0] == pytest.approx(1)


def test_trends_are_drawn_as_often_as_asked() -> None:
    chances = of("china")
    alone = chances._replace(impact=np.zeros((7, 7)), loadings=0 * chances.loadings, epidemic=np.zeros(3))
    wages = np.round(levels(alone, MANY)[0, -1], 9)
    values, counts = np.unique(wages, return_counts=True)
    expected = dict(zip(np.round(np.exp(chances.paths[:, 0, -1]), 9), chances.weights, strict=True))
    assert {
        float(value): float(count) / len(MANY) for value, count in zip(values, counts, strict=True)
    } == pytest.approx({float(value): float(weight) for value, weight in expected.items()}, abs=0.015)


@pytest.mark.parametrize("name", ["china", "meishan"])
def test_what_is_known_is_the_same_in_every_draw(name: str) -> None:
    chances = of(name)
    found = logs_of(process_alone(chances), np.arange(50))[:-1]
    open_years = chances.width[:-1] > 0
    assert (found[:, 0] == 0).all()
    assert (np.ptp(found, axis=2)[~open_years] == 0).all()
    assert (np.ptp(found, axis=2)[open_years] > 0).all()


def test_an_answer_spreads_within_its_bounds() -> None:
    chances = of("china")
    row, value = r.TAKE_UP_RESPONSE, -88.6
    drawn = plain.constant(chances, row, value, "take_up_premium_response", SEED, MANY)
    low, high = chances.bounds[row]
    assert drawn.min() == low == pytest.approx(-177) and drawn.max() == high == 0
    assert np.median(drawn) == pytest.approx(value, abs=5 * 1.2533 * chances.spread[row] / np.sqrt(len(MANY)))
