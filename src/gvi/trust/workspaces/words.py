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
    Right.OPEN_GROUP: _("öppna en grupps egen sida"),
    Right.READ_MAPPING: _("läsa kartläggningen av grupper och konflikter"),
    Right.WRITE_MAPPING: _("skriva i kartläggningen och hålla gruppgenomgångar"),
    Right.READ_MEMBERSHIPS: _("läsa vem som bedöms höra till vilken grupp"),
    Right.WRITE_MEMBERSHIPS: _("föreslå, ompröva och avsluta medlemskap i grupper"),
    Right.CONFIRM_MEMBERSHIPS: _("bekräfta medlemskap som någon annan har föreslagit"),
    Right.APPROVE_AUDIT: _("godkänna och låsa anteckningar från gruppgenomgångar"),
    Right.READ_CALLINS: _("läsa planen för en call-in"),
    Right.RUN_CALLIN: _("planera och leda en call-in"),
    Right.WRITE_SCRIPT: _("skriva manus till en call-in"),
    Right.SAY_GO: _("lämna besked om en call-in kan genomföras"),
    Right.KEEP_SPEAKERS: _("hålla kontakten med talare"),
    Right.READ_NOMINEES: _("läsa vilka som är nominerade"),
    Right.NOMINATE: _("nominera till en call-in"),
    Right.CHECK_NOMINEES: _("kontrollera nomineringar"),
    Right.DECIDE_NOMINEES: _("besluta vilka som ska kallas"),
    Right.RELEASE_REACH: _("lämna uppgift om vilka grupper som har nåtts"),
    Right.READ_INVITEES: _("läsa kallelser och inbjudningar"),
    Right.WRITE_INVITEES: _("kalla, delge och ta närvaro"),
    Right.APPROVE_SUMMONS: _("godkänna kallelser och brev"),
    Right.RELEASE_TOTAL: _("lämna uppgift om hur många som kom"),
    Right.READ_TALKS: _("läsa enskilda samtal"),
    Right.WRITE_TALKS: _("begära, förbereda och hålla enskilda samtal"),
    Right.APPROVE_TALKS: _("godkänna enskilda samtal och brev"),
    Right.RELEASE_TALKS: _("lämna kvartalets antal om samtal"),
    Right.DECIDE_MOST_VIOLENT: _("besluta vilken grupp som är mest våldsdrivande"),
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
    Right.PREPARE_DISCLOSURE: _("förbereda utlämnanden"),
    Right.DECIDE_DISCLOSURE: _("besluta om utlämnanden"),
    Right.READ_RECEIVED: _("läsa det som lämnats ut till er"),
    Right.SIGN_AGREEMENT: _("ingå och avsluta överenskommelser"),
    Right.NAME_ON_CALL: _("bestämma vem som är i jour"),
    Right.ANSWER_EXTRACT: _("besvara begäranden om registerutdrag"),
    Right.DECIDE_ERASURE: _("föra in gallringsbeslut"),
    Right.READ_RETENTION: _("läsa protokollet över gallringen"),
    Right.READ_RULES: _("läsa reglerna"),
    Right.VERIFY_RULES: _("kontrollera regler som jurist"),
    Right.ADVISE_ON_RULES: _("ge råd om regler"),
    Right.ENABLE_RULES: _("slå på och stänga av regler"),
    Right.READ_PROCESSING: _("läsa förteckningen över behandlingar"),
    Right.HANDLE_RECORD_REQUEST: _("handlägga begäranden om allmän handling"),
    Right.READ_LOG: _("läsa loggen"),
    Right.REVIEW_LOG: _("granska loggen varje månad och signera"),
    Right.READ_LOG_OUTCOMES: _("läsa vad granskningarna av loggen visade"),
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
