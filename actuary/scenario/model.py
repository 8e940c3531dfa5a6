"""A scenario, checked: what may be written, and in which units."""

from functools import cache
from typing import Annotated, Any, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, create_model

from actuary.demography.vital import AreaTables
from actuary.errors import Place, nearest
from actuary.figures.places import spots
from actuary.figures.single import figures
from actuary.figures.vintage import Vintage
from actuary.levers import lever, lever_names
from actuary.levers.shape import LeverFields, Steps, steps_by_name
from actuary.scenario.areas import Part
from actuary.scenario.expect import Expectation, expectations_in
from actuary.scenario.people import STEPS
from actuary.scenario.pooling import Pooling
from actuary.scenario.uncertainty import ALL, Uncertainty
from actuary.severity import LAWS
from actuary.units import Date, Money, Months, Number, People, Share, Switch, Unit

FIRST_YEAR, LAST_YEAR = 2010, 2094
"""The tables of mortality and fertility begin and end here."""


def _year(value: Any) -> int:
    try:
        date = Date.read(value if isinstance(value, str) else "")
    except ValueError:
        date = None
    if date is None or date.month:
        raise ValueError("a year, written 2035")
    return date.year


def _area(value: Any) -> str:
    if isinstance(value, str) and value in spots():
        return value
    near = nearest(value, spots()) if isinstance(value, str) else None
    raise ValueError((f"did you mean {near}? " if near else "") + "one of " + ", ".join(spots()))


def _severity(value: Any) -> str:
    if isinstance(value, str) and value in LAWS:
        return value
    near = nearest(value, LAWS) if isinstance(value, str) else None
    raise ValueError((f"did you mean {near}? " if near else "") + "one of " + ", ".join(LAWS))


def _switch(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    return Switch().read(value if isinstance(value, str) else "").value == 1


def figure_unit(name: str, written: str) -> Unit:
    """How a figure is written in a scenario, from its name and its unit in the data files."""
    if name.endswith("_share"):
        return Share(0, 1)
    if written in ("%", "‰", "pp"):
        return Share(-1, 10)
    if written == "year":
        return Number(FIRST_YEAR, LAST_YEAR)
    if "元" in written:
        return Money(0)
    if "人" in written:
        return People(0)
    return Months(0) if written == "months" else Number(-1000, 10_000)


def _figures(value: Any) -> dict[str, Steps]:
    if not isinstance(value, dict):
        raise ValueError("names of figures with their values")
    units = {one.name: figure_unit(one.name, one.unit) for one in figures()}
    return steps_by_name(value, units, "year", _no_figure)


def _no_figure(written: str) -> str:
    near = nearest(written, {one.name for one in figures()})
    right = "no figure has this name" + (f"; did you mean {near}?" if near else "")
    return f"{right}   (actuary list figures)"


class Behaviour(BaseModel):
    """How people and hospitals answer, each answer off unless it is switched on, and how the cost of care spreads."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    take_up: Annotated[bool, BeforeValidator(_switch)] = Field(
        False,
        description="residents' take-up answers to the premium over disposable income",
        json_schema_extra={"figures": ["take_up_premium_response"]},
    )
    selection: Annotated[bool, BeforeValidator(_switch)] = Field(
        False,
        description="residents who leave need less care than those who stay",
        json_schema_extra={"figures": ["selection_relative_cost"]},
    )
    continuity: Annotated[bool, BeforeValidator(_switch)] = Field(
        False,
        description="a longer wait for those who return keeps residents insured",
        json_schema_extra={"figures": ["take_up_waiting_response"]},
    )
    hospital_response: Annotated[bool, BeforeValidator(_switch)] = Field(
        False,
        description="hospitals answer a budget that is too small: more cases, each of less cost",
        json_schema_extra={"figures": ["hospital_volume_response", "hospital_cost_response"]},
    )
    refusals: Annotated[bool, BeforeValidator(_switch)] = Field(
        False,
        description="hospitals refuse patients when the budget is used up",
        json_schema_extra={"figures": ["refusal_response"]},
    )
    tier_choice: Annotated[bool, BeforeValidator(_switch)] = Field(
        False,
        description="patients move to the tier of hospitals below as its ratio draws ahead",
        json_schema_extra={"figures": ["tier_choice_response"]},
    )
    elsewhere_choice: Annotated[bool, BeforeValidator(_switch)] = Field(
        False,
        description="patients stay in the area as the ratio elsewhere is cut",
        json_schema_extra={"figures": ["elsewhere_choice_response"]},
    )
    network: Annotated[bool, BeforeValidator(_switch)] = Field(
        False,
        description="care grows with the number of hospitals and pharmacies",
        json_schema_extra={"figures": ["network_response"]},
    )
    severity: Annotated[str, BeforeValidator(_severity)] = Field(
        "lognormal", description="the law of the cost of an admission, and of a patient's cost in a year"
    )

    @property
    def answers(self) -> dict[str, tuple[str, ...]]:
        """The answers that are on, each with the figures behind it."""
        return {
            name: tuple(map(str, extra["figures"]))  # type: ignore[arg-type]
            for name, field in type(self).model_fields.items()
            if isinstance(extra := field.json_schema_extra, dict) and getattr(self, name)
        }


NO_ANSWERS = Behaviour(
    take_up=False, selection=False, continuity=False, hospital_response=False, refusals=False, tier_choice=False,
    elsewhere_choice=False, network=False, severity="lognormal",
)  # fmt: skip
"""Nobody answers to anything: the rules and the trends alone."""


@cache
def levers_model() -> type[BaseModel]:
    """A model with one optional field for every lever there is."""
    fields: dict[str, Any] = {
        name: (lever(name).fields | None, Field(None, description=lever(name).doc.splitlines()[0]))
        for name in lever_names()
    }
    return create_model("Levers", __config__=ConfigDict(extra="forbid", frozen=True), **fields)


def _step(value: Any) -> int:
    if isinstance(value, str) and value in STEPS:
        return STEPS[value]
    raise ValueError(" or ".join(STEPS))


class PeopleFiles(BaseModel):
    """Tables of people, CSV files named as seen from the scenario's file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    population: str = Field("", description="a file with date, sex, age, persons")
    mortality: str = Field("", description="a file with year, sex, age, rate: deaths per person-year")
    fertility: str = Field("", description="a file with year, age, rate: births per woman-year")
    births: str = Field("", description="in place of fertility: a file with year, births")
    sex_ratio: str = Field("", description="a file with year, ratio: boys born per girl")
    migration: str = Field("", description="a file with year, sex, age, persons: net migrants")
    step: Annotated[int, BeforeValidator(_step)] = Field(1, description="1 year, or 5 years with groups of five ages")


class Written(BaseModel):
    """The keys of a scenario; without `people` an area and a base year are needed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = Field(min_length=1, description="what the tables are headed with")
    why: str = Field("", description="what the scenario asks, and what it rests on")
    based_on: str | None = Field(None, description="the one scenario that this one changes")
    area: Annotated[str, BeforeValidator(_area)] = Field("", description="the pooling area")
    areas: Any = Field(
        None, description="in place of area: the pooling areas that meet, by name, or the name of a table of parts"
    )
    base: Annotated[int, BeforeValidator(_year)] = Field(
        0, description="the base year; the run starts on its 31 December"
    )
    to: Annotated[int, BeforeValidator(_year)] = Field(2035, description="the last year")
    levers: dict[str, Any] = Field(default_factory=dict, description="what the government changes")
    figures: Annotated[dict[str, Steps], BeforeValidator(_figures)] = Field(
        default_factory=dict, description="figures taken otherwise than in data/figures.csv"
    )
    behaviour: Behaviour = Field(
        default=NO_ANSWERS,
        description="which answers of people and hospitals are on, and how the cost of their care spreads",
    )
    uncertainty: Uncertainty = Field(
        default=ALL, description="what varies from draw to draw where a scenario is drawn many times"
    )
    pooling: Pooling | None = Field(None, description="what moves between the areas, and when they become one fund")
    people: PeopleFiles | None = Field(None, description="tables of people, in place of those of the program")
    expect: Annotated[tuple[Expectation, ...], BeforeValidator(expectations_in)] = Field(
        (), description="what the results are to be, such as the targets of a plan"
    )


class Scenario(NamedTuple):
    """What a person wrote, checked, each value with its place."""

    name: str
    reference: str
    """As it was asked for: a bundled name or a path."""
    settings: tuple[str, ...]
    """What the command line set on top."""
    title: str
    why: str
    area: str
    base: int
    last: int
    levers: dict[str, LeverFields]
    figures: dict[str, Steps]
    behaviour: Behaviour
    people: AreaTables | None
    """The scenario's own tables of people; None where those that come with the program are used."""
    step: int
    """Years of a step, where people are projected by themselves."""
    parent: str | None
    text: str
    """The scenario with its parents and settings, as one canonical text."""
    hash: str
    places: dict[tuple[str, ...], Place]
    """Where each key stands."""
    vintage: Vintage | None = None
    """The run knows nothing of the fund that was published later; None for everything known today."""
    expect: tuple[Expectation, ...] = ()
    """What its results are to be."""
    part: Part | None = None
    """The part of its area that it is of; None for the whole."""
    members: tuple["Scenario", ...] = ()
    """The areas that meet, each as a scenario by itself; empty for a scenario of one area."""
    pooling: Pooling | None = None
    """What moves between them."""
    parts_from: str = ""
    """The table of parts that its areas are from; empty where they are written out."""
    uncertainty: Uncertainty = ALL
    """What varies from draw to draw."""

    @property
    def begins(self) -> float:
        """When people begin, in years and parts of them: 31 December of the base year, or when they were counted."""
        if self.people is None or self.area or ("base",) in self.places:
            return self.base + 1.0
        return self.people.date

    def place(self, *path: str) -> Place | None:
        """Where a key stands, or the nearest key around it."""
        return next((self.places[path[:n]] for n in range(len(path), -1, -1) if path[:n] in self.places), None)
