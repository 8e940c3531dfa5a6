"""What helps to write a scenario: the schema for editors, and a first file to change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from actuary.figures.places import spots
from actuary.figures.single import Figure, figures
from actuary.law import RULES, Rule
from actuary.levers import lever, lever_names
from actuary.measures import GROUPS, YEARLY, units_of
from actuary.scenario.areas import OF_A_MEMBER, WrittenMember, tables_of_parts
from actuary.scenario.model import LAST_YEAR, Behaviour, PeopleFiles, Written, figure_unit
from actuary.scenario.people import STEPS
from actuary.scenario.pooling import AssistanceRules, Effort, Pooling, PoolRules, Support, YearsRecognised
from actuary.scenario.uncertainty import CORRELATED, Uncertainty
from actuary.severity import LAWS
from actuary.units import Unit

if TYPE_CHECKING:
    from actuary.scenario.model import Scenario
    from actuary.text import Plain

YEAR = {"type": ["integer", "string"], "pattern": r"^\d{4}$", "minimum": 1990, "maximum": LAST_YEAR}

EXPECTED = (
    "# What the results are to be: actuary run says if it is met, and ends with status 4 if not.",
    "# expect:",
    "#   resident:",
    "#     reserve_months: {2030: 6 months to 9 months}",
    "#     surplus: {2031 to 2035: at least 0 元}",
    "#   coverage_rate: {2030: at least 95 %}",
)
"""An example of what can be expected."""

UNCERTAIN = (
    "# What varies from draw to draw: everything as it was estimated, unless it is written otherwise.",
    "# uncertainty:",
    "#   model: no                         # the scenario's own trends hold in every draw",
    "#   widths: {use: 1.5}                # times the shocks as estimated",
)
"""An example of what can be uncertain otherwise."""

POOLED_IN = (
    "# What moves between the areas, pool by pool: what is written here replaces the parent's rules of that pool.",
    "# pooling:",
    "#   resident:",
    "#     levy: {2027: 3 %}               # of contributions and subsidies, into the adjustment fund",
    "#     payout: {2027: 80 %}            # of the deficit of the year, as far as the fund reaches",
    "#     effort: {spending_growth: 8 %, otherwise: 50 %}",
    "#     support: {share: {2027: 50 %}, borne_by: {city: 60 %, district: 40 %}}",
    "#     merged: 2030",
)
"""An example of what can move between areas."""

BY_THEMSELVES = {
    "required": ["people"],
    "not": {"anyOf": [{"required": ["based_on"]}, {"required": ["area"]}, {"required": ["areas"]}]},
}
"""People without a fund."""
SWITCH = {"enum": ["yes", "no", "on", "off", True, False]}


NUMBER = {"type": ["string", "number"]}


def schema() -> dict[str, Any]:
    """The JSON schema of a scenario, from the models it is checked with."""
    keys: dict[str, dict[str, Any]] = {
        "title": {"type": "string", "minLength": 1},
        "why": {"type": "string"},
        "based_on": {"type": "string"},
        "area": {"enum": list(spots())},
        "areas": {"anyOf": [{"enum": tables_of_parts()}, _object_of(_member())]},
        "base": YEAR,
        "to": YEAR,
        "levers": _object({name: _lever(name) for name in lever_names()}),
        "figures": _object({one.name: _figure(one) for one in figures()}),
        "behaviour": _object({name: _answer(name) for name in Behaviour.model_fields}),
        "expect": _object(
            {
                **{
                    group: _object({name: _expected(unit) for name, unit in units_of(group).items()})
                    for group in GROUPS
                },
                **{name: _expected(unit) for name, unit in YEARLY.items()},
            }
        ),
        "uncertainty": _object(_uncertain()),
        "pooling": _object({name: _pool(name, field.description) for name, field in Pooling.model_fields.items()}),
        "people": _object({name: _file(name, field.description) for name, field in PeopleFiles.model_fields.items()}),
    }
    described = {name: {"description": field.description, **keys[name]} for name, field in Written.model_fields.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A scenario of the actuary",
        **_object(described),
        "required": ["title"],
        "oneOf": [
            {"required": ["based_on"]},
            {"required": ["area", "base"]},
            {"required": ["areas", "base"]},
            BY_THEMSELVES,
        ],
    }


def scenario_text(name: str, base: str, parent: Scenario) -> str:
    """A scenario on top of `base` that changes nothing yet; every lever stands ready with its example."""
    lines = [
        "# yaml-language-server: $schema=scenario.schema.json      (actuary schema > scenario.schema.json)",
        f"title: {name}",
        f"based_on: {base}",
        "why: >",
        f"  What changes, and what it would mean, against {parent.name}.",
        "",
        "# Take the # off what you need. A value without a sign is a level (7 %), with a sign a change: in points",
        "# (+1 pp) or in proportion (+5 %). It holds from its year or month (2027-07) on.",
        "# levers:",
    ]
    for lever_name in lever_names():
        written = lever(lever_name).example.written
        lines += [
            f"#   {lever_name}:   # {lever(lever_name).doc.splitlines()[0].partition(': ')[2]}",
            *_indented(written),
        ]
    lines += ["# figures:", "#   wage_growth: {2027: 4 %}", *UNCERTAIN, *(POOLED_IN if parent.members else EXPECTED)]
    return "\n".join([*lines, ""])


def _indented(written: str) -> list[str]:
    """The example of a lever as lines below its name."""
    from actuary.text import parse, plain

    fields = plain(parse(written, "example"))
    assert isinstance(fields, dict)
    return [f"#     {name}: {_on_one_line(value)}" for name, value in fields.items()]


def _on_one_line(value: Plain) -> str:
    """A value, or names with values in braces."""
    if not isinstance(value, dict):
        return str(value)
    return "{" + ", ".join(f"{name}: {_on_one_line(inside)}" for name, inside in value.items()) + "}"


def _lever(name: str) -> dict[str, Any]:
    module = lever(name)
    fields: dict[str, Any] = {}
    for field, info in module.fields.model_fields.items():
        extra = info.json_schema_extra
        assert isinstance(extra, dict)
        rule = RULES[str(extra["rule"])]
        fields[field] = _moves(f"{info.description}: {rule.unit.describe()}", rule)
    return {"description": module.doc.strip(), "examples": [module.example.written], **_object(fields)}


def _figure(one: Figure) -> dict[str, Any]:
    unit = figure_unit(one.name, one.unit)
    return _steps(f"{one.text} in data/figures.csv; {unit.describe()}", unit, "year")


def _moves(description: str, rule: Rule) -> dict[str, Any]:
    """What a field takes: steps, or parts with steps."""
    if not rule.by:
        return _steps(description, rule.unit, rule.period)
    parts = {name: _steps(rule.unit.describe(), rule.unit, rule.period) for name in rule.parts}
    return {"description": description, **_object(parts), "minProperties": 1}


def _steps(description: str, unit: Unit, period: str) -> dict[str, Any]:
    """One value, or dates with values."""
    value = SWITCH if unit.name == "switch" else {"type": "string" if unit.needs else ["string", "number"]}
    dates = r"^\d{4}$" if period == "year" else r"^\d{4}(-(0[1-9]|1[0-2]))?$"
    dated = {"type": "object", "patternProperties": {dates: value}, "additionalProperties": False, "minProperties": 1}
    return {"description": description, "anyOf": [value, dated]}


def _expected(unit: Unit) -> dict[str, Any]:
    """Years with bounds."""
    value = {"type": "string", "pattern": r"^\s*(at (least|most)\s|[<>]=|[≥≤]|\S.*\sto\s)"}
    years = {r"^\d{4}(\s+to\s+\d{4})?$": value}
    described = f"at least or at most so much, or so much to so much: {unit.describe()}"
    inside = {"patternProperties": years, "additionalProperties": False, "minProperties": 1}
    return {"description": described, "type": "object", **inside}


def _answer(name: str) -> dict[str, Any]:
    field = Behaviour.model_fields[name]
    value = SWITCH if field.annotation is bool else {"enum": list(LAWS)}
    return {"description": field.description, **value}


def _uncertain() -> dict[str, dict[str, Any]]:
    """Switches of the layers, and numbers by process."""
    numbers = {
        "correlations": {name: _object(dict.fromkeys(CORRELATED, NUMBER)) for name in CORRELATED},
        "widths": dict.fromkeys(CORRELATED, NUMBER),
    }
    return {
        name: {"description": field.description, **(_object(numbers[name]) if name in numbers else SWITCH)}
        for name, field in Uncertainty.model_fields.items()
    }


def _file(name: str, description: str | None) -> dict[str, Any]:
    value: dict[str, Any] = {"enum": list(STEPS)} if name == "step" else {"type": "string"}
    return {"description": description, **value}


def _object_of(value: dict[str, Any]) -> dict[str, Any]:
    """Any names with values of one kind."""
    return {"type": "object", "additionalProperties": value}


def _member() -> dict[str, Any]:
    """An area, or a part of one."""
    fields: dict[str, dict[str, Any]] = {
        name: {"description": field.description, "type": "string"} for name, field in WrittenMember.model_fields.items()
    }
    fields["area"]["enum"] = list(spots())
    for name in OF_A_MEMBER:
        fields[name] = {"description": WrittenMember.model_fields[name].description, "type": "object"}
    return {**_object(fields), "required": ["area"]}


def _pool(pool: str, description: str | None) -> dict[str, Any]:
    """What moves between the areas in one pool: levels by year, and the sections that hold them."""
    inside = {
        "effort": Effort.model_fields,
        "support": Support.model_fields,
        "years_recognised": YearsRecognised.model_fields,
    }
    found: dict[str, Any] = {}
    for name, field in (AssistanceRules if pool == "assistance" else PoolRules).model_fields.items():
        if name in inside:
            levels = {key: _level(of.description) for key, of in inside[name].items()}
            found[name] = {"description": field.description, **_object(levels)}
        else:
            found[name] = YEAR | {"description": field.description} if name == "merged" else _level(field.description)
    return {"description": description, **_object(found)}


def _level(description: str | None) -> dict[str, Any]:
    """One level, or years (or names) with levels."""
    return {"description": description, "type": ["string", "number", "object"]}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False}
