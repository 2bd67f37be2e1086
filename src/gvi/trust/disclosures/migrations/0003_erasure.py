"""Registers what erasure takes of disclosures: all that was said, and about whom. The header stays,
without person and without its reservation.

Also stays that a disclosure was received or corrected, so that a correction reaches its receiver. What was told about
somebody who is no person of the room (social services, receiving authorities) goes by the day it was decided.
"""

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation

from gvi.database.erasing import Register, erasable, erasable_root
from gvi.trust.people.retention import UNFINISHED_DAYS

GROUND = "disclosures_ground"
OF_PERSON = f"t.disclosure_id in (select g.disclosure_id from {GROUND} g where g.person_id = any($1))"  # noqa: S608
OF_GROUND = f"t.disclosure_id in (select g.disclosure_id from {GROUND} g where g.id = any($1))"  # noqa: S608
HEADER_OF_PERSON = OF_PERSON.replace("t.disclosure_id", "t.id")
HEADER_OF_GROUND = OF_GROUND.replace("t.disclosure_id", "t.id")
IN_WORDS = "t.move in ('completed', 'withdrawn')"
TOLD_LONG_AGO = """t.person_id is null and exists (select 1 from disclosures_disclosure d
    where d.id = t.disclosure_id and ((d.decided_at at time zone 'Europe/Stockholm')::date + $3)::date <= $2
        and d.expires_on < $2)"""
ONLY_THEIRS = """exists (select 1 from disclosures_draftline l where l.draft_id = t.id and l.person_id = any($1))
    and not exists (select 1 from disclosures_draftline l
        where l.draft_id = t.id and (l.person_id is null or l.person_id <> all($1)))"""
UNFINISHED = f"(t.made_at at time zone 'Europe/Stockholm')::date + {UNFINISHED_DAYS} <= $2"


def _told(root: str, matching: str, header: str) -> tuple[Register, ...]:
    return (
        erasable(
            "disclosures_disclosure", "reservation", root=root, matching=header, unlink=True, position=5
        ),
        erasable("disclosures_item", "disclosure_id", root=root, matching=matching, position=10),
        erasable(
            "disclosures_disclosuremove",
            "disclosure_id",
            root=root,
            matching=f"{IN_WORDS} and {matching}",
            position=10,
        ),
    )


class Migration(migrations.Migration):
    """Lines of the registry only."""

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("disclosures", "0002_guards"),
        ("people", "0003_erasure"),
    ]
    operations: ClassVar[list[Operation]] = [
        *_told("people_person", OF_PERSON, HEADER_OF_PERSON),
        erasable(GROUND, "person_id", position=20),
        erasable("disclosures_draft", "id", matching=ONLY_THEIRS, position=30),
        erasable("disclosures_draftline", "person_id", position=40),
        erasable_root(GROUND, due=TOLD_LONG_AGO, reads=("disclosures_disclosure",), position=30),
        *_told(GROUND, OF_GROUND, HEADER_OF_GROUND),
        erasable(GROUND, "id", root=GROUND, position=20),
        erasable_root("disclosures_draft", due=UNFINISHED, position=40),
        erasable("disclosures_draftline", "draft_id", root="disclosures_draft", position=10),
        erasable("disclosures_draft", "id", root="disclosures_draft", position=20),
    ]
