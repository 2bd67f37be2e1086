"""Seals talks in the police room; registers what erasure takes along."""

import json
from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation

from gvi.database.erasing import erasable, erasable_root
from gvi.database.sealing import append_only, composite_key, for_cases, only_words, seal_persons, seal_table
from gvi.database.sql import read_sql
from gvi.database.states import guard_states
from gvi.steps.talks import ageing, deadlines, words
from gvi.steps.talks.states import TALK_FIRST, TALK_MOVES

NUMBERS = {
    "TALK_MONTHS": str(ageing.TALK_MONTHS),
    "HOURS": json.dumps(deadlines.HOURS),
    "DAYS": json.dumps(deadlines.DAYS),
    "FIRST_DAYS": str(deadlines.FOLLOW_UP_DAYS[0]),
    "SECOND_DAYS": str(deadlines.FOLLOW_UP_DAYS[1]),
    "RUN_OUT_HOURS": str(deadlines.RUN_OUT_HOURS),
}


def _filled(sql: str) -> str:
    for name, value in NUMBERS.items():
        sql = sql.replace("{" + name + "}", value)
    return sql


class Migration(migrations.Migration):
    """Guards of the tables made in 0001."""

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("talks", "0001_initial"),
        ("callins", "0004_invitee_guards"),
    ]
    operations: ClassVar[list[Operation]] = [
        seal_table("talks_team"),
        seal_table("talks_talkletter"),
        for_cases("talks_team"),
        for_cases("talks_talkletter"),
        seal_persons("talks_talk", "talks_talkrevision", person="person_id"),
        seal_persons("talks_safetycheck", person="person_id"),
        seal_persons("talks_attempt", person="person_id"),
        *(append_only(f"talks_{table}") for table in ("safetycheck", "attempt", "quarter", "groupband")),
        *(
            composite_key(f"talks_{table}", column, target)
            for table, column, target in (
                ("talk", "person_id", "people_person"),
                ("talk", "team_id", "talks_team"),
                ("talk", "letter_id", "talks_talkletter"),
                ("safetycheck", "person_id", "people_person"),
                ("safetycheck", "talk_id", "talks_talk"),
                ("attempt", "person_id", "people_person"),
                ("attempt", "talk_id", "talks_talk"),
            )
        ),
        *(
            only_words(f"talks_{table}", column, choices.values)
            for table, column, choices in (
                ("talk", "kind", words.TalkKind),
                ("talk", "reason", words.Reason),
                ("talk", "stop_reason", words.Stop),
                ("talk", "concern", words.Concern),
                ("attempt", "outcome", words.Outcome),
            )
        ),
        guard_states("talks_talk", first=TALK_FIRST, moves=TALK_MOVES),
        migrations.RunSQL(_filled(read_sql("talks.sql")), migrations.RunSQL.noop),
        erasable("talks_attempt", "person_id", position=40),
        erasable("talks_safetycheck", "person_id", position=40),
        erasable("talks_talk", "person_id", history="talks_talkrevision", position=50),
        erasable_root("talks_talk", due="t.erase_on <= $2", position=36),
        erasable("talks_attempt", "talk_id", root="talks_talk", position=40),
        erasable("talks_safetycheck", "talk_id", root="talks_talk", position=40),
        erasable(
            "talks_talk",
            "id",
            root="talks_talk",
            history="talks_talkrevision",
            history_column="pgh_obj_id",
            position=1000,
        ),
    ]
