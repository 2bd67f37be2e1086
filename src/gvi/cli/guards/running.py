"""Guards that must be kept running: ticket key, seal, anchor, worker, erasure, and the stamp of an invented city."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import psycopg
from django.conf import settings

from gvi.database.ticket import TicketKey
from gvi.database.tombstones import read_tombstones, tombstone_file
from gvi.trust.log.anchor import last_anchored
from gvi.trust.log.models import FAULTY, VERIFIED
from gvi.trust.log.review.month import swedish_day
from gvi.trust.log.signing import is_signed, load_public_keys, public_file
from gvi.trust.log.verify import reading
from gvi.trust.people.erasure.alarm import LAST, LastRun

FRESH = timedelta(minutes=10)
ALIVE = timedelta(minutes=2)
UNFILED = "select count(*) from public.people_tombstone where filed_at is null and erased_at < %s"
FILED = "select record_id from public.people_tombstone where filed_at is not null"
OUTCOME = "select verb, at from public.log_event where verb = any(%s) order by at desc limit 1"
MISSED = """
    select w.name, m from public.workspaces_workspace w, gvi.missed_log_months(w.id, %s) m order by w.name, m
"""


def ticket(app: psycopg.Connection) -> Iterator[str]:
    """Whether the database knows the key that this installation signs with, and refuses a forged ticket."""
    room, member = uuid4(), uuid4()
    signed = TicketKey(settings.GVI_TICKET_KEY.encode()).sign(room, member, 9_999_999_999)
    if _opened(app, signed) != room:
        yield "the database does not know the key in GVI_TICKET_KEY: run gvi migrate"
    if _opened(app, f"{signed[:-1]}{'0' if signed[-1] != '0' else '1'}") is not None:
        yield "the database accepts a forged ticket"


def _opened(app: psycopg.Connection, text: str) -> object:
    with app.transaction():
        app.execute("select set_config('gvi.ticket', %s, true)", (text,))
        row = app.execute("select gvi.ticket_workspace()").fetchone()
    return row[0] if row else None


def seal(reader: psycopg.Connection, at: datetime) -> Iterator[str]:
    """Whether everything older than ten minutes is sealed, by a key we know, and was whole when last verified."""
    count, oldest = reading.unsealed(reader, at - FRESH)
    if count:
        yield f"{count} events wait for their seal, the oldest since {oldest:%Y-%m-%d %H:%M} UTC"
    if not settings.GVI_SEAL_KEY:
        yield "GVI_SEAL_KEY is not set: nothing can be sealed"
        return
    listed = public_file(Path(settings.GVI_SEAL_KEY))
    keys = load_public_keys(listed) if listed.exists() else {}
    heads = reading.heads(reader)
    if heads and not is_signed(heads[-1], keys):
        yield f"the last head, of block {heads[-1].block}, is not signed by a key in {listed.name}"
    outcome = reader.execute(OUTCOME, (list(VERIFIED),)).fetchone()
    if outcome and outcome[0] == FAULTY:
        yield f"the log had a fault when it was last verified, {outcome[1]:%Y-%m-%d %H:%M} UTC: gvi log verify"


def anchor(reader: psycopg.Connection, at: datetime) -> Iterator[str]:
    """Whether the anchor's last head is the database's, and no head waits to be anchored."""
    if not settings.GVI_ANCHOR:
        yield "GVI_ANCHOR is not set: nobody can tell if the end of the log is cut off"
        return
    last = last_anchored(Path(settings.GVI_ANCHOR))
    heads = {head.block: head for head in reading.heads(reader)}
    if last is not None and (last.block not in heads or heads[last.block].hash != last.hash):
        yield f"the anchor's last head, block {last.block}, is not the database's: gvi log verify"
    waiting = [
        h for h in heads.values() if (last is None or h.block > last.block) and h.sealed_at < at - FRESH
    ]
    if waiting:
        yield f"{len(waiting)} heads are not in the anchor, from block {waiting[0].block}"


def log_review(reader: psycopg.Connection, at: datetime) -> Iterator[str]:
    """Whether every room's log has been reviewed and signed, month by month (trust.md, T21)."""
    for room, month in reader.execute(MISSED, (swedish_day(at),)).fetchall():
        yield f"{room}: nobody has signed the review of the log of {month:%Y-%m}"


def worker(app: psycopg.Connection, at: datetime) -> Iterator[str]:
    """Whether a worker has been heard of lately."""
    row = app.execute("select max(last_heartbeat) from procrastinate_workers").fetchone()
    heard = row[0] if row else None
    if heard is None:
        yield "no worker runs: start gvi worker"
    elif heard < at - ALIVE:
        yield f"no worker has been heard of since {heard:%Y-%m-%d %H:%M} UTC: start gvi worker"


def retention(reader: psycopg.Connection, at: datetime) -> Iterator[str]:
    """Whether erasure ran last night, by a clock that nobody has changed, and its tombstones lie outside."""
    row = reader.execute(LAST).fetchone()
    last = LastRun(*row) if row else LastRun(None, None, None, None)
    ended = f"{last.finished_at:%Y-%m-%d %H:%M} UTC" if last.finished_at else "never"
    told = {
        "future": "a run is dated in the future: the clock has been changed",
        "never": "erasure has never run: start gvi worker",
        "late": f"erasure last ran {ended}: start gvi worker",
        "behind": f"erasure lies {last.behind} days behind: if the clock is right, "
        "gvi retention run --clock-is-right",
    }
    yield from (told[fault] for fault in last.faults(at))
    if tombstone_file(settings.GVI_TOMBSTONES, settings.GVI_ANCHOR) is None:
        yield "GVI_TOMBSTONES is not set: a restored backup would bring the erased back"
    waiting = reader.execute(UNFILED, (at - FRESH,)).fetchone()
    if waiting and waiting[0]:
        yield f"{waiting[0]} tombstones are not in their file"


def tombstones(reader: psycopg.Connection) -> Iterator[str]:
    """Whether every tombstone that is marked as filed is in the file: a mark without one brings the erased back."""
    path = tombstone_file(settings.GVI_TOMBSTONES, settings.GVI_ANCHOR)
    if path is None:
        return
    filed = {record for (record,) in reader.execute(FILED).fetchall()}
    kept = {stone.record for stone in read_tombstones(path)} if path.is_file() else set()
    if missing := sorted(filed - kept):
        yield f"{len(missing)} of {len(filed)} tombstones are not in {path.name}, the first is {missing[0]}"


def stamp(app: psycopg.Connection) -> Iterator[str]:
    """Whether an invented city is opened by the demo's settings, and only by them."""
    row = app.execute("select fictional from workspaces_programme").fetchone()
    if row is not None and bool(row[0]) != settings.GVI_FICTIONAL:
        stamped = "stamped fictional" if row[0] else "not stamped fictional"
        yield f"the database is {stamped}, and the settings are {settings.SETTINGS_MODULE}"
