"""What must stand before anything crosses: a written agreement between two rooms, and who decides at night.

No person here. An agreement counts once the other room has confirmed it, until its last day or until either ends it.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gvi.trust.workspaces.models import Member, Workspace


class Agreement(models.Model):
    """A written agreement: its reference at both authorities, its purposes, its days, and who stands behind it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    first = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(
        Workspace, verbose_name=_("motpart"), on_delete=models.PROTECT, related_name="+"
    )
    reference = models.CharField(_("diarienummer"), max_length=60)
    purposes = models.TextField(_("ändamål"), max_length=1000)
    signatory = models.CharField(_("undertecknad av"), max_length=120)
    valid_from = models.DateField(_("gäller från"))
    valid_until = models.DateField(_("gäller till och med"))
    made_by = models.UUIDField(editable=False)
    made_at = models.DateTimeField(editable=False)
    confirmed_by = models.UUIDField(null=True, editable=False)
    confirmed_at = models.DateTimeField(null=True, editable=False)
    counter_signatory = models.CharField(_("undertecknad av, motparten"), max_length=120, blank=True)
    ended_by = models.UUIDField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    end_reason = models.CharField(_("varför den avslutas"), max_length=200, blank=True)

    class Meta:
        ordering = ("-valid_until",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="disclosures_agreement_two",
                condition=~Q(first=F("second")) & Q(valid_until__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class OnCall(models.Model):
    """Who decides by phone, from when until when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(
        Member, verbose_name=_("beslutsfattare i jour"), on_delete=models.PROTECT, related_name="+"
    )
    starts_at = models.DateTimeField(_("från"))
    ends_at = models.DateTimeField(_("till"))

    class Meta:
        ordering = ("starts_at",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="disclosures_oncall_order", condition=Q(ends_at__gt=F("starts_at"))),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.starts_at:%Y-%m-%d %H:%M}"
