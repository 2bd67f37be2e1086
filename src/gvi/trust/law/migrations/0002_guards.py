"""Rules and what rooms have decided about them are added to, never changed."""

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation

from gvi.database.sealing import append_only
from gvi.database.sql import read_sql


class Migration(migrations.Migration):
    """Guards of the tables made in 0001."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("law", "0001_initial")]
    operations: ClassVar[list[Operation]] = [
        append_only("law_ruleversion"),
        append_only("law_ruleact"),
        migrations.RunSQL(read_sql("law.sql"), migrations.RunSQL.noop),
    ]
