"""A lost device takes two people; somebody who leaves is out the same day, and the work stays (T33)."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction

from gvi.trust.log.models import Operation
from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces import handing
from gvi.trust.workspaces.flows.approve_device_reset import approve_device_reset
from gvi.trust.workspaces.flows.hand_out_link import hand_out_password_link, renew_invitation
from gvi.trust.workspaces.flows.hand_over import hand_over
from gvi.trust.workspaces.flows.invite import Newcomer, invite
from gvi.trust.workspaces.flows.request_device_reset import request_device_reset
from gvi.trust.workspaces.models import DeviceReset, Member, Purpose
from gvi.trust.workspaces.one_time import find_link
from gvi.trust.workspaces.queries import open_work
from gvi.trust.workspaces.refused import (
    AlreadyDecided,
    AlreadySignedIn,
    LastAdministrator,
    Left,
    OwnRights,
    SamePerson,
    TwoPeople,
)
from gvi.trust.workspaces.roles import Role
from tests.cast import in_room, make_player
from tests.trust.workspaces.events import one_event
from tests.trust.workspaces.room import Staff, now


@pytest.fixture
def asked(staff: Staff) -> DeviceReset:
    with in_room(staff.administrator) as actor:
        return request_device_reset(staff.analyst.member, "telefonen är borta", by=actor, at=now())


def test_asking_changes_nothing_yet(staff: Staff) -> None:
    Authenticator.objects.create(user=staff.analyst.user, type="totp", data={"secret": "x"})
    with one_event(staff.administrator, Operation.SETTINGS, "workspaces.request_device_reset") as actor:
        request_device_reset(staff.analyst.member, "telefonen är borta", by=actor, at=now())
    assert Authenticator.objects.filter(user=staff.analyst.user).exists()


def test_another_person_approves_and_the_device_is_gone(staff: Staff, asked: DeviceReset) -> None:
    Authenticator.objects.create(user=staff.analyst.user, type="totp", data={"secret": "x"})
    with one_event(staff.coordinator, Operation.SETTINGS, "workspaces.approve_device_reset") as actor:
        secret = approve_device_reset(asked, by=actor, at=now())
    assert not Authenticator.objects.filter(user=staff.analyst.user).exists()
    staff.analyst.user.refresh_from_db()
    assert staff.analyst.user.session_round == 1
    link = find_link(secret, at=now())
    assert link is not None
    assert (link.member, link.purpose) == (staff.analyst.member, Purpose.DEVICE)


def test_whoever_asked_does_not_approve(staff: Staff) -> None:
    with in_room(staff.coordinator) as actor:
        reset = request_device_reset(staff.analyst.member, "telefonen är borta", by=actor, at=now())
        with pytest.raises(TwoPeople):
            approve_device_reset(reset, by=actor, at=now())


def test_whoever_needs_it_does_not_approve(staff: Staff) -> None:
    with in_room(staff.administrator) as actor:
        reset = request_device_reset(staff.coordinator.member, "telefonen är borta", by=actor, at=now())
    with in_room(staff.coordinator) as actor, pytest.raises(TwoPeople):
        approve_device_reset(reset, by=actor, at=now())


def test_nobody_asks_for_themselves(staff: Staff) -> None:
    with in_room(staff.coordinator) as actor, pytest.raises(OwnRights):
        request_device_reset(staff.coordinator.member, "telefonen är borta", by=actor, at=now())


def test_an_administrator_does_not_approve_and_an_analyst_does_not_ask(
    staff: Staff, asked: DeviceReset
) -> None:
    with in_room(staff.second) as actor, pytest.raises(NotAllowed):
        approve_device_reset(asked, by=actor, at=now())
    with in_room(staff.analyst) as actor, pytest.raises(NotAllowed):
        request_device_reset(staff.coordinator.member, "x", by=actor, at=now())


def test_a_reset_is_approved_once(staff: Staff, asked: DeviceReset) -> None:
    with in_room(staff.coordinator) as actor:
        approve_device_reset(asked, by=actor, at=now())
        with pytest.raises(AlreadyDecided):
            approve_device_reset(asked, by=actor, at=now())


def test_the_database_also_wants_two_people(asked: DeviceReset) -> None:
    asked.approved_by_id, asked.approved_at = asked.requested_by_id, now()
    with pytest.raises(IntegrityError), transaction.atomic():
        asked.save()


def test_a_new_password_link_leaves_the_second_factor(staff: Staff) -> None:
    Authenticator.objects.create(user=staff.analyst.user, type="totp", data={"secret": "x"})
    with one_event(staff.administrator, Operation.SETTINGS, "workspaces.hand_out_password_link") as actor:
        secret = hand_out_password_link(staff.analyst.member, by=actor, at=now())
    link = find_link(secret, at=now())
    assert link is not None
    assert link.purpose == Purpose.PASSWORD
    assert Authenticator.objects.filter(user=staff.analyst.user).exists()


def test_a_new_invitation_is_only_for_whoever_never_signed_in(staff: Staff) -> None:
    person = Newcomer("Nils Ny", "ny@bjorkhamn.example", Role.ANALYST, now().date() + timedelta(days=90))
    with in_room(staff.administrator) as actor:
        first = invite(person, by=actor, at=now())
        later = now() + timedelta(days=1)
        second = renew_invitation(first.member, by=actor, at=later)
        assert find_link(first.secret, at=later) is None
        assert find_link(second, at=later) is not None
        with pytest.raises(AlreadySignedIn):
            renew_invitation(staff.analyst.member, by=actor, at=now())


class Notes:
    """Open work that a test has made up."""

    label = "anteckningar"

    def __init__(self, owner: Member, many: int) -> None:
        self.owners = [owner.pk] * many

    def count(self, leaver: Member) -> int:
        return self.owners.count(leaver.pk)

    def move(self, leaver: Member, deputy: Member, *, at: datetime) -> int:
        moved = self.count(leaver)
        self.owners = [deputy.pk if owner == leaver.pk else owner for owner in self.owners]
        return moved


@pytest.fixture
def notes(staff: Staff) -> Iterator[Notes]:
    made = Notes(staff.analyst.member, 3)
    handing.register("test.notes", made)
    yield made
    del handing._REGISTERED["test.notes"]


def test_t33_open_work_is_counted_and_moves_to_the_deputy(staff: Staff, notes: Notes) -> None:
    leaver, deputy = staff.analyst.member, staff.coordinator.member
    assert [(str(work.label), work.count) for work in open_work(leaver)] == [("anteckningar", 3)]
    with one_event(staff.administrator, Operation.SETTINGS, "workspaces.hand_over") as actor:
        made = hand_over(leaver, deputy, by=actor, at=now())
    assert made.moved == 3
    assert notes.count(deputy) == 3
    assert open_work(leaver) == []


def test_t33_a_leaver_is_out_in_the_same_request(staff: Staff) -> None:
    Authenticator.objects.create(user=staff.analyst.user, type="totp", data={"secret": "x"})
    browser = staff.analyst.client()
    assert browser.get("/installningar/").status_code == 200
    with in_room(staff.administrator) as actor:
        hand_over(staff.analyst.member, staff.coordinator.member, by=actor, at=now())
    assert browser.get("/installningar/").headers["Location"].startswith("/konto/login/")
    staff.analyst.user.refresh_from_db()
    assert not staff.analyst.user.is_active
    assert not staff.analyst.user.has_usable_password()
    assert not staff.analyst.member.grants.filter(ended_at__isnull=True).exists()
    assert not Authenticator.objects.filter(user=staff.analyst.user).exists()


def test_t33_links_and_deputyships_of_the_leaver_end(staff: Staff) -> None:
    with in_room(staff.administrator) as actor:
        secret = hand_out_password_link(staff.analyst.member, by=actor, at=now())
        hand_over(staff.analyst.member, staff.coordinator.member, by=actor, at=now())
    assert find_link(secret, at=now()) is None


def test_the_last_administrator_does_not_leave(staff: Staff) -> None:
    with in_room(staff.administrator) as actor:
        hand_over(staff.second.member, staff.coordinator.member, by=actor, at=now())
        with pytest.raises(LastAdministrator):
            hand_over(staff.administrator.member, staff.coordinator.member, by=actor, at=now())


def test_nobody_leaves_twice_or_to_themselves(staff: Staff) -> None:
    with in_room(staff.administrator) as actor:
        with pytest.raises(SamePerson):
            hand_over(staff.analyst.member, staff.analyst.member, by=actor, at=now())
        hand_over(staff.analyst.member, staff.coordinator.member, by=actor, at=now())
        with pytest.raises(Left):
            hand_over(staff.analyst.member, staff.coordinator.member, by=actor, at=now())


def test_work_stays_in_the_room(staff: Staff) -> None:
    from gvi.trust.workspaces.kinds import Kind
    from tests.cast import make_workspace

    elsewhere = make_player(make_workspace(Kind.PROBATION), Role.COORDINATOR)
    with in_room(staff.administrator) as actor, pytest.raises(NotAllowed):
        hand_over(staff.analyst.member, elsewhere.member, by=actor, at=now())
