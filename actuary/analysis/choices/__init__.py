"""How much and what to do: targets, grids, packages, the rate that pays for a fund."""
