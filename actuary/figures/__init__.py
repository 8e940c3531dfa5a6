"""What is known, and who says so: sources, places, single figures, tables, dated law."""
