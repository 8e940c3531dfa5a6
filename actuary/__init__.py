"""What becomes of a health insurance fund under a law."""
