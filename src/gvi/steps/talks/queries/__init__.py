"""Reading for the individual talks. Sealed rows: the caller logs the read."""
