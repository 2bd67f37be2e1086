"""What another room has told this one: read while it is open, acknowledged once, and *upphörd* afterwards."""
