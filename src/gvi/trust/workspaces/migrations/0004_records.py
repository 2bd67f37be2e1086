"""Requests for public records: what is asked for, each owner's part, and the states they may go through."""

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from gvi.database.sql import read_sql
from gvi.database.states import guard_states
from gvi.trust.workspaces.records.states import PART_FIRST, PART_MOVES, REQUEST_FIRST, REQUEST_MOVES


class Migration(migrations.Migration):
    """Tables and guards of requests for public records."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("workspaces", "0003_sign_in")]
    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="RecordRequest",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("reference", models.CharField(max_length=60, verbose_name="diarienummer")),
                ("received_on", models.DateField(verbose_name="kom in")),
                ("wording", models.TextField(max_length=1000, verbose_name="vad som begärs")),
                ("since", models.DateField(verbose_name="från och med")),
                ("until", models.DateField(verbose_name="till och med")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "inkommen"),
                            ("routed", "lämnad till ägarna"),
                            ("closed", "avslutad"),
                        ],
                        default="received",
                        editable=False,
                        max_length=8,
                        verbose_name="läge",
                    ),
                ),
                ("made_by", models.UUIDField(editable=False)),
                ("made_at", models.DateTimeField(editable=False)),
                ("closed_at", models.DateTimeField(editable=False, null=True)),
                ("answer", models.CharField(blank=True, max_length=60, verbose_name="svarets diarienummer")),
                (
                    "receiver",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workspaces.workspace",
                    ),
                ),
            ],
            options={
                "ordering": ("-made_at",),
            },
        ),
        migrations.CreateModel(
            name="RecordPart",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("documents", models.JSONField(default=list)),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "väntar på ägaren"), ("answered", "besvarad av ägaren")],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("answer", models.CharField(blank=True, max_length=60, verbose_name="svarets diarienummer")),
                ("answered_by", models.UUIDField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workspaces.workspace",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="workspaces.recordrequest",
                    ),
                ),
            ],
            options={
                "ordering": ("owner__name",),
            },
        ),
        migrations.AddConstraint(
            model_name="recordrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__gte", models.F("since"))), name="workspaces_request_days"
            ),
        ),
        migrations.AddConstraint(
            model_name="recordrequest",
            constraint=models.UniqueConstraint(
                fields=("receiver", "reference"), name="workspaces_request_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="recordpart",
            constraint=models.UniqueConstraint(fields=("request", "owner"), name="workspaces_part_once"),
        ),
        migrations.AddConstraint(
            model_name="recordpart",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "waiting"), models.Q(("answer", ""), _negated=True), _connector="OR"
                ),
                name="workspaces_part_answered",
            ),
        ),
        guard_states("workspaces_recordrequest", first=REQUEST_FIRST, moves=REQUEST_MOVES),
        guard_states("workspaces_recordpart", first=PART_FIRST, moves=PART_MOVES),
        migrations.RunSQL(read_sql("records.sql"), migrations.RunSQL.noop),
    ]
