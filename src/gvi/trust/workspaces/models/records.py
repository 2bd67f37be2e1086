"""A request for public records and each owner's part of it (joint space). Who asks is kept nowhere here."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gvi.trust.workspaces.models.rooms import Workspace
from gvi.trust.workspaces.records.states import PartState, RequestState


class RecordRequest(models.Model):
    """What somebody asks to see, for which days, and under which number it came in. Never who asks, or why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(_("diarienummer"), max_length=60)
    received_on = models.DateField(_("kom in"))
    wording = models.TextField(_("vad som begärs"), max_length=1000)
    since = models.DateField(_("från och med"))
    until = models.DateField(_("till och med"))
    state = models.CharField(
        _("läge"), max_length=8, choices=RequestState, default=RequestState.RECEIVED, editable=False
    )
    receiver = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+", editable=False)
    made_by = models.UUIDField(editable=False)
    made_at = models.DateTimeField(editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    answer = models.CharField(_("svarets diarienummer"), max_length=60, blank=True)

    class Meta:
        ordering = ("-made_at",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="workspaces_request_days", condition=Q(until__gte=F("since"))),
            models.UniqueConstraint(fields=["receiver", "reference"], name="workspaces_request_once"),
        ]

    def __str__(self) -> str:
        return self.reference


class RecordPart(models.Model):
    """The documents of one owner, as they were found: title, day, registry number, secrecy marking."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(RecordRequest, on_delete=models.PROTECT, related_name="parts")
    owner = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    documents = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=PartState, default=PartState.WAITING)
    answer = models.CharField(_("svarets diarienummer"), max_length=60, blank=True)
    answered_by = models.UUIDField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("owner__name",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["request", "owner"], name="workspaces_part_once"),
            models.CheckConstraint(
                name="workspaces_part_answered", condition=Q(state=PartState.WAITING) | ~Q(answer="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.owner_id}"
