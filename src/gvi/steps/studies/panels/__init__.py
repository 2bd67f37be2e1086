"""Panels of a study: counted from the city's own joint incidents, or read from a file and checked."""
