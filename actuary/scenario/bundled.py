"""Finding a scenario by its path or its bundled name."""

from pathlib import Path

from actuary.errors import Mistake, Mistakes, nearest
from actuary.home import scenarios_folder


def bundled_names() -> list[str]:
    """The scenarios that come with the program, by name."""
    return sorted(path.stem for path in scenarios_folder().glob("*.yaml"))


def _as_seen_from_here(path: Path) -> Path:
    """The path as a person who works in the checkout would write it; elsewhere, whole."""
    here = Path.cwd()
    return path.relative_to(here) if here == scenarios_folder().parent else path


def located(name: str, beside: Path | None = None) -> Path:
    """The file of a scenario: a path, a name beside the file that mentions it, or a bundled name. Raises Mistakes."""
    if name.endswith((".yaml", ".yml")) or "/" in name or "\\" in name:
        return (beside / name) if beside and not Path(name).is_absolute() else Path(name)
    if beside and (beside / f"{name}.yaml").is_file():
        return beside / f"{name}.yaml"
    bundled = scenarios_folder() / f"{name}.yaml"
    if bundled.is_file():
        return _as_seen_from_here(bundled)
    near = nearest(name, bundled_names())
    hint = f"did you mean {near}?" if near else "write a path that ends in .yaml, or one of these names"
    raise Mistakes([Mistake(None, f"no scenario {name}", f"{hint}   (actuary list scenarios)")])
