"""Who says so: the sources of every figure, table and dated value of the law (`data/sources.yaml`)."""

from functools import cache
from typing import NamedTuple

from actuary.home import data_folder
from actuary.text import plain, read

STATUSES = ("published", "derived", "estimated", "assumed", "unverified")
"""How well a figure is known, the best first."""


class Source(NamedTuple):
    """A document, a series, or this project's own reckoning."""

    name: str
    title: str
    issuer: str
    date: str
    quality: str
    """What was read: the official text, a reprint, nothing."""
    address: str
    """A public page; empty where none is known."""


@cache
def all_sources() -> dict[str, Source]:
    """All sources by name."""
    written = plain(read(data_folder() / "sources.yaml"))
    assert isinstance(written, dict)
    return {name: _source(name, fields) for name, fields in written.items()}


def _source(name: str, fields: object) -> Source:
    assert isinstance(fields, dict)
    return Source(name, fields["title"], fields["issuer"], fields["date"], fields["quality"], fields.get("address", ""))
