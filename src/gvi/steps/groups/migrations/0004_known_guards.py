"""Seals what police know of groups and of who belongs to them; registers what erasure takes along."""

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation

from gvi.database.erasing import erasable, erasable_root
from gvi.database.sealing import append_only, composite_key, for_cases, only_words, seal_persons, seal_table
from gvi.database.sql import read_sql
from gvi.database.states import guard_states
from gvi.steps.groups import ageing, words
from gvi.steps.groups.states import MEMBERSHIP_FIRST, MEMBERSHIP_MOVES
from gvi.trust.people import retention
from gvi.trust.people.words import Accuracy, Reliability

NUMBERS = {
    name: value
    for floor in (ageing, retention)
    for name, value in vars(floor).items()
    if isinstance(value, int)
}
SEALED = (
    *("source", "profile", "succession", "rowdecision"),
    *("relation", "relationrevision", "relationsign", "relationsignrevision"),
)
"""What police know of groups, without a person in it."""

STOCKHOLM = "(t.{} at time zone 'Europe/Stockholm')::date"
UNFOUNDED = "exists (select 1 from incidents_incident h where h.id = t.incident_id and h.state = 'unfounded')"
WITHDRAWN = f"{STOCKHOLM.format('withdrawn_at')} + {retention.APART_DAYS} <= $2"
"""Out of sight at once, erased another day, as persons are."""


def _old(day: str) -> str:
    return f"({day} + interval '{ageing.TIE_MONTHS} months')::date <= $2 or {WITHDRAWN}"


def _filled(text: str) -> str:
    for name, value in NUMBERS.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text


class Migration(migrations.Migration):
    """Guards of the tables made in 0003."""

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("groups", "0003_known"),
        ("people", "0006_log_rules"),
        ("disclosures", "0003_erasure"),
    ]
    operations: ClassVar[list[Operation]] = [
        seal_table("groups_source"),
        seal_table("groups_profile"),
        seal_table("groups_succession"),
        seal_table("groups_rowdecision"),
        seal_table("groups_relation", "groups_relationrevision"),
        seal_table("groups_relationsign", "groups_relationsignrevision"),
        seal_persons("groups_membership", "groups_membershiprevision", person="person_id"),
        seal_persons("groups_involvement", "groups_involvementrevision", person="person_id"),
        seal_persons("groups_persontie", "groups_persontierevision", person="first_id"),
        *(for_cases(f"groups_{table}") for table in SEALED),
        *(append_only(f"groups_{table}") for table in ("source", "profile", "succession", "rowdecision")),
        *(
            composite_key(table, column, target)
            for table, column, target in (
                ("groups_profile", "source_id", "groups_source"),
                ("groups_relation", "source_id", "groups_source"),
                ("groups_relationsign", "source_id", "groups_source"),
                ("groups_relationsign", "relation_id", "groups_relation"),
                ("groups_membership", "source_id", "groups_source"),
                ("groups_membership", "person_id", "people_person"),
                ("groups_involvement", "source_id", "groups_source"),
                ("groups_involvement", "person_id", "people_person"),
                ("groups_persontie", "source_id", "groups_source"),
                ("groups_persontie", "first_id", "people_person"),
                ("groups_persontie", "second_id", "people_person"),
            )
        ),
        *(
            only_words(f"groups_{table}", column, choices.values)
            for table, column, choices in (
                ("source", "kind", words.SourceKind),
                ("source", "reliability", Reliability),
                ("profile", "cohesion", words.Cohesion),
                ("profile", "accuracy", Accuracy),
                ("succession", "kind", words.SuccessionKind),
                ("relation", "kind", words.RelationKind),
                ("relation", "intensity", words.Intensity),
                ("relation", "end_reason", words.RelationEnd),
                ("relation", "accuracy", Accuracy),
                ("relationsign", "accuracy", Accuracy),
                ("membership", "role", words.MemberRole),
                ("membership", "certainty", words.Certainty),
                ("membership", "end_reason", words.MembershipEnd),
                ("membership", "accuracy", Accuracy),
                ("involvement", "side", words.PersonSide),
                ("involvement", "accuracy", Accuracy),
                ("persontie", "kind", words.TieKind),
                ("persontie", "accuracy", Accuracy),
            )
        ),
        guard_states("groups_membership", first=MEMBERSHIP_FIRST, moves=MEMBERSHIP_MOVES),
        migrations.RunSQL(_filled(read_sql("groups.sql")), migrations.RunSQL.noop),
        erasable("groups_membership", "person_id", history="groups_membershiprevision", position=50),
        erasable("groups_involvement", "person_id", history="groups_involvementrevision", position=50),
        erasable("groups_persontie", "first_id", history="groups_persontierevision", position=50),
        erasable("groups_persontie", "second_id", history="groups_persontierevision", position=50),
        erasable_root("groups_membership", due="t.erase_on <= $2", position=30),
        erasable(
            "groups_membership",
            "id",
            root="groups_membership",
            history="groups_membershiprevision",
            history_column="pgh_obj_id",
            position=1000,
        ),
        erasable_root("groups_persontie", due=_old("t.seen_on"), position=31),
        erasable(
            "groups_persontie",
            "id",
            root="groups_persontie",
            history="groups_persontierevision",
            history_column="pgh_obj_id",
            position=1000,
        ),
        erasable_root(
            "groups_involvement",
            due=f"({_old(STOCKHOLM.format('at'))}) or {UNFOUNDED}",
            reads=("incidents_incident",),
            position=32,
        ),
        erasable(
            "groups_involvement",
            "id",
            root="groups_involvement",
            history="groups_involvementrevision",
            history_column="pgh_obj_id",
            position=1000,
        ),
    ]
