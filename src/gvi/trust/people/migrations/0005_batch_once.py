"""The same file is read in once: while it waits, and after it was approved."""

from typing import ClassVar

from django.db import migrations, models
from django.db.migrations.operations.base import Operation
from django.db.models import Q


class Migration(migrations.Migration):
    """One unique key, partial: a rejected file may be sent again."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("people", "0004_extracts")]
    operations: ClassVar[list[Operation]] = [
        migrations.AddConstraint(
            "batch",
            models.UniqueConstraint(
                fields=["workspace", "sha256"],
                condition=Q(state__in=["proposed", "approved"]),
                name="people_batch_once",
            ),
        ),
    ]
