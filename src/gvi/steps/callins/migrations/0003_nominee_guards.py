"""Seals who is nominated, who must not meet and who sits where in the police room; registers what erasure takes along."""

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation

from gvi.database.erasing import erasable, erasable_root
from gvi.database.sealing import append_only, composite_key, for_cases, seal_persons, seal_table
from gvi.database.sql import read_sql
from gvi.database.states import guard_states
from gvi.steps.callins import ageing
from gvi.steps.callins.states import NOMINEE_FIRST, NOMINEE_MOVES
from gvi.trust.people import retention

NUMBERS = {
    name: value
    for floor in (ageing, retention)
    for name, value in vars(floor).items()
    if isinstance(value, int)
}
NOMINEE_DUE = """least(t.erase_on, (
    select c.day + case when c.state = 'cancelled' then interval '{NOT_CALLED_MONTHS} months'
        else interval '{NOMINEE_MONTHS} months' end from callins_callin c where c.id = t.callin_id)::date) <= $2"""


def filled(text: str) -> str:
    """The SQL with the numbers of retention in it."""
    for name, value in NUMBERS.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text


class Migration(migrations.Migration):
    """Guards of the police tables made in 0001."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("callins", "0002_plan_guards")]
    operations: ClassVar[list[Operation]] = [
        seal_persons("callins_nominee", "callins_nomineerevision", person="person_id"),
        seal_persons("callins_apart", "callins_apartrevision", person="first_id"),
        seal_persons("callins_seat", person="person_id"),
        seal_table("callins_selection"),
        seal_table("callins_listlock"),
        for_cases("callins_selection"),
        for_cases("callins_listlock"),
        append_only("callins_selection"),
        append_only("callins_listlock"),
        *(
            composite_key(f"callins_{table}", column, target)
            for table, column, target in (
                ("nominee", "person_id", "people_person"),
                ("apart", "first_id", "people_person"),
                ("apart", "second_id", "people_person"),
                ("seat", "person_id", "people_person"),
                ("seat", "nominee_id", "callins_nominee"),
            )
        ),
        guard_states("callins_nominee", first=NOMINEE_FIRST, moves=NOMINEE_MOVES),
        migrations.RunSQL(filled(read_sql("nominees.sql")), migrations.RunSQL.noop),
        erasable("callins_seat", "person_id", position=40),
        erasable("callins_nominee", "person_id", history="callins_nomineerevision", position=50),
        erasable("callins_apart", "first_id", history="callins_apartrevision", position=50),
        erasable("callins_apart", "second_id", history="callins_apartrevision", position=50),
        erasable_root("callins_nominee", due=filled(NOMINEE_DUE), reads=("callins_callin",), position=33),
        erasable("callins_seat", "nominee_id", root="callins_nominee", position=40),
        erasable(
            "callins_nominee",
            "id",
            root="callins_nominee",
            history="callins_nomineerevision",
            history_column="pgh_obj_id",
            position=1000,
        ),
        erasable_root("callins_apart", due="t.erase_on <= $2", position=34),
        erasable(
            "callins_apart",
            "id",
            root="callins_apart",
            history="callins_apartrevision",
            history_column="pgh_obj_id",
            position=1000,
        ),
    ]
