"""The way in: a path or a bundled name becomes a checked scenario."""

from pathlib import Path

from actuary.errors import Mistake, Mistakes
from actuary.scenario.areas import spread_out
from actuary.scenario.bundled import located
from actuary.scenario.check import checked
from actuary.scenario.inherit import inherited
from actuary.scenario.model import Scenario
from actuary.scenario.overrides import with_overrides


def load(name: str | Path, *settings: str) -> Scenario:
    """A scenario by path or bundled name, with settings (`levers.contribution_rate.employer.2027=7 %`) on top.

    Raises Mistakes, with every mistake of the file and of the settings and where it stands.
    """
    path = located(str(name))
    tree, _ = inherited(path)
    if not settings:
        return checked(tree, path.stem, str(name))
    if any(setting.startswith("areas.") for setting in settings):
        tree, _ = spread_out(tree)  # a setting may change one row of a table of parts
    with_settings = with_overrides(tree, settings)
    try:
        return checked(with_settings, path.stem, str(name), settings)
    except Mistakes as found:
        raise Mistakes(_of_settings(found)) from None


def _of_settings(found: Mistakes) -> list[Mistake]:
    """Mistakes in a setting are told by the setting, not by a line of a file that is not there."""
    result = []
    for place, wrong, right in found.mistakes:
        if place and place.file.startswith("--set "):
            result.append(Mistake(None, place.file, right))
        else:
            result.append(Mistake(place, wrong, right))
    return result
