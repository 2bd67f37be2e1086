"""Template tags of the call-in."""
