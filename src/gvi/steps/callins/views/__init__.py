"""Pages of the call-in, one file for each family."""
