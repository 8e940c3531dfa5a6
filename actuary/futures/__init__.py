"""Many futures of one scenario: how its numbers are spread, and how likely it is that a fund comes to grief."""
