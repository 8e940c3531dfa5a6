"""The section `areas` of a scenario: the pooling areas that meet at the end of each year.

    areas:
      jingzhou: jingzhou
      nanchang: {area: jiangxi, people: 13.84 %, aged: 10.54 %, employees: 17.9 %}

or the name of a table of parts: `areas: jiangxi_areas`. A member is a whole area, or a part of one by its share of the
people; it may have levers and figures of its own, which replace those of the same name that all members have.
"""

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from actuary.errors import Mistake, nearest
from actuary.figures.places import chain, spots
from actuary.figures.single import figures
from actuary.figures.tables import table, table_names
from actuary.scenario.pooling import ROUNDING
from actuary.text import Entry, Mapping, Scalar, plain
from actuary.units import Share

OF_A_PART = ("people", "aged", "employees")
OF_A_MEMBER = ("levers", "figures")
FROM_ALL = ("base", "to", "behaviour", "uncertainty")
"""What every member has from the scenario."""
NOT_OF_SEVERAL = ("people", "expect")
"""Sections that speak of one area."""


class Part(NamedTuple):
    """Which part of an area, as shares of one."""

    people: float
    """Of the area's people."""
    aged: float | None
    """Of the part's people who are old; None where it is as old as the area."""
    employees: float
    """Of the area's members of the employee scheme."""


def _share(value: Any) -> float:
    quantity = Share(0, 1).read(value if isinstance(value, str) else "")
    if quantity.change:
        raise ValueError("a share without a sign, such as 13.8 %")
    return quantity.value


def _place(value: Any) -> str:
    if isinstance(value, str) and value in spots():
        return value
    near = nearest(value, spots()) if isinstance(value, str) else None
    raise ValueError((f"did you mean {near}? " if near else "") + "one of " + ", ".join(spots()))


class WrittenMember(BaseModel):
    """The keys of a member."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    area: Annotated[str, BeforeValidator(_place)] = Field(description="the pooling area, or the one this is a part of")
    people: Annotated[float, BeforeValidator(_share)] | None = Field(
        None, description="a part: its share of the area's people"
    )
    aged: Annotated[float, BeforeValidator(_share)] | None = Field(
        None, description="a part: those aged 65 and over among its people; without it, as in the area"
    )
    employees: Annotated[float, BeforeValidator(_share)] | None = Field(
        None,
        description="a part: its share of the area's members of the employee scheme; without it, that of the people",
    )
    levers: dict[str, Any] = Field(default_factory=dict, description="levers of this member only")
    figures: dict[str, Any] = Field(default_factory=dict, description="figures of this member only")

    @property
    def part(self) -> Part | None:
        """The part it is; None for a whole area."""
        if self.people is None:
            return None
        return Part(self.people, self.aged, self.people if self.employees is None else self.employees)


def spread_out(tree: Mapping) -> tuple[Mapping, list[Mistake]]:
    """The tree with every member as a mapping: a table of parts written out, a name alone as its area."""
    entry = tree.entries.get("areas")
    if entry is None:
        return tree, []
    if isinstance(entry.value, Mapping):
        members = {name: _whole(one) for name, one in entry.value.entries.items()}
        return _with_areas(tree, entry.key, Mapping(members, entry.value.place)), []
    if not isinstance(entry.value, Scalar):
        return tree, [Mistake(entry.value.place, "areas", "areas with their names, one to a line, indented below it")]
    named = entry.value
    names = tables_of_parts()
    if named.text not in names:
        near = nearest(named.text, names)
        right = "areas with their names, or a table of parts: " + (
            f"did you mean {near}?" if near else ", ".join(names)
        )
        return tree, [Mistake(named.place, f"areas: {named.text}", right)]
    return _with_areas(tree, entry.key, _members_in(named)), []


def _whole(one: Entry) -> Entry:
    """A member that is written as the name of its area."""
    if not isinstance(one.value, Scalar):
        return one
    key = Scalar("area", False, one.value.place)
    return Entry(one.key, Mapping({"area": Entry(key, one.value)}, one.value.place))


def _with_areas(tree: Mapping, key: Scalar, members: Mapping) -> Mapping:
    return Mapping({**tree.entries, "areas": Entry(key, members)}, tree.place)


def tables_of_parts() -> list[str]:
    """The tables that come with the program and divide an area into parts."""
    return [name for name in table_names() if name.endswith("_areas")]


def _members_in(named: Scalar) -> Mapping:
    """The rows of a table of parts as members, each at the place where the table is named."""
    columns = table(named.text).columns
    members: dict[str, Entry] = {}
    for i, name in enumerate(columns["name"]):
        written = {"area": columns["area"][i], **{key: f"{columns[key][i]} %" for key in OF_A_PART}}
        inside = {key: Entry(Scalar(key, False, named.place), Scalar(text, False, named.place))
                  for key, text in written.items()}  # fmt: skip
        members[name] = Entry(Scalar(name, False, named.place), Mapping(inside, named.place))
    return Mapping(members, named.place)


def of_member(tree: Mapping, name: str) -> Mapping:
    """What one member would be as a scenario by itself, each line at its own place."""
    areas = tree.entries["areas"].value
    assert isinstance(areas, Mapping)
    own = areas.entries[name].value
    assert isinstance(own, Mapping)
    key = areas.entries[name].key
    entries = {"title": Entry(key, Scalar(name, False, key.place)), "area": own.entries["area"]}
    entries |= {section: tree.entries[section] for section in FROM_ALL if section in tree.entries}
    for section in OF_A_MEMBER:
        found = [one for one in (tree.entries.get(section), own.entries.get(section)) if one]
        if found and all(isinstance(one.value, Mapping) for one in found):
            together: dict[str, Entry] = {}
            for one in found:
                assert isinstance(one.value, Mapping)
                together |= one.value.entries
            entries[section] = Entry(found[-1].key, Mapping(together, found[-1].value.place))
    return Mapping(entries, key.place)


def wrong_areas(tree: Mapping, members: dict[str, WrittenMember]) -> Iterator[Mistake]:
    """What areas cannot be together: too few, one of them twice, parts that are more than the whole."""
    areas = tree.entries["areas"]
    assert isinstance(areas.value, Mapping)
    places = {name: entry.key.place for name, entry in areas.value.entries.items()}
    if len(places) < 2:
        yield Mistake(areas.key.place, "areas", "two areas or more; one by itself is written   area: NAME")
    for section in ("area", *NOT_OF_SEVERAL):
        if section in tree.entries:
            right = "a scenario of one area, which has no areas" if section == "area" else "a scenario of one area"
            yield Mistake(tree.entries[section].key.place, section, right)
    first: dict[str, str] = {}
    for name, member in members.items():
        before = first.setdefault(member.area, name)
        if before != name and None in (member.people, members[before].people):
            yield Mistake(
                places[name], f"{name}: {member.area}", f"another area: {member.area} is there already, as {before}"
            )
        if member.people is None:
            for key in ("aged", "employees"):
                if getattr(member, key) is not None:
                    yield Mistake(
                        places[name], key, "also people: a part of an area begins with its share of the people"
                    )
        elif member.aged is not None and not _set(AGED, tree, member) and member.area not in _areas_of_known_age():
            right = f"an area whose share of people aged 65 and over is known: {', '.join(_areas_of_known_age())}"
            yield Mistake(places[name], f"aged of {name}: {member.area}", right)
    yield from _too_much(places, members)


AGED = "share_aged_65_plus"
"""The figure that the aged of a part are held against."""


def _set(figure: str, tree: Mapping, member: WrittenMember) -> bool:
    """The scenario sets a figure itself, for all its areas or for this one."""
    of_all = plain(tree.entries["figures"].value) if "figures" in tree.entries else {}
    return figure in member.figures or (isinstance(of_all, dict) and figure in of_all)


@cache
def _areas_of_known_age() -> tuple[str, ...]:
    """The areas that have a base year and, themselves or the place around them, a share of people who are old."""
    known, based = ({one.place for one in figures() if one.name == name} for name in (AGED, "enrolment_base"))
    return tuple(area for area in spots() if area in based and not known.isdisjoint(chain(area)))


def _too_much(places: dict[str, Any], members: dict[str, WrittenMember]) -> Iterator[Mistake]:
    """Parts that come to more than the area has."""
    for area in dict.fromkeys(member.area for member in members.values()):
        parts = {name: member.part for name, member in members.items() if member.area == area and member.part}
        for key in ("people", "employees"):
            total = sum(getattr(part, key) for part in parts.values())
            if total > 1 + ROUNDING:
                last = next(reversed(parts))
                right = f"100 % of {area} at most: the parts come to {Share().show(total)}"
                yield Mistake(places[last], f"{key} of {', '.join(parts)}", right)


@cache
def written_names(lang: str) -> dict[tuple[str, str], str]:
    """What the parts in the tables are called, by their area and name."""
    found: dict[tuple[str, str], str] = {}
    for name in tables_of_parts():
        columns = table(name).columns
        found |= dict(zip(zip(columns["area"], columns["name"], strict=True), columns[lang], strict=True))
    return found
