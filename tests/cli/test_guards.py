"""``gvi check``: each guard is broken in turn, by a superuser, and ``check`` says which one it was."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from django.db import connection
from pytest_django import Settings

from gvi.cli.guards import erasure, functions, privileges, roles, rows, running, triggers
from gvi.cli.guards.all import check
from gvi.database.tombstones import Tombstone, append_tombstones
from gvi.trust.log.seal import seal
from tests.cluster import Cluster
from tests.trust.log.conftest import write_events
from tools.policies import FILE, policies

BROKEN_IN_CATALOG = [
    (
        rows,
        "alter table review_judgement no force row level security",
        "review_judgement: row security is not forced",
    ),
    (
        rows,
        "alter table review_judgement disable row level security",
        "review_judgement: row security is off",
    ),
    (rows, "alter table review_sealedtaskrevision disable row level security", "review_sealedtaskrevision"),
    (rows, "alter table gvi.ticket_key disable row level security", "gvi.ticket_key"),
    (rows, "drop policy review_release_backup on review_release", "review_release_backup is missing"),
    (rows, "create policy open on review_release to gvi_app using (true)", "the policy open is not ours"),
    (
        rows,
        "alter policy review_release_room on review_release using (workspace_id = gvi.here() or true)",
        "review_release_room has been changed",
    ),
    (rows, "alter policy log_event_read on log_event using (true)", "log_event_read has been changed"),
    (
        rows,
        "alter policy log_logreview_read on log_logreview using (true)",
        "log_logreview_read has been changed",
    ),
    (
        rows,
        "alter policy log_logreviewitem_sign on log_logreviewitem using (true)",
        "log_logreviewitem_sign has been changed",
    ),
    (
        functions,
        "grant execute on function gvi.log_role_room(text[]) to gvi_app",
        "gvi.log_role_room(text[]) may be called by gvi_app",
    ),
    (
        triggers,
        "alter table log_logreview disable trigger log_logreview_guard",
        "log_logreview_guard is switched off",
    ),
    (rows, "create table joint_leak (workspace_id uuid)", "joint_leak: row security is off"),
    (
        triggers,
        "alter table log_event disable trigger log_event_append_only",
        "log_event_append_only is switched off",
    ),
    (triggers, "drop trigger log_seal_no_truncate on log_seal", "log_seal_no_truncate is missing"),
    (triggers, "alter table review_task disable trigger review_task_state_guard", "review_task_state_guard"),
    (
        functions,
        """create or replace function gvi.refuse_change() returns trigger language plpgsql
           as 'begin return null; end'""",
        "gvi.refuse_change() has another body",
    ),
    (functions, "drop function gvi.here() cascade", "gvi.here is missing"),
    (
        functions,
        "grant execute on function gvi.open_ticket() to gvi_app",
        "gvi.open_ticket() may be called by gvi_app",
    ),
    (
        functions,
        "create function gvi.back_door() returns int language sql security definer as 'select 1'",
        "gvi.back_door() acts as its owner",
    ),
    (privileges, "grant update on log_event to gvi_app", "gvi_app has update on log_event"),
    (privileges, "grant insert (at) on log_event to gvi_app", "gvi_app has insert (at) on log_event"),
    (
        privileges,
        "revoke select on incidents_incident from gvi_app",
        "gvi_app lacks select on incidents_incident",
    ),
    (privileges, "grant select on log_seal to public", "public has select on log_seal"),
    (privileges, "grant delete on log_seal to gvi_backup", "gvi_backup has delete on log_seal"),
    (privileges, "create table unlisted (id int)", "unlisted is not in the list"),
    (privileges, "grant create on schema public to gvi_app", "gvi_app may create in schema public"),
    (privileges, "grant select on gvi.ticket_key to gvi_app", "gvi_app may read the ticket keys"),
    (privileges, "grant insert on people_person to gvi_eraser", "gvi_eraser has insert on people_person"),
    (privileges, "grant update on people_person to gvi_eraser", "gvi_eraser has update on people_person"),
    (
        privileges,
        "revoke delete on people_statement from gvi_eraser",
        "gvi_eraser lacks delete on people_statement",
    ),
    (
        privileges,
        "grant select on review_judgement to gvi_eraser",
        "gvi_eraser has select on review_judgement",
    ),
    (privileges, "grant delete on gvi.erasable to gvi_app", "gvi_app may write gvi.erasable"),
    (privileges, "grant select on gvi.ticket_key to gvi_eraser", "gvi_eraser may read the ticket keys"),
    (
        rows,
        "alter table disclosures_disclosure disable row level security",
        "disclosures_disclosure: row security is off",
    ),
    (
        rows,
        "alter table people_personrevision no force row level security",
        "people_personrevision: row security is not",
    ),
    (rows, "drop policy people_person_seen on people_person", "people_person_seen is missing"),
    (
        rows,
        "drop policy people_personrole_seen on people_personrole",
        "people_personrole_seen is missing",
    ),
    (
        rows,
        "alter policy people_person_persons on people_person using (true)",
        "people_person_persons has been changed",
    ),
    (
        rows,
        "alter policy people_person_seen on people_person using (exited_at is null)",
        "people_person_seen has been changed",
    ),
    (
        rows,
        """drop policy people_statement_seen on people_statement;
           create policy people_statement_seen on people_statement to gvi_app using (exists (
               select 1 from people_person p
               where p.workspace_id = people_statement.workspace_id and p.id = people_statement.person_id))""",
        "people_statement_seen has been changed",
    ),
    (
        rows,
        "alter policy people_person_owner on people_person to gvi_owner, gvi_app",
        "people_person_owner has been changed",
    ),
    (
        rows,
        "alter policy people_person_erase on people_person to gvi_app",
        "people_person_erase has been changed",
    ),
    (
        rows,
        "alter policy disclosures_item_sides on disclosures_item using (true)",
        "disclosures_item_sides has been changed",
    ),
    (rows, "alter policy log_event_erase on log_event with check (true)", "log_event_erase has been changed"),
    (
        functions,
        "grant execute on function gvi.erase_again(uuid[]) to gvi_app",
        "gvi.erase_again(uuid[]) may be called by gvi_app",
    ),
    (
        functions,
        "grant execute on function gvi.person_room() to public",
        "gvi.person_room() may be called by public",
    ),
    (erasure, "alter function gvi.erase(integer, boolean) owner to gvi_owner", "belongs to gvi_owner"),
    (erasure, "alter function gvi.here() owner to gvi_eraser", "gvi.here() belongs to gvi_eraser"),
    (
        erasure,
        "delete from gvi.erasable where table_name = 'people_officer'",
        "people_officer.person_id is not in",
    ),
    (
        erasure,
        "update gvi.erasable_root set due = 'true' where table_name = 'people_person'",
        "people_person: when it is erased",
    ),
    (
        erasure,
        """create table forgotten (id uuid, person_id uuid);
           alter table forgotten enable row level security;
           create policy forgotten_erase on forgotten to gvi_eraser using (true)""",
        "forgotten is sealed and erasure does not know it",
    ),
    (erasure, "create table noted (id uuid, person uuid)", "noted.person points at a person"),
    (
        erasure,
        """create table tied (workspace_id uuid, whom uuid,
           foreign key (workspace_id, whom) references people_person (workspace_id, id))""",
        "tied.whom points at a person",
    ),
]
BROKEN_ROLES = [
    ("alter role gvi_app bypassrls", "gvi_app has bypassrls"),
    ("alter role gvi_backup superuser", "gvi_backup has super"),
    ("alter role gvi_owner login", "gvi_owner may sign in"),
    ("grant gvi_owner to gvi_app", "gvi_app is a member of gvi_owner"),
    ("alter role gvi_eraser login", "gvi_eraser may sign in"),
    ("alter role gvi_eraser bypassrls", "gvi_eraser has bypassrls"),
    ("grant gvi_eraser to gvi_app", "gvi_app is a member of gvi_eraser"),
    ("grant gvi_backup to gvi_eraser", "gvi_eraser is a member of gvi_backup"),
    ("alter table incidents_incident owner to gvi_app", "gvi_app owns incidents_incident"),
]


@pytest.fixture
def superuser(cluster: Cluster, django_db_setup: None) -> Iterator[psycopg.Connection]:
    """A superuser's transaction in the run's database; whatever is broken in it is rolled back."""
    name = connection.settings_dict["NAME"]
    with psycopg.connect(f"{cluster.admin_url.rsplit('/', 1)[0]}/{name}") as found:
        yield found
        found.rollback()


def test_every_guard_of_a_migrated_database_is_on(superuser: psycopg.Connection) -> None:
    superuser.execute("set local role gvi_backup")
    looked = [module.look(superuser) for module in (rows, functions, privileges, erasure)]
    assert [list(faults) for faults in looked] == [[], [], [], []]
    assert list(roles.powers(superuser)) == []


def test_the_list_of_policies_is_the_migrated_databases(superuser: psycopg.Connection) -> None:
    assert policies(superuser) == FILE.read_text(encoding="utf-8"), "run python -m tools.policies"


@pytest.mark.django_db
def test_every_trigger_of_a_migrated_database_is_on(superuser: psycopg.Connection) -> None:
    assert list(triggers.look(superuser)) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("module", "statement", "named"), BROKEN_IN_CATALOG, ids=lambda value: str(value)[:60]
)
def test_a_broken_guard_is_named(
    superuser: psycopg.Connection, module: object, statement: str, named: str
) -> None:
    superuser.execute(statement)
    superuser.execute("set local role gvi_backup")
    look = getattr(module, "look")  # noqa: B009 - the modules share the function, not a type
    assert_named(look(superuser), named)


@pytest.mark.parametrize(("statement", "named"), BROKEN_ROLES)
def test_a_role_with_too_much_power_is_named(
    superuser: psycopg.Connection, statement: str, named: str
) -> None:
    superuser.execute(statement)
    superuser.execute("set local role gvi_app")
    assert_named([*roles.powers(superuser), *roles.look(superuser, "gvi_app")], named)


def test_an_address_that_signs_in_as_somebody_else_is_named(superuser: psycopg.Connection) -> None:
    assert_named(roles.look(superuser, "gvi_app"), "signs in as postgres")


def test_an_unknown_ticket_key_is_named(superuser: psycopg.Connection, settings: Settings) -> None:
    superuser.execute("set local role gvi_app")
    assert list(running.ticket(superuser)) == []
    settings.GVI_TICKET_KEY = "another key that the database has never seen"
    assert_named(running.ticket(superuser), "does not know the key")


def test_a_worker_that_has_fallen_silent_is_named(superuser: psycopg.Connection) -> None:
    at = datetime.now(UTC)
    assert_named(running.worker(superuser, at), "no worker runs")
    superuser.execute(
        "insert into procrastinate_workers (last_heartbeat) values (%s)", (at - timedelta(seconds=30),)
    )
    assert list(running.worker(superuser, at)) == []
    assert_named(running.worker(superuser, at + timedelta(minutes=2)), "no worker has been heard of")


def test_an_invented_city_under_other_settings_is_named(superuser: psycopg.Connection) -> None:
    superuser.execute(
        """insert into workspaces_programme (id, name, municipality, helpline, fictional, meeting_weekday,
           meeting_time, meeting_weeks) values (1, 'GVI Björkhamn', 'Björkhamn', '', true, 1, '09:00', 1)"""
    )
    assert_named(running.stamp(superuser), "stamped fictional")


def test_without_key_and_anchor_both_are_named(superuser: psycopg.Connection, settings: Settings) -> None:
    settings.GVI_SEAL_KEY = settings.GVI_ANCHOR = ""
    assert_named(running.seal(superuser, datetime.now(UTC)), "GVI_SEAL_KEY is not set")
    assert_named(running.anchor(superuser, datetime.now(UTC)), "GVI_ANCHOR is not set")


def test_seal_and_anchor_are_looked_at_in_a_running_database(
    own_database: str, cluster: Cluster, tmp_path: Path, settings: Settings
) -> None:
    settings.GVI_SEAL_KEY, settings.GVI_ANCHOR = str(tmp_path / "seal.key"), str(tmp_path / "anchor.jsonl")
    write_events(3)
    seal()
    urls = cluster.url("gvi_app", own_database), cluster.url("gvi_backup", own_database)
    off = {found.guard: found.faults for found in check(*urls) if not found.ok}
    assert off == {"worker": ("no worker runs: start gvi worker",)}
    write_events(2)
    later = datetime.now(UTC) + timedelta(minutes=11)
    with psycopg.connect(urls[1]) as reader:
        assert_named(running.seal(reader, later), "2 events wait for their seal")
    anchor = Path(settings.GVI_ANCHOR)
    anchor.write_text(anchor.read_text().replace('"hash": "', '"hash": "00'))
    with psycopg.connect(urls[1]) as reader:
        assert_named(running.anchor(reader, later), "the anchor's last head, block 1, is not the database's")
    anchor.unlink()
    with psycopg.connect(urls[1]) as reader:
        assert_named(running.anchor(reader, later), "1 heads are not in the anchor")


RUN = """
    insert into people_retentionrun (id, started_at, finished_at, day, horizon)
    values (gen_random_uuid(), %(at)s, %(at)s, %(at)s::date, %(at)s::date - %(behind)s)
"""


def test_t16_a_night_without_erasure_is_named(
    superuser: psycopg.Connection, settings: Settings, tmp_path: Path
) -> None:
    settings.GVI_TOMBSTONES, at = str(tmp_path / "t.jsonl"), datetime.now(UTC)
    assert list(running.retention(superuser, at)) == [], "nobody has opened a room yet"
    superuser.execute(
        """with room as (insert into workspaces_workspace (id, kind, name)
               values (gen_random_uuid(), 'police', 'Polisen') returning id)
           insert into workspaces_switch (id, workspace_id, "on", assessment, decider, decided_on, recorded_at)
           select gen_random_uuid(), id, true, 'KB 1', 'Rut Ek', %(at)s::date, %(at)s from room""",
        {"at": at - timedelta(hours=37)},
    )
    assert_named(running.retention(superuser, at), "erasure has never run")
    superuser.execute(RUN, {"at": at - timedelta(hours=12), "behind": 0})
    assert list(running.retention(superuser, at)) == []
    assert_named(running.retention(superuser, at + timedelta(hours=25)), "erasure last ran")
    assert_named(running.retention(superuser, at - timedelta(hours=13)), "a run is dated in the future")
    superuser.execute(RUN, {"at": at - timedelta(hours=11), "behind": 3})
    assert_named(running.retention(superuser, at), "erasure lies 3 days behind")
    superuser.execute(
        "insert into people_tombstone (record_id, erased_at) values (gen_random_uuid(), %s)", (at,)
    )
    assert_named(
        running.retention(superuser, at + timedelta(minutes=11)), "1 tombstones are not in their file"
    )
    settings.GVI_TOMBSTONES = settings.GVI_ANCHOR = ""
    assert_named(running.retention(superuser, at), "GVI_TOMBSTONES is not set")


def test_t16_tombstones_that_are_marked_and_not_in_the_file_are_named(
    superuser: psycopg.Connection, settings: Settings, tmp_path: Path
) -> None:
    file, at = tmp_path / "t.jsonl", datetime.now(UTC)
    settings.GVI_TOMBSTONES = str(file)
    stones = [Tombstone(uuid4(), at) for _ in range(2)]
    for stone in stones:
        superuser.execute("insert into people_tombstone values (%s, %s, %s)", (stone.record, at, at))
    assert_named(running.tombstones(superuser), "2 of 2 tombstones are not in t.jsonl")
    append_tombstones(file, stones[:1])
    assert_named(
        running.tombstones(superuser),
        f"1 of 2 tombstones are not in t.jsonl, the first is {stones[1].record}",
    )
    append_tombstones(file, stones[1:])
    assert list(running.tombstones(superuser)) == []


def test_a_missing_history_trigger_is_named(own_database: str, cluster: Cluster) -> None:
    name = f"{cluster.admin_url.rsplit('/', 1)[0]}/{own_database}"
    with psycopg.connect(name, autocommit=True) as superuser:
        found = superuser.execute(
            "select tgname from pg_trigger where tgrelid = 'groups_group'::regclass and tgname like 'pgtrigger%'"
        ).fetchone()
        assert found is not None
        superuser.execute(f"drop trigger {found[0]} on groups_group")
        assert_named(triggers.look(superuser), "groups_group: the history trigger")


def assert_named(faults: Iterable[str], named: str) -> None:
    found = list(faults)
    assert any(named in fault for fault in found), found
