"""The database asks whoever gives a role, lends one or switches a room; kinds of room and places are settled once."""

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation

from gvi.database.sql import read_sql
from gvi.trust.workspaces.roles import TWO_PEOPLE

ROLES = ", ".join(f"'{role}'" for role in sorted(TWO_PEOPLE))


class Migration(migrations.Migration):
    """Guards of members and grants, once there are functions that tell who holds which role."""

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("workspaces", "0004_records"),
        ("people", "0002_guards"),
    ]
    operations: ClassVar[list[Operation]] = [
        migrations.RunSQL(read_sql("seating.sql").replace("{TWO_PEOPLE}", ROLES), migrations.RunSQL.noop),
    ]
