"""Workspaces (rooms) and the switch that opens them: off until an authority decides otherwise."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from gvi.trust.workspaces.kinds import Kind


class Workspace(models.Model):
    """One authority, or one board of a municipality: one data controller."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("slag"), max_length=20, choices=Kind)
    name = models.CharField(_("namn"), max_length=80, unique=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Switch(models.Model):
    """A decision to switch a room on or off: who decided, on what impact assessment, until when. Kept forever."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="switches")
    on = models.BooleanField(_("på"))
    assessment = models.CharField(_("konsekvensbedömning, referens"), max_length=120)
    decider = models.CharField(_("beslutad av"), max_length=120)
    decided_on = models.DateField(_("beslutsdatum"))
    valid_until = models.DateField(_("gäller till och med"), null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "workspaces.Member", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "-recorded_at"], name="workspaces_switch_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.workspace_id} {'on' if self.on else 'off'} {self.decided_on}"
