"""The steps of the strategy that need a road between two rooms: what a rule can serve (trust.md, "Law as data").

Steps live on the floor above and name themselves here by these words when they ask ``roads.road``.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


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
