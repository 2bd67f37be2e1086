"""The guards' functions: room ticket, refusal of change, Swedish sort key."""

from typing import ClassVar

from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations
from django.db.migrations.operations.base import Operation

from gvi.database.sql import read_sql


class Migration(migrations.Migration):
    """Runs first of all: every sealed table needs these functions."""

    dependencies: ClassVar[list[tuple[str, str]]] = []
    operations: ClassVar[list[Operation]] = [
        BtreeGistExtension(),
        migrations.RunSQL(read_sql("ticket.sql"), migrations.RunSQL.noop),
    ]
