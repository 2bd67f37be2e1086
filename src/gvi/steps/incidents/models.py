"""Incidents, their revisions, the context log and the staging of files (domain.md, "Incidents"; joint space)."""

import uuid
from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from gvi.steps.incidents.imported import ImportFile, SavedMapping, StagedRow, Upload
from gvi.steps.incidents.states import State
from gvi.trust.workspaces.models import Area

__all__ = [
    "ContextEvent",
    "ContextKind",
    "ImportFile",
    "Incident",
    "Kind",
    "Precision",
    "SavedMapping",
    "StagedRow",
    "Upload",
]


class Kind(models.TextChoices):
    """Kinds of serious violence the strategy follows."""

    SHOOTING = "shooting", _("skjutning")
    EXPLOSION = "explosion", _("sprängning")
    HOMICIDE = "homicide", _("mord eller dråp")
    ATTEMPTED_HOMICIDE = "attempted_homicide", _("försök till mord eller dråp")
    AGGRAVATED_ASSAULT = "aggravated_assault", _("grov misshandel")
    STABBING = "stabbing", _("knivdåd")
    ROBBERY_WITH_WEAPON = "robbery_with_weapon", _("rån med vapen")
    ARSON = "arson", _("mordbrand")
    THREAT = "threat", _("hot")
    WEAPON_FOUND = "weapon_found", _("vapenfynd")


class Precision(models.TextChoices):
    """How exactly the time is known."""

    MINUTE = "minute", _("på minuten")
    HOUR = "hour", _("ungefärlig timme")
    DAY = "day", _("bara dagen")


REVISED = [
    "occurred_at", "precision", "area", "latitude", "longitude", "kind", "dead", "injured",
    "state", "unfounded_reason", "summary", "link",
]  # fmt: skip

TOUCHED = Greatest("reported_at", "decided_at", "changed_at")


@pghistory.track(
    pghistory.UpdateEvent("revised", row=pghistory.Old, condition=pghistory.AnyChange(*REVISED)),
    model_name="IncidentRevision",
)
class Incident(models.Model):
    """One violent incident. Holds no person: who was involved is police W (``gvi.review``)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    occurred_at = models.DateTimeField(_("tid"))
    precision = models.CharField(
        _("tidens noggrannhet"), max_length=6, choices=Precision, default=Precision.MINUTE
    )
    area = models.ForeignKey(
        Area, verbose_name=_("område"), on_delete=models.PROTECT, null=True, blank=True, db_index=False
    )
    latitude = models.FloatField(_("latitud"), null=True, blank=True)
    longitude = models.FloatField(_("longitud"), null=True, blank=True)
    kind = models.CharField(_("slag"), max_length=20, choices=Kind)
    dead = models.PositiveSmallIntegerField(_("döda"), default=0)
    injured = models.PositiveSmallIntegerField(_("skadade"), default=0)
    source = models.CharField(_("källa"), max_length=50)
    source_id = models.CharField(_("källans id"), max_length=200)
    source_hash = models.CharField(max_length=32, blank=True, db_default="", editable=False)
    link = models.URLField(_("länk"), blank=True, max_length=2000)
    summary = models.TextField(_("beskrivning"), blank=True, max_length=2000)
    state = models.CharField(_("läge"), max_length=10, choices=State, default=State.REPORTED)
    unfounded_reason = models.CharField(_("skäl till avförande"), max_length=200, blank=True)
    reported_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)
    change_reason = models.CharField(_("skäl till rättelse"), max_length=200, blank=True, db_default="")
    by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["source", "source_id"], name="incidents_incident_source"),
            models.CheckConstraint(
                name="incidents_incident_unfounded_reason",
                condition=~Q(state=State.UNFOUNDED) | ~Q(unfounded_reason=""),
            ),
            models.CheckConstraint(
                name="incidents_incident_point",
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["-occurred_at", "-id"],
                include=["state", "area", "dead", "injured"],
                name="incidents_incident_when",
            ),
            models.Index(fields=["state", "-occurred_at", "-id"], name="incidents_incident_state"),
            models.Index(fields=["area", "-occurred_at", "-id"], name="incidents_incident_area"),
            models.Index(fields=["kind", "-occurred_at", "-id"], name="incidents_incident_kind"),
            models.Index(TOUCHED.desc(), name="incidents_incident_touched"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.occurred_at:%Y-%m-%d}"

    def get_kind_display(self) -> str:  # type: ignore[no-redef]
        """The kind in words; Django's own looks through all choices anew for every row of a list."""
        return str(Kind(self.kind).label)

    def get_state_display(self) -> str:  # type: ignore[no-redef]
        """The state in words."""
        return str(State(self.state).label)


class ContextKind(models.TextChoices):
    """Other things that move the curve, drawn on every chart."""

    OPERATION = "operation", _("särskild insats")
    LAW = "law", _("ny lag")
    RELEASE = "release", _("frigivning")
    LEADER = "leader", _("ledande person gripen eller död")
    PANDEMIC = "pandemic", _("pandemi")
    OTHER = "other", _("annat")


class ContextEvent(models.Model):
    """Something that may explain a change: an operation, a law, a release. No person is named."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("slag"), max_length=10, choices=ContextKind)
    title = models.CharField(_("rubrik"), max_length=120)
    starts = models.DateField(_("från"))
    ends = models.DateField(_("till"), null=True, blank=True)
    by = models.UUIDField(null=True)

    class Meta:
        ordering = ("-starts",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="incidents_context_order", condition=Q(ends__isnull=True) | Q(ends__gte=F("starts"))
            ),
        ]

    def __str__(self) -> str:
        return self.title
