"""The police's own study of groups by week: asked, worked on and kept in their room (W, science.md *stepped_wedge*)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gvi.steps.studies.states import RunState
from gvi.trust.workspaces.models.signed import Signed


class WedgeRun(Signed):
    """Whether a group's violence falls when it is spoken to: what was asked, how far it has come, what was found.

    ``groups`` are those contacted in the period. The rows themselves (groups by weeks) are never kept.
    """

    period_from = models.DateField(_("från"))
    period_until = models.DateField(_("till och med"))
    asked = models.JSONField(editable=False)
    groups = models.PositiveSmallIntegerField(null=True, editable=False)
    incidents = models.PositiveIntegerField(null=True, editable=False)
    state = models.CharField(max_length=7, choices=RunState, default=RunState.QUEUED)
    done = models.PositiveSmallIntegerField(_("klart, per cent"), default=0)
    result = models.JSONField(null=True, editable=False)
    error = models.CharField(max_length=500, blank=True, editable=False)
    finished_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ("-at",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="studies_wedge_period", condition=Q(period_until__gt=models.F("period_from"))
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "-at"], name="studies_wedge_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.period_until} {self.state}"
