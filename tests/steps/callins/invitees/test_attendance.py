"""Attendance by taps: kept once however often one is sent, the last one counts, and thirty may tap at once."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gvi.steps.callins.flows.follow_up_absence import follow_up_absence
from gvi.steps.callins.flows.tap import Tap, tap
from gvi.steps.callins.models import Attendance, Invitee
from gvi.steps.callins.queries.invitees import how_many_came
from gvi.steps.callins.refusals_invitees import NoSuchInvitee, NotTheDay, TapOfAnother, WrongMoment
from gvi.steps.callins.states import InviteeState
from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from gvi.trust.workspaces.rooms import as_workspace
from tests.cast import Player, in_room, make_player, make_workspace
from tests.steps.callins.invitees.world import Rooms, at_the_door, make_rooms, taken_in, tapped

CAME, AWAY, EXCUSED = InviteeState.ATTENDED, InviteeState.ABSENT, InviteeState.ABSENT_EXCUSED


@pytest.mark.django_db
def test_it_works_and_the_last_tap_counts(rooms: Rooms) -> None:
    _callin, [one] = at_the_door(rooms, 1)
    assert tapped(rooms, one, CAME).state == CAME
    assert tapped(rooms, one, AWAY, EXCUSED, CAME, AWAY).state == AWAY
    with in_room(rooms.officer):
        assert Attendance.objects.filter(invitee=one).count() == 5


@pytest.mark.django_db
def test_a_tap_that_is_sent_again_changes_nothing(rooms: Rooms) -> None:
    callin, [one] = at_the_door(rooms, 1)
    first = Tap(uuid4(), one.pk, CAME)
    with in_room(rooms.officer) as actor:
        for new in (first, first, Tap(uuid4(), one.pk, AWAY), first):
            tap(new, by=actor, at=timezone.now())
        assert (Attendance.objects.count(), how_many_came(callin)) == (2, 0)


@pytest.mark.django_db
def test_an_id_is_that_of_one_tap(rooms: Rooms) -> None:
    _callin, [one, other] = at_the_door(rooms, 2)
    used = uuid4()
    with in_room(rooms.officer) as actor:
        tap(Tap(used, one.pk, CAME), by=actor, at=timezone.now())
        with pytest.raises(TapOfAnother):
            tap(Tap(used, other.pk, CAME), by=actor, at=timezone.now())
        assert Attendance.objects.count() == 1


@pytest.mark.django_db
def test_attendance_is_taken_on_the_day_of_those_with_an_approved_letter(rooms: Rooms) -> None:
    _ahead, [early] = at_the_door(rooms, 1, day=timezone.localdate() + timedelta(days=1))
    callin, [followed] = at_the_door(rooms, 1)
    drafted = taken_in(rooms, callin)
    tapped(rooms, followed, AWAY)
    with in_room(rooms.officer) as actor:
        follow_up_absence(followed, "Ringde dagen efter", timezone.localdate(), by=actor, at=timezone.now())
        with pytest.raises(NotTheDay):
            tap(Tap(uuid4(), early.pk, CAME), by=actor, at=timezone.now())
        for one in (drafted, followed):
            with pytest.raises(WrongMoment):
                tap(Tap(uuid4(), one.pk, CAME), by=actor, at=timezone.now())
        with pytest.raises(WrongMoment):
            tap(Tap(uuid4(), followed.pk, InviteeState.SERVED), by=actor, at=timezone.now())


@pytest.mark.django_db
def test_t01_another_room_taps_nobody(rooms: Rooms) -> None:
    _callin, [one] = at_the_door(rooms, 1)
    other = make_player(make_workspace(Kind.PROBATION, name="Frivården Granvik"), Role.COORDINATOR)
    with in_room(other) as actor, pytest.raises(NoSuchInvitee):
        tap(Tap(uuid4(), one.pk, CAME), by=actor, at=timezone.now())
    with in_room(rooms.analyst) as actor, pytest.raises(NotAllowed):
        tap(Tap(uuid4(), one.pk, CAME), by=actor, at=timezone.now())


@pytest.mark.django_db
def test_an_answer_to_the_queue_holds_no_name(rooms: Rooms) -> None:
    callin, [one] = at_the_door(rooms, 1)
    client, data = rooms.officer.client(), {"tap": str(uuid4()), "mark": "attended"}
    url = reverse("callins:tap", args=[callin.pk, one.pk])
    answer = client.post(url, data, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert (answer.status_code, "Ek00" in text, "Kom" in text) == (200, False, True)
    assert data["tap"] not in text
    page = client.get(reverse("callins:attendance", args=[callin.pk])).content.decode()
    assert "Ek00" in page and 'aria-pressed="true"' in page


@pytest.mark.django_db
def test_a_tap_without_script_comes_back_to_the_page(rooms: Rooms) -> None:
    callin, [one] = at_the_door(rooms, 1)
    client, url = rooms.officer.client(), reverse("callins:tap", args=[callin.pk, one.pk])
    answer = client.post(url, {"tap": str(uuid4()), "mark": "absent"}, follow=True)
    assert answer.redirect_chain == [(reverse("callins:attendance", args=[callin.pk]), 302)]
    assert "Kom inte" in answer.content.decode()
    assert client.post(url, {"tap": "x", "mark": "absent"}).status_code == 400
    assert client.post(url, {"tap": str(uuid4()), "mark": "served"}).status_code == 400


@pytest.mark.django_db
def test_a_tap_that_is_refused_says_why_with_and_without_script(rooms: Rooms) -> None:
    callin, [one] = at_the_door(rooms, 1, day=timezone.localdate() + timedelta(days=1))
    client, url = rooms.officer.client(), reverse("callins:tap", args=[callin.pk, one.pk])
    for headers in ({}, {"HX-Request": "true"}):
        answer = client.post(url, {"tap": str(uuid4()), "mark": "attended"}, headers=headers)
        assert answer.status_code == 422
        assert "Närvaron tas den dag" in answer.content.decode()


PEOPLE = 30


def at_once(work: Callable[[int], object]) -> list[object]:
    """Thirty threads, a database connection each."""

    def one(number: int) -> object:
        try:
            return work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(PEOPLE) as pool:
        return list(pool.map(one, range(PEOPLE)))


def players_of(rooms: Rooms) -> list[Player]:
    return [make_player(rooms.probation, Role.PROBATION_OFFICER) for _number in range(PEOPLE)]


def test_thirty_people_tap_at_once_and_nothing_is_lost_or_doubled(own_database: str) -> None:
    rooms = make_rooms()
    callin, rows = at_the_door(rooms, PEOPLE)
    actors = [player.actor for player in players_of(rooms)]
    own = [Tap(uuid4(), one.pk, CAME) for one in rows]
    shared = [Tap(uuid4(), rows[0].pk, AWAY if number % 2 else CAME) for number in range(PEOPLE)]

    def work(number: int) -> None:
        for new in (own[number], own[number], shared[number], own[(number + 1) % PEOPLE]):
            with as_workspace(actors[number]):
                tap(new, by=actors[number], at=timezone.now())

    at_once(work)
    with in_room(rooms.officer):
        kept = dict(Attendance.objects.values_list("pk", "mark"))
        assert kept == {one.id: one.mark for one in (*own, *shared)}
        last = (
            Attendance.objects.filter(invitee=rows[0])
            .order_by("-at", "-id")
            .values_list("mark", flat=True)[0]
        )
        assert Invitee.objects.get(pk=rows[0].pk).state == last
        assert set(Invitee.objects.exclude(pk=rows[0].pk).values_list("state", flat=True)) == {CAME}
        assert how_many_came(callin) == PEOPLE - (last == AWAY)


def test_thirty_browsers_tap_at_once_and_send_again(own_database: str) -> None:
    rooms = make_rooms()
    callin, rows = at_the_door(rooms, PEOPLE)
    clients: list[Client] = [player.client() for player in players_of(rooms)]
    ids: list[UUID] = [uuid4() for _number in range(PEOPLE)]

    def work(number: int) -> list[int]:
        url = reverse("callins:tap", args=[callin.pk, rows[number % 10].pk])
        data = {"tap": str(ids[number]), "mark": "attended"}
        return [
            clients[number].post(url, data, headers={"HX-Request": "true"}).status_code for _again in range(2)
        ]

    assert Counter(status for answers in at_once(work) for status in answers) == {200: 2 * PEOPLE}  # type: ignore[attr-defined]
    with in_room(rooms.officer):
        assert set(Attendance.objects.values_list("pk", flat=True)) == set(ids)
        assert how_many_came(callin) == 10
