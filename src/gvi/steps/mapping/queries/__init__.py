"""Reading for the problem analysis. Sealed: the caller logs the read."""
