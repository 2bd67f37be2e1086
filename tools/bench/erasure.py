"""Erasure

`gvi retention run` as one types it, over 100,000 persons whose day has come, each with a role, a statement and an
earlier version of both, on an embedded server of its own; and the same run tried first with `--dry-run`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg

from gvi.database.embedded import start, stop
from tools.bench.figures import Figure

NAME = "gvi"
FILL = """
    set session_replication_role = replica;
    insert into workspaces_workspace (id, kind, name)
        values ('00000000-0000-4000-8000-000000000001', 'police', 'Polisen Björkhamn');
    create temp table many as select gen_random_uuid() as id, n,
        '00000000-0000-4000-8000-000000000001'::uuid as room from generate_series(1, {rows}) n;
    insert into people_person (id, workspace_id, state, local_reference, given_name, surname, identity_number,
        identity_hash, protected, address, phone, purpose, regime, basis, evidence, based_on, concern,
        concern_reference, entered_on, entered_by, exit_reason, under_eighteen, review_due, hidden_on,
        ends_on, erase_on)
        select id, room, 'active', '', 'Rut', 'Ek ' || n, '', '', false, '', '', 'x', 'not_common', 'x', 'x',
            current_date - 400, '', '', current_date - 400, room, '', 'no', current_date - 310, current_date - 65,
            current_date - 35, current_date - 35 from many;
    insert into people_personrole (id, workspace_id, person_id, role, since, source, end_reason, "by", at)
        select gen_random_uuid(), room, id, 'suspected', current_date - 400, 'K-1', '', room, now() from many;
    insert into people_statement (id, workspace_id, person_id, kind, text, source, reliability, accuracy, secrecy,
        said_on, "by", at, withdrawn_reason)
        select gen_random_uuid(), room, id, 'fact', 'Sågs vid torget', 'Patrull', 'B', '2', 'osl_35_1',
            current_date - 400, room, now(), '' from many;
    insert into people_statementrevision (pgh_created_at, pgh_label, pgh_obj_id, id, workspace_id, person_id, kind,
        text, source, reliability, accuracy, secrecy, said_on, "by", at, withdrawn_reason)
        select now(), 'revised', s.id, s.id, workspace_id, person_id, kind, text, source, reliability, accuracy,
            secrecy, said_on, "by", at, withdrawn_reason from people_statement s;
    insert into people_personrolerevision (pgh_created_at, pgh_label, pgh_obj_id, id, workspace_id, person_id, role,
        since, source, end_reason, "by", at)
        select now(), 'revised', r.id, r.id, workspace_id, person_id, role, since, source, end_reason, "by", at
        from people_personrole r;
    analyze
"""


def measure(*, smoke: bool) -> Iterator[Figure]:
    """Seconds for the rehearsal and for the run, and what was left behind."""
    rows = 3_000 if smoke else 100_000
    with TemporaryDirectory(prefix="gvi-bench-") as folder:
        place = Path(folder)
        server = start(place / "server")
        try:
            _run(place)  # makes the database
            with psycopg.connect(server.url("postgres", NAME), autocommit=True) as superuser:
                superuser.execute(FILL.format(rows=rows))
            rehearsed, spent = _run(place, "--dry-run")
            yield Figure(f"{rows:,} persons, --dry-run", spent, "s", at_most=60)
            done, spent = _run(place)
            yield Figure(f"{rows:,} persons", spent, "s", at_most=60)
            yield Figure(
                "persons left, or told otherwise by the rehearsal", _wrong(rehearsed, done, rows), "", 0
            )
        finally:
            stop(place / "server")


def _wrong(rehearsed: dict[str, Any], done: dict[str, Any], rows: int) -> int:
    (room,) = done["kinds"]
    differs = int(rehearsed["kinds"] != done["kinds"])
    return rows - int(room["erased"]) + differs


def _run(place: Path, *words: str) -> tuple[dict[str, Any], float]:
    """One run on a server that runs already; the program's own start counts."""
    command = [str(Path(sys.executable).with_name("gvi")), "retention", "run", "--json", *words]
    began = time.perf_counter()
    done = subprocess.run(command, env=_environment(place), stdout=subprocess.PIPE, check=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told, time.perf_counter() - began


def _environment(place: Path) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "DJANGO_"))
    }
    return {**kept, "GVI_DATA": str(place / "server")}
