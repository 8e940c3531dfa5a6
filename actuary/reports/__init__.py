"""What the results look like: tables, pictures, files, and the way back to every number's source."""
