"""Begäran om allmän handling: collected, marked with its owner, routed, answered by the owner alone."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gvi.site.records.flows.close_request import close_request
from gvi.site.records.flows.register_record_request import NewRequest, register_record_request
from gvi.site.records.flows.route_request import route_request
from gvi.site.records.queries import by_owner, parts_of, requests_for
from gvi.site.records.refusals import AlreadyRouted, NothingFound, NotYours, ReferenceTaken, WrongDays
from gvi.steps.review.models import Meeting
from gvi.steps.review.states import MeetingState
from gvi.trust.log.models import Operation
from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces.free_text import IdentityNumberRefused
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Programme, RecordPart, RecordRequest
from gvi.trust.workspaces.records.states import PartState, RequestState
from gvi.trust.workspaces.roles import Role
from gvi.trust.workspaces.waiting import waits
from tests.cast import Player, in_room, make_player, make_workspace
from tests.events import one_event

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def town() -> Player:
    Programme.objects.create(name="GVI Björkhamn", municipality="Björkhamn")
    return make_player(make_workspace(Kind.MUNICIPALITY), Role.COORDINATOR)


@pytest.fixture
def police() -> Player:
    return make_player(make_workspace(Kind.POLICE), Role.COORDINATOR)


def minutes(number: int, owner: Player, marking: str = "") -> Meeting:
    """Joint minutes that ``owner``'s room keeps, from today."""
    now = timezone.now()
    made = Meeting.objects.create(number=number, planned_at=now)
    Meeting.objects.filter(pk=made.pk).update(state=MeetingState.RUNNING)
    Meeting.objects.filter(pk=made.pk).update(
        state=MeetingState.HELD,
        closed_at=now,
        owner=owner.member.workspace,
        joint_minutes=b"%PDF-",
        registry_number=f"D {number}",
        secrecy_marking=marking,
    )
    return made


def asked(reference: str = "KS 2026-77", **more: object) -> NewRequest:
    days = {"received_on": TODAY, "since": TODAY - timedelta(days=30), "until": TODAY}
    return NewRequest(**{"reference": reference, "wording": "Minnesanteckningar i höst", **days, **more})  # type: ignore[arg-type]


def register(player: Player, **more: object) -> RecordRequest:
    with in_room(player) as actor:
        return register_record_request(asked(**more), by=actor, at=timezone.now())  # type: ignore[arg-type]


def route(player: Player, request: RecordRequest) -> RecordRequest:
    with in_room(player) as actor:
        return route_request(request.pk, by=actor, at=timezone.now())


def close(player: Player, request: RecordRequest, answer: str = "A 1") -> RecordRequest:
    with in_room(player) as actor:
        return close_request(request.pk, answer, by=actor, at=timezone.now())


def test_documents_are_collected_and_marked_with_their_owner(town: Player, police: Player) -> None:
    minutes(1, town)
    minutes(2, police, "OSL 18:1")
    request = register(town)
    parts = parts_of(request, town.actor)
    told = {(part.mine, doc.registry_number, doc.secrecy_marking) for part in parts for doc in part.documents}
    assert told == {(True, "D 1", ""), (False, "D 2", "OSL 18:1")}


def test_documents_of_other_days_are_left_out(town: Player) -> None:
    minutes(1, town)
    long_ago = TODAY - timedelta(days=9)
    assert by_owner(register(town, until=long_ago)) == {}


def test_each_owner_answers_for_its_own_and_the_last_answer_ends_it(town: Player, police: Player) -> None:
    minutes(1, town)
    minutes(2, police)
    request = route(town, register(town))
    assert close(police, request, "P 5").state == RequestState.ROUTED
    with pytest.raises(NotYours):
        close(police, request)
    assert close(town, request, "KS 9").state == RequestState.CLOSED
    answers = set(RecordPart.objects.values_list("owner__kind", "answer", "state"))
    assert answers == {("police", "P 5", PartState.ANSWERED), ("municipality", "KS 9", PartState.ANSWERED)}


def test_an_owner_sees_what_waits_on_the_first_page(town: Player, police: Player) -> None:
    minutes(2, police)
    request = register(town)
    assert not waits(police.actor, timezone.now())
    route(town, request)
    [wait] = waits(police.actor, timezone.now())
    assert wait.url == reverse("records:request", args=[request.pk])
    assert [vars(one)["mine"] for one in requests_for(police.actor)] == [True]
    assert not waits(town.actor, timezone.now())


def test_what_was_routed_stays_as_it_was(town: Player, police: Player) -> None:
    minutes(1, police)
    request = route(town, register(town))
    minutes(2, police)
    [part] = parts_of(request, police.actor)
    assert [document.registry_number for document in part.documents] == ["D 1"]


def test_nobody_answers_for_another_even_by_raw_sql(town: Player, police: Player) -> None:
    minutes(1, police)
    route(town, register(town))
    with in_room(town), connection.cursor() as cursor, pytest.raises(DatabaseError), transaction.atomic():
        cursor.execute("update workspaces_recordpart set state = 'answered', answer = 'x'")
    with in_room(police), connection.cursor() as cursor, pytest.raises(DatabaseError), transaction.atomic():
        cursor.execute("update workspaces_recordpart set documents = '[]'")


def test_without_documents_whoever_took_it_in_answers(town: Player, police: Player) -> None:
    request = register(town)
    with pytest.raises(NothingFound):
        route(town, request)
    with pytest.raises(NotYours):
        close(police, request)
    assert close(town, request).state == RequestState.CLOSED


def test_only_whoever_took_it_in_routes_it_and_only_once(town: Player, police: Player) -> None:
    minutes(1, town)
    request = register(town)
    with pytest.raises(NotYours):
        route(police, request)
    route(town, request)
    with pytest.raises(AlreadyRouted):
        route(town, request)


def test_what_does_not_fit_is_refused(town: Player) -> None:
    register(town)
    for more, refusal in (
        ({}, ReferenceTaken),
        ({"reference": "2", "received_on": TODAY + timedelta(days=1)}, WrongDays),
        ({"reference": "2", "until": TODAY - timedelta(days=99)}, WrongDays),
        ({"reference": "2", "wording": "om 701063-9800"}, IdentityNumberRefused),
    ):
        with pytest.raises(refusal):
            register(town, **more)


def test_only_coordinators_and_contact_persons_handle_requests(town: Player) -> None:
    reader = make_player(town.member.workspace, Role.READER)
    with in_room(reader) as actor, pytest.raises(NotAllowed):
        register_record_request(asked(), by=actor, at=timezone.now())


def test_t19_each_act_is_one_event(town: Player) -> None:
    minutes(1, town)
    with one_event(town, Operation.COLLECT, "records.register", secret="Minnesanteckningar"):
        request = register(town)
    with one_event(town, Operation.CHANGE, "records.route"):
        route(town, request)
    with one_event(town, Operation.CHANGE, "records.close"):
        close(town, request)


def test_the_list_costs_the_same_however_many_there_are(town: Player) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            list(requests_for(town.actor))
        return len(counted) - 1  # the actor

    register(town)
    one = queries()
    for number in range(4):
        register(town, reference=f"KS {number}")
    assert queries() == one == 1


def test_the_pages_lead_from_request_to_answer(town: Player, police: Player) -> None:
    minutes(1, police, "OSL 18:1")
    client = town.client()
    form = {
        "reference": "KS 7", "received_on": str(TODAY), "wording": "Minnesanteckningar",
        "since": str(TODAY), "until": str(TODAY),
    }  # fmt: skip
    warned = client.post(reverse("records:new"), {**form, "wording": "Ring 070-174 06 40"})
    assert warned.status_code == 422 and not RecordRequest.objects.exists()
    page = client.post(reverse("records:new"), form, follow=True).content.decode()
    assert "OSL 18:1" in page and "Lämna till ägarna" in page
    request = RecordRequest.objects.get()
    client.post(reverse("records:route", args=[request.pk]))
    answered = police.client().post(
        reverse("records:close", args=[request.pk]), {"answer": "P 3"}, follow=True
    )
    assert "besvarad av ägaren" in answered.content.decode()
    assert client.post(reverse("records:close", args=[request.pk]), {"answer": "x"}).status_code == 422
