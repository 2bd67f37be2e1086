"""Who speaks: names and how to reach them, in the municipality's room alone (W). Speakers are never persons."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gvi.steps.callins.models.joint import SpeakerSlot
from gvi.trust.workspaces.models.signed import Signed


class Speaker(Signed):
    """Who fills a slot. Taken away when they no longer want to, and three months after the call-in."""

    slot = models.ForeignKey(SpeakerSlot, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("namn"), max_length=120)
    phone = models.CharField(_("telefon"), max_length=40, blank=True)
    email = models.EmailField(_("e-post"), blank=True)
    note = models.CharField(_("att tänka på"), max_length=300, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "slot"], name="callins_speaker_once"),
            models.CheckConstraint(name="callins_speaker_named", condition=Q(name__regex=r"\S")),
        ]

    def __str__(self) -> str:
        return str(self.slot_id)
