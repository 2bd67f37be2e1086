"""Forms of persons. None has a date of review or erasure (T15) and none shows what another room has."""
