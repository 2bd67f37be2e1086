"""One helper seals a table and its history: row security, forced, in the migration that makes the table.

house.md: "Policies compare with ``(select gvi.here())``"; without a valid ticket, or with the room switched
off, a sealed table is empty and refuses every new row.
"""

from django.db import migrations

SEALED = "workspace_id = (select gvi.here())"


def _policies(table: str) -> str:
    return f"""
        alter table {table} enable row level security;
        alter table {table} force row level security;
        create policy {table}_room on {table} to gvi_app using ({SEALED}) with check ({SEALED});
        create policy {table}_backup on {table} for select to gvi_backup using (true);
    """


def _written_by_history(history: str) -> str:
    """The history's trigger acts as the owner, whom row security would stop."""
    return f"create policy {history}_history on {history} for insert to gvi_owner with check (true);"


def seal_table(table: str, history: str = "") -> migrations.RunSQL:
    """Seal ``table`` (it has a ``workspace_id``) and its history table, and let sealed rows refer to it.

    Adds the unique key ``(workspace_id, id)`` that composite foreign keys between sealed tables need, so that
    a foreign key can never tell whether a row exists in another room.
    """
    key = f"alter table {table} add constraint {table}_room_key unique (workspace_id, id);"
    return migrations.RunSQL(
        key + _policies(table) + (_policies(history) + _written_by_history(history) if history else ""),
        migrations.RunSQL.noop,
    )


def composite_key(table: str, column: str, target: str) -> migrations.RunSQL:
    """Tie ``table.column`` to ``target.id`` of the *same* room."""
    return migrations.RunSQL(
        f"""alter table {table} add constraint {table}_{column}_room
            foreign key (workspace_id, {column}) references {target} (workspace_id, id)
            deferrable initially deferred""",
        migrations.RunSQL.noop,
    )


def append_only(table: str) -> migrations.RunSQL:
    """Let rows be added to ``table`` and never changed or removed, whatever the privileges say."""
    return migrations.RunSQL(
        f"""create trigger {table}_append_only before update or delete on {table}
                for each row execute function gvi.refuse_change();
            create trigger {table}_no_truncate before truncate on {table}
                for each statement execute function gvi.refuse_change();""",
        migrations.RunSQL.noop,
    )
