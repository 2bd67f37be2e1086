"""Plan, open, close and cancel the meeting; when it was last held and when the next is."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from gvi.steps.review.flows.bring_forward_meeting import bring_forward_meeting
from gvi.steps.review.flows.cancel_meeting import cancel_meeting
from gvi.steps.review.flows.close_meeting import Closing, close_meeting
from gvi.steps.review.flows.open_meeting import open_meeting
from gvi.steps.review.flows.plan_meeting import plan_meeting
from gvi.steps.review.flows.write_police_minutes import write_police_minutes
from gvi.steps.review.models import Meeting, PoliceMinutes
from gvi.steps.review.queries.meetings import last_and_next
from gvi.steps.review.refusals import (
    AnotherMeeting,
    MeetingNotYet,
    Missing,
    NotAhead,
    TooFarAhead,
    WrongState,
)
from gvi.steps.review.states import MeetingState
from gvi.trust.log.models import Operation
from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces.code_names import CodeNameRefused
from gvi.trust.workspaces.free_text import IdentityNumberRefused
from gvi.trust.workspaces.models import Holiday, Programme
from tests.cast import Player
from tests.steps.review.cast import (
    DAY,
    HOUR,
    Company,
    acting,
    judge_as,
    make_group,
    make_incident,
    make_meeting,
    verbs_of,
)
from tests.trust.workspaces.events import one_event

pytestmark = pytest.mark.django_db


def opened(player: Player, meeting: Meeting) -> Meeting:
    with acting(player) as actor:
        return open_meeting(meeting, by=actor, at=timezone.now())


def closed(player: Player, meeting: Meeting, **closing: object) -> Meeting:
    with acting(player) as actor:
        return close_meeting(meeting, Closing(**closing), by=actor, at=timezone.now())  # type: ignore[arg-type]


def text_of(pdf: bytes) -> str:
    from io import BytesIO

    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_planning_numbers_the_meeting_and_leaves_one_event(company: Company) -> None:
    now = timezone.now()
    with acting(company.partner) as actor:
        first = plan_meeting(now + DAY, "Stadshuset", by=actor, at=now)
        second = plan_meeting(now + 8 * DAY, by=actor, at=now)
    assert (first.number, second.number) == (1, 2)
    assert verbs_of(company.partner) == ["review.plan_meeting", "review.plan_meeting"]


def test_a_meeting_is_planned_ahead_and_once_a_day(company: Company) -> None:
    now = timezone.now()
    with acting(company.coordinator) as actor:
        with pytest.raises(NotAhead):
            plan_meeting(now - HOUR, by=actor, at=now)
        with pytest.raises(TooFarAhead):
            plan_meeting(now + 400 * DAY, by=actor, at=now)
        meeting = plan_meeting(now + 3 * DAY, by=actor, at=now)
        with pytest.raises(AnotherMeeting):
            plan_meeting(meeting.planned_at, by=actor, at=now)
        cancel_meeting(meeting, "Sjukdom", by=actor, at=now)
        assert plan_meeting(meeting.planned_at, by=actor, at=now).number == 2


def test_t31_a_place_is_no_identity_number(company: Company) -> None:
    now = timezone.now()
    with acting(company.partner) as actor, pytest.raises(IdentityNumberRefused):
        plan_meeting(now + DAY, "701063-9800", by=actor, at=now)


def test_only_coordinators_run_meetings(company: Company) -> None:
    meeting, now = make_meeting(), timezone.now()
    for player in (company.analyst, company.decider, company.probation):
        with acting(player) as actor:
            with pytest.raises(NotAllowed):
                plan_meeting(now + DAY, by=actor, at=now)
            with pytest.raises(NotAllowed):
                open_meeting(meeting, by=actor, at=now)
            with pytest.raises(NotAllowed):
                close_meeting(meeting, Closing(), by=actor, at=now)
            with pytest.raises(NotAllowed):
                cancel_meeting(meeting, "x", by=actor, at=now)


def test_opening_says_who_is_in_the_chair_and_how_far_back_the_agenda_goes(company: Company) -> None:
    first = closed(company.partner, opened(company.partner, make_meeting()))
    second = opened(company.coordinator, make_meeting())
    assert second.state == MeetingState.RUNNING
    assert second.since == first.closed_at
    assert second.chair_id == company.coordinator.member.pk
    assert second.owner_id == company.coordinator.member.workspace_id
    assert verbs_of(company.coordinator) == ["review.open_meeting"]


def test_one_meeting_runs_at_a_time(company: Company) -> None:
    opened(company.partner, make_meeting())
    later = make_meeting()
    with pytest.raises(AnotherMeeting):
        opened(company.partner, later)
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=later.pk).update(state=MeetingState.RUNNING)


def test_a_meeting_opens_on_its_day_and_once(company: Company) -> None:
    with pytest.raises(MeetingNotYet):
        opened(company.partner, make_meeting(ago=-3 * DAY))
    meeting = opened(company.partner, make_meeting())
    with pytest.raises(WrongState):
        opened(company.partner, meeting)


def test_closing_writes_both_minutes(company: Company) -> None:
    incident = make_incident(area="Norra torget", ago=HOUR)
    meeting = opened(company.coordinator, make_meeting())
    judge_as(company.coordinator, incident, risk="Hämnd inom dagar")
    meeting = closed(
        company.coordinator, meeting, note="Lugnt möte", present=[company.partner.member.workspace]
    )
    joint = text_of(bytes(meeting.joint_minutes or b""))
    assert "Norra torget" in joint and "Lugnt möte" in joint and "Hämnd" not in joint
    with acting(company.analyst):
        assert "Hämnd inom dagar" in text_of(bytes(PoliceMinutes.objects.get().pdf))
    assert verbs_of(company.coordinator)[-2:] == ["review.close_meeting", "review.write_police_minutes"]


def test_when_a_partner_closes_the_police_write_theirs_afterwards(company: Company) -> None:
    meeting = closed(company.partner, opened(company.partner, make_meeting()))
    assert meeting.joint_minutes
    with acting(company.analyst) as actor:
        assert not PoliceMinutes.objects.exists()
        write_police_minutes(meeting, by=actor, at=timezone.now())
        with pytest.raises(WrongState):
            write_police_minutes(meeting, by=actor, at=timezone.now())
    with acting(company.partner) as actor:
        assert not PoliceMinutes.objects.exists()
        with pytest.raises(NotAllowed):
            write_police_minutes(meeting, by=actor, at=timezone.now())


def test_a_meeting_that_is_not_running_is_not_closed(company: Company) -> None:
    with pytest.raises(WrongState):
        closed(company.partner, make_meeting())


def test_cancelling_says_why(company: Company) -> None:
    meeting = make_meeting(ago=-DAY)
    with acting(company.partner) as actor:
        with pytest.raises(Missing):
            cancel_meeting(meeting, " ", by=actor, at=timezone.now())
        cancelled = cancel_meeting(meeting, "Lokalen är stängd", by=actor, at=timezone.now())
        with pytest.raises(WrongState):
            cancel_meeting(cancelled, "Igen", by=actor, at=timezone.now())
    assert verbs_of(company.partner) == ["review.cancel_meeting"]


MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)


def held(at: datetime, number: int) -> Meeting:
    meeting = Meeting.objects.create(number=number, planned_at=at)
    for state in (MeetingState.RUNNING, MeetingState.HELD):
        Meeting.objects.filter(pk=meeting.pk).update(state=state, opened_at=at, closed_at=at + HOUR)
    return meeting


def status(now: datetime = MONDAY) -> tuple[datetime | None, bool]:
    found = last_and_next(Programme.objects.first(), now)
    return found.next_at, found.overdue


def test_the_next_meeting_follows_the_rhythm(company: Company) -> None:
    held(datetime(2026, 11, 17, 8, tzinfo=UTC), 1)
    assert status() == (datetime(2026, 11, 24, 8, tzinfo=UTC), False)


def test_a_missed_meeting_is_overdue_until_it_is_held_or_cancelled(company: Company) -> None:
    held(datetime(2026, 11, 10, 8, tzinfo=UTC), 1)
    assert status() == (datetime(2026, 11, 24, 8, tzinfo=UTC), True)
    missed = Meeting.objects.create(number=2, planned_at=datetime(2026, 11, 17, 8, tzinfo=UTC))
    assert status()[1]
    Meeting.objects.filter(pk=missed.pk).update(state=MeetingState.CANCELLED, cancel_reason="Storm")
    assert status() == (datetime(2026, 11, 24, 8, tzinfo=UTC), False)


def test_a_meeting_moved_by_hand_is_not_missed(company: Company) -> None:
    held(datetime(2026, 11, 10, 8, tzinfo=UTC), 1)
    moved = Meeting.objects.create(number=2, planned_at=datetime(2026, 11, 25, 8, tzinfo=UTC))
    assert status() == (moved.planned_at, False)


def test_fortnights_count_from_the_last_meeting_and_the_own_calendar_counts(company: Company) -> None:
    Programme.objects.update(meeting_weeks=2)
    held(datetime(2026, 11, 17, 8, tzinfo=UTC), 1)
    assert status()[0] == datetime(2026, 12, 1, 8, tzinfo=UTC)
    Holiday.objects.create(day=datetime(2026, 12, 1, tzinfo=UTC).date(), name="Flytt")
    assert status()[0] == datetime(2026, 12, 2, 8, tzinfo=UTC)


def test_without_a_programme_there_is_no_rhythm(db: None) -> None:
    found = last_and_next(None, MONDAY)
    assert found.next_at is None and not found.overdue


def test_the_whole_meeting_by_pages(company: Company) -> None:
    make_incident(ago=HOUR)
    client = company.partner.client()
    tomorrow = timezone.localtime() + timedelta(minutes=1)
    form = {"day": f"{tomorrow:%Y-%m-%d}", "time": f"{tomorrow:%H:%M}", "place": "Stadshuset"}
    assert client.post(reverse("review:plan_meeting"), {**form, "day": "igår"}).status_code == 422
    meeting = make_meeting()
    assert client.post(reverse("review:open_meeting", args=[meeting.pk])).headers["Location"] == reverse(
        "review:walk"
    )
    url = reverse("review:close_meeting", args=[meeting.pk])
    assert client.post(url, {"note": "Ring 070-174 06 40"}).status_code == 422
    assert client.post(url, {"note": "Allt väl"}).status_code == 302
    minutes = client.get(reverse("review:joint_minutes", args=[meeting.pk]))
    assert minutes.headers["Content-Type"] == "application/pdf"
    assert client.get(reverse("review:police_minutes", args=[meeting.pk])).status_code == 404


@pytest.mark.parametrize("note", ["Vi talade om Sälgs möte", "Rönn/Sälg", "SÄLG", "Om gruppen sälg"])
def test_t34_a_note_that_names_a_group_is_refused(company: Company, note: str) -> None:
    make_group("Sälg")
    meeting = opened(company.partner, make_meeting())
    for player in (company.partner, company.coordinator):
        url = reverse("review:close_meeting", args=[meeting.pk])
        form = player.client().post(url, {"note": note}).context["close"]
        assert "Sälg" in str(form.errors["note"]) and not form.asks
        with acting(player) as actor, pytest.raises(CodeNameRefused):
            close_meeting(meeting, Closing(note=note), by=actor, at=timezone.now())


def test_t34_a_note_that_may_name_a_group_is_asked_about(company: Company) -> None:
    make_group("Sälg")
    meeting = opened(company.partner, make_meeting())
    client, url = company.partner.client(), reverse("review:close_meeting", args=[meeting.pk])
    response = client.post(url, {"note": "Vi talade om sälgarna"})
    assert response.status_code == 422 and "kodnamn" in response.content.decode()
    form = response.context["close"]
    again = {"note": "Vi talade om sälgarna", form.confirm_name: form.confirm_value}
    assert client.post(url, again).status_code == 302


def test_the_list_of_meetings_costs_the_same_however_many(
    company: Company, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client, url = company.probation.client(), reverse("review:home")
    client.get(url)
    for number in range(1, 46):
        held(MONDAY - number * 7 * DAY, number)
    with django_assert_num_queries(17):
        text = client.get(url, {"state": "held", "sort": "number", "page": "2"}).content.decode()
    assert ">21<" in text and ">20<" not in text


@pytest.mark.parametrize("query", [{"sort": "note"}, {"state": "x"}, {"grupp": "x"}])
def test_t22_unknown_filters_are_refused(company: Company, query: dict[str, str]) -> None:
    for route in ("home", "tasks"):
        assert company.partner.client().get(reverse(f"review:{route}"), query).status_code == 400


def test_a_meeting_planned_for_later_can_be_held_today(company: Company) -> None:
    incident = make_incident(ago=HOUR)
    meeting = make_meeting(ago=-3 * DAY)
    button = reverse("review:hold_today", args=[meeting.pk])
    client = company.partner.client()
    for route in (
        reverse("review:home"),
        reverse("review:prepare"),
        reverse("review:meeting", args=[meeting.pk]),
    ):
        page = client.get(route).content.decode()
        assert button in page
        assert reverse("review:open_meeting", args=[meeting.pk]) not in page
    answer = client.post(button, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("review:incident", args=[incident.pk])
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.RUNNING
    assert verbs_of(company.partner) == ["review.bring_forward_meeting", "review.open_meeting"]


def test_bringing_forward_leaves_one_event_and_is_for_a_planned_meeting(company: Company) -> None:
    meeting, now = make_meeting(ago=-3 * DAY), timezone.now()
    with acting(company.analyst) as actor, pytest.raises(NotAllowed):
        bring_forward_meeting(meeting, by=actor, at=now)
    with one_event(company.coordinator, Operation.CHANGE, "review.bring_forward_meeting") as actor:
        assert bring_forward_meeting(meeting, by=actor, at=now).planned_at == now
    with acting(company.coordinator) as actor, pytest.raises(WrongState):
        bring_forward_meeting(meeting, by=actor, at=now)


def test_two_meetings_are_not_brought_to_one_day(company: Company) -> None:
    now = timezone.now()
    Meeting.objects.create(number=1, planned_at=now, place="Stadshuset")
    later = make_meeting(ago=-3 * DAY)
    with acting(company.coordinator) as actor, pytest.raises(AnotherMeeting):
        bring_forward_meeting(later, by=actor, at=now)


def test_a_meeting_opens_from_the_start_of_its_swedish_day(company: Company) -> None:
    evening = datetime(2026, 11, 24, 18, tzinfo=UTC)
    meeting = Meeting.objects.create(number=1, planned_at=evening, place="Stadshuset")
    with acting(company.coordinator) as actor:
        with pytest.raises(MeetingNotYet):
            open_meeting(meeting, by=actor, at=datetime(2026, 11, 23, 22, 59, tzinfo=UTC))
        assert open_meeting(meeting, by=actor, at=datetime(2026, 11, 23, 23, 0, tzinfo=UTC)).opened_at
