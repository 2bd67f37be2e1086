"""Guards of the call-in in the joint space, and the seal on who speaks."""

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation

from gvi.database.erasing import erasable, erasable_root
from gvi.database.sealing import append_only, only_words, seal_table
from gvi.database.sql import read_sql
from gvi.database.states import guard_states
from gvi.steps.callins import words
from gvi.steps.callins.ageing import SPEAKER_MONTHS
from gvi.steps.callins.states import CALLIN_FIRST, CALLIN_MOVES

SPEAKER_DUE = """exists (
    select 1 from callins_speakerslot s join callins_callin c on c.id = s.callin_id
    where s.id = t.slot_id and (c.day + interval '{SPEAKER_MONTHS} months')::date <= $2)""".replace(
    "{SPEAKER_MONTHS}", str(SPEAKER_MONTHS)
)


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
        erasable_root(
            "callins_speaker",
            due=SPEAKER_DUE,
            reads=("callins_callin", "callins_speakerslot"),
            position=37,
        ),
        erasable("callins_speaker", "id", root="callins_speaker", position=1000),
    ]
