"""Days, counts and the cover in the language of the document, which need not be that of whoever makes it."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.dateformat import format as date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gvi.science.numerals import whole
from gvi.steps.mapping.documents.blocks import Block, facts
from gvi.steps.mapping.documents.data import Cover
from gvi.steps.review.rhythm import STOCKHOLM


def day(of: date) -> str:
    """23 november 2026."""
    return date_format(of, "j F Y")


def moment(of: datetime) -> str:
    """23 november 2026 22.40."""
    return date_format(of.astimezone(STOCKHOLM), "j F Y H.i")


def month(of: date) -> str:
    """November 2026."""
    return capital(date_format(of, "F Y"))


def period(cover: Cover) -> str:
    """1 november 2025–31 oktober 2026."""
    return f"{day(cover.since)}–{day(cover.until)}"


def capital(text: str) -> str:
    """``text`` with a large first letter."""
    return text[:1].upper() + text[1:]


def listed(words: Iterable[str]) -> str:
    """A, b och c."""
    return get_text_list(list(words), _("och"))


def incidents(count: int, lang: str) -> str:
    """24 händelser."""
    return ngettext("%(count)s händelse", "%(count)s händelser", count) % {"count": whole(count, lang)}


def cover_facts(cover: Cover, *more: tuple[str, str]) -> Block:
    """What stands first in both versions."""
    rows = [
        (_("Program"), cover.programme),
        (_("Perioden"), period(cover)),
        (_("Gjord av"), cover.room),
        (_("Gjord"), moment(cover.made_at)),
        *more,
    ]
    if cover.without:
        rows.append((_("Utan källan"), cover.without))
    return facts(rows)
