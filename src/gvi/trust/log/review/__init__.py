"""The monthly review of the log: which months, how large a sample, what is missed (trust.md, "Log", T21)."""
