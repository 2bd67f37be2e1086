"""Analyses that take longer than a page may: asked for, worked on in the background, left and found again (W)."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from gvi.steps.mapping.states import RunState
from gvi.trust.workspaces.models.signed import Signed


class Analysis(models.TextChoices):
    """What is worked out."""

    ACTIVITY = "activity", _("gruppernas händelser")
    CONCENTRATION = "concentration", _("koncentration")
    CHAINS = "chains", _("kedjor")
    NEAR_REPEAT = "near_repeat", _("upprepning nära i tid och rum")
    REPORT = "report", _("problemanalys")


class AnalysisRun(Signed):
    """One analysis with what it was asked, how far it has come, and its result. Holds no person.

    ``mark`` tells the data apart: the same question of the same data is not worked out twice.
    """

    analysis = models.CharField(max_length=13, choices=Analysis)
    asked = models.JSONField(_("frågan"))
    mark = models.CharField(max_length=64)
    state = models.CharField(max_length=7, choices=RunState, default=RunState.QUEUED)
    done = models.PositiveSmallIntegerField(_("klart, per cent"), default=0)
    result = models.JSONField(null=True, editable=False)
    error = models.CharField(max_length=300, blank=True)
    finished_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ("-at",)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "analysis", "-at"], name="mapping_run_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.analysis} {self.state}"
