"""How long there is for a talk: the clock, days across a change of the clock, and the database saying the same."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from gvi.steps.talks import deadlines
from gvi.steps.talks.deadlines import Began, latest
from gvi.steps.talks.models import Talk
from gvi.steps.talks.refusals import NotLater
from gvi.steps.talks.words import Reason
from tests.cast import Player, in_room
from tests.steps.groups.belonging import make_incident
from tests.steps.talks.talking import ask
from tests.trust.people.persons import make_person

FIRST = datetime(2024, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 7 * 365 * 24 * 60).map(lambda minutes: FIRST + timedelta(minutes=minutes))
DATED = sorted(set(Reason) - set(deadlines.HOURS))


def began(at: datetime, days: int) -> Began:
    """Everything a talk's time may be counted from, ``days`` before it is asked for."""
    before = at - timedelta(days=days)
    return Began(before, timezone.localdate(before), before)


@given(MOMENTS, st.sampled_from(sorted(Reason)), st.integers(0, 400))
def test_t15_what_is_asked_for_is_never_due_before_it_is_asked_for(
    at: datetime, reason: Reason, days: int
) -> None:
    assert latest(reason, at=at, began=began(at, days)) > at


@given(MOMENTS, st.integers(0, 72))
def test_risk_of_revenge_has_forty_eight_hours_from_the_incident_also_when_the_clock_is_changed(
    at: datetime, hours: int
) -> None:
    incident = at - timedelta(hours=hours)
    due = latest(Reason.REVENGE, at=at, began=Began(incident=incident))
    assert due == (incident + timedelta(hours=48) if hours < 48 else at + timedelta(hours=24))
    aim = deadlines.target(Reason.REVENGE, due=due)
    assert aim is not None and due - aim == timedelta(hours=24)


@given(MOMENTS, st.sampled_from(DATED), st.integers(0, 30))
def test_days_end_at_the_last_minute_of_a_swedish_day_also_when_the_clock_is_changed(
    at: datetime, reason: Reason, days: int
) -> None:
    due = latest(reason, at=at, began=began(at, days))
    if due == at + timedelta(hours=deadlines.RUN_OUT_HOURS):
        return
    here = due.astimezone(deadlines.STOCKHOLM)
    assert (here.hour, here.minute) == (23, 59)


@pytest.mark.parametrize("day", [date(2026, 3, 28), date(2026, 10, 24)])
def test_a_week_across_the_change_of_the_clock_is_seven_days_and_two_days_are_forty_eight_hours(
    day: date,
) -> None:
    at = datetime(day.year, day.month, day.day, 12, tzinfo=deadlines.STOCKHOLM)
    due = latest(Reason.PERIOD, at=at).astimezone(deadlines.STOCKHOLM)
    assert due.date() == day + timedelta(days=7)
    hours = latest(Reason.REVENGE, at=at).astimezone(deadlines.STOCKHOLM)
    assert hours.hour != 12 and hours.astimezone(UTC) - at.astimezone(UTC) == timedelta(hours=48)


def test_who_did_not_come_has_a_week_from_the_call_in_and_a_follow_up_fourteen_and_sixty_days() -> None:
    at = datetime(2026, 11, 23, 9, tzinfo=UTC)
    due = latest(Reason.ABSENT, at=at, began=Began(callin=date(2026, 11, 20)))
    assert due.astimezone(deadlines.STOCKHOLM).date() == date(2026, 11, 27)
    reached = datetime(2026, 11, 10, 9, tzinfo=UTC)
    both = (latest(Reason.REPEAT, at=at, began=Began(reached=reached, earlier_follow_ups=n)) for n in (0, 1))
    days = [due.astimezone(deadlines.STOCKHOLM).date() for due in both]
    assert days == [date(2026, 11, 24), date(2027, 1, 9)]


@pytest.mark.django_db
@pytest.mark.parametrize("days", [0, 1, 5])
@pytest.mark.parametrize(
    "reason", sorted({*deadlines.HOURS, *DATED} - {Reason.REPEAT, *deadlines.FROM_CALLIN})
)
def test_t15_the_database_says_the_same_and_nobody_types_a_later_time(
    analyst: Player, reason: Reason, days: int
) -> None:
    now = timezone.now()
    incident = make_incident(occurred_at=now - timedelta(days=days))
    told = ask(analyst, make_person(analyst), at=now, reason=reason, incident=incident)
    assert told.due_at == latest(reason, at=now, began=Began(incident=incident.occurred_at))
    with in_room(analyst):
        row = {it.attname: getattr(told, it.attname) for it in Talk._meta.concrete_fields}
        alone = Talk(**row | {"id": None, "due_at": None})
        alone.pk = incident.pk
        alone.save(force_insert=True)
        assert Talk.objects.get(pk=alone.pk).due_at == told.due_at


@pytest.mark.django_db
def test_t15_a_talk_may_be_earlier_and_never_later(analyst: Player) -> None:
    now = timezone.now()
    sooner = now + timedelta(hours=6)
    assert ask(analyst, at=now, sooner=sooner).due_at == sooner
    with pytest.raises(NotLater):
        ask(analyst, at=now, sooner=now + timedelta(hours=73))
