"""`actuary calibrate`: how the base year was fixed, and how sure that is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from actuary.cli import shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from actuary.analysis.calibration import Calibration, Projected
    from actuary.labels import Language


@click.command(
    cls=shape.Command,
    help="Show how the base year of a scenario was fixed: what was published, what was solved for, what does not fit, "
    "what nobody knows, and how the result moves within the rounding of a published figure.",
    examples=(
        "calibrate jiangxi",
        "calibrate zibo --lang zh --set figures.employee_insured='120 万人' -o out/calibration",
    ),
)
@click.argument("scenario")
@shape.changes
@shape.form
@shape.folder
@shape.lang
@shape.quiet
@shape.debug
def command(
    scenario: str,
    settings: tuple[str, ...],
    to: str | None,
    form: str,
    folder: Path | None,
    lang: Language,
    quiet: bool,
) -> None:
    checked = shape.loaded(scenario, settings, to)
    with shape.working(
        f"Calibrating {checked.name}, and projecting it to {checked.last} with its figures moved", quiet
    ):
        from actuary.analysis.calibration import Calibration

        found = Calibration.of(checked)
        projected = found.projected()
        files = _files(found, projected) if folder else {}
    if folder:
        shape.written(folder, files, quiet)
    if not quiet:
        _print(found, projected, form, lang)


def _print(found: Calibration, projected: Sequence[Projected], form: str, lang: Language) -> None:
    if form == "table":
        from actuary.reports.calibration import table

        shape.show(table(found, lang, shape.columns(), projected))
        return
    shape.raw(_files(found, projected)[f"calibration.{form}"])


def _files(found: Calibration, projected: Sequence[Projected]) -> dict[str, bytes]:
    from actuary.reports.calibration_files import calibration_csv, calibration_dict
    from actuary.reports.files import json_text

    return {
        "calibration.csv": calibration_csv(found, projected),
        "calibration.json": json_text(calibration_dict(found, projected)),
    }
