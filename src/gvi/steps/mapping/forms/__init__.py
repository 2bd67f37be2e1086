"""Forms of the problem analysis."""
