"""`actuary schema`: what an editor needs to help while one writes a scenario."""

from __future__ import annotations

import click

from actuary.cli import shape


@click.command(
    cls=shape.Command,
    help="Print the JSON schema of scenario files: with it an editor completes names and marks what cannot be.",
    examples=("schema", "schema > scenario.schema.json"),
)
@shape.debug
def command() -> None:
    from actuary.reports.files import json_text
    from actuary.reports.template import schema

    shape.raw(json_text(schema()))
