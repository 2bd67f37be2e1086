"""State machines held by the database: a trigger rendered from the step's own table of moves.

``states.py`` of each step is the one source; flows, documentation and this trigger read the same moves. The
trigger checks INSERT as well as UPDATE, and the application's role can neither drop nor disable it.
"""

from collections.abc import Iterable
from enum import StrEnum

from django.db import migrations


def _quoted(values: Iterable[str]) -> str:
    return ", ".join(f"'{value}'" for value in sorted(values))


def guard_states(
    table: str,
    *,
    first: Iterable[StrEnum],
    moves: Iterable[tuple[StrEnum, StrEnum]],
    column: str = "state",
) -> migrations.RunSQL:
    """Refuse rows of ``table`` that begin in another state than ``first`` or move otherwise than ``moves``.

    Where every state may be the first one, rows are not looked at as they are added: a million take seconds less.
    """
    beginnings = frozenset(first)
    every = beginnings == frozenset(type(next(iter(beginnings))))
    allowed = _quoted(f"{old}>{new}" for old, new in moves)
    name = f"{table}_{column}"
    return migrations.RunSQL(
        f"""
        create function gvi.guard_{name}() returns trigger
        language plpgsql set search_path = pg_catalog, pg_temp as $$
        begin
            if tg_op = 'INSERT' and new.{column} not in ({_quoted(beginnings)}) then
                raise exception 'gvi: {table} may not begin as %', new.{column} using errcode = 'check_violation';
            end if;
            if tg_op = 'UPDATE' and old.{column} <> new.{column}
                and old.{column} || '>' || new.{column} not in ({allowed}) then
                raise exception 'gvi: {table} may not go from % to %', old.{column}, new.{column}
                    using errcode = 'check_violation';
            end if;
            return new;
        end $$;
        create trigger {name}_guard before {"" if every else "insert or "}update of {column} on {table}
            for each row execute function gvi.guard_{name}();
        """,
        migrations.RunSQL.noop,
    )
