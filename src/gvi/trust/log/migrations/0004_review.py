"""The monthly review: its tables, who may do what with them, and the index that alerts are found by."""

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from gvi.database.sealing import append_only
from gvi.database.sql import read_sql
from gvi.trust.log.review import numbers


def _filled(text: str) -> str:
    for name, value in vars(numbers).items():
        if isinstance(value, int):
            text = text.replace(f"{{{name}}}", str(value))
    return text


class Migration(migrations.Migration):
    """Tables of the review, and their guards."""

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("log", "0003_seal"),
    ]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="LogReview",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("workspace_id", models.UUIDField()),
                ("month", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "pågår"), ("signed", "signerad")], default="open", max_length=6
                    ),
                ),
                ("seed", models.CharField(blank=True, editable=False, max_length=64)),
                ("made_at", models.DateTimeField(editable=False, null=True)),
                ("made_by", models.UUIDField(editable=False, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "inte avgjort"),
                            ("ok", "utan anmärkning"),
                            ("remarks", "med anmärkningar"),
                            ("breach", "överträdelse"),
                        ],
                        default="",
                        max_length=7,
                        verbose_name="utfall",
                    ),
                ),
                ("words", models.TextField(blank=True, max_length=2000, verbose_name="med egna ord")),
                ("signed_by", models.UUIDField(editable=False, null=True)),
                ("signed_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "ordering": ("-month",),
            },
        ),
        migrations.CreateModel(
            name="LogReviewAdvice",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("workspace_id", models.UUIDField()),
                ("words", models.TextField(max_length=2000, verbose_name="råd")),
                ("by", models.UUIDField(editable=False, null=True)),
                ("at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "ordering": ("at",),
            },
        ),
        migrations.CreateModel(
            name="LogReviewItem",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("workspace_id", models.UUIDField()),
                ("position", models.PositiveIntegerField()),
                ("event_id", models.UUIDField()),
                ("event_at", models.DateTimeField(editable=False, null=True)),
                ("member_id", models.UUIDField(editable=False, null=True)),
                ("rule", models.CharField(max_length=20)),
                ("count", models.PositiveIntegerField(default=1)),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "inte bedömd"),
                            ("fine", "i ordning"),
                            ("explained", "förklarad"),
                            ("breach", "överträdelse"),
                        ],
                        default="",
                        max_length=9,
                        verbose_name="bedömning",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="anteckning")),
                ("by", models.UUIDField(editable=False, null=True)),
                ("at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "ordering": ("position",),
            },
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(
                    ("operation", "denial"),
                    ("verb__in", ("people.search", "people.search_refused")),
                    _connector="OR",
                ),
                fields=["workspace_id", "at"],
                name="log_event_watched",
            ),
        ),
        migrations.AddConstraint(
            model_name="logreview",
            constraint=models.UniqueConstraint(fields=("workspace_id", "month"), name="log_review_once"),
        ),
        migrations.AddConstraint(
            model_name="logreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", ""), ("signed_by__isnull", True), ("state", "open")),
                    models.Q(
                        ("signed_at__isnull", False),
                        ("signed_by__isnull", False),
                        ("state", "signed"),
                        ("outcome__in", ["ok", "remarks", "breach"]),
                        models.Q(("words", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="log_review_signed",
            ),
        ),
        migrations.AddField(
            model_name="logreviewadvice",
            name="review",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="advice", to="log.logreview"
            ),
        ),
        migrations.AddField(
            model_name="logreviewitem",
            name="review",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="items", to="log.logreview"
            ),
        ),
        migrations.AddConstraint(
            model_name="logreviewadvice",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="log_review_advice_says"
            ),
        ),
        migrations.AddConstraint(
            model_name="logreviewitem",
            constraint=models.UniqueConstraint(fields=("review", "position"), name="log_review_item_place"),
        ),
        migrations.AddConstraint(
            model_name="logreviewitem",
            constraint=models.UniqueConstraint(
                fields=("review", "event_id", "rule"), name="log_review_item_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="logreviewitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("verdict__in", ["", "fine"]),
                    models.Q(("verdict__in", ["explained", "breach"]), models.Q(("note", ""), _negated=True)),
                    _connector="OR",
                ),
                name="log_review_item_said",
            ),
        ),
        append_only("log_logreviewadvice"),
        migrations.RunSQL(_filled(read_sql("log_review.sql")), migrations.RunSQL.noop),
    ]
