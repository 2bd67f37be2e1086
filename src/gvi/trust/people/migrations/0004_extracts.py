"""Lets a request for an extract hold what was chosen by hand, and gives its clock to the database."""

from typing import ClassVar

import django.contrib.postgres.fields
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from gvi.database.sql import read_sql


class Migration(migrations.Migration):
    """Own extracts (trust.md, T28)."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("people", "0003_erasure")]
    operations: ClassVar[list[Operation]] = [
        migrations.AddField(
            "extractrequest",
            "received",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(), default=list, editable=False
            ),
        ),
        migrations.AddConstraint(
            "extractrequest",
            models.UniqueConstraint(fields=["workspace", "reference"], name="people_extract_once"),
        ),
        migrations.RunSQL(read_sql("extracts.sql"), migrations.RunSQL.noop),
    ]
