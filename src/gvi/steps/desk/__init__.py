"""Läget, the first page: what waits, what is due, what happened since last time (screens.md, "Läget")."""
