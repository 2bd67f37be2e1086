"""Rights in words, for the page where a member reads what they may do and until when."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gvi.trust.workspaces.rights import Right

RIGHT_WORDS: Mapping[Right, Promise] = {
    Right.SEE_HOME: _("se Läget"),
    Right.READ_INCIDENTS: _("läsa händelser"),
    Right.EXPORT_INCIDENTS: _("hämta ut händelser till en fil"),
    Right.REPORT_INCIDENT: _("anmäla en händelse"),
    Right.JUDGE_INCIDENT_STATE: _("bekräfta, låta vänta och avföra händelser"),
    Right.IMPORT_INCIDENTS: _("läsa in händelser från en fil"),
    Right.WRITE_CONTEXT: _("skriva i omvärldsloggen"),
    Right.READ_GROUPS: _("läsa gruppernas kodnamn"),
    Right.NAME_GROUPS: _("ge grupper kodnamn"),
    Right.READ_MEETINGS: _("läsa möten och gemensamma minnesanteckningar"),
    Right.RUN_MEETING: _("hålla möten"),
    Right.WRITE_TASKS: _("skriva uppgifter"),
    Right.JUDGE: _("bedöma händelser"),
    Right.READ_JUDGEMENTS: _("läsa bedömningar"),
    Right.QUICK_REVIEW: _("göra en snabbgenomgång"),
    Right.RELEASE: _("besluta vad som lämnar arbetsytan"),
    Right.READ_PERSONS: _("läsa och söka personer i den egna arbetsytan"),
    Right.WRITE_PERSONS: _("lägga in och rätta personer"),
    Right.WRITE_ROLES: _("lägga till och avsluta personers roller"),
    Right.WRITE_STATEMENTS: _("skriva och dra tillbaka uppgifter om personer"),
    Right.APPROVE_PERSONS: _("godkänna personer som andra person"),
    Right.READ_LOG: _("granska loggen"),
    Right.MANAGE_MEMBERS: _("sköta medlemmar och roller"),
    Right.APPROVE_RESET: _("godkänna att en förlorad säkerhetsfaktor ersätts"),
    Right.SWITCH_ROOM: _("slå på och stänga av arbetsytan"),
    Right.SET_PROGRAMME: _("sköta programmets inställningar"),
    Right.OWN_ACCOUNT: _("sköta det egna kontot"),
}


def in_words(rights: Iterable[Right]) -> list[Promise]:
    """The rights in words, in the order of the product's menu."""
    held = set(rights)
    return [words for right, words in RIGHT_WORDS.items() if right in held]
