"""The steps of the strategy that need a road between two rooms: what a rule can serve (trust.md, "Law as data").

Steps live on the floor above and name themselves here by these words when they ask ``roads.road``.
"""

from collections.abc import Mapping
from types import MappingProxyType

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from gvi.trust.workspaces.kinds import RECEIVING_ONLY, WITH_PERSON_ROUTES, WITH_PERSONS, Kind


class Step(TextChoices):
    """One thing that somebody wants to do which takes a disclosure."""

    NOMINEES = "callins.nominees", _("Nominera till en call-in")
    SUPERVISION = "callins.supervision", _("Ta reda på vem som står under övervakning")
    ATTENDANCE = "callins.attendance", _("Återrapportera närvaro vid en call-in")
    JOINT_VISIT = "talks.joint_visit", _("Göra ett gemensamt samtal")
    SAFETY = "talks.safety", _("Hålla ett säkerhetssamtal")
    WARNING = "review.warning", _("Varna någon som är hotad")
    MEASURES = "sanctions.measures", _("Vidta åtgärder under ökat fokus")
    EXCLUSION = "sanctions.exclusion", _("Begära vistelseförbud")
    SUPPORT_CONTACT = "support.contact", _("Förmedla kontakt med stöd")
    MEMBERSHIPS = "groups.memberships", _("Stämma av vilka som hör till en grupp")
    CONTACT_ANSWER = "answers.contact", _("Besvara en begäran om kontaktuppgifter")


ROADS: Mapping[Step, tuple[frozenset[Kind], frozenset[Kind]]] = MappingProxyType(
    {
        Step.NOMINEES: (frozenset({Kind.POLICE}), frozenset({Kind.PROBATION, Kind.SOCIAL_SERVICES})),
        Step.SUPERVISION: (frozenset({Kind.PROBATION}), frozenset({Kind.POLICE})),
        Step.ATTENDANCE: (frozenset({Kind.PROBATION}), frozenset({Kind.POLICE})),
        Step.JOINT_VISIT: (WITH_PERSONS, WITH_PERSONS),
        Step.SAFETY: (frozenset({Kind.POLICE, Kind.SOCIAL_SERVICES}), WITH_PERSONS),
        Step.WARNING: (WITH_PERSON_ROUTES, WITH_PERSONS),
        Step.MEASURES: (RECEIVING_ONLY | {Kind.POLICE}, RECEIVING_ONLY | {Kind.POLICE, Kind.PROBATION}),
        Step.EXCLUSION: (frozenset({Kind.POLICE}), frozenset({Kind.PROSECUTOR})),
        Step.SUPPORT_CONTACT: (WITH_PERSONS, WITH_PERSONS),
        Step.MEMBERSHIPS: (frozenset({Kind.POLICE}), RECEIVING_ONLY | {Kind.PROBATION}),
        Step.CONTACT_ANSWER: (WITH_PERSON_ROUTES, WITH_PERSON_ROUTES),
    }
)
"""From whom to whom each step is done: what the page of steps shows. What is allowed, the rules say."""
