"""The rules of the review: each finds what it is for, and leaves the usual alone."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from gvi.trust.log.rules import Span, named, rules
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Member, Workspace
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_deputy, make_player, make_workspace
from tests.site.log.month import Past, last_month
from tests.trust.people.persons import make_person

Found = dict[UUID, int]


@pytest.fixture
def found(siv: Player) -> Callable[[str], Found]:
    """``found("exports")`` gives the events that the rule points at in last month, with how many each stands for."""

    def look(code: str) -> Found:
        month = last_month()
        with in_room(siv) as actor:
            assert actor.workspace_id
            span = Span(actor.workspace_id, month.since, month.until)
            return {hit.event: hit.count for hit in named(code).find(span)}

    return look


def local(day: datetime, hour: int) -> datetime:
    """``hour`` o'clock, Swedish time, on the day of ``day``."""
    return timezone.localtime(day).replace(hour=hour, minute=30).astimezone(UTC)


@pytest.mark.parametrize(("hour", "off"), [(5, True), (6, False), (21, False), (22, True)])
def test_off_hours_are_before_six_and_after_ten(
    past: Past, bo: Player, found: Callable[[str], Found], hour: int, off: bool
) -> None:
    first = past.add(bo, record=uuid4(), at=local(past.noon(), hour), count=3)
    assert found("off_hours") == ({first: 3} if off else {})


def test_off_hours_are_also_weekends_but_not_for_shared_records(
    past: Past, bo: Player, found: Callable[[str], Found]
) -> None:
    saturday = past.add(bo, at=past.noon(3))
    past.add(bo, at=past.noon(3), kind="incident")
    assert found("off_hours") == {saturday: 1}


def test_off_hours_are_also_public_holidays(past: Past, bo: Player, siv: Player) -> None:
    christmas = past.add(bo, at=datetime(2025, 12, 24, 11, tzinfo=UTC))
    past.add(bo, at=datetime(2025, 12, 23, 11, tzinfo=UTC))
    with in_room(siv) as actor:
        assert actor.workspace_id
        span = Span(actor.workspace_id, datetime(2025, 12, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC))
        assert [hit.event for hit in named("off_hours").find(span)] == [christmas]


def read_persons(past: Past, player: Player, day: int, count: int) -> UUID:
    """Reads of ``count`` different persons on one day; returns the first event."""
    read = [past.add(player, record=uuid4(), at=past.noon(day) + timedelta(seconds=n)) for n in range(count)]
    return read.pop(0)


def test_many_reads_are_far_above_the_members_own_usual(
    past: Past, bo: Player, found: Callable[[str], Found]
) -> None:
    for day in (0, 1, 2):
        read_persons(past, bo, day, 5)
    assert found("many_reads") == {}
    first = read_persons(past, bo, 5, 21)
    assert found("many_reads") == {first: 21}


def test_many_reads_are_over_a_hundred_whatever_is_usual(
    past: Past, bo: Player, found: Callable[[str], Found]
) -> None:
    past.add(bo, record=uuid4(), count=150)
    assert found("many_reads") == {}
    first = read_persons(past, bo, 1, 101)
    assert found("many_reads") == {first: 101}


def test_every_export_is_looked_at(past: Past, bo: Player, found: Callable[[str], Found]) -> None:
    exports = {past.add(bo, "export", "log.export", kind="log") for _ in range(3)}
    assert set(found("exports")) == exports


def test_denials_in_a_row_are_five_within_ten_minutes(
    past: Past, bo: Player, found: Callable[[str], Found]
) -> None:
    spread = [
        past.add(bo, "denial", "status.404", at=past.noon() + timedelta(minutes=5 * n)) for n in range(5)
    ]
    assert found("denials") == {}
    past.add(bo, "denial", "status.404", at=past.noon() + timedelta(minutes=6), count=2)
    assert found("denials") == {spread[0]: 7}


def test_t24_more_than_twenty_searches_a_day(past: Past, bo: Player, found: Callable[[str], Found]) -> None:
    past.add(bo, verb="people.search", count=20)
    assert found("searches") == {}
    first = past.add(bo, verb="people.search", at=past.noon(1), count=21)
    assert found("searches") == {first: 21}


def test_t24_a_wildcard_alone_is_looked_at(past: Past, bo: Player, found: Callable[[str], Found]) -> None:
    first = past.add(bo, verb="people.search_refused", count=2)
    assert found("wildcard") == {first: 2}


def test_reading_about_somebody_of_the_same_surname(
    past: Past, room: Workspace, bo: Player, found: Callable[[str], Found]
) -> None:
    agda = make_player(room, Role.ANALYST, name="Agda Björk-Ekhult")
    rut = make_person(bo, surname="Ekhult")
    past.add(bo, record=rut.pk)
    first = past.add(agda, record=rut.pk, count=2)
    assert found("surname") == {first: 2}


def test_t21_who_ends_a_record_does_not_hide_having_read_it(
    past: Past, room: Workspace, bo: Player, found: Callable[[str], Found]
) -> None:
    agda = make_player(room, Role.ANALYST, name="Agda Ekhult")
    rut = make_person(bo, surname="Ekhult")
    with in_room(bo):
        role = rut.roles.get()
    first = past.add(agda, record=rut.pk)
    past.add(bo, record=rut.pk)
    past.add(bo, "change", "people.end_role", kind="role", record=role.pk)
    past.superuser.execute("set session_replication_role = replica")
    for hidden in (
        "hidden_on = current_date - 1, state = 'exited'",
        "hidden_on = null, regime = 'common_p2'",
    ):
        past.superuser.execute(f"update people_person set {hidden}")
        assert found("surname") == {first: 1}
        assert found("no_task") == {first: 1}


def test_t01_the_rules_tell_nobody_but_the_log_reviewer(
    past: Past, room: Workspace, siv: Player, bo: Player, officer: Player
) -> None:
    past.add(make_player(room, Role.ANALYST, name="Agda Ekhult"), record=make_person(bo, surname="Ekhult").pk)
    month, other = last_month(), make_player(make_workspace(Kind.PROBATION), Role.LOG_REVIEWER)
    for code in ("surname", "no_task"):
        for player, hits in ((siv, 1), (bo, 0), (officer, 0), (other, 0)):
            with in_room(player):
                assert len(list(named(code).find(Span(room.pk, month.since, month.until)))) == hits
        assert list(named(code).find(Span(room.pk, month.since, month.until))) == []


def test_a_first_name_is_no_surname(
    past: Past, room: Workspace, bo: Player, found: Callable[[str], Found]
) -> None:
    past.add(make_player(room, Role.ANALYST, name="Ek Alm"), record=make_person(bo, surname="Ek").pk)
    assert found("surname") == {}


def test_reading_without_any_work_on_the_person(
    past: Past, room: Workspace, bo: Player, found: Callable[[str], Found]
) -> None:
    other = make_player(room, Role.ANALYST, name="Ulla Gran")
    person = uuid4()
    past.add(bo, record=person)
    past.add(bo, "change", "people.edit_person", record=person, at=last_month().since - timedelta(days=20))
    first = past.add(other, record=person, count=2)
    assert found("no_task") == {first: 2}


def test_work_on_what_belongs_to_the_person_counts(
    past: Past, room: Workspace, bo: Player, found: Callable[[str], Found]
) -> None:
    rut = make_person(make_player(room, Role.COORDINATOR))
    with in_room(bo):
        role = rut.roles.get()
    first = past.add(bo, record=rut.pk)
    assert found("no_task") == {first: 1}
    past.add(bo, "change", "people.end_role", kind="role", record=role.pk)
    assert found("no_task") == {}


def test_reading_before_leaving(past: Past, bo: Player, found: Callable[[str], Found]) -> None:
    past.add(bo, at=past.noon(-7))
    last = past.add(bo, at=past.noon(), count=3)
    assert found("leaver") == {}
    Member.objects.filter(pk=bo.member.pk).update(left_at=past.noon() + timedelta(days=28))
    assert found("leaver") == {last: 3}


def test_reading_as_a_deputy(
    past: Past, room: Workspace, bo: Player, siv: Player, found: Callable[[str], Found]
) -> None:
    day = timezone.localdate(past.noon())
    make_deputy(
        make_player(room, Role.COORDINATOR).member,
        bo.member,
        starts=day,
        ends=day + timedelta(days=1),
    )
    first = past.add(bo)
    past.add(bo, at=past.noon(1))
    assert found("deputy") == {first: 1}


def test_t01_no_rule_finds_anything_of_another_room(past: Past, siv: Player) -> None:
    other = make_player(make_workspace(Kind.PROBATION), Role.COORDINATOR)
    past.add(other, at=past.noon(3), count=30)
    past.add(other, "export", "log.export")
    past.add(other, verb="people.search", count=30)
    past.add(other, "denial", "status.404", count=9)
    month = last_month()
    with in_room(siv):
        span = Span(other.member.workspace_id, month.since, month.until)
        assert [list(rule.find(span)) for rule in rules()] == [[] for _ in rules()]


def test_every_rule_says_what_it_is_and_why() -> None:
    assert len(rules()) >= 10
    for rule in rules():
        assert str(rule.name) != rule.code
        assert str(rule.why).endswith((".", "?"))
        assert len(rule.code) <= 20
