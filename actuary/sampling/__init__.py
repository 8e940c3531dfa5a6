"""Many draws: divided among threads, processes and machines, kept on the way, gone on with; many scenarios at once."""

from actuary.sampling.sampled import Interrupted, Sampled, sample

__all__ = ["Interrupted", "Sampled", "sample"]
