"""A year recomputed on paper: every step with its name in the code, its formula, its inputs and where they come from."""
