"""Forms of the call-in."""
