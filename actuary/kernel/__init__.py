"""The compiled fund: the only floor that knows numba. It knows arrays, not names, and imports nothing else of ours."""
