"""Seals drafts and grounds, opens the doors, and keeps every decision as it was made."""

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation

from gvi.database.sealing import append_only, composite_key, only_words, seal_persons, side_policies
from gvi.database.sql import read_sql
from gvi.trust.disclosures import states
from gvi.trust.disclosures.states import MOST_LINES
from gvi.trust.law.words import DataClass, Secrecy


class Migration(migrations.Migration):
    """Guards of the tables made in 0001."""

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("disclosures", "0001_initial"),
        ("people", "0002_guards"),
    ]
    operations: ClassVar[list[Operation]] = [
        seal_persons("disclosures_draft"),
        seal_persons("disclosures_draftline"),
        seal_persons("disclosures_ground"),
        side_policies("disclosures_disclosure"),
        side_policies("disclosures_item"),
        side_policies("disclosures_disclosuremove"),
        composite_key("disclosures_draftline", "draft_id", "disclosures_draft"),
        composite_key("disclosures_draftline", "person_id", "people_person"),
        composite_key("disclosures_ground", "person_id", "people_person"),
        *(
            only_words(table, column, choices.values)
            for table, column, choices in (
                ("disclosures_disclosure", "form", states.Form),
                ("disclosures_disclosure", "outcome", states.Outcome),
                ("disclosures_disclosuremove", "move", states.Move),
                ("disclosures_item", "data_class", DataClass),
                ("disclosures_item", "secrecy", Secrecy),
            )
        ),
        append_only("disclosures_disclosure"),
        append_only("disclosures_ground"),
        append_only("disclosures_item"),
        append_only("disclosures_disclosuremove"),
        migrations.RunSQL(
            read_sql("disclosures.sql").replace("{MOST_LINES}", str(MOST_LINES)), migrations.RunSQL.noop
        ),
    ]
