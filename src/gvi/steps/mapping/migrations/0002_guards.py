"""Seals audits, decisions, reports and analyses in the police room."""

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation

from gvi.database.sealing import append_only, composite_key, for_cases, only_words, seal_table
from gvi.database.sql import read_sql
from gvi.database.states import guard_states
from gvi.steps.mapping import states

SEALED = (
    "audit",
    "auditgroup",
    "auditquestion",
    "mostviolent",
    "problemanalysis",
    "frozencounts",
    "analysisrun",
)


class Migration(migrations.Migration):
    """Guards of the tables made in 0001."""

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("mapping", "0001_initial"),
        ("groups", "0004_known_guards"),
    ]
    operations: ClassVar[list[Operation]] = [
        *(seal_table(f"mapping_{table}") for table in SEALED),
        *(for_cases(f"mapping_{table}") for table in SEALED),
        composite_key("mapping_auditgroup", "audit_id", "mapping_audit"),
        composite_key("mapping_auditquestion", "audit_id", "mapping_audit"),
        append_only("mapping_mostviolent"),
        append_only("mapping_problemanalysis"),
        append_only("mapping_frozencounts"),
        append_only("mapping_releasedanalysis"),
        only_words("mapping_auditgroup", "changed", ("same", "changed", "ending")),
        only_words("mapping_auditquestion", "kind", ("one_or_two", "without_group", "in_parts")),
        only_words("mapping_auditquestion", "answer", ("open", "yes", "no", "unknown")),
        only_words("mapping_problemanalysis", "version", ("full", "open")),
        only_words("mapping_problemanalysis", "language", ("sv", "en")),
        only_words("mapping_releasedanalysis", "language", ("sv", "en")),
        only_words(
            "mapping_analysisrun",
            "analysis",
            ("activity", "concentration", "chains", "near_repeat", "report"),
        ),
        guard_states("mapping_audit", first=states.AUDIT_FIRST, moves=states.AUDIT_MOVES),
        guard_states("mapping_analysisrun", first=states.RUN_FIRST, moves=states.RUN_MOVES),
        migrations.RunSQL(read_sql("mapping.sql"), migrations.RunSQL.noop),
    ]
