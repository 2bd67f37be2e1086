"""Forms of the individual talks."""
