"""Seals what people have said of suggested answers."""

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation

from gvi.database.sealing import append_only, for_cases, only_words, seal_table
from gvi.database.sql import read_sql


class Migration(migrations.Migration):
    """Guards of the table made in 0003."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("review", "0003_answers"), ("people", "0002_guards")]
    operations: ClassVar[list[Operation]] = [
        seal_table("review_answerverdict"),
        for_cases("review_answerverdict"),
        append_only("review_answerverdict"),
        only_words("review_answerverdict", "verdict", ("accepted", "rejected")),
        migrations.RunSQL(read_sql("answers.sql"), migrations.RunSQL.noop),
    ]
