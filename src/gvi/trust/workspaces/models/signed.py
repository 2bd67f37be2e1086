"""What every signed row of a sealed room has: which room, by whom, when."""

import uuid

from django.db import models

from gvi.trust.workspaces.models.rooms import Workspace


class Signed(models.Model):
    """A row of one room. ``by`` and ``at`` sign it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        abstract = True
