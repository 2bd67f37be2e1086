"""What each role of the invented city will see, in a sentence, for the page where one chooses a role."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role

JOINT: Promise = _("Händelser, grupper som kodnamn, möten och den egna arbetsytans uppgifter. Inga personer.")

BY_ROLE: Mapping[Role, Promise] = {
    Role.ANALYST: _("Läser in och bedömer händelser, lägger in personer och förbereder utlämnanden."),
    Role.DECISION_MAKER: _("Bedömer händelser och beslutar vad som lämnar polisens arbetsyta."),
    Role.PROBATION_OFFICER: _("Frivårdens korta personlista, mottagna uppgifter och egna utlämnanden."),
    Role.CASE_WORKER: _("Nämndens ärendenummer utan namn, mottagna uppgifter och egna utlämnanden."),
    Role.CONTACT_PERSON: _("Det som lämnats ut till myndigheten, och egna utlämnanden."),
    Role.PATROL_LEADER: _("Läser läget och anmäler händelser."),
    Role.READER: _("Läser läget, händelser och möten utan att ändra."),
    Role.EVALUATOR: _("Händelser som siffror och export. Inga möten och inga personer."),
    Role.LOG_REVIEWER: _("Den egna arbetsytans logg: vem som gjort vad, och när."),
    Role.LAWYER: _("Kontrollerar reglernas text innan någon slår på dem."),
    Role.RULES_DECIDER: _("Slår på och av arbetsytan och de regler som juristen har kontrollerat."),
    Role.DATA_PROTECTION_OFFICER: _("Loggen och utfallet av granskningen. Ger råd om regler."),
    Role.ADMINISTRATOR: _("Medlemmar, roller och inställningar. Inga ärenden."),
}
BY_ROOM: Mapping[tuple[Kind, Role], Promise] = {
    (Kind.POLICE, Role.COORDINATOR): _(
        "Förbereder och håller mötet, bedömer händelser och följer uppgifterna."
    ),
    (Kind.PROBATION, Role.COORDINATOR): _("Leder frivårdens arbete och beslutar om dess utlämnanden."),
    (Kind.SOCIAL_SERVICES, Role.COORDINATOR): _(
        "Leder nämndens arbete, beslutar om utlämnanden och för in gallringsbeslut. Inga namn."
    ),
    (Kind.MUNICIPALITY, Role.COORDINATOR): _("Håller mötet, läser in händelser och sköter programmet."),
}


def what_one_sees(kind: Kind, role: Role) -> Promise:
    """The sentence for ``role`` in a room of ``kind``."""
    return BY_ROOM.get((kind, role)) or BY_ROLE.get(role, JOINT)
