"""The two ends of a bridge: a forecast on record, or a scenario as it comes out today."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from actuary.analysis.past.forecast_files import OWN_FOLDER, bundled_folder, read_forecast
from actuary.analysis.past.forecasts import Forecast
from actuary.analysis.past.frozen_inputs import Inputs, inputs_of, read_inputs
from actuary.errors import Mistake, Mistakes, nearest
from actuary.scenario.bundled import bundled_names
from actuary.scenario.loading import load
from actuary.scenario.model import Scenario
from actuary.text import read

OF_FORECASTS = {"who", "made", "known_to", "values", "events"}
"""Keys that a file of a forecast has and one of a scenario has not."""


class End(NamedTuple):
    """Where a bridge begins or ends."""

    name: str
    """As it was asked for."""
    title: str
    area: str
    base: int
    """The year its projection starts from; of a forecast without inputs the last year it knew."""
    last: int
    forecast: Forecast | None
    """None for a scenario."""
    inputs: Inputs | None
    """None where it cannot be computed again."""
    refused: str = ""
    """Why it cannot."""

    @property
    def first(self) -> int:
        """The first year it foresees."""
        return 1 + max(self.base, self.forecast.known_to if self.forecast else 0)

    @property
    def measures(self) -> tuple[str, ...]:
        """What a forecast tells, as `Results.series` names it; empty for a scenario, which tells everything."""
        cells = self.forecast.cells if self.forecast else ()
        return tuple(dict.fromkeys(f"{cell.group}.{cell.measure}" for cell in cells))

    def printed(self, measure: str, year: int) -> float | None:
        """What stands in the file; None for a scenario, and where nothing stands."""
        cells = self.forecast.cells if self.forecast else ()
        return next((one.value for one in cells if (f"{one.group}.{one.measure}", one.year) == (measure, year)), None)


def both(old: str | Path | Scenario, new: str | Path | Scenario, *settings: str) -> tuple[End, End]:
    """The ends of a bridge; `settings` are of the new one. Raises Mistakes: all that is wrong with either."""
    found: list[End] = []
    mistakes: list[Mistake] = []
    for asked, own in ((old, ()), (new, settings)):
        try:
            found.append(end_of(asked, *own))
        except Mistakes as wrong:
            mistakes += wrong.mistakes
    if mistakes:
        raise Mistakes(dict.fromkeys(mistakes))
    return found[0], found[1]


def end_of(asked: str | Path | Scenario, *settings: str) -> End:
    """A scenario by name, by path or loaded, or a forecast by path or by its name on record. Raises Mistakes.

    `settings` change a scenario; a forecast is as it was frozen.
    """
    if isinstance(asked, Scenario):
        return _of_scenario(asked, asked.name)
    path = forecast_path(str(asked))
    if path is None:
        return _of_scenario(load(asked, *settings), str(asked))
    if settings:
        right = "a scenario, which can be changed; a forecast is as it was frozen"
        raise Mistakes([Mistake(None, f"--set {settings[0]} on {asked}", right)])
    return _of_forecast(read_forecast(path), str(asked))


def forecast_path(asked: str) -> Path | None:
    """The file of a forecast on record; None where what is asked for is a scenario. Raises Mistakes where it is neither."""
    if asked.endswith((".yaml", ".yml")) or "/" in asked or "\\" in asked:
        path = Path(asked)
        return path if OF_FORECASTS & {*read(path).entries} else None
    if asked in bundled_names():
        return None
    on_record = {path.stem: path for folder in (bundled_folder(), OWN_FOLDER) for path in sorted(folder.glob("*.yaml"))}
    if asked in on_record:
        return on_record[asked]
    near = nearest(asked, [*bundled_names(), *on_record])
    hint = f"did you mean {near}?" if near else "a path that ends in .yaml, or a name"
    right = f"{hint}   (actuary forecast list, actuary list scenarios)"
    raise Mistakes([Mistake(None, f"no forecast or scenario {asked}", right)])


def _of_scenario(scenario: Scenario, name: str) -> End:
    if scenario.vintage:
        right = "a scenario that knows what is known today; what was known then is in a forecast that was frozen then"
        raise Mistakes([Mistake(scenario.place("title"), name, right)])
    inputs = inputs_of(scenario)
    return End(name, scenario.title, scenario.area, scenario.base, scenario.last, None, inputs)


def _of_forecast(forecast: Forecast, name: str) -> End:
    years = [cell.year for cell in forecast.cells]
    last = max(years, default=forecast.known_to)
    end = End(name, forecast.title, forecast.area, forecast.known_to, last, forecast, None)
    if forecast.inputs is None:
        return end._replace(refused="keeps_none")
    try:
        inputs = read_inputs(forecast.inputs, forecast.scenario)
    except (Mistakes, ValueError, LookupError):
        return end._replace(refused="not_written_so")
    return end._replace(base=inputs.scenario.base, inputs=inputs)
