"""The refusal of a command: light to import, since every command may raise it."""


class CommandRefused(Exception):
    """A command refuses; the sentence says why and what to do."""
