"""What the joint space gets of talks: counts of a closed quarter with the small ones hidden, as police release them."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from gvi.steps.groups.models import Group
from gvi.trust.workspaces.models import Workspace


class Band(models.TextChoices):
    """How long ago a group's last incident was, coarsely (T34)."""

    RECENT = "recent", _("senaste 3 mån")
    YEAR = "year", _("3–12 mån")
    OLDER = "older", _("äldre")


class Quarter(models.Model):
    """One quarter's figures for the whole city: null where a count is hidden. Added, never changed (T26)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    ends = models.DateField(_("kvartalets sista dag"))
    attempts = models.PositiveIntegerField(_("försök"), null=True)
    met = models.PositiveIntegerField(_("träffade"), null=True)
    through_family = models.PositiveIntegerField(_("genom familjen"), null=True)
    median_hours = models.PositiveIntegerField(_("median, timmar från händelse till kontakt"), null=True)
    released_by = models.UUIDField(editable=False)
    released_at = models.DateTimeField(editable=False)

    class Meta:
        ordering = ("-ends",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["owner", "ends"], name="talks_quarter_once"),
            models.CheckConstraint(
                name="talks_quarter_not_small",
                condition=(Q(attempts__isnull=True) | Q(attempts__gte=5))
                & (Q(met__isnull=True) | Q(met__gte=5))
                & (Q(through_family__isnull=True) | Q(through_family__gte=5)),
            ),
            models.CheckConstraint(
                name="talks_quarter_rest_not_small",
                condition=Q(attempts__isnull=True)
                | Q(attempts__gte=Coalesce(F("met"), 0) + Coalesce(F("through_family"), 0) + 5),
            ),
        ]

    def __str__(self) -> str:
        return str(self.ends)


class GroupBand(models.Model):
    """How long ago a group's last incident was at a quarter's end; only where each band is wide enough (T34)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    quarter = models.ForeignKey(Quarter, on_delete=models.PROTECT, related_name="bands")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    band = models.CharField(max_length=6, choices=Band)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["quarter", "group"], name="talks_band_once"),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.band}"
