"""Kinds of authority, and with them kinds of room (domain.md, "Who")."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Kinds of authority (domain.md, "Who")."""

    POLICE = "police", _("Polisen")
    PROBATION = "probation", _("Kriminalvården, frivården")
    SOCIAL_SERVICES = "social_services", _("Socialtjänsten")
    PROSECUTOR = "prosecutor", _("Åklagarmyndigheten")
    TAX_CRIME = "tax_crime", _("Skatteverkets brottsbekämpande verksamhet")
    TAX = "tax", _("Skatteverket, beskattning")
    ENFORCEMENT = "enforcement", _("Kronofogden")
    SOCIAL_INSURANCE = "social_insurance", _("Försäkringskassan")
    MUNICIPALITY = "municipality", _("Kommunen")
    COUNTY_BOARD = "county_board", _("Länsstyrelsen")
    EVALUATOR = "evaluator", _("Utvärderare")


WITH_PERSONS = frozenset({Kind.POLICE, Kind.PROBATION, Kind.SOCIAL_SERVICES})
RECEIVING_ONLY = frozenset(
    {Kind.PROSECUTOR, Kind.TAX_CRIME, Kind.TAX, Kind.ENFORCEMENT, Kind.SOCIAL_INSURANCE}
)
WITH_PERSON_ROUTES = WITH_PERSONS | RECEIVING_ONLY
"""Rooms that may ever see a person. The rest have neither rows nor routes (trust.md, T32)."""
