"""Guards of the call-in in the joint space, and the seal on who speaks."""

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation

from gvi.database.sealing import append_only, only_words, seal_table
from gvi.database.sql import read_sql
from gvi.database.states import guard_states
from gvi.steps.callins import words
from gvi.steps.callins.states import CALLIN_FIRST, CALLIN_MOVES


class Migration(migrations.Migration):
    """Guards of the joint tables made in 0001."""

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("callins", "0001_initial"),
        ("mapping", "0002_guards"),
    ]
    operations: ClassVar[list[Operation]] = [
        seal_table("callins_speaker"),
        *(
            append_only(f"callins_{table}")
            for table in ("gonogo", "observation", "debrief", "groupreach", "heldtotal")
        ),
        *(
            only_words(f"callins_{table}", column, choices.values)
            for table, column, choices in (
                ("callin", "plan", words.Plan),
                ("speakerslot", "role", words.SpeakerRole),
                ("speakerslot", "state", words.SlotState),
                ("gonogo", "verdict", words.Verdict),
                ("observation", "kind", words.ObservationKind),
            )
        ),
        guard_states("callins_callin", first=CALLIN_FIRST, moves=CALLIN_MOVES),
        migrations.RunSQL(read_sql("callins.sql"), migrations.RunSQL.noop),
    ]
