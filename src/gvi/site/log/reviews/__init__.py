"""The monthly review of the log on screen and on paper (trust.md, "Log", T21)."""
