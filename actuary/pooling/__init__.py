"""Several areas that meet at the end of each year: an adjustment fund, clearing and support, or one fund for all."""
