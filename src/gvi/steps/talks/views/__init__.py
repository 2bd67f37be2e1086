"""Pages of the individual talks, one file for each family."""
