"""What erasure leaves behind: that it ran, how much it took, and opaque ids to take again after a restore.

Nothing here can point at a person. Written by ``sql/erasure.sql`` alone.
"""

import uuid
from typing import ClassVar

from django.db import models

from gvi.trust.workspaces.models import Workspace


class RetentionRun(models.Model):
    """One nightly run; an unfinished one was interrupted, and the next takes over.

    ``day`` is the database's own when it began, and ``horizon`` the day up to which it erased: the two differ when
    the clock may have been changed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    day = models.DateField()
    horizon = models.DateField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-started_at"], name="people_run_latest")
        ]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"


class ErasureProtocol(models.Model):
    """How many rows one run set apart and erased in one room, by table. Counts only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(RetentionRun, on_delete=models.PROTECT, related_name="protocols")
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    set_apart = models.PositiveIntegerField(default=0)
    erased = models.PositiveIntegerField(default=0)
    rows_by_table = models.JSONField(default=dict)

    class Meta:
        ordering = ("-at",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["run", "workspace"], name="people_protocol_once"),
        ]

    def __str__(self) -> str:
        return f"{self.workspace_id} {self.at:%Y-%m-%d}"


class Tombstone(models.Model):
    """The opaque id of an erased record; also kept outside the backup, so that a restore erases it again."""

    record_id = models.UUIDField(primary_key=True)
    erased_at = models.DateTimeField()
    filed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.record_id)
