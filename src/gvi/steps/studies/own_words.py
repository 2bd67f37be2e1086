"""What the columns of the city's own figures are called on screen; a file's own columns are called what they are."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

COLUMN_WORDS: Mapping[str, Promise] = {
    "incidents": _("alla bekräftade händelser"),
    "shootings": _("skjutningar"),
    "explosions": _("sprängningar"),
    "shootings_explosions": _("skjutningar och sprängningar tillsammans"),
    "dead": _("döda i bekräftade händelser"),
    "injured": _("skadade i bekräftade händelser"),
    "acting": _("händelser med gruppen på misstänkt sida"),
    "either": _("händelser med gruppen på någon sida"),
}


def column_words(name: str) -> str:
    """A column in words."""
    return str(COLUMN_WORDS.get(name, name))
