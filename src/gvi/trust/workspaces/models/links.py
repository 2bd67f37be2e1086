"""One-time links that an administrator hands over by hand: nothing about signing in is ever sent by mail."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from gvi.trust.workspaces.models.members import Member


class Purpose(models.TextChoices):
    """What a link opens, and nothing else."""

    INVITE = "invite", _("inbjudan: välja lösenord och lägga till säkerhetsfaktor")
    PASSWORD = "password", _("nytt lösenord")
    DEVICE = "device", _("ny säkerhetsfaktor")


class OneTimeLink(models.Model):
    """A link's fingerprint; the secret itself is shown once and kept nowhere."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="links")
    purpose = models.CharField(max_length=8, choices=Purpose)
    fingerprint = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.purpose} {self.member_id}"
