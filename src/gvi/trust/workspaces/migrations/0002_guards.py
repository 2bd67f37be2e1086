"""Opens a sealed table only for the ticket of a room that is on; decisions are never changed."""

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation

from gvi.database.sealing import append_only
from gvi.database.sql import read_sql


class Migration(migrations.Migration):
    """Guards of the tables made in 0001."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("workspaces", "0001_initial")]
    operations: ClassVar[list[Operation]] = [
        migrations.RunSQL(read_sql("here.sql"), migrations.RunSQL.noop),
        append_only("workspaces_switch"),
        append_only("workspaces_handover"),
    ]
