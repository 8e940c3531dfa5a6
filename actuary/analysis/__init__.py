"""Questions asked of results, one file each."""
