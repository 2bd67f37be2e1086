"""Seals summons, invitations and attendance in probation's room; registers what erasure takes along."""

from importlib import import_module
from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation

from gvi.database.erasing import erasable, erasable_root
from gvi.database.sealing import append_only, composite_key, for_cases, only_words, seal_persons, seal_table
from gvi.database.sql import read_sql
from gvi.database.states import guard_states
from gvi.steps.callins import words
from gvi.steps.callins.states import INVITEE_FIRST, INVITEE_MOVES, TAKEN

filled = import_module("gvi.steps.callins.migrations.0003_nominee_guards").filled


class Migration(migrations.Migration):
    """Guards of probation's tables made in 0001."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("callins", "0003_nominee_guards")]
    operations: ClassVar[list[Operation]] = [
        seal_persons("callins_invitee", "callins_inviteerevision", person="person_id"),
        seal_persons("callins_attendance", person="person_id"),
        seal_table("callins_letter"),
        for_cases("callins_letter"),
        append_only("callins_attendance"),
        *(
            composite_key(f"callins_{table}", column, target)
            for table, column, target in (
                ("invitee", "person_id", "people_person"),
                ("invitee", "letter_id", "callins_letter"),
                ("attendance", "person_id", "people_person"),
                ("attendance", "invitee_id", "callins_invitee"),
            )
        ),
        *(
            only_words(f"callins_{table}", column, choices)
            for table, column, choices in (
                ("invitee", "supervision", words.Supervision.values),
                ("invitee", "service", words.Service.values),
                ("letter", "kind", words.LetterKind.values),
                ("attendance", "mark", TAKEN),
            )
        ),
        guard_states("callins_invitee", first=INVITEE_FIRST, moves=INVITEE_MOVES),
        migrations.RunSQL(filled(read_sql("invitees.sql")), migrations.RunSQL.noop),
        erasable("callins_attendance", "person_id", position=40),
        erasable("callins_invitee", "person_id", history="callins_inviteerevision", position=50),
        erasable_root("callins_invitee", due="t.erase_on <= $2", position=35),
        erasable("callins_attendance", "invitee_id", root="callins_invitee", position=40),
        erasable(
            "callins_invitee",
            "id",
            root="callins_invitee",
            history="callins_inviteerevision",
            history_column="pgh_obj_id",
            position=1000,
        ),
    ]
