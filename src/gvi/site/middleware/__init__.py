"""Middleware: the headers on every answer, and the room around every request."""
