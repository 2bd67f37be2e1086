"""What an audit says in words: its questions, and what has happened with a group since the last one.

Numbers of persons are of several together, never of one; a group's own figures are counts of incidents and rows.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.text import get_text_list
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from gvi.steps.mapping.models import QuestionKind

if TYPE_CHECKING:
    from gvi.steps.mapping.queries.audit_agenda import GroupNews

FUNCTIONS = (
    gettext_lazy("Samordnare"),
    gettext_lazy("Analytiker"),
    gettext_lazy("Beslutsfattare"),
    gettext_lazy("Underrättelse"),
    gettext_lazy("Utredning"),
    gettext_lazy("Områdespolis"),
    gettext_lazy("Gruppchef, yttre tjänst"),
    gettext_lazy("Ungdomsutredare"),
)
"""Functions that may be ticked; others are written. Kept in Swedish, as the minutes say them."""

NUMBERS = {
    "sv": ["noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"],
    "en": [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ],
}


def number_word(number: int) -> str:
    """A number as running text writes it: in letters up to twelve."""
    words = NUMBERS["en" if get_language() == "en" else "sv"]
    return words[number] if number < len(words) else str(number)


def question_words(kind: str, names: Sequence[str], persons: int) -> str:
    """The question, as "Sju personer som förekommer tillsammans hör i dag till Ask och Gran. …"."""
    told = {
        "persons": number_word(persons).capitalize(),
        "groups": get_text_list(list(names), _("och")),
    }
    if kind == QuestionKind.ONE_OR_TWO:
        text = _(
            "%(persons)s personer som förekommer tillsammans hör i dag till %(groups)s. Ska de ses som en grupp?"
        )
    elif kind == QuestionKind.IN_PARTS:
        text = _(
            "%(persons)s personer som hör till %(groups)s förekommer i skilda kretsar. Är det mer än en grupp?"
        )
    elif names:
        text = _(
            "%(persons)s personer som förekommer tillsammans med %(groups)s hör i dag inte till någon grupp. "
            "Är underlaget sådant att frågan ska prövas?"
        )
    else:
        text = _(
            "%(persons)s personer som förekommer tillsammans hör i dag inte till någon grupp. Är de en grupp?"
        )
    return text % told


def fact_lines(one: "GroupNews") -> list[str]:
    """How the group stands now: profile, members, incidents."""
    return [_profile(one), _members(one), _incidents(one)]


def _profile(one: "GroupNews") -> str:
    if one.profile is None:
        return _("Ingen profil är skriven")
    return _("Profilen gäller från %(day)s") % {"day": one.profile.as_of.isoformat()}


def _members(one: "GroupNews") -> str:
    if not one.members:
        return _("Ingen bekräftad medlem")
    return ngettext("%(n)d bekräftad medlem", "%(n)d bekräftade medlemmar", one.members) % {"n": one.members}


def _incidents(one: "GroupNews") -> str:
    told = one.incidents
    return _("Händelser på 90 dagar: %(acting)d på misstänkt sida, %(suffering)d på utsatt sida") % {
        "acting": told.acting,
        "suffering": told.suffering,
    }


def news_lines(one: "GroupNews") -> list[str]:
    """What is new since the last audit, or soon will be."""
    lines = [_("Ny version av profilen")] if one.profile_new else []
    for text, others in (
        (_("Ny relation till %(name)s: %(kind)s sedan %(day)s"), one.begun),
        (_("Relationen till %(name)s upphörde %(day)s (%(kind)s)"), one.ended),
        (_("Relationen till %(name)s blev osäker %(day)s utan nytt tecken (%(kind)s)"), one.faded),
        (_("Relationen till %(name)s blir osäker %(day)s utan nytt tecken (%(kind)s)"), one.fading),
    ):
        lines += [text % {"name": it.name, "kind": it.kind, "day": it.day.isoformat()} for it in others]
    return lines + _waiting_lines(one)


def _waiting_lines(one: "GroupNews") -> list[str]:
    waiting = one.waiting
    told = (
        (waiting.proposed, _("%(n)d medlemskap att bekräfta")),
        (waiting.to_review, _("%(n)d medlemskap att ompröva")),
        (waiting.lapsed, _("%(n)d medlemskap upphört utan omprövning")),
    )
    return [text % {"n": number} for number, text in told if number]


def ask_lines(one: "GroupNews") -> list[str]:
    """What those round the table should answer."""
    asks = []
    if one.wakes:
        asks.append(_("Gruppen är vilande och har nya händelser. Ska den bli aktiv?"))
    if one.silent:
        asks.append(_("Inget tecken på 6 månader. Ska den vila?"))
    if one.small:
        asks.append(_("Under fem bekräftade medlemmar men på egen rad. Ska den stå under Övriga?"))
    return asks
