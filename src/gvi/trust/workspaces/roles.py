"""Roles, and which kinds of room have them (domain.md, "Who")."""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _

from gvi.trust.workspaces.kinds import Kind


class Role(models.TextChoices):
    """What a member is in the room."""

    COORDINATOR = "coordinator", _("Samordnare")
    ANALYST = "analyst", _("Analytiker")
    DECISION_MAKER = "decision_maker", _("Beslutsfattare")
    PATROL_LEADER = "patrol_leader", _("Yttre befäl")
    PROBATION_OFFICER = "probation_officer", _("Frivårdsinspektör")
    CASE_WORKER = "case_worker", _("Handläggare")
    CONTACT_PERSON = "contact_person", _("Kontaktperson")
    READER = "reader", _("Läsare")
    EVALUATOR = "evaluator", _("Utvärderare")
    LOG_REVIEWER = "log_reviewer", _("Loggranskare")
    LAWYER = "lawyer", _("Jurist")
    RULES_DECIDER = "rules_decider", _("Beslutsfattare för regler")
    DATA_PROTECTION_OFFICER = "dpo", _("Dataskyddsombud")
    ADMINISTRATOR = "administrator", _("Administratör")


WITHOUT_CASES = frozenset({Role.LAWYER, Role.RULES_DECIDER, Role.DATA_PROTECTION_OFFICER, Role.ADMINISTRATOR})
EVERY_ROOM = WITHOUT_CASES | {Role.LOG_REVIEWER}
CONTACT = frozenset({Role.CONTACT_PERSON})

OWN_ROLES: Mapping[Kind, frozenset[Role]] = {
    Kind.POLICE: frozenset({Role.COORDINATOR, Role.ANALYST, Role.DECISION_MAKER, Role.PATROL_LEADER}),
    Kind.PROBATION: frozenset({Role.COORDINATOR, Role.PROBATION_OFFICER}),
    Kind.SOCIAL_SERVICES: frozenset({Role.COORDINATOR, Role.CASE_WORKER}),
    Kind.PROSECUTOR: CONTACT,
    Kind.TAX_CRIME: CONTACT,
    Kind.TAX: CONTACT,
    Kind.ENFORCEMENT: CONTACT,
    Kind.SOCIAL_INSURANCE: CONTACT,
    Kind.MUNICIPALITY: frozenset({Role.COORDINATOR, Role.READER}),
    Kind.COUNTY_BOARD: frozenset({Role.COORDINATOR, Role.READER}),
    Kind.EVALUATOR: frozenset({Role.EVALUATOR}),
}

TWO_PEOPLE = frozenset().union(*OWN_ROLES.values()) | {Role.LOG_REVIEWER}


def needs_two(role: Role) -> bool:
    """Whether ``role`` counts only when a second person has approved it.

    Every role that works with cases does, and the log reviewer's, since whoever holds it may be that second person.
    """
    return role in TWO_PEOPLE


def roles_of(kind: Kind) -> frozenset[Role]:
    """The roles that exist in a room of ``kind``."""
    return OWN_ROLES[kind] | EVERY_ROOM
