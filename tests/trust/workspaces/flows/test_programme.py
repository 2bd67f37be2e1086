"""The programme, its rooms and their switches."""

from datetime import time, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from gvi.trust.log.models import Operation
from gvi.trust.refusals import NotAllowed, Refusal
from gvi.trust.workspaces.actor import CONSOLE
from gvi.trust.workspaces.flows.choose_language import choose_language
from gvi.trust.workspaces.flows.found_programme import found_programme, stamp_fictional
from gvi.trust.workspaces.flows.open_room import NewRoom, open_room
from gvi.trust.workspaces.flows.set_programme import (
    Facts,
    drop_holiday,
    keep_holiday,
    name_area,
    set_programme,
)
from gvi.trust.workspaces.flows.switch_room import Decision, switch_room
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Area, Holiday, Member, Programme, Switch
from gvi.trust.workspaces.one_time import find_link
from gvi.trust.workspaces.refused import AddressTaken, AlreadyFounded, AreaTaken, RoomTaken
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player, make_workspace
from tests.trust.workspaces.events import one_event
from tests.trust.workspaces.room import now

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
CITY = NewRoom(Kind.MUNICIPALITY, "Björkhamns kommun", "Eva Ek", "eva.ek@bjorkhamn.example")
POLICE = NewRoom(Kind.POLICE, "Polisen Björkhamn", "Per Alm", "per.alm@polisen.example")


@pytest.fixture
def coordinator() -> Player:
    Programme.objects.create(name="GVI Björkhamn", municipality="Björkhamn")
    return make_player(make_workspace(Kind.MUNICIPALITY), Role.COORDINATOR)


@pytest.fixture
def decider() -> Player:
    return make_player(make_workspace(Kind.POLICE, on=False), Role.RULES_DECIDER)


def test_an_empty_installation_is_founded_with_one_room_and_one_link() -> None:
    founding = found_programme("GVI Björkhamn", "Björkhamn", CITY, at=now())
    link = find_link(founding.secret, at=now())
    assert link is not None
    roles = set(link.member.grants.values_list("role", flat=True))
    assert roles == {Role.ADMINISTRATOR, Role.COORDINATOR}
    assert not founding.programme.fictional
    assert not Switch.objects.exists()


def test_a_programme_is_founded_once_and_only_from_the_console(coordinator: Player) -> None:
    with pytest.raises(AlreadyFounded):
        found_programme("GVI igen", "Björkhamn", CITY, at=now())
    with pytest.raises(NotAllowed):
        found_programme("GVI igen", "Björkhamn", CITY, by=coordinator.actor, at=now())


def test_the_municipality_opens_rooms_that_are_off_and_closed_to_it(coordinator: Player) -> None:
    with one_event(coordinator, Operation.SETTINGS, "workspaces.open_room") as actor:
        opened = open_room(POLICE, by=actor, at=now())
    assert Member.objects.get(workspace=opened.workspace).name == "Per Alm"
    with in_room(coordinator) as actor, pytest.raises(RoomTaken):
        open_room(POLICE, by=actor, at=now())
    other = NewRoom(Kind.PROBATION, "Frivården", "Per Alm", POLICE.email)
    with in_room(coordinator) as actor, pytest.raises(AddressTaken):
        open_room(other, by=actor, at=now())


def test_others_open_no_rooms(decider: Player) -> None:
    with in_room(decider) as actor, pytest.raises(NotAllowed):
        open_room(POLICE, by=actor, at=now())


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_of_room_can_be_opened(kind: Kind) -> None:
    opened = open_room(NewRoom(kind, f"Rum {kind}", "Eva Ek", "eva@bjorkhamn.example"), by=CONSOLE, at=now())
    assert Role.ADMINISTRATOR in opened.member.grants.values_list("role", flat=True)


def test_t32_a_room_is_switched_on_by_its_own_decider(decider: Player) -> None:
    decision = Decision(True, "KB 2026-7", "Rut Ek", TODAY, TODAY + timedelta(days=100))
    analyst = make_player(decider.member.workspace, Role.ANALYST)
    assert not analyst.actor.may(Right.JUDGE)
    with one_event(decider, Operation.SETTINGS, "workspaces.switch_room") as actor:
        switch_room(decision, by=actor, at=now())
    assert analyst.actor.may(Right.JUDGE)


def test_t32_switching_off_closes_at_once(decider: Player) -> None:
    analyst = make_player(decider.member.workspace, Role.ANALYST)
    on, off = (Decision(state, "KB 2026-7", "Rut Ek", TODAY) for state in (True, False))
    with in_room(decider) as actor:
        switch_room(on, by=actor, at=now())
        switch_room(off, by=actor, at=now() + timedelta(seconds=1))
    assert not analyst.actor.may(Right.JUDGE)


def test_a_decision_is_not_made_in_the_future_nor_already_over(decider: Player) -> None:
    tomorrow, yesterday = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
    with in_room(decider) as actor:
        for decision in (
            Decision(True, "KB", "Rut Ek", tomorrow),
            Decision(True, "KB", "Rut Ek", yesterday, yesterday),
        ):
            with pytest.raises(Refusal):
                switch_room(decision, by=actor, at=now())


def test_an_administrator_does_not_switch_the_room() -> None:
    administrator = make_player(make_workspace(Kind.POLICE), Role.ADMINISTRATOR)
    with in_room(administrator) as actor, pytest.raises(NotAllowed):
        switch_room(Decision(False, "KB", "Rut Ek", TODAY), by=actor, at=now())


def test_the_programme_is_set(coordinator: Player) -> None:
    facts = Facts("GVI Nya Björkhamn", "Björkhamn", "070-174 06 40", 3, time(10, 30), 2)
    with one_event(coordinator, Operation.SETTINGS, "workspaces.set_programme") as actor:
        set_programme(facts, by=actor, at=now())
    programme = Programme.objects.get()
    assert (programme.name, programme.meeting_weekday, programme.meeting_weeks) == (facts.name, 3, 2)


def test_areas_have_names_of_their_own(coordinator: Player) -> None:
    with in_room(coordinator) as actor:
        first = name_area("Norra torget", by=actor, at=now())
        with pytest.raises(AreaTaken):
            name_area("norra torget", by=actor, at=now())
        name_area("Södra torget", area=first, by=actor, at=now())
    assert [area.name for area in Area.objects.all()] == ["Södra torget"]


def test_days_without_a_meeting_come_and_go(coordinator: Player) -> None:
    day = TODAY + timedelta(days=10)
    with one_event(coordinator, Operation.SETTINGS, "workspaces.keep_holiday") as actor:
        keep_holiday(day, "Studiedag", by=actor, at=now())
    assert Holiday.objects.get(day=day).name == "Studiedag"
    with one_event(coordinator, Operation.SETTINGS, "workspaces.drop_holiday") as actor:
        drop_holiday(day, by=actor, at=now())
    assert not Holiday.objects.exists()


def test_a_reader_sets_nothing() -> None:
    reader = make_player(make_workspace(Kind.MUNICIPALITY), Role.READER)
    with in_room(reader) as actor:
        for flow in (
            lambda: name_area("X", by=actor, at=now()),
            lambda: keep_holiday(TODAY, "X", by=actor, at=now()),
            lambda: drop_holiday(TODAY, by=actor, at=now()),
        ):
            with pytest.raises(NotAllowed):
                flow()


def test_a_language_is_kept_on_the_account(coordinator: Player) -> None:
    with one_event(coordinator, Operation.SETTINGS, "workspaces.choose_language") as actor:
        choose_language(coordinator.user, "en", by=actor, at=now())
    coordinator.user.refresh_from_db()
    assert coordinator.user.language == "en"
    with in_room(coordinator) as actor, pytest.raises(Refusal):
        choose_language(coordinator.user, "tlh", by=actor, at=now())


def change(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_the_stamp_is_set_once_and_only_before_anybody_is_in() -> None:
    stamp_fictional("GVI Björkhamn", "Björkhamn")
    for sql in (
        "update workspaces_programme set fictional = false",
        "delete from workspaces_programme",
        "truncate workspaces_programme",
    ):
        with pytest.raises(DatabaseError):
            change(sql)
    assert Programme.objects.get().fictional


def test_a_real_programme_never_becomes_fictional(coordinator: Player) -> None:
    with pytest.raises(DatabaseError):
        change("update workspaces_programme set fictional = true")


def test_a_database_with_members_is_never_stamped() -> None:
    make_player(make_workspace(Kind.POLICE), Role.ANALYST)
    with pytest.raises(DatabaseError), transaction.atomic():
        stamp_fictional("GVI Björkhamn", "Björkhamn")
