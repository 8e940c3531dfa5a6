"""Where `data/` and `scenarios/` lie: inside the package when it was installed, beside it in a checkout."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def data_folder() -> Path:
    """The folder of figures, law, tables, sources and labels."""
    return _carried("data")


def scenarios_folder() -> Path:
    """The folder of the scenarios that come with the program."""
    return _carried("scenarios")


def _carried(name: str) -> Path:
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name
