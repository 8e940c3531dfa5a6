"""One parent at most: a child's lever replaces the parent's lever whole, a figure its figure; nothing is merged deeply."""

from pathlib import Path

from actuary.errors import Mistake, Mistakes
from actuary.home import scenarios_folder
from actuary.scenario.bundled import located
from actuary.text import Entry, Mapping, Scalar, read

BY_NAME = ("levers", "figures", "behaviour", "uncertainty", "pooling")
"""Sections in which a child replaces entry by entry; everything else is replaced whole."""

PARENT_ONLY = ("area", "areas", "base", "to")
"""What a comparison must hold fixed."""


def inherited(path: Path) -> tuple[Mapping, list[Path]]:
    """The text of a scenario on top of its parents', and the files from the child up. Raises Mistakes."""
    return _inherited(path, [])


def _inherited(path: Path, children: list[Path]) -> tuple[Mapping, list[Path]]:
    own = read(path)
    entry = own.entries.get("based_on")
    if entry is None:
        return own, [path]
    name = entry.value
    if not isinstance(name, Scalar):
        raise Mistakes([Mistake(name.place, "based_on", "the name of one scenario")])
    _refuse_fixed(own)
    parent = _parent(name, path)
    ring = [*children, path]
    if parent.resolve() in {child.resolve() for child in ring}:
        raise Mistakes([Mistake(name.place, f"based_on: {name.text}", _not_in_a_ring(name.text, (*ring, parent)))])
    above, files = _inherited(parent, ring)
    return _on_top(above, own), [path, *files]


def _not_in_a_ring(name: str, ring: tuple[Path, ...]) -> str:
    """What would be right where a scenario comes to be based on itself; mostly it bears the name of a bundled one."""
    child, parent = ring[-2:]
    bundled = scenarios_folder() / f"{name}.yaml"
    if child == parent and bundled.is_file() and bundled.resolve() != child.resolve():
        return (
            f"another name for this file: it has that of the scenario it is based on, and hides it; rename {child.name}"
        )
    return f"a parent that is not its own child: {' -> '.join(file.stem for file in ring)}"


def _parent(name: Scalar, path: Path) -> Path:
    try:
        found = located(name.text, path.parent)
    except Mistakes as unknown:
        raise Mistakes(mistake._replace(place=name.place) for mistake in unknown.mistakes) from None
    if not found.is_file():
        raise Mistakes([Mistake(name.place, f"based_on: {name.text}", "a scenario that is there")])
    return found


def _refuse_fixed(own: Mapping) -> None:
    fixed = [own.entries[key].key for key in PARENT_ONLY if key in own.entries]
    if fixed:
        right = "the parent's: a variant keeps area, base year and horizon, so that comparisons compare like with like"
        raise Mistakes(Mistake(key.place, key.text, right) for key in fixed)


def _on_top(above: Mapping, own: Mapping) -> Mapping:
    entries = {name: entry for name, entry in above.entries.items() if name != "why"}
    for name, entry in own.entries.items():
        before = entries.get(name)
        if name in BY_NAME and before and isinstance(before.value, Mapping) and isinstance(entry.value, Mapping):
            merged = {**before.value.entries, **entry.value.entries}
            entries[name] = Entry(entry.key, Mapping(merged, entry.value.place))
        else:
            entries[name] = entry
    return Mapping(entries, own.place)
