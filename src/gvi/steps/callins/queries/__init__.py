"""Reading for the call-in. Sealed rows: the caller logs the read."""
