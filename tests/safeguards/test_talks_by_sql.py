"""T01, T11, T15, T26, T27 and T34 by raw SQL as the application's role, for talks and what of them leaves the room."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from gvi.steps.talks.queries.quarter import before, quarter_end
from gvi.steps.talks.words import Reason
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import Player
from tests.safeguards.test_groups_by_sql import a_group, a_person, analyst, second, signed
from tests.safeguards.world import World, act_as, insert, passes, sql, taken_back

pytestmark = pytest.mark.django_db

TABLES = (
    "talks_talk",
    "talks_talkrevision",
    "talks_safetycheck",
    "talks_attempt",
    "talks_team",
    "talks_talkletter",
)
APPROVE = """
    update talks_talk set state = 'approved', approved_by = %s, approved_at = %s, concern = %s where id = %s
"""
PREPARE = (
    "update talks_talk set state = 'prepared', team_id = %s, planned_on = %s, place = 'Torget' where id = %s"
)
ACTIVE = "update people_person set state = 'active', approved_by = %s, approved_at = now() where id = %s"
NO_ANSWER = {"concern": "", "concern_reference": "", "guardians": ""}


def decider(world: World) -> Player:
    return world.everyone[Kind.POLICE, Role.DECISION_MAKER]


def a_talk(world: World, by: Player, person: UUID, *, days_ago: int = 0, **given: Any) -> UUID:
    """A request, as the application writes it."""
    told: dict[str, Any] = {
        "person_id": person,
        "kind": "message",
        "reason": "conflict",
        "words": "Har hotats",
        "group_id": given.pop("group_id", None) or a_group(),
        "state": "requested",
        "oral": False,
        "place": "",
        "joint_visit": False,
        "stop_reason": "",
        **NO_ANSWER,
        **signed(world, by, days_ago=days_ago),
    }
    return insert(
        "talks_talk", **{name: value for name, value in (told | given).items() if value is not None}
    )


def a_team(world: World, by: Player) -> UUID:
    return insert("talks_team", name=f"Lag {uuid4().hex[:6]}", active=True, **signed(world, by))


def a_check(world: World, by: Player, talk: UUID, person: UUID, **given: Any) -> UUID:
    told = {
        "no_rivals": True,
        "no_open_case": True,
        "safe_place": True,
        "words": "",
        "day": timezone.localdate(),
    }
    return insert("talks_safetycheck", talk_id=talk, person_id=person, **(told | given), **signed(world, by))


def an_attempt(world: World, by: Player, talk: UUID, person: UUID, **given: Any) -> UUID:
    told: dict[str, Any] = {"outcome": "not_home", "card_left": False, "words": ""}
    lines = given.pop("lines", "{}")
    number = uuid4()
    row = {"id": number, "talk_id": talk, "person_id": person, **told, **given, **signed(world, by)}
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join(["%s"] * len(row))
    sql(f"insert into talks_attempt ({names}, lines) values ({marks}, %s)", *row.values(), lines)
    return number


def approve(world: World, talk: UUID, by: Player | None = None, concern: str = "") -> None:
    who = by or second(world)
    act_as(who)
    sql(APPROVE, who.member.pk, timezone.now(), concern, talk)


def a_ready(world: World, person: UUID) -> UUID:
    """A talk that is prepared and checked today."""
    by = analyst(world)
    talk = a_talk(world, by, person)
    approve(world, talk)
    act_as(by)
    sql(PREPARE, a_team(world, by), timezone.localdate(), talk)
    a_check(world, by, talk, person)
    return talk


def count(table: str) -> int:
    return int(sql(f"select count(*) from {table}")[0][0])


def test_it_works(world: World) -> None:
    with taken_back():
        by = analyst(world)
        act_as(by)
        person = a_person(world, by)
        talk = a_ready(world, person)
        an_attempt(world, by, talk, person, outcome="met", lines="{not_die,help}")
        assert passes(lambda: sql("update talks_talk set state = 'delivered' where id = %s", talk))


@pytest.mark.parametrize("kind", [Kind.PROBATION, Kind.SOCIAL_SERVICES, Kind.MUNICIPALITY, Kind.COUNTY_BOARD])
def test_t01_no_other_room_finds_a_talk(world: World, kind: Kind) -> None:
    with taken_back():
        by = analyst(world)
        act_as(by)
        person = a_person(world, by)
        talk = a_ready(world, person)
        an_attempt(world, by, talk, person)
        assert all(count(table) for table in TABLES if table != "talks_talkletter")
        act_as(world.everyone[kind, Role.COORDINATOR])
        assert [count(table) for table in TABLES] == [0] * len(TABLES)


@pytest.mark.parametrize("role", [Role.PATROL_LEADER, Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER])
def test_t01_whoever_does_not_work_with_cases_finds_and_writes_nothing(world: World, role: Role) -> None:
    with taken_back():
        by = analyst(world)
        act_as(by)
        person = a_person(world, by)
        a_ready(world, person)
        other = world.everyone[Kind.POLICE, role]
        act_as(other)
        assert count("talks_talk") == 0 and count("talks_team") == 0
        assert not passes(lambda: a_talk(world, other, person))


@pytest.mark.parametrize("role", ["injured", "witness", "close_to", "not_suspected"])
def test_t11_who_is_no_part_of_it_gets_no_message_but_may_be_met_for_safety(world: World, role: str) -> None:
    with taken_back():
        by = analyst(world)
        act_as(by)
        person = a_person(world, by, role=role)
        assert not passes(lambda: a_talk(world, by, person))
        assert passes(lambda: a_talk(world, by, person, kind="safety"))


def drop(world: World, person: UUID) -> None:
    """The suspicion is dropped, by who may."""
    act_as(second(world))
    sql(
        "update people_personrole set until = gvi.today(), end_reason = 'Fel person' where person_id = %s",
        person,
    )


def test_t11_a_talk_goes_no_further_when_the_suspicion_is_dropped(world: World) -> None:
    with taken_back():
        by = analyst(world)
        act_as(by)
        person = a_person(world, by)
        ready, asked = a_ready(world, person), a_talk(world, by, person, reason="new")
        drop(world, person)
        act_as(by)
        for outcome in ("met", "family", "not_home"):
            assert not passes(lambda told=outcome: an_attempt(world, by, ready, person, outcome=told)), (
                outcome
            )
        assert not passes(lambda: a_check(world, by, ready, person))
        assert not passes(lambda: approve(world, asked))
        act_as(by)
        stop = "update talks_talk set state = 'stopped', stop_reason = 'no_longer', ended_at = now() where id = %s"
        assert passes(lambda: sql(stop, ready))
        assert passes(lambda: a_talk(world, by, person, kind="safety"))


def test_t15_a_typed_time_may_be_earlier_and_never_later_and_none_is_moved_off(world: World) -> None:
    with taken_back():
        by = analyst(world)
        act_as(by)
        person, now = a_person(world, by), timezone.now()
        assert not passes(lambda: a_talk(world, by, person, due_at=now + timedelta(days=4)))
        talk = a_talk(world, by, person, due_at=now + timedelta(days=1))
        later = "update talks_talk set due_at = due_at + interval '1 minute' where id = %s"
        assert not passes(lambda: sql(later, talk))
        assert passes(lambda: sql(later.replace("+", "-"), talk))
        sql("update talks_talk set erase_on = '2099-01-01' where id = %s", talk)
        [(erased,)] = sql("select erase_on from talks_talk where id = %s", talk)
        assert erased < timezone.localdate() + timedelta(days=367)


@pytest.mark.parametrize("reason", sorted(Reason))
def test_every_reason_has_its_time(world: World, reason: str) -> None:
    with taken_back():
        by = analyst(world)
        act_as(by)
        person = a_person(world, by)
        if reason == Reason.REPEAT:
            assert not passes(lambda: a_talk(world, by, person, reason=reason))
            return
        talk = a_talk(world, by, person, reason=reason)
        [(due, at)] = sql("select due_at, at from talks_talk where id = %s", talk)
        assert timedelta(hours=47) < due - at < timedelta(days=32)


def test_nobody_approves_their_own_nor_in_anothers_name_nor_the_analyst(world: World) -> None:
    with taken_back():
        by, other, now = second(world), decider(world), timezone.now()
        act_as(by)
        person = a_person(world, by)
        talk = a_talk(world, by, person)
        assert not passes(lambda: sql(APPROVE, by.member.pk, now, "", talk))
        assert not passes(lambda: sql(APPROVE, other.member.pk, now, "", talk))
        act_as(analyst(world))
        assert not passes(lambda: sql(APPROVE, analyst(world).member.pk, now, "", talk))
        oral = APPROVE.replace("concern = %s", "concern = %s, oral = true")
        assert not passes(lambda: sql(oral, other.member.pk, now, "", talk))
        act_as(other)
        assert passes(lambda: sql(APPROVE, other.member.pk, timezone.now(), "", talk))


def test_t27_under_eighteen_takes_an_answer_and_a_third_member(world: World) -> None:
    with taken_back():
        by, now = analyst(world), timezone.now()
        act_as(by)
        person = a_person(world, by, under_eighteen="unknown", concern="reported", state="proposed")
        act_as(second(world))
        sql(ACTIVE, second(world).member.pk, person)
        act_as(by)
        talk, team = a_talk(world, by, person), a_team(world, by)
        assert not passes(lambda: approve(world, talk))
        approve(world, talk, concern="not_needed")
        act_as(by)
        assert not passes(lambda: sql(PREPARE, team, timezone.localdate(), talk))
        twice = "update talks_talk set second_by = %s, second_at = %s where id = %s"
        act_as(second(world))
        assert not passes(lambda: sql(twice, second(world).member.pk, now, talk))
        act_as(decider(world))
        assert passes(lambda: sql(twice, decider(world).member.pk, now, talk))
        act_as(by)
        assert passes(lambda: sql(PREPARE, team, timezone.localdate(), talk))


def test_no_attempt_without_the_check_of_the_day_and_no_line_to_nobody(world: World) -> None:
    with taken_back():
        by = analyst(world)
        act_as(by)
        person = a_person(world, by)
        talk = a_ready(world, person)
        assert passes(lambda: an_attempt(world, by, talk, person))
        assert not passes(lambda: an_attempt(world, by, talk, person, lines="{help}"))
        assert not passes(lambda: an_attempt(world, by, talk, person, outcome="met", lines="{more}"))
        assert not passes(
            lambda: a_check(world, by, talk, person, day=timezone.localdate() - timedelta(days=1))
        )
        a_check(world, by, talk, person, no_rivals=False)
        assert not passes(lambda: an_attempt(world, by, talk, person))


def test_what_was_asked_for_tried_and_checked_is_not_rewritten(world: World) -> None:
    with taken_back():
        by = analyst(world)
        act_as(by)
        person, other = a_person(world, by), a_person(world, by)
        talk = a_ready(world, person)
        an_attempt(world, by, talk, person)
        for statement in (
            "update talks_talk set words = 'annat'",
            "update talks_talk set state = 'delivered'",
            "update talks_talk set state = 'stopped', ended_at = now()",
        ):
            assert not passes(lambda s=statement: sql(s)), statement
        assert not passes(lambda: sql("update talks_talk set person_id = %s where id = %s", other, talk))


@pytest.mark.parametrize("table", ["talks_attempt", "talks_safetycheck", "talks_quarter", "talks_groupband"])
def test_what_was_added_is_never_changed_nor_taken_away(world: World, table: str) -> None:
    with taken_back():
        act_as(decider(world))
        granted = "select has_table_privilege('gvi_app', %s, %s)"
        assert [sql(granted, table, act)[0][0] for act in ("insert", "update", "delete")] == [
            True,
            False,
            False,
        ]


def a_quarter(world: World, ends: date, **given: Any) -> UUID:
    """A release with its secrecy test."""
    by, number, now = decider(world), uuid4(), timezone.now()
    sign = {"workspace_id": by.member.workspace_id, "by": by.member.pk, "at": now}
    if given.pop("tested", True):
        insert("review_release", what="talks", target=number, test="Ingen kan lida men av antalen", **sign)
    told = {"owner_id": by.member.workspace_id, "released_by": by.member.pk, "released_at": now, "ends": ends}
    return insert("talks_quarter", **{"id": number, **told, **given})


def test_t26_a_quarter_is_closed_tested_in_order_never_small_and_a_decision_makers(world: World) -> None:
    today = timezone.localdate()
    last = before(quarter_end(today))
    with taken_back():
        act_as(decider(world))
        assert not passes(lambda: a_quarter(world, quarter_end(today)))
        assert not passes(lambda: a_quarter(world, last - timedelta(days=1)))
        assert not passes(lambda: a_quarter(world, last, met=4))
        assert not passes(lambda: a_quarter(world, last, attempts=0))
        for told in ({"met": 12}, {"met": 5, "through_family": 6}, {"through_family": 14}, {"met": 10}):
            assert not passes(lambda given=told: a_quarter(world, last, attempts=14, **given)), told
        assert not passes(lambda: a_quarter(world, last, tested=False))
        assert passes(lambda: a_quarter(world, before(before(last)), attempts=12))
        assert not passes(lambda: a_quarter(world, last))
        assert passes(lambda: a_quarter(world, before(last), met=12))
        assert passes(lambda: a_quarter(world, last, attempts=17, met=12))
        act_as(second(world))
        assert not passes(lambda: a_quarter(world, last))


def test_t34_a_band_covers_three_groups_and_comes_with_its_quarter(world: World) -> None:
    last = before(quarter_end(timezone.localdate()))
    with taken_back():
        act_as(decider(world))
        quarter = a_quarter(world, last)
        groups = [a_group() for _each in range(3)]

        def band(*chosen: UUID) -> None:
            for group in chosen:
                insert("talks_groupband", quarter_id=quarter, group_id=group, band="recent")

        assert not passes(lambda: band(*groups[:2]))
        assert passes(lambda: band(*groups))
        act_as(second(world))
        assert not passes(lambda: band(a_group(), a_group(), a_group()))


def test_t34_nothing_of_a_talk_stands_in_a_joint_table(world: World) -> None:
    columns = sql(
        """select table_name, column_name from information_schema.columns
           where table_name in ('talks_quarter', 'talks_groupband')"""
    )
    told = {column for _table, column in columns}
    assert not told & {"person_id", "talk_id", "incident_id", "at", "planned_on", "team_id"}
