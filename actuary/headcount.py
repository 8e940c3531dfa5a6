"""The people of a scenario by themselves: by date, sex and age, with births, deaths and migrants between the dates."""

from typing import Any, NamedTuple

import numpy as np

from actuary.axes import OLDEST, SEXES, Calendar
from actuary.basis.lifetable import area_tables, vital_rates
from actuary.compile import basis_of, sealed
from actuary.demography.cells import BOTH
from actuary.demography.projection import people_at, projected
from actuary.demography.splitting import in_age_groups
from actuary.demography.vital import AreaTables, vital_of
from actuary.enactment import law_of
from actuary.kernel.years import project_people
from actuary.law import Array
from actuary.manifest import Entry, table_entries
from actuary.scenario.model import Scenario


class Headcount(NamedTuple):
    """People at n + 1 dates, and what happened in the n steps between them."""

    scenario: Scenario
    dates: tuple[str, ...]
    """2025-07-01 and its anniversaries."""
    sexes: tuple[str, ...]
    """male and female, or both where the tables do not say."""
    starts: tuple[int, ...]
    """First age of each group; the last group is open."""
    people: Array
    """[date, sex, age group] persons."""
    births: Array
    """[step] children born."""
    deaths: Array
    """[step] persons."""
    migrants: Array
    """[step] net, persons."""
    life_expectancy: Array
    """[step, sex] years lived by a newborn at the death rates of the step."""
    tables: tuple[Entry, ...]
    """The tables it rests on, with status and, where they are the scenario's own, their hash."""

    @property
    def years(self) -> tuple[int, ...]:
        """The year of each date."""
        return tuple(int(date[:4]) for date in self.dates)

    @property
    def ages(self) -> tuple[str, ...]:
        """Each age group as it is written: 0, 5-9, 100+."""
        ends = [*(start - 1 for start in self.starts[1:]), None]
        spans = zip(self.starts, ends, strict=True)
        return tuple(f"{a}+" if b is None else f"{a}" if a == b else f"{a}-{b}" for a, b in spans)

    def between(self, first: int, end: int = OLDEST + 1) -> Array:
        """People from an age up to, but without, another, [date]; both begin a group."""
        inside = [first <= start < end for start in self.starts]
        return np.asarray(self.people[:, :, inside].sum(axis=(1, 2)))

    def to_dict(self) -> dict[str, Any]:
        """Plain values: dates, persons by sex, date and age, and what happened in the step before each later date."""
        return {
            "scenario": {"name": self.scenario.name, "title": self.scenario.title, "hash": self.scenario.hash},
            "dates": [*self.dates],
            "ages": [*self.ages],
            "people": {sex: self.people[:, x].tolist() for x, sex in enumerate(self.sexes)},
            "births": self.births.tolist(),
            "deaths": self.deaths.tolist(),
            "net_migrants": self.migrants.tolist(),
            "life_expectancy": {sex: self.life_expectancy[:, x].tolist() for x, sex in enumerate(self.sexes)},
            "tables": [entry._asdict() for entry in self.tables],
        }


def people_of(scenario: Scenario) -> Headcount:
    """The people of a scenario: those of its fund where it has an area, of its own tables where it has none.

    Raises Mistakes.
    """
    return _of_fund(scenario) if scenario.area or scenario.members else _by_themselves(scenario)


def _by_themselves(scenario: Scenario) -> Headcount:
    tables, step = scenario.people, scenario.step
    assert tables is not None
    vital = vital_of(tables, scenario.begins, (scenario.last - scenario.base) // step, step)
    path = projected(in_age_groups(people_at(tables, scenario.begins), step), vital)
    together = tables.population.sexes == (BOTH,)
    expectancy = vital.life_expectancy
    return Headcount(
        scenario=scenario,
        dates=_dates(scenario, tables, len(path.people)),
        sexes=(BOTH,) if together else SEXES,
        starts=tuple(range(0, OLDEST + 1, step)),
        people=path.people.sum(axis=1, keepdims=True) if together else path.people,
        births=path.births,
        deaths=path.deaths,
        migrants=path.migrants,
        life_expectancy=expectancy.mean(axis=1, keepdims=True) if together else expectancy,
        tables=table_entries(tables),
    )


def _dates(scenario: Scenario, tables: AreaTables, count: int) -> tuple[str, ...]:
    at_year_end = scenario.begins != tables.date
    day = "-12-31" if at_year_end else tables.population.spans[0].text[4:]
    return tuple(f"{scenario.base + scenario.step * i}{day}" for i in range(count))


def _of_fund(scenario: Scenario) -> Headcount:
    law, calendar = law_of(scenario)
    basis = basis_of(scenario, calendar)
    inputs = sealed(law, basis)
    population = project_people(inputs.start, 1, len(calendar.projected), inputs.rules, inputs.demography)
    births, deaths, migrants, _ = population.vital.T
    tables = area_tables(basis.known, scenario.people)
    return Headcount(
        scenario=scenario,
        dates=tuple(f"{year}-12-31" for year in calendar.years),
        sexes=SEXES,
        starts=tuple(range(OLDEST + 1)),
        people=population.people.sum(axis=1),
        births=births,
        deaths=deaths,
        migrants=migrants,
        life_expectancy=_life_expectancy(tables, calendar),
        tables=table_entries(tables),
    )


def _life_expectancy(tables: AreaTables, calendar: Calendar) -> Array:
    return vital_rates(tables, calendar.projected).life_expectancy
