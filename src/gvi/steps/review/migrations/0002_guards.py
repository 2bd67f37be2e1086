"""Seals the police room's tables, and holds states and added-only rows."""

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation

from gvi.database.sealing import append_only, composite_key, seal_table
from gvi.database.sql import read_sql
from gvi.database.states import guard_states
from gvi.steps.review import states


class Migration(migrations.Migration):
    """Guards of the tables made in 0001."""

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("review", "0001_initial"),
        ("workspaces", "0002_guards"),
    ]
    operations: ClassVar[list[Operation]] = [
        seal_table("review_judgement"),
        seal_table("review_judgementside"),
        seal_table("review_quickreview"),
        seal_table("review_sealedtask", "review_sealedtaskrevision"),
        seal_table("review_acutestep"),
        seal_table("review_policeminutes"),
        seal_table("review_release"),
        composite_key("review_judgementside", "judgement_id", "review_judgement"),
        append_only("review_judgement"),
        append_only("review_judgementside"),
        append_only("review_quickreview"),
        append_only("review_policeminutes"),
        append_only("review_release"),
        append_only("review_monthfigures"),
        guard_states("review_meeting", first=states.MEETING_FIRST, moves=states.MEETING_MOVES),
        migrations.RunSQL(read_sql("held.sql"), migrations.RunSQL.noop),
        guard_states("review_task", first=states.TASK_FIRST, moves=states.TASK_MOVES),
        guard_states("review_sealedtask", first=states.TASK_FIRST, moves=states.SEALED_TASK_MOVES),
    ]
