"""Tables of the import: files on their way in, their staged rows, and how a sheet was read last time.

An uploaded file may hold more than we keep, so it lies in a row that only the member who brought it can reach, and
is gone as soon as it has been read in or an hour has passed.
"""

import uuid
from typing import ClassVar

from django.db import models


class Upload(models.Model):
    """A file between the drag and the decision; row security lets only its owner see it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    member_id = models.UUIDField()
    at = models.DateTimeField()
    name = models.CharField(max_length=120)
    form = models.CharField(max_length=10)
    content = models.BinaryField()

    def __str__(self) -> str:
        return str(self.id)


class SavedMapping(models.Model):
    """How a sheet with these headings was read last time."""

    fingerprint = models.CharField(primary_key=True, max_length=32)
    mapping = models.JSONField()
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.fingerprint


class ImportFile(models.Model):
    """One reading of one file. Until it is published ``key`` names the file and how it is read.

    ``result`` is the account it gave.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=64, unique=True)
    form = models.CharField(max_length=10)
    begun_at = models.DateTimeField()
    batches = models.PositiveIntegerField(default=0)
    staged = models.PositiveIntegerField(default=0)
    published_at = models.DateTimeField(null=True)
    by = models.UUIDField(null=True)
    result = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-published_at"], name="incidents_import_latest"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class StagedRow(models.Model):
    """One accepted row of a file, as it was read; gone when the file is published."""

    id = models.BigAutoField(primary_key=True)
    file = models.UUIDField()
    source = models.CharField(max_length=50)
    source_id = models.CharField(max_length=200)
    occurred_at = models.DateTimeField()
    precision = models.CharField(max_length=6)
    kind = models.CharField(max_length=20)
    area = models.CharField(max_length=80)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    dead = models.SmallIntegerField()
    injured = models.SmallIntegerField()
    link = models.CharField(max_length=2000)
    summary = models.TextField()
    state = models.CharField(max_length=10)
    reason = models.CharField(max_length=200)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["file"], name="incidents_staged_file")]

    def __str__(self) -> str:
        return str(self.id)
