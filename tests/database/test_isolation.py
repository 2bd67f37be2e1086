"""Rooms are sealed by the database: raw SQL as the application's role finds nothing without a valid ticket.

T01, T29 and T32 by SQL (trust.md): forged, expired, missing and mangled tickets, reused connections, history
tables, unique and foreign keys as oracles, and the attempts of a role that would like to be more than it is.
"""

import hashlib
import hmac
import re
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from gvi.database.ticket import TicketKey
from gvi.steps.groups.models import Group
from gvi.steps.incidents.models import Incident
from gvi.steps.incidents.models import Kind as IncidentKind
from gvi.steps.review.models import Judgement, Meeting, SealedTask
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Grant
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace, switch_on

pytestmark = pytest.mark.django_db
SEALED = (
    "review_judgement",
    "review_judgementside",
    "review_quickreview",
    "review_sealedtask",
    "review_sealedtaskrevision",
    "review_acutestep",
    "review_policeminutes",
    "review_release",
)


def sql(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def refused(statement: str, *values: Any) -> str:
    with pytest.raises(DatabaseError) as error, transaction.atomic():
        sql(statement, *values)
    return str(error.value)


def show(ticket: str) -> None:
    sql("select set_config('gvi.ticket', %s, true)", ticket)


def seen() -> int:
    return sum(sql(f"select count(*) from {table}")[0][0] for table in SEALED)


@pytest.fixture
def incident() -> Incident:
    now = timezone.now()
    return Incident.objects.create(
        occurred_at=now, kind=IncidentKind.SHOOTING, source="test", source_id="1", reported_at=now
    )


@pytest.fixture
def police() -> Player:
    return make_player(make_workspace(Kind.POLICE), Role.ANALYST)


@pytest.fixture
def judged(police: Player, incident: Incident) -> Judgement:
    with in_room(police) as actor:
        task = SealedTask.objects.create(
            workspace_id=police.member.workspace_id,
            by=police.member.pk,
            at=timezone.now(),
            title="Ring",
            due=timezone.now(),
        )
        SealedTask.objects.filter(pk=task.pk).update(title="Ring i dag")
        return judge(actor.workspace_id, incident, actor.member_id)


def judge(room: UUID | None, incident: Incident, by: UUID | None) -> Judgement:
    assert room is not None
    assert by is not None
    return Judgement.objects.create(
        workspace_id=room,
        incident=incident,
        version=1,
        gmi="known",
        certainty="high",
        motive="dispute",
        by=by,
        at=timezone.now(),
    )


def sign(player: Player, *, seconds: int = 60, key: str = "") -> str:
    secret = (key or settings.GVI_TICKET_KEY).encode()
    return TicketKey(secret).sign(player.member.workspace_id, player.member.pk, int(time.time()) + seconds)


def test_it_works_the_own_room_reads_its_rows_and_history(police: Player, judged: Judgement) -> None:
    show(sign(police))
    assert seen() == 3


def test_t01_without_a_ticket_every_sealed_table_is_empty(judged: Judgement) -> None:
    assert seen() == 0


def test_t01_another_room_sees_nothing(judged: Judgement) -> None:
    other = make_player(make_workspace(Kind.POLICE, name="Polisen Granvik"), Role.ANALYST)
    show(sign(other))
    assert seen() == 0


@pytest.mark.parametrize(
    "forge",
    [
        lambda p: str(p.member.workspace_id),
        lambda p: f"{p.member.workspace_id}|{p.member.pk}",
        lambda p: f"{p.member.workspace_id}|{p.member.pk}|99999999999|",
        lambda p: f"{p.member.workspace_id}|{p.member.pk}|99999999999|{'0' * 64}",
        lambda p: sign(p, seconds=-1),
        lambda p: sign(p, key="another-key-that-is-long-enough-to-sign"),
        lambda p: sign(p) + "|",
        lambda p: sign(p).upper(),
        lambda p: "|||",
        lambda p: "",
    ],
)
def test_t01_forged_expired_and_partial_tickets_open_nothing(
    police: Player, judged: Judgement, forge: Callable[[Player], str]
) -> None:
    show(forge(police))
    assert seen() == 0


@examples(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(position=st.integers(0, 500), letter=st.characters(codec="utf-8", exclude_characters="\0"))
def test_t01_a_ticket_with_one_letter_changed_opens_nothing(
    police: Player, judged: Judgement, position: int, letter: str
) -> None:
    ticket = sign(police)
    place = position % len(ticket)
    changed = ticket[:place] + letter + ticket[place + 1 :]
    show(changed)
    assert seen() == (3 if changed == ticket else 0)


def test_the_python_half_is_plain_hmac() -> None:
    room, member = uuid4(), uuid4()
    key = TicketKey(b"k" * 80)
    wanted = hmac.new(b"k" * 80, f"{room}|{member}|7".encode(), hashlib.sha256).hexdigest()
    inner, outer = key.pads
    by_pads = hashlib.sha256(
        outer + hashlib.sha256(inner + f"{room}|{member}|7".encode()).digest()
    ).hexdigest()
    assert key.sign(room, member, 7).endswith(wanted)
    assert by_pads == wanted


def test_t01_a_reused_connection_keeps_no_ticket(police: Player, judged: Judgement) -> None:
    show(sign(police))
    assert seen() == 3
    show("")
    assert sql("select current_setting('gvi.ticket', true)")[0][0] == ""
    assert seen() == 0


def test_t32_a_room_that_is_switched_off_shows_and_takes_nothing(
    police: Player, judged: Judgement, incident: Incident
) -> None:
    switch_on(police.member.workspace, on=False, at=timezone.now() + timedelta(seconds=1))
    show(sign(police))
    assert seen() == 0
    with pytest.raises(DatabaseError), transaction.atomic():
        judge(police.member.workspace_id, incident, police.member.pk)


def test_t29_an_assessment_that_ran_out_yesterday_closes_the_room(police: Player, judged: Judgement) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    switch_on(police.member.workspace, until=yesterday, at=timezone.now() + timedelta(seconds=1))
    show(sign(police))
    assert seen() == 0


def test_t29_a_grant_that_ends_today_opens_nothing(police: Player, judged: Judgement) -> None:
    Grant.objects.filter(member=police.member).update(ends=timezone.localdate())
    show(sign(police))
    assert seen() == 0


def test_t33_who_has_left_opens_nothing(police: Player, judged: Judgement) -> None:
    police.member.left_at = timezone.now()
    police.member.save()
    show(sign(police))
    assert seen() == 0


def test_no_row_can_be_written_into_another_room(police: Player, incident: Incident) -> None:
    other = make_workspace(Kind.POLICE, name="Polisen Granvik")
    show(sign(police))
    with pytest.raises(DatabaseError), transaction.atomic():
        judge(other.pk, incident, police.member.pk)


def test_unique_keys_are_no_oracle(police: Player, judged: Judgement, incident: Incident) -> None:
    other = make_player(make_workspace(Kind.POLICE, name="Polisen Granvik"), Role.ANALYST)
    show(sign(other))
    assert judge(other.member.workspace_id, incident, other.member.pk).version == judged.version


def test_foreign_keys_are_no_oracle(judged: Judgement) -> None:
    other = make_player(make_workspace(Kind.POLICE, name="Polisen Granvik"), Role.ANALYST)
    group = Group.objects.create(code_name="Sälg")
    show(sign(other))
    add = """insert into review_judgementside (id, workspace_id, judgement_id, group_id, side, by, at)
             values (%s, %s, %s, %s, 'acting', %s, now()); set constraints all immediate"""

    def answer(judgement: UUID) -> str:
        values = [uuid4(), other.member.workspace_id, judgement, group.pk, other.member.pk]
        return refused(add, *values).split("Key")[0]

    assert answer(judged.pk) == answer(uuid4())


@pytest.mark.parametrize(
    "statement",
    [
        "select * from gvi.ticket_key",
        "insert into gvi.ticket_key values ('x', 'a', 'b')",
        "set role gvi_owner",
        "set session authorization gvi_owner",
        "alter table review_judgement disable row level security",
        "alter table review_judgement disable trigger all",
        "set session_replication_role = replica",
        "drop policy review_judgement_room on review_judgement",
        "create function public.gift() returns int language sql as 'select 1'",
        "create table public.copy (x int)",
        "update review_judgement set gmi = 'no'",
        "delete from review_judgement",
        "truncate review_judgement",
        "update log_event set verb = 'x'",
        "delete from log_event",
        "truncate log_event",
        "insert into log_event (id, at, operation, verb) values (gen_random_uuid(), now(), 'read', 'x')",
        "update workspaces_switch set decider = 'x'",
        "select gvi.open_ticket()",
        "select pg_read_file('/etc/hostname')",
        "copy (select 1) to program 'true'",
    ],
)
def test_the_applications_role_can_not_become_more(judged: Judgement, statement: str) -> None:
    assert re.search("permission denied|must be (owner|superuser)", refused(statement))


def test_the_role_is_ordinary_and_owns_nothing() -> None:
    assert sql("select current_user, rolsuper, rolbypassrls from pg_roles where rolname = current_user") == [
        ("gvi_app", False, False)
    ]
    assert sql("select count(*) from pg_class where relowner = 'gvi_app'::regrole") == [(0,)]


def test_every_table_with_a_room_and_sealed_rows_forces_row_security() -> None:
    rows = sql(
        "select relname, relrowsecurity, relforcerowsecurity from pg_class where relname = any(%s)",
        list(SEALED),
    )
    assert sorted(rows) == sorted((table, True, True) for table in SEALED)


def test_history_can_be_neither_switched_off_nor_written(incident: Incident) -> None:
    name = sql(
        "select tgname from pg_trigger where tgrelid = 'incidents_incident'::regclass and tgname like 'pgt%%'"
    )[0][0]
    sql("select set_config('pgtrigger.ignore', %s, true)", f"{{{name}}}")
    Incident.objects.filter(pk=incident.pk).update(dead=1)
    assert sql("select dead from incidents_incidentrevision where id = %s", incident.pk) == [(0,)]
    copy = "insert into incidents_incidentrevision select * from incidents_incidentrevision"
    assert "permission denied" in refused(copy)
    assert "permission denied" in refused("update incidents_incidentrevision set dead = 7")


def test_a_meeting_that_is_over_is_not_rewritten() -> None:
    meeting = Meeting.objects.create(number=1, planned_at=timezone.now())
    for state in ("running", "held"):
        Meeting.objects.filter(pk=meeting.pk).update(state=state)
    assert "is not changed" in refused("update review_meeting set note = 'x', joint_minutes = null")


def test_nobody_takes_the_place_of_a_sealed_block_to_come() -> None:
    columns = "block, position, hash, signature, key, sealed_at"
    add = f"insert into log_head ({columns}) values (999, 9, 'h', 's', 'k', now())"
    assert "the end of a sealed block" in refused(add)


def test_nobody_writes_the_log_in_another_name(police: Player) -> None:
    show(sign(police))
    add = "insert into log_event (id, workspace_id, member_id, operation, verb, kind, reason, count) \
           values (%s, %s, %s, 'read', 'x', '', '', 1)"
    assert "row-level security" in refused(add, uuid4(), police.member.workspace_id, uuid4())
    assert "row-level security" in refused(add, uuid4(), uuid4(), police.member.pk)
    sql(add, uuid4(), police.member.workspace_id, police.member.pk)
