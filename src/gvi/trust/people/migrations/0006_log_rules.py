"""Lets the review of the log look at what a member has hidden by ending a record."""

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation

from gvi.database.sql import read_sql
from gvi.trust.people.log_rules import WORK_DAYS


class Migration(migrations.Migration):
    """Two functions (trust.md, T21)."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("people", "0005_batch_once"), ("log", "0004_review")]
    operations: ClassVar[list[Operation]] = [
        migrations.RunSQL(
            read_sql("log_rules.sql").replace("{WORK_DAYS}", str(WORK_DAYS)), migrations.RunSQL.noop
        ),
    ]
