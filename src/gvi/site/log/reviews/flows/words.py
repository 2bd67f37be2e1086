"""What every text of a review must stand: it says something, and holds no identity number."""

from gvi.site.log.reviews.refusals import NamesSomebody, WordsNeeded
from gvi.trust.workspaces.free_text import What, find

NUMBERS = frozenset({What.IDENTITY_NUMBER, What.LIKE_IDENTITY_NUMBER})


def checked(text: str, *, field: str) -> str:
    """``text`` without space around it; refuses what looks like an identity number."""
    if any(finding.what in NUMBERS for finding in find(text)):
        raise NamesSomebody(field)
    return text.strip()


def said(text: str, *, field: str = "words") -> str:
    """As ``checked``, and not empty."""
    words = checked(text, field=field)
    if not words:
        raise WordsNeeded
    return words
