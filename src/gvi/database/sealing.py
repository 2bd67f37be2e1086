"""One helper seals a table and its history: row security, forced, in the migration that makes the table.

house.md: "Policies compare with ``(select gvi.here())``"; without a valid ticket, or with the room switched
off, a sealed table is empty and refuses every new row.
"""

from collections.abc import Iterable

from django.db import migrations

SEALED = "workspace_id = (select gvi.here())"
PERSONS = "workspace_id = (select gvi.person_room())"


def _policies(table: str, room: str = SEALED, name: str = "room") -> str:
    return f"""
        alter table {table} enable row level security;
        alter table {table} force row level security;
        create policy {table}_{name} on {table} to gvi_app using ({room}) with check ({room});
        create policy {table}_backup on {table} for select to gvi_backup using (true);
    """


def _persons(table: str) -> str:
    return _policies(table, PERSONS, "persons") + _for_owner_and_eraser(table)


def _for_owner_and_eraser(table: str) -> str:
    return (
        f"create policy {table}_owner on {table} for select to gvi_owner using (true);"
        f"create policy {table}_erase on {table} to gvi_eraser using (true);"
    )


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


def seal_persons(table: str, history: str = "", *, person: str = "") -> migrations.RunSQL:
    """Seal a table about persons: only case roles of a room that may have persons come near it.

    ``person`` is the column that says whom a row is about; such a row is seen only while that person is, so what
    is set apart or kept for named officers takes its children along. The one function that erases may remove rows.
    """
    tables = [table, history] if history else [table]
    key = f"alter table {table} add constraint {table}_room_key unique (workspace_id, id);"
    sealed = "".join(_persons(name) for name in tables)
    told = "".join(_only_with(name, person) for name in tables) if person else ""
    added = _written_by_history(history) if history else ""
    return migrations.RunSQL(key + sealed + told + added, migrations.RunSQL.noop)


def seal_history(history: str, *, person: str) -> migrations.RunSQL:
    """Seal a history table whose column for the person has another name than in its table."""
    return migrations.RunSQL(
        _persons(history) + _only_with(history, person) + _written_by_history(history), migrations.RunSQL.noop
    )


def for_cases(table: str) -> migrations.RunSQL:
    """Let only case roles read the sealed ``table``, which has no person in it: whoever runs the room is no reader."""
    policy = f"create policy {table}_cases on {table} as restrictive to gvi_app using"
    return migrations.RunSQL(f"{policy} ((select gvi.person_room()) is not null);", migrations.RunSQL.noop)


def side_policies(table: str) -> migrations.RunSQL:
    """What backup, owner and eraser may do with a two-sided table; who else sees what, the caller says."""
    backup = f"create policy {table}_backup on {table} for select to gvi_backup using (true);"
    return migrations.RunSQL(backup + _for_owner_and_eraser(table), migrations.RunSQL.noop)


def _only_with(table: str, person: str) -> str:
    same = f"p.workspace_id = {table}.workspace_id and p.id = {table}.{person}"
    policy = f"create policy {table}_seen on {table} as restrictive to gvi_app using"
    return f"{policy} (exists (select 1 from people_person p where {same}));"  # noqa: S608 (the code's own names)


def only_words(table: str, column: str, words: Iterable[str]) -> migrations.RunSQL:
    """Refuse any other word in ``table.column`` than those that the product knows."""
    known = ", ".join(f"'{word}'" for word in words)
    return migrations.RunSQL(
        f"alter table {table} add constraint {table}_{column}_known check ({column} in ({known}))",
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
