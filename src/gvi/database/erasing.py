"""Migration operations that tell what erasure takes along, and the rights of the role that erases.

``sql/erasure.sql`` reads the registry that these operations fill; whoever adds a table about persons adds a line, and
``gvi check`` names a table that is in none (house.md, ``Erasable``).
"""

from dataclasses import dataclass

from django.db import migrations
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

from gvi.database.sql import read_sql

PERSON = "people_person"
FUNCTIONS = (
    *("retention_run", "kept_for", "tie_what_is_left", "erase_rows", "add_rows", "erase_act", "erase"),
    *("retention_report", "erase_again", "unfiled_tombstones", "tombstones_filed"),
)
"""The functions of ``sql/erasure.sql`` that belong to ``gvi_eraser``, all in the schema ``gvi``."""

KEEPING = {
    "log_event": "insert (id, workspace_id, operation, verb, kind, record_id, reason, count)",
    "people_erasuredecision": "select",
    "people_erasureprotocol": "select, insert, update",
    "people_person": "update (merged_into_id)",
    "people_retentionrun": "select, insert, update",
    "people_tombstone": "select, insert, update",
    "workspaces_workspace": "select",
}
"""What the eraser keeps its books in, and how it ties what is left of a cluster; of all else it may only read and
remove what is registered."""


@dataclass(frozen=True)
class Part:
    """One line of the registry ``gvi.erasable``."""

    table: str
    column: str
    root: str
    history: str
    history_column: str
    matching: str
    unlink: bool
    position: int


class RegisterRoot(migrations.RunSQL):
    """Registers a table whose rows are erased by dates of their own."""

    def __init__(self, table: str, due: str, reads: tuple[str, ...], position: int) -> None:
        self.table, self.due, self.reads, self.position = table, due, reads, position
        row = sql.SQL(
            "insert into gvi.erasable_root (table_name, due, reads, position) values ({}, {}, {}, {})"
        )
        super().__init__(_text(row, table, due, ",".join(reads), position), migrations.RunSQL.noop)

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        """As it was written."""
        return type(self).__name__, [self.table, self.due, self.reads, self.position], {}


class Register(migrations.RunSQL):
    """Registers rows that are erased along with those of a root."""

    def __init__(self, part: Part) -> None:
        self.part = part
        columns = "table_name, column_name, root, history, history_column, matching, unlink, position"
        row = sql.SQL(f"insert into gvi.erasable ({columns}) values ({', '.join(['{}'] * 8)})")  # noqa: S608
        super().__init__(_text(row, *vars(part).values()), migrations.RunSQL.noop)

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        """As it was written."""
        return type(self).__name__, [self.part], {}


def _text(row: sql.SQL, *values: object) -> str:
    return row.format(*(sql.Literal(value) for value in values)).as_string(None)


def erasable_root(table: str, *, due: str, reads: tuple[str, ...] = (), position: int) -> RegisterRoot:
    """Let rows of the sealed ``table`` be erased when ``due``, a condition on a row ``t`` (``sql/erasure.sql``).

    ``reads`` are tables that the condition looks into besides those that are registered.
    """
    return RegisterRoot(table, due, reads, position)


def erasable(
    table: str,
    column: str,
    *,
    history: str = "",
    history_column: str = "",
    root: str = PERSON,
    matching: str = "",
    unlink: bool = False,
    position: int = 100,
) -> Register:
    """Let rows of ``table`` be erased with the person whose id is in ``column``, and their ``history`` with them.

    ``matching`` is a condition on a row ``t`` and the erased ids ``$1`` where the column alone does not tell;
    ``unlink`` empties the column instead. Rows that refer to others go first: low ``position``.
    """
    return Register(Part(table, column, root, history, history_column or column, matching, unlink, position))


def give_to_eraser(connection: BaseDatabaseWrapper) -> None:
    """Make ``gvi_eraser`` own its functions and hold exactly the rights that the registry calls for."""
    with connection.cursor() as cursor:
        cursor.execute(read_sql("erasure_owner.sql").replace("{FUNCTIONS}", f"{{{','.join(FUNCTIONS)}}}"))
        cursor.execute("revoke all on all tables in schema public from gvi_eraser")
        cursor.execute("select table_name, column_name, history, unlink from gvi.erasable")
        for table, column, history, unlink in cursor.fetchall():
            change = f'update ("{column}")' if unlink else "delete"
            cursor.execute(f'grant select, {change} on "{table}" to gvi_eraser')
            if history:
                cursor.execute(f'grant select, delete on "{history}" to gvi_eraser')
        cursor.execute("select unnest(string_to_array(reads, ',')) from gvi.erasable_root")
        for (table,) in cursor.fetchall():
            cursor.execute(f'grant select on "{table}" to gvi_eraser')
        for table, rights in KEEPING.items():
            cursor.execute(f'grant {rights} on "{table}" to gvi_eraser')
