"""What name_group and rename_group share: a code name that nobody else has, and that names no person."""

import unicodedata

from django.db.models import F
from django.db.models.functions import Lower

from gvi.steps.groups.models import Group
from gvi.steps.groups.refusals import NameMissing, NameNotLatin, NameTaken
from gvi.trust.workspaces.free_text import refuse_identity_numbers

LONGEST = 40
LAST_LETTER = "\u017f"
LOOK_ALIKE = frozenset("\u0131\u0138\u00aa\u00ba\u00b5")


def plain(code_name: str) -> str:
    """``code_name`` in one spelling: composed letters, no invisible signs, single spaces.

    Raises ``NameNotLatin`` for what could be taken for another letter (Cyrillic а for Latin a).
    """
    composed = unicodedata.normalize("NFKC", code_name)
    shown = "".join(sign for sign in composed if unicodedata.category(sign) != "Cf")
    name = " ".join(shown.split())
    if not all(_is_plain(sign) for sign in name):
        raise NameNotLatin
    return name


def _is_plain(sign: str) -> bool:
    """Printable ASCII, or a letter of the Latin alphabets of Europe that looks like no other."""
    if sign.isascii():
        return sign.isprintable()
    return sign.isalpha() and sign <= LAST_LETTER and sign not in LOOK_ALIKE


def take_name(code_name: str, *, besides: Group | None = None) -> str:
    """Return ``code_name`` in its plain spelling; raises ``NameMissing``, ``NameNotLatin`` or ``NameTaken``."""
    name = plain(code_name)
    if not name or len(name) > LONGEST:
        raise NameMissing
    refuse_identity_numbers(name)
    others = Group.objects.annotate(small=Lower(F("code_name"))).filter(small=name.lower())
    if (others.exclude(pk=besides.pk) if besides else others).exists():
        raise NameTaken
    return name
