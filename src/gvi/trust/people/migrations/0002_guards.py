"""Seals the tables of persons, and lets the database compute every date."""

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation

from gvi.database.sealing import append_only, composite_key, only_words, seal_history, seal_persons
from gvi.database.sql import read_sql
from gvi.trust.law.words import Secrecy
from gvi.trust.people import retention, words

NUMBERS = {name: value for name, value in vars(retention).items() if isinstance(value, int)}


def _filled(text: str) -> str:
    for name, value in NUMBERS.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text


class Migration(migrations.Migration):
    """Guards of the tables made in 0001."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("people", "0001_initial"), ("law", "0002_guards")]
    operations: ClassVar[list[Operation]] = [
        migrations.RunSQL(read_sql("person_room.sql"), migrations.RunSQL.noop),
        seal_persons("people_person"),
        seal_persons("people_personrole", "people_personrolerevision", person="person_id"),
        seal_persons("people_statement", "people_statementrevision", person="person_id"),
        seal_persons("people_personreview", person="person_id"),
        seal_persons("people_officer"),
        seal_persons("people_batch"),
        seal_persons("people_batchrow"),
        seal_persons("people_pair"),
        seal_persons("people_erasuredecision"),
        seal_persons("people_extractrequest"),
        seal_history("people_personrevision", person="id"),
        *(
            composite_key(table, column, target)
            for table, column, target in (
                ("people_personrole", "person_id", "people_person"),
                ("people_statement", "person_id", "people_person"),
                ("people_personreview", "person_id", "people_person"),
                ("people_officer", "person_id", "people_person"),
                ("people_person", "merged_into_id", "people_person"),
                ("people_batchrow", "batch_id", "people_batch"),
                ("people_pair", "first_id", "people_person"),
                ("people_pair", "second_id", "people_person"),
                ("people_extractrequest", "person_id", "people_person"),
            )
        ),
        *(
            only_words(table, column, choices.values)
            for table, column, choices in (
                ("people_person", "state", words.State),
                ("people_person", "regime", words.Regime),
                ("people_person", "concern", words.Concern),
                ("people_person", "under_eighteen", words.UnderEighteen),
                ("people_person", "exit_reason", words.ExitReason),
                ("people_personrole", "role", words.PersonRoleName),
                ("people_statement", "secrecy", Secrecy),
            )
        ),
        append_only("people_personreview"),
        append_only("people_erasuredecision"),
        migrations.RunSQL(_filled(read_sql("people.sql")), migrations.RunSQL.noop),
        migrations.RunSQL(_filled(read_sql("people_together.sql")), migrations.RunSQL.noop),
    ]
