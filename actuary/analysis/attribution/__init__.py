"""Why: a difference, a change or a revision told part by part, so that the parts add up."""
