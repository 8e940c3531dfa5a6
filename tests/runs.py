"""Runs that several tests look at, each made once."""

from functools import cache

from actuary.analysis.choices.frontier import Frontier, frontier_of
from actuary.analysis.past.backtest import Backtest, look_back
from actuary.axes import Calendar
from actuary.enactment import law_in_force
from actuary.figures.history import nation
from actuary.law import Law
from actuary.levers import lever
from actuary.pooling.projection import run_areas
from actuary.pooling.results import AreasResults
from actuary.results import Results
from actuary.scenario.loading import load
from actuary.simulation import run
from actuary.text import parse, plain

BASELINES = ("china", "china_2019", "jiangxi", "jingzhou", "kaizhou", "meishan", "zibo")


@cache
def ran(name: str, *settings: str) -> Results:
    """The results of a bundled scenario with settings on top."""
    return run(load(name, *settings))


def pulled_by(name: str, written: str, area: str, calendar: Calendar) -> tuple[Law, Law]:
    """The law of an area before and after one lever, given as it is written below its name."""
    law = law_in_force(area, calendar)
    fields = lever(name).fields.model_validate(plain(parse(written, f"{name}.yaml")))
    return law, lever(name).apply(law, fields, calendar)


@cache
def looked_back() -> Backtest:
    """The nation's back-test from the ends of 2015 to 2024."""
    return look_back(nation(), range(2015, 2024 + 1))


@cache
def areas_ran(name: str, *settings: str) -> AreasResults:
    """The results of a bundled scenario of several areas with settings on top."""
    return run_areas(load(name, *settings))


@cache
def packages_found() -> Frontier:
    """Packages of premium and subsidy that keep the residents of Meishan in their band to 2030, over 60 futures."""
    vary = ("resident_financing.premium.2027=300..500 元", "resident_financing.subsidy.2027=600..900 元")
    return frontier_of("meishan", ("to=2030",), vary, "80 %", "2028..2030", ("members=2",), draws=60)


@cache
def employers_alone(*fund: str) -> Frontier:
    """Packages of the employers' rate, which moves nothing of the residents, over 40 futures of Meishan to 2030."""
    return frontier_of(
        "meishan", ("to=2030",), ("contribution_rate.employer.2029=5..7 %",), draws=40, years="2030", fund=fund
    )
