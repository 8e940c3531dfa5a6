"""From text with places to a scenario: every mistake at once."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel, ValidationError

from actuary.demography.vital import AreaTables
from actuary.errors import Mistake, Mistakes, Place, nearest
from actuary.figures.places import spots
from actuary.figures.single import figures
from actuary.levers import lever, lever_names
from actuary.levers.shape import LeverFields, Refused, Steps, Wrong
from actuary.scenario.areas import WrittenMember, of_member, spread_out, wrong_areas
from actuary.scenario.expect import years_in
from actuary.scenario.model import LAST_YEAR, Behaviour, PeopleFiles, Scenario, Written, levers_model
from actuary.scenario.people import of_a_fund, out_of_place, tables_named, too_short
from actuary.scenario.pooling import (
    AssistanceRules,
    Effort,
    Pooling,
    PoolRules,
    Support,
    YearsRecognised,
    wrong_pooling,
)
from actuary.scenario.uncertainty import Uncertainty
from actuary.text import Mapping, Node, Scalar, plain
from actuary.units import Date

Path = tuple[str, ...]


def checked(tree: Mapping, name: str, reference: str = "", settings: tuple[str, ...] = ()) -> Scenario:
    """The scenario of a tree of text. Raises Mistakes with all that is wrong."""
    named = tree.entries["areas"].value if "areas" in tree.entries else None
    tree, mistakes = spread_out(tree)
    places = dict(_places(tree, ()))
    content = plain(tree)
    assert isinstance(content, dict)
    written = _validated(Written, content, (), tree, mistakes)
    mistakes += _missing(tree)
    levers = _validated(levers_model(), content.get("levers", {}), ("levers",), tree, mistakes)
    base = _base_year(content, mistakes, tree)
    if base is not None:
        mistakes += _too_early(tree, base)
        mistakes += _too_late(tree, base)
        mistakes += _not_of_the_run(tree, base, _last_year(tree))
    tables, wrong_tables = tables_named(tree)
    mistakes += wrong_tables
    if tables and isinstance(written, Written):
        mistakes += _wrong_people(tree, tables, written)
    members = _members(tree, name, written, mistakes) if "areas" in tree.entries else ()
    if mistakes:
        raise Mistakes(dict.fromkeys(mistakes))  # what both models refuse is told once
    assert isinstance(written, Written) and levers is not None
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    return Scenario(
        name=name,
        reference=reference or name,
        settings=settings,
        title=written.title,
        why=written.why,
        area=written.area,
        base=written.base or _counted_in(tables),
        last=written.to,
        levers={key: value for key in lever_names() if isinstance(value := getattr(levers, key), LeverFields)},
        figures=written.figures,
        behaviour=written.behaviour,
        people=tables,
        step=written.people.step if written.people else 1,
        parent=written.based_on,
        text=text,
        hash=hashlib.sha256((text + _digests(tables)).encode()).hexdigest(),
        places=places,
        expect=written.expect,
        members=members,
        pooling=written.pooling,
        parts_from=named.text if isinstance(named, Scalar) else "",
        uncertainty=written.uncertainty,
    )


def _missing(tree: Mapping) -> Iterator[Mistake]:
    """Area and base, which a scenario needs unless it is of people by themselves."""
    needed: tuple[str, ...] = ("area", "base")
    if "areas" in tree.entries:
        needed = ("base",)
    elif "people" in tree.entries and "area" not in tree.entries:
        needed = ()
    if "pooling" in tree.entries and "areas" not in tree.entries:
        yield Mistake(
            tree.entries["pooling"].key.place, "pooling", "also areas: two or more, between which something moves"
        )
    for key in needed:
        if key not in tree.entries:
            yield Mistake(tree.place, f"no {key}", f"{key}: {_described(key)}")


def _members(tree: Mapping, name: str, written: BaseModel | None, mistakes: list[Mistake]) -> tuple[Scenario, ...]:
    """The members of a scenario of several areas, each checked as a scenario by itself."""
    areas = tree.entries["areas"].value
    if not isinstance(areas, Mapping):
        return ()
    found: dict[str, WrittenMember] = {}
    for member, entry in areas.entries.items():
        one = _validated(WrittenMember, plain(entry.value), ("areas", member), tree, mistakes)
        if isinstance(one, WrittenMember):
            found[member] = one
    mistakes += wrong_areas(tree, found)
    base = _year_of(plain(tree.entries["base"].value)) if "base" in tree.entries else None
    if isinstance(written, Written) and written.pooling and base is not None:
        only = Mapping({key: one for key, one in tree.entries.items() if key in ("pooling", "to")}, tree.place)
        mistakes += [*_too_early(only, base), *_too_late(only, base)]
        mistakes += wrong_pooling(tree, written.pooling, tuple(areas.entries), base)
    result = []
    for member, one in found.items():
        try:
            alone = checked(of_member(tree, member), f"{name}.{member}")
            result.append(alone._replace(part=one.part))
        except Mistakes as wrong:
            mistakes += (_of_all(mistake, member, one.area, areas) for mistake in wrong.mistakes)
    return tuple(result)


def _of_all(mistake: Mistake, member: str, area: str, areas: Mapping) -> Mistake:
    """What is wrong with one member: a base year that is not the area's is told where the member is named."""
    if not mistake.wrong.startswith("base: ") or ": " not in mistake.right:
        return mistake
    known = mistake.right.partition(": ")[2]
    right = f"areas whose figures are of one base year; of {area}: {known}"
    return Mistake(areas.entries[member].key.place, f"{member}: {area}, {mistake.wrong}", right)


def _wrong_people(tree: Mapping, tables: AreaTables, written: Written) -> Iterator[Mistake]:
    """What the tables of people and the rest of the scenario cannot both be."""
    assert written.people is not None
    step = written.people.step
    first = written.base or _counted_in(tables)
    begin = written.base + 1.0 if written.base else tables.date
    if written.area:
        yield from of_a_fund(tree, tables, step)
    else:
        yield from out_of_place(tree)
        if written.to <= first or (written.to - first) % step:
            right = f"{first + step} or later" + (f", in steps of {step} years" if step > 1 else "")
            yield Mistake(tree_place(tree, ("to",)), f"to: {written.to}", right)
    yield from too_short(tree, tables, min(begin, tables.date), begin + written.to - first)


def _counted_in(tables: AreaTables | None) -> int:
    """The year in which people were counted; the end of a year belongs to it."""
    return int(tables.population.spans[0].text[:4]) if tables else 0


def _digests(tables: AreaTables | None) -> str:
    return "".join(one.digest for one in tables.all()) if tables else ""


def _places(node: Node, path: Path) -> Iterator[tuple[Path, Place]]:
    if isinstance(node, Mapping):
        for name, entry in node.entries.items():
            yield (*path, name), entry.key.place
            yield from _places(entry.value, (*path, name))


def _validated(
    model: type[BaseModel], content: Any, above: Path, tree: Mapping, mistakes: list[Mistake]
) -> BaseModel | None:
    try:
        return model.model_validate(content)
    except ValidationError as errors:
        for error in errors.errors(include_url=False):
            mistakes += _mistakes(error, above, tree)
        return None


def _mistakes(error: Any, above: Path, tree: Mapping) -> Iterator[Mistake]:
    """One of pydantic's errors in the reader's words, where it stands; an error of ours can carry several."""
    path = above + tuple(str(part) for part in error["loc"] if not str(part).startswith("function-"))
    if error["type"] == "extra_forbidden":
        yield Mistake(tree_place(tree, path, of_key=True), path[-1], _no_such_key(path))
    elif error["type"] == "missing":
        yield Mistake(tree.place, f"no {path[-1]}", f"{path[-1]}: {_described(path[-1])}")
    else:
        for wrong in _wrongs(error):
            inside = (*path, *wrong.path)
            written = inside[-1] if wrong.of_key else f"{inside[-1]}: {_shown(tree, inside)}"
            yield Mistake(tree_place(tree, inside, wrong.of_key), written, wrong.right)


def _wrongs(error: Any) -> list[Wrong]:
    raised = error.get("ctx", {}).get("error")
    if isinstance(raised, Refused):
        return raised.wrongs
    return [Wrong((), str(raised) if raised else _in_words(error))]


def _in_words(error: Any) -> str:
    if error["type"] in ("string_type", "string_too_short"):
        return "a line of text"
    if error["type"] in ("dict_type", "model_type", "model_attributes_type"):
        return "names with their values, one to a line, indented below it"
    return str(error["msg"])


def _described(key: str) -> str:
    return Written.model_fields[key].description or ""


def _no_such_key(path: Path) -> str:
    if path[0] == "levers" and len(path) == 2:
        names, what, where = list(lever_names()), "no lever has this name", "   (actuary list levers)"
    elif path[0] == "levers":
        names, what, where = list(lever(path[1]).fields.model_fields), f"{path[1]} has no such field", ""
    elif path[0] == "people" and len(path) == 2:
        names, what, where = list(PeopleFiles.model_fields), "no table of people", ""
    elif path[0] == "areas" and len(path) == 3:
        names, what, where = list(WrittenMember.model_fields), "no key of an area", ""
    elif path[0] == "pooling" and len(path) > 1:
        names, what, where = list(_keys_of_pooling(path)), "no key of pooling", ""
    elif path[0] == "uncertainty" and len(path) == 2:
        names, what, where = list(Uncertainty.model_fields), "no key of uncertainty", ""
    elif len(path) == 1:
        names, what, where = list(Written.model_fields), "no key of a scenario", ""
    else:
        names, what, where = list(Behaviour.model_fields), "no such answer of people", ""
    near = nearest(path[-1], names)
    return f"{what}; did you mean {near}?{where}" if near else f"{what}: {', '.join(names)}{where}"


def _keys_of_pooling(path: Path) -> Iterable[str]:
    """What may stand in the place of the last name of the path."""
    inside: dict[str, type[BaseModel]] = {"effort": Effort, "support": Support, "years_recognised": YearsRecognised}
    if len(path) > 2 and path[1] == "assistance":
        return AssistanceRules.model_fields
    return (Pooling if len(path) == 2 else inside.get(path[2], PoolRules) if len(path) > 3 else PoolRules).model_fields


def tree_place(tree: Mapping, path: Path, of_key: bool = False) -> Place:
    """Where the value (or the key) at a path stands, or what lies nearest above it."""
    node: Node = tree
    place = tree.place
    for name in path:
        if not isinstance(node, Mapping) or name not in node.entries:
            break
        entry = node.entries[name]
        place, node = (entry.key.place if of_key else entry.value.place), entry.value
    return place


def _shown(tree: Mapping, path: Path) -> str:
    node = _node_at(tree, path)
    content = plain(node) if node else ""
    if isinstance(content, str):
        return content or "nothing"
    return "names with values" if isinstance(content, dict) else "a list"


def _base_year(content: dict[str, Any], mistakes: list[Mistake], tree: Mapping) -> int | None:
    """The base year where it can be one: the area's own figures must be known for it."""
    area, base, last = (content.get(key) for key in ("area", "base", "to"))
    first = _year_of(base)
    if not isinstance(area, str) or area not in spots() or first is None:
        return None
    years = sorted({one.year for one in figures() if one.place == area and one.name == "enrolment_base" and one.year})
    if first not in years:
        known = ", ".join(str(year) for year in years) or "none: this area has no figures of its own"
        mistakes.append(
            Mistake(tree_place(tree, ("base",)), f"base: {base}", f"a year with figures of the area: {known}")
        )
        return None
    end = _year_of(last)
    if end is not None and end > LAST_YEAR and "people" not in content:
        right = f"{LAST_YEAR} at the latest: the tables of mortality and fertility end there"
        mistakes.append(Mistake(tree_place(tree, ("to",)), f"to: {last}", right))
    if end is not None and end <= first:
        mistakes.append(Mistake(tree_place(tree, ("to",)), f"to: {last}", f"a year after the base year {first}"))
    return first


def _too_early(tree: Mapping, base: int) -> Iterator[Mistake]:
    """Dates of levers and figures before the first projected year; a premium's first cover is collected before it."""
    for section in ("levers", "figures", "pooling"):
        entry = tree.entries.get(section)
        for path, key in _places(entry.value, (section,)) if entry else ():
            year = _year_of(path[-1])
            if year is None or len(path) < 3:
                continue
            if year <= base:
                right = f"before the base date, 31 December {base}: it can act from {base + 1} on"
                yield Mistake(key, path[-1], right)
            elif path[1:3] in COLLECTED_AHEAD and year == base + 1:
                yield Mistake(key, path[-1], _collected(base))
    for path in COLLECTED_AHEAD:
        value = _node_at(tree, ("levers", *path))
        if isinstance(value, Scalar):
            dated = f"{{{base + 2}: {value.text}}}"
            yield Mistake(value.place, f"{path[-1]}: {value.text}", f"a year: {dated}, {_collected(base)}")


def _last_year(tree: Mapping) -> int:
    """The last year of the run, written or not."""
    return _year_of(plain(tree.entries["to"].value) if "to" in tree.entries else None) or TO


def _too_late(tree: Mapping, base: int) -> Iterator[Mistake]:
    """Dates of levers and pooling after the last year of the file; a run that is cut short by a setting may leave some out.

    What is collected ahead is for one year more. Figures are points of a line, which may lie beyond it.
    """
    last = _last_year(tree)
    if last <= base or ("to" in tree.entries and tree.entries["to"].key.place.file.startswith("--set ")):
        return
    for section in ("levers", "pooling"):
        entry = tree.entries.get(section)
        for path, key in _places(entry.value, (section,)) if entry else ():
            year = _year_of(path[-1])
            latest = last + (path[1:3] in COLLECTED_AHEAD)
            if year is not None and len(path) >= 3 and year > latest:
                yield Mistake(key, path[-1], f"{latest} at the latest: this run ends with {last}")


TO: int = Written.model_fields["to"].default
"""The last year of a scenario that writes none."""


def _not_of_the_run(tree: Mapping, base: int, last: int) -> Iterator[Mistake]:
    """Expectations of years that are not projected."""
    entry = tree.entries.get("expect")
    for path, key in _places(entry.value, ("expect",)) if entry and base < last else ():
        try:
            years = years_in(path[-1])
        except ValueError:
            continue
        if not base < years[0] <= years[-1] <= last:
            yield Mistake(key, path[-1], f"a projected year: {base + 1} to {last}")


COLLECTED_AHEAD = tuple(("resident_financing", field) for field in ("premium", "premium_index", "premium_rise"))
"""Fields whose first projected year was settled before the base date."""


def _collected(base: int) -> str:
    return f"from {base + 2} on, since the premium for cover in {base + 1} was collected from September {base}"


def _node_at(tree: Mapping, path: Path) -> Node | None:
    """What stands at a path, or nothing."""
    node: Node = tree
    for name in path:
        if not isinstance(node, Mapping) or name not in node.entries:
            return None
        node = node.entries[name].value
    return node


def _year_of(text: Any) -> int | None:
    try:
        return Date.read(text).year if isinstance(text, str) else None
    except ValueError:
        return None


def steps_of(fields: LeverFields) -> Iterator[tuple[str, str, Steps]]:
    """Every field of a lever that was written: name, the rule it moves, its steps."""
    for name in type(fields).model_fields:
        steps = getattr(fields, name)
        if steps is not None:
            yield name, fields.extra(name)["rule"], steps
