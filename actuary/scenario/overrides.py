"""`--set PATH=VALUE`: one more line on top of a scenario, in the same words and with the same mistakes as a file."""

from actuary.errors import Mistake, Mistakes, Place
from actuary.levers.shape import UNDATED
from actuary.text import Entry, Mapping, Node, Scalar


def with_overrides(tree: Mapping, settings: tuple[str, ...]) -> Mapping:
    """The tree with each `a.b.c=value` written into it, later ones on top. Raises Mistakes for what is no setting."""
    wrong = [
        Mistake(
            None, f"--set {setting}", "a path, an equals sign and a value: levers.contribution_rate.employer.2027='7 %'"
        )
        for setting in settings
        if not _parts(setting)
    ]
    if wrong:
        raise Mistakes(wrong)
    for setting in settings:
        if parts := _parts(setting):
            tree = _put(tree, parts[0], Scalar(parts[1], False, Place(f"--set {setting}", 0, 0)))
    return tree


def _parts(setting: str) -> tuple[list[str], str] | None:
    """The names of the path and the value; None for what is no setting."""
    path, sign, value = setting.partition("=")
    names = [name.strip() for name in path.split(".")]
    return (names, value.strip()) if sign and all(names) and value.strip() else None


def _put(node: Node | None, path: list[str], value: Scalar) -> Mapping:
    """A mapping with the value at the path; a single value that stands in the way holds until the date, or gives way."""
    entries = dict(node.entries) if isinstance(node, Mapping) else {}
    if isinstance(node, Scalar) and path[0][:1].isdigit():
        entries[UNDATED] = Entry(Scalar(UNDATED, False, node.place), node)
    name, rest = path[0], path[1:]
    before = entries[name].value if name in entries else None
    entries[name] = Entry(Scalar(name, False, value.place), _put(before, rest, value) if rest else value)
    return Mapping(entries, node.place if isinstance(node, Mapping) else value.place)
