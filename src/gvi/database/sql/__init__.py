"""Plain SQL that migrations install, read from the files beside this module."""

from importlib.resources import files


def read_sql(name: str) -> str:
    """Return the text of ``name`` (for example ``"ticket.sql"``) in this folder."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
