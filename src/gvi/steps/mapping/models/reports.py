"""Problem analyses as documents: the full one stays sealed; one without secrets may be released by decision."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gvi.trust.workspaces.models import Workspace
from gvi.trust.workspaces.models.signed import Signed


class Version(models.TextChoices):
    """For whom the analysis is written."""

    FULL = "full", _("hela analysen, sekretess")
    OPEN = "open", _("utan hemliga uppgifter")


class Language(models.TextChoices):
    """The language it is written in."""

    SWEDISH = "sv", _("svenska")
    ENGLISH = "en", _("engelska")


class ProblemAnalysis(Signed):
    """One analysis as it was made: its period, and the PDF (W). Never changed."""

    version = models.CharField(_("version"), max_length=4, choices=Version)
    language = models.CharField(_("språk"), max_length=2, choices=Language, default=Language.SWEDISH)
    period_from = models.DateField(_("från"))
    period_until = models.DateField(_("till och med"))
    without_source = models.CharField(_("utan källan"), max_length=80, blank=True)
    pdf = models.BinaryField(editable=False)

    class Meta:
        ordering = ("-at",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="mapping_analysis_period", condition=Q(period_until__gte=models.F("period_from"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.period_until}"


class FrozenCounts(Signed):
    """The counts of persons as they were released at a quarter's end: what is hidden then stays hidden (T26; W)."""

    quarter_end = models.DateField()
    cells = models.JSONField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "quarter_end"], name="mapping_counts_once"),
        ]

    def __str__(self) -> str:
        return str(self.quarter_end)


class ReleasedAnalysis(models.Model):
    """The version without secrets, as a joint document: whose it is, and how it is marked (J).

    One for each end of a period and language, however long the period is (T34).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    language = models.CharField(_("språk"), max_length=2, choices=Language)
    period_from = models.DateField(_("från"))
    period_until = models.DateField(_("till och med"))
    pdf = models.BinaryField(editable=False)
    owner = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    registry_number = models.CharField(_("diarienummer"), max_length=40)
    secrecy_marking = models.CharField(_("sekretessmarkering"), max_length=120, blank=True)
    erasure_decision = models.CharField(_("gallringsbeslut"), max_length=80)
    released_at = models.DateTimeField()
    released_by = models.UUIDField()

    class Meta:
        ordering = ("-released_at",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["owner", "period_until", "language"], name="mapping_released_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period_until} {self.language}"
