"""Guards of studies in the joint space, and the seal on the police's own study of groups."""

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation

from gvi.database.sealing import append_only, for_cases, only_words, seal_table
from gvi.database.sql import read_sql
from gvi.database.states import guard_states
from gvi.steps.studies import states, words


class Migration(migrations.Migration):
    """Guards of the tables made in 0001."""

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("studies", "0001_initial"),
        ("callins", "0004_invitee_guards"),
        ("mapping", "0002_guards"),
        ("review", "0005_wedge"),
    ]
    operations: ClassVar[list[Operation]] = [
        seal_table("studies_wedgerun"),
        for_cases("studies_wedgerun"),
        *(
            append_only(f"studies_{table}")
            for table in (
                "panelfile",
                "planversion",
                "planlock",
                "studyreport",
                "extract",
                "releasedsentence",
            )
        ),
        *(
            only_words(f"studies_{table}", column, choices.values)
            for table, column, choices in (
                ("study", "source", words.Source),
                ("study", "unit_of", words.UnitOf),
                ("study", "step_of", words.StepOf),
                ("studyrun", "status", words.Status),
                ("studyreport", "language", words.Language),
            )
        ),
        guard_states("studies_study", first=states.STUDY_FIRST, moves=states.STUDY_MOVES),
        guard_states("studies_studyrun", first=states.RUN_FIRST, moves=states.RUN_MOVES),
        guard_states("studies_wedgerun", first=states.RUN_FIRST, moves=states.RUN_MOVES),
        migrations.RunSQL(read_sql("studies.sql"), migrations.RunSQL.noop),
    ]
