"""Sign-in: sessions that can be ended, one-time links, the shared cache, and a stamp that is set once."""

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from gvi.database.sql import read_sql


class Migration(migrations.Migration):
    """Tables and guards of sign-in."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("workspaces", "0002_guards")]
    operations: ClassVar[list[Operation]] = [
        migrations.AddField(
            model_name="user",
            name="session_round",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AlterField(
            model_name="user",
            name="language",
            field=models.CharField(blank=True, default="", max_length=5),
        ),
        migrations.CreateModel(
            name="OneTimeLink",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("invite", "inbjudan: välja lösenord och lägga till säkerhetsfaktor"),
                            ("password", "nytt lösenord"),
                            ("device", "ny säkerhetsfaktor"),
                        ],
                        max_length=8,
                    ),
                ),
                ("fingerprint", models.CharField(editable=False, max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workspaces.member",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="workspaces.member",
                    ),
                ),
            ],
        ),
        migrations.RunSQL(read_sql("sign_in.sql"), migrations.RunSQL.noop),
    ]
