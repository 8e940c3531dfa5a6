"""What was said of the past and what came of it: back-tests, forecasts on record, books."""
