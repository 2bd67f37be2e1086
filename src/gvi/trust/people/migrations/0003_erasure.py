"""Installs erasure, and registers what it takes of a person."""

from typing import ClassVar

from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from gvi.database.erasing import PERSON, erasable, erasable_root
from gvi.database.sql import read_sql
from gvi.trust.people.retention import APART_DAYS, HOUSE_MONTHS, UNFINISHED_DAYS

DUE = f"""(t.erase_on <= $2 and t.hidden_on < $2) or (t.erase_on is null and t.state = 'exited'
    and greatest((t.closed_on + $3)::date, t.closed_on + {APART_DAYS}) <= $2)"""
UNDECIDED = (
    f"t.state = 'proposed' and (t.made_at at time zone 'Europe/Stockholm')::date + {UNFINISHED_DAYS} <= $2"
)


ANSWERED = "((t.answered_at at time zone 'Europe/Stockholm')::date + $3)::date <= $2"


class Migration(migrations.Migration):
    """A person's own rows; apps above add theirs in migrations of their own."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("people", "0002_guards"), ("log", "0003_seal")]
    operations: ClassVar[list[Operation]] = [
        migrations.AddField("retentionrun", "day", models.DateField(default=None), preserve_default=False),
        migrations.AddField(
            "retentionrun", "horizon", models.DateField(default=None), preserve_default=False
        ),
        migrations.AddConstraint(
            "erasureprotocol",
            models.UniqueConstraint(fields=["run", "workspace"], name="people_protocol_once"),
        ),
        migrations.RunSQL(
            read_sql("erasure.sql").replace("{HOUSE_MONTHS}", str(HOUSE_MONTHS)), migrations.RunSQL.noop
        ),
        erasable_root(PERSON, due=DUE, position=10),
        erasable("people_personrole", "person_id", history="people_personrolerevision"),
        erasable("people_statement", "person_id", history="people_statementrevision"),
        erasable("people_personreview", "person_id"),
        erasable("people_officer", "person_id"),
        erasable("people_pair", "first_id"),
        erasable("people_pair", "second_id"),
        erasable("people_extractrequest", "person_id", unlink=True),
        erasable(PERSON, "id", history="people_personrevision", history_column="pgh_obj_id", position=1000),
        erasable_root("people_extractrequest", due=ANSWERED, position=15),
        erasable("people_extractrequest", "id", root="people_extractrequest", position=1000),
        erasable_root("people_batch", due=UNDECIDED, position=20),
        erasable("people_batchrow", "batch_id", root="people_batch"),
        erasable("people_batch", "id", root="people_batch", position=1000),
    ]
