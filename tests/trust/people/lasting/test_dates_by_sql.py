"""T14, T15 by raw SQL as the application's own role: whatever is written, no date of retention moves later."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from gvi.trust.people.lasting.flows import Renewal, renew
from gvi.trust.people.models import Person
from gvi.trust.people.retention import APART_DAYS, FIRST_REVIEW_DAYS, READ_ONLY_DAYS
from gvi.trust.people.words import Regime
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace
from tests.erasing import let_days_pass
from tests.trust.people.persons import make_person

TODAY = timezone.localdate()
FAR = date(2099, 1, 1)
DATES = ("review_due", "hidden_on", "ends_on", "erase_on")
NEED = "Konflikten mellan grupperna pågår och han har synts i den igen."
CHILD = date(TODAY.year - 17, 1, 1)


def dates(player: Player, person: UUID) -> tuple[date, ...]:
    with in_room(player), connection.cursor() as cursor:
        cursor.execute(f"select {', '.join(DATES)} from people_person where id = %s", [person])
        row = cursor.fetchone()
    assert row is not None, "out of sight"
    found: tuple[date, ...] = row
    return found


def attempt(player: Player, statement: str, values: dict[str, Any]) -> bool:
    """Whether the database lets it pass."""
    with in_room(player):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement, values)
                changed = cursor.rowcount
                cursor.execute("set constraints all immediate")
                cursor.execute("set constraints all deferred")
                return bool(changed > 0)
        except DatabaseError:
            return False


SETS = (
    *(f"{name} = %(far)s" for name in DATES),
    *(f"{name} = null" for name in ("hidden_on", "ends_on", "erase_on")),
    *("hidden_on = %(far)s, exited_at = 'infinity'", "exited_at = 'infinity'", "exited_at = '2020-01-01'"),
    *(
        "closed_on = '2001-01-01'",
        "exit_reason = 'time'",
        "entered_on = %(today)s + 1",
        "entered_on = %(today)s",
    ),
    *("based_on = %(today)s", "based_on = %(far)s", "reviewed_on = %(today)s", "reviewed_on = %(far)s"),
    *("reviewed_on = %(today)s, based_on = %(today)s", "reviewed_on = '2001-01-01'"),
    *(
        "birth_date = '1950-01-01'",
        "birth_date = null",
        "regime = 'common_p1'",
        "regime = 'common_p1', birth_date = null",
    ),
    *(
        "state = 'proposed'",
        "id = gen_random_uuid()",
        "entered_by = gen_random_uuid()",
        "workspace_id = gen_random_uuid()",
    ),
    *("state = 'exited', exit_reason = 'moved', closed_on = '2001-01-01', erase_on = %(far)s", "phone = '1'"),
)


@pytest.mark.parametrize("born", [None, CHILD, date(1980, 2, 29)])
def test_t15_no_update_moves_a_date_later(analyst: Player, born: date | None) -> None:
    for change in SETS:
        person = make_person(analyst, birth_date=born).pk
        before = dates(analyst, person)
        values = {"far": FAR, "today": TODAY, "id": person}
        passed = attempt(analyst, f"update people_person set {change} where id = %(id)s", values)
        after = dates(analyst, person)
        if passed and "'exited'" in change:
            assert after[3] == TODAY + timedelta(days=APART_DAYS)
        elif passed:
            assert all(now <= then for now, then in zip(after, before, strict=True)), change
        else:
            assert after == before


def seen(player: Player, person: UUID) -> bool:
    with in_room(player):
        return Person.objects.filter(pk=person).exists()


REVIEW = """
    insert into people_personreview (id, workspace_id, person_id, need, basis, evidence, based_on, "by", at)
    values (gen_random_uuid(), %(room)s, %(id)s, %(need)s, %(basis)s, %(evidence)s, %(based_on)s, %(by)s, %(at)s)
"""
GOOD: dict[str, Any] = {"need": NEED, "basis": "", "evidence": "", "based_on": None}


@pytest.mark.parametrize(
    "wrong",
    [
        {"need": ""},
        {"need": "Behövs"},
        {"need": " . " * 40},
        {"based_on": TODAY},
        {"based_on": TODAY, "basis": "Gripen"},
        {"based_on": TODAY + timedelta(days=1), "basis": "Gripen", "evidence": "K-1"},
        {"basis": "Gripen", "evidence": "K-1"},
    ],
)
def test_t15_a_review_that_says_nothing_is_not_stored(analyst: Player, wrong: dict[str, Any]) -> None:
    values = reviewed(analyst, make_person(analyst).pk)
    assert not attempt(analyst, REVIEW, {**values, **wrong})
    assert attempt(analyst, REVIEW, values)
    assert not attempt(analyst, REVIEW, {**values, "need": NEED.upper()}), "the same words"


def reviewed(player: Player, person: UUID) -> dict[str, Any]:
    room = player.member.workspace_id
    return {**GOOD, "room": room, "id": person, "by": uuid4(), "at": timezone.now() + timedelta(days=900)}


def test_t15_a_review_is_written_now_and_by_whoever_signs_in(analyst: Player) -> None:
    person = make_person(analyst).pk
    assert attempt(analyst, REVIEW, reviewed(analyst, person))
    with in_room(analyst), connection.cursor() as cursor:
        cursor.execute('select "by", at::date = current_date from people_personreview')
        assert cursor.fetchone() == (analyst.member.pk, True)
    move = "update people_person set reviewed_on = %(on)s where id = %(id)s"
    assert not attempt(analyst, move, {"on": TODAY - timedelta(days=1), "id": person})
    assert attempt(analyst, move, {"on": TODAY, "id": person})


def test_t15_a_review_of_one_renews_no_other(analyst: Player) -> None:
    one, other = make_person(analyst).pk, make_person(analyst).pk
    assert attempt(analyst, REVIEW, reviewed(analyst, one))
    move = "update people_person set reviewed_on = %(on)s where id = %(id)s"
    assert not attempt(analyst, move, {"on": TODAY, "id": other})


LATE_CHANGES = (
    *("phone = '1'", "surname = 'X'", "birth_date = null", "merged_into_id = null, phone = '2'"),
    *("state = 'exited', exit_reason = 'moved', surname = 'X'", "approved_by = gen_random_uuid()"),
)


def test_t14_an_overdue_person_can_only_be_renewed_or_ended(
    own_database: str, superuser: psycopg.Connection
) -> None:
    analyst = make_player(make_workspace(Kind.POLICE), Role.ANALYST)
    kept, ended = make_person(analyst), make_person(analyst)
    let_days_pass(superuser, FIRST_REVIEW_DAYS + 1, kept.pk, ended.pk)
    for change in LATE_CHANGES:
        assert not attempt(
            analyst, f"update people_person set {change} where id = %(id)s", {"id": kept.pk}
        ), change
    with in_room(analyst) as actor:
        renewed = renew(kept, Renewal(NEED), by=actor, at=timezone.now())
    assert renewed.review_due > TODAY
    leave = "update people_person set state = 'exited', exit_reason = 'moved' where id = %(id)s"
    assert attempt(analyst, leave, {"id": ended.pk})


@pytest.mark.parametrize("days", [0, FIRST_REVIEW_DAYS, FIRST_REVIEW_DAYS + 1, 119, 120, 121])
def test_t14_read_only_then_out_of_sight_day_by_day(
    own_database: str, superuser: psycopg.Connection, days: int
) -> None:
    analyst = make_player(make_workspace(Kind.POLICE), Role.ANALYST)
    person = make_person(analyst).pk
    let_days_pass(superuser, days, person)
    assert seen(analyst, person) == (days < FIRST_REVIEW_DAYS + READ_ONLY_DAYS)
    change = "update people_person set phone = '1' where id = %(id)s"
    assert attempt(analyst, change, {"id": person}) == (days <= FIRST_REVIEW_DAYS)
    with in_room(analyst), connection.cursor() as cursor:
        cursor.execute("select gvi.set_apart_count(), (select count(*) from people_personrole)")
        assert cursor.fetchone() == ((0, 1) if days < FIRST_REVIEW_DAYS + READ_ONLY_DAYS else (1, 0))


def test_t15_a_change_that_ends_it_at_once_still_leaves_two_days(
    own_database: str, superuser: psycopg.Connection
) -> None:
    analyst = make_player(make_workspace(Kind.POLICE), Role.ANALYST)
    person = make_person(analyst, regime=Regime.COMMON_P1)
    with in_room(analyst) as actor:
        renew(person, Renewal(NEED, "Gripen", "K-1", TODAY), by=actor, at=timezone.now())
    let_days_pass(superuser, 100, person.pk)
    superuser.execute("update people_person set entered_on = entered_on - 400")
    change = "update people_person set regime = 'not_common' where id = %(id)s"
    assert attempt(analyst, change, {"id": person.pk})
    row = superuser.execute("select hidden_on, erase_on from people_person").fetchone()
    assert row == (TODAY + timedelta(days=1), TODAY + timedelta(days=2))


def test_t15_social_services_dates_are_the_decisions(db: None) -> None:
    worker = make_player(make_workspace(Kind.SOCIAL_SERVICES), Role.CASE_WORKER)
    case = make_person(worker)
    assert (case.hidden_on, case.ends_on, case.erase_on) == (None, None, None)
    decide: Callable[[Player], bool] = lambda player: attempt(  # noqa: E731
        player,
        """insert into people_erasuredecision (id, workspace_id, number, decided_on, decider, kept_months, "by", at)
           values (gen_random_uuid(), %(room)s, 'SN § 1', %(today)s, 'Nämnden', 0, %(room)s, '2001-01-01')""",
        {"room": player.member.workspace_id, "today": TODAY},
    )
    assert not decide(worker), "a case worker decides nothing"
    assert not decide(make_player(make_workspace(Kind.POLICE), Role.COORDINATOR))
    assert decide(make_player(worker.member.workspace, Role.COORDINATOR))
    assert APART_DAYS == 30
