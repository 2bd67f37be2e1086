"""The seal: a chain over all events, written by a function of the owner's, and signed heads of its blocks."""

from typing import ClassVar

from django.contrib.postgres.indexes import BrinIndex
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from gvi.database.sealing import append_only
from gvi.database.sql import read_sql


class Migration(migrations.Migration):
    """Tables of the seal, their guards, and the indexes that sealing needs."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("log", "0002_guards")]
    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="Head",
            fields=[
                ("block", models.IntegerField(primary_key=True, serialize=False)),
                ("position", models.BigIntegerField()),
                ("hash", models.BinaryField()),
                ("signature", models.BinaryField()),
                ("key", models.CharField(max_length=16)),
                ("sealed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("position", models.BigIntegerField(primary_key=True, serialize=False)),
                ("event_id", models.UUIDField(unique=True)),
                ("block", models.IntegerField(db_index=True)),
                ("hash", models.BinaryField()),
            ],
        ),
        migrations.AddIndex(
            model_name="event", index=BrinIndex(autosummarize=True, fields=["at"], name="log_event_at")
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(("verb__in", ("log.verified", "log.fault"))),
                fields=["-at"],
                name="log_event_verified",
            ),
        ),
        append_only("log_seal"),
        append_only("log_head"),
        migrations.RunSQL(read_sql("seal.sql"), migrations.RunSQL.noop),
    ]
