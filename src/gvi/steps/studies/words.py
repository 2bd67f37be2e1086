"""The words that studies are kept with."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.TextChoices):
    """Where the figures of a study come from."""

    OWN = "own", _("stadens egna händelser")
    FILE = "file", _("en fil som läses in")


class UnitOf(models.TextChoices):
    """What the city's own incidents are counted by."""

    CITY = "city", _("hela staden")
    AREA = "area", _("område")


class StepOf(models.TextChoices):
    """How long a step of time is in the city's own figures."""

    MONTH = "month", _("månad")
    WEEK = "week", _("vecka")


class Status(models.TextChoices):
    """What a result is worth as evidence: told by comparing its plan with the receipt of the lock."""

    REGISTERED = "registered", _("registrerad i förväg")
    DEVIATED = "deviated", _("avviker från den låsta planen")
    EXPLORATORY = "exploratory", _("utforskande")


class Language(models.TextChoices):
    """The language a report is written in."""

    SWEDISH = "sv", _("svenska")
    ENGLISH = "en", _("engelska")
