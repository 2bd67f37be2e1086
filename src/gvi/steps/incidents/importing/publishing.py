"""Publishing: staged rows become incidents, all of them or none (domain.md: "published all or nothing").

A row is *the same* when the source says what it said last time, or what the incident says now; a correction made
here is therefore not undone by reading the same file again. A changed row updates the incident and leaves its
earlier version among the revisions. The state follows the file only where states.py has such a move from an
undecided state: a decision taken here is never reopened by a file. An area spelled with other capitals is the same
area, spelled as the programme does, or else as most rows do.
"""

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from gvi.steps.incidents.importing.outcome import Outcome
from gvi.steps.incidents.models import ImportFile
from gvi.steps.incidents.states import MOVES, OPEN
from gvi.trust.workspaces.actor import Actor

HASH = """md5(concat_ws('|', s.occurred_at, s.precision, s.kind, s.area, s.latitude, s.longitude, s.dead, s.injured,
    s.link, s.summary, s.state, s.reason))"""
# The moment, then the source's own id: unique as that is, and a million in order of time are indexed in less of it.
ID = """(lpad(to_hex((extract(epoch from s.occurred_at) * 1000)::bigint), 12, '0')
    || substr(md5(concat_ws('|', s.source, s.source_id)), 13))::uuid"""
FORWARD = ", ".join(f"'{old}>{new}'" for old, new in sorted(MOVES) if old in OPEN)
STATE = f"case when i.state || '>' || s.state in ({FORWARD}) then s.state else i.state end"
VALUES = f"""(s.occurred_at, s.precision, s.kind, a.id, s.latitude, s.longitude, s.dead, s.injured, s.link, s.summary,
    {STATE})"""
CURRENT = """(i.occurred_at, i.precision, i.kind, i.area_id, i.latitude, i.longitude, i.dead, i.injured, i.link,
    i.summary, i.state)"""
FROM = "incidents_stagedrow s left join workspaces_area a on a.name = s.area"
KNOWN = "i.source = s.source and i.source_id = s.source_id"
CHANGED = f"i.source_hash <> {HASH} and {VALUES} is distinct from {CURRENT}"

LOCK = "select pg_advisory_xact_lock(hashtext('gvi incidents import'))"
MANY = 20_000
ROOMY = "set local work_mem = '96MB'"
NO_LOOPS = "set local enable_nestloop = off"
SPELL = """
    update incidents_stagedrow s set area = spelled.area from (
        select distinct on (lower(area)) area from (
            select name as area, 0 as rank, 0 as times from workspaces_area
            union all
            select area, case when area = upper(area) then 2 else 1 end, count(*) from incidents_stagedrow
            where file = %(file)s and area <> '' group by area
        ) spellings order by lower(area), rank, times desc, area
    ) spelled where s.file = %(file)s and lower(s.area) = lower(spelled.area) and s.area <> spelled.area
"""
AREAS = """
    insert into workspaces_area (id, name)
    select gen_random_uuid(), area from (
        select distinct area from incidents_stagedrow where file = %(file)s and area <> ''
    ) named on conflict (name) do nothing
"""
COUNT = f"""
    select count(*) filter (where i.id is null), count(*) filter (where i.id is not null and {CHANGED})
    from {FROM} left join incidents_incident i on {KNOWN} where s.file = %(file)s
"""
UPDATE = f"""
    update incidents_incident i set occurred_at = s.occurred_at, precision = s.precision, kind = s.kind,
        area_id = a.id, latitude = s.latitude, longitude = s.longitude, dead = s.dead, injured = s.injured,
        link = s.link, summary = s.summary, state = {STATE}, source_hash = {HASH}, changed_at = %(at)s,
        change_reason = '', by = %(by)s,
        unfounded_reason = case when {STATE} = 'unfounded' and i.state <> 'unfounded' then s.reason
            else i.unfounded_reason end,
        decided_at = case when {STATE} <> i.state and s.state in ('confirmed', 'unfounded') then %(at)s
            else i.decided_at end
    from {FROM} where s.file = %(file)s and {KNOWN} and {CHANGED}
"""
INSERT = f"""
    insert into incidents_incident (id, occurred_at, precision, kind, area_id, latitude, longitude, dead, injured,
        source, source_id, source_hash, link, summary, state, unfounded_reason, reported_at, decided_at, by)
    select {ID}, s.occurred_at, s.precision, s.kind, a.id, s.latitude, s.longitude, s.dead, s.injured,
        s.source, s.source_id, {HASH}, s.link, s.summary, s.state, s.reason,
        case when s.occurred_at < %(at)s - interval '30 days' then s.occurred_at else %(at)s end,
        case when s.state in ('reported', 'waiting') then null
            when s.occurred_at < %(at)s - interval '30 days' then s.occurred_at else %(at)s end,
        %(by)s
    from {FROM} where s.file = %(file)s
        and not exists (select 1 from incidents_incident i where {KNOWN})
    order by s.occurred_at
"""
CLEAR = "delete from incidents_stagedrow where file = %(file)s"

Values = dict[str, UUID | datetime | None]


def publish(file: ImportFile, outcome: Outcome, *, by: Actor, at: datetime) -> None:
    """Update, insert and clear; inside the caller's transaction, one import at a time.

    What happened more than thirty days ago counts as reported then, so that the next agenda holds the new ones.
    """
    values: Values = {"file": file.id, "at": at, "by": by.member_id}
    with connection.cursor() as cursor:
        _prepare(cursor, file, values)
        cursor.execute(UPDATE, values)
        outcome.changed = cursor.rowcount
        cursor.execute(INSERT, values)
        outcome.new = cursor.rowcount
        cursor.execute(CLEAR, values)
    outcome.same = file.staged - outcome.new - outcome.changed


def compare(file: ImportFile, outcome: Outcome, *, by: Actor, at: datetime) -> None:
    """Count what publishing would do, and undo even the new names of areas."""
    values: Values = {"file": file.id, "at": at, "by": by.member_id}
    with transaction.atomic(), connection.cursor() as cursor:
        _prepare(cursor, file, values)
        cursor.execute(COUNT, values)
        outcome.new, outcome.changed = cursor.fetchone()
        transaction.set_rollback(True)
    outcome.same = file.staged - outcome.new - outcome.changed


def _prepare(cursor: CursorWrapper, file: ImportFile, values: Values) -> None:
    cursor.execute(LOCK)
    if file.staged > MANY:  # staged rows have no statistics yet, and the planner would think them few
        cursor.execute(ROOMY)
        cursor.execute(NO_LOOPS)
    cursor.execute(SPELL, values)
    cursor.execute(AREAS, values)
