"""Statistics of a stream of draws in bounded memory: the same bits whatever the order in which draws come and meet."""

from actuary.tally.events import first_years
from actuary.tally.files import load, save
from actuary.tally.second import Second
from actuary.tally.streaming import PILOT, QUANTILES, Name, Tally, stacked

__all__ = ["PILOT", "QUANTILES", "Name", "Second", "Tally", "first_years", "load", "save", "stacked"]
