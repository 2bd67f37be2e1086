"""One row an operation, added and never changed (trust.md, "Log": six operations and the rest), and its seal."""

import uuid
from typing import ClassVar

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

WHOLE, FAULTY = "log.verified", "log.fault"
VERIFIED = (WHOLE, FAULTY)
SEARCHED, WILDCARD = "people.search", "people.search_refused"
WATCHED = (SEARCHED, WILDCARD)
"""Verbs that may be the sign of somebody looking around (trust.md, T24)."""


class Operation(models.TextChoices):
    """The six operations of the Police Data Act's logging duty, and what else must leave a trace."""

    COLLECT = "collect", _("samla in")
    CHANGE = "change", _("ändra")
    READ = "read", _("läsa")
    DISCLOSE = "disclose", _("lämna ut")
    COMBINE = "combine", _("sammanföra")
    ERASE = "erase", _("gallra")
    SIGN_IN = "sign_in", _("inloggning")
    EXPORT = "export", _("export")
    DENIAL = "denial", _("nekad åtkomst")
    SETTINGS = "settings", _("inställning")


class Event(models.Model):
    """Who did what, in which room, when (database clock, UTC), to which record and why. Never the content."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(db_default=Now(), editable=False)
    workspace_id = models.UUIDField(null=True)
    member_id = models.UUIDField(null=True)
    operation = models.CharField(max_length=12, choices=Operation)
    verb = models.CharField(max_length=60)
    kind = models.CharField(max_length=40, blank=True)
    record_id = models.UUIDField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    count = models.PositiveIntegerField(default=1)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace_id", "-at"], name="log_event_room_at"),
            models.Index(fields=["record_id"], name="log_event_record"),
            BrinIndex(fields=["at"], name="log_event_at", autosummarize=True),
            models.Index(fields=["-at"], name="log_event_verified", condition=Q(verb__in=VERIFIED)),
            models.Index(
                fields=["workspace_id", "at"],
                name="log_event_watched",
                condition=Q(operation=Operation.DENIAL) | Q(verb__in=WATCHED),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.operation} {self.verb}"


class Seal(models.Model):
    """The place of one event in the chain; written by ``gvi.seal_log`` only, read by ``gvi log verify``."""

    position = models.BigIntegerField(primary_key=True)
    event_id = models.UUIDField(unique=True)
    block = models.IntegerField(db_index=True)
    hash = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.position} in block {self.block}"


class Head(models.Model):
    """The end of one block, signed with a key that lies outside the database."""

    block = models.IntegerField(primary_key=True)
    position = models.BigIntegerField()
    hash = models.BinaryField()
    signature = models.BinaryField()
    key = models.CharField(max_length=16)
    sealed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"block {self.block} to {self.position}"
