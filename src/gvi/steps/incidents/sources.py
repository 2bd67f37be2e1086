"""Where incidents come from, in words; a city's own name for a source is shown as it was written."""

from django.utils.translation import gettext as _

OWN = "own"
POLICE_FEED = "polisen"
SHEET = "sheet"


def source_words(source: str) -> str:
    """What a reader sees for ``source``."""
    known = {OWN: _("egen rapport"), POLICE_FEED: _("polisens händelseflöde"), SHEET: _("eget kalkylblad")}
    return known.get(source, source)
