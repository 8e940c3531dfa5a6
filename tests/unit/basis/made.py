"""Books of a fund, made up: every figure published in the year after its own unless a test says otherwise."""

from actuary.figures.history import Booked, History, figure_name
from actuary.figures.single import Figure

Series = dict[int, float]
AREA = "meishan"
"""A city: whatever breaks trends in the nation breaks them here too, and nothing else does."""


def booked(pool: str, measure: str, year: int, value: float, known_in: int | None = None, area: str = AREA) -> Booked:
    """One figure of the books, in yuan or persons."""
    figure = Figure(
        figure_name(pool, measure), area, year, value, f"{value} 元", "元", None, None, "published", "a_report", "", 0
    )
    return Booked(pool, measure, year + 1 if known_in is None else known_in, figure)


def history(series: dict[tuple[str, str], Series], area: str = AREA) -> History:
    """The books that hold these series, by pool and measure."""
    rows = [booked(*key, year, value, area=area) for key, years in series.items() for year, value in years.items()]
    return History("made up", area, tuple(rows))
