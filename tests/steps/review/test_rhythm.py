"""The rule that says when the next meeting is, over random rhythms, days and holidays."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gvi.steps.review.rhythm import STOCKHOLM, Rhythm, is_closed, meeting_day, next_meeting_at

DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))
MOMENTS = st.builds(datetime.combine, DAYS, st.times(), st.just(STOCKHOLM))
RHYTHMS = st.builds(
    Rhythm,
    weekday=st.integers(0, 6),
    at=st.times(time(6), time(21)).map(lambda it: it.replace(second=0, microsecond=0)),
    weeks=st.sampled_from([1, 2]),
    closed=st.frozensets(DAYS, max_size=20),
    anchor=DAYS,
)
TUESDAYS = Rhythm(weekday=1, at=time(9))


@given(rhythm=RHYTHMS, after=MOMENTS)
def test_the_next_meeting_is_later_at_the_usual_time_and_on_an_open_day(
    rhythm: Rhythm, after: datetime
) -> None:
    when = next_meeting_at(rhythm, after)
    assert when > after
    assert when.time() == rhythm.at
    assert not is_closed(when.date(), rhythm.closed)


@given(rhythm=RHYTHMS, after=MOMENTS, minutes=st.integers(0, 60 * 24 * 40))
def test_later_questions_never_get_earlier_answers(rhythm: Rhythm, after: datetime, minutes: int) -> None:
    assert next_meeting_at(rhythm, after) <= next_meeting_at(rhythm, after + timedelta(minutes=minutes))


@given(rhythm=RHYTHMS, after=MOMENTS)
def test_no_meeting_of_the_rhythm_is_skipped(rhythm: Rhythm, after: datetime) -> None:
    when = next_meeting_at(rhythm, after)
    just_before = when.astimezone(STOCKHOLM) - timedelta(minutes=1)
    assert next_meeting_at(rhythm, just_before) == when


@given(rhythm=RHYTHMS, after=MOMENTS)
def test_a_fortnightly_meeting_keeps_to_the_weeks_of_its_anchor(rhythm: Rhythm, after: datetime) -> None:
    when = next_meeting_at(rhythm, after).date()
    weeks = (
        when - timedelta(days=when.weekday()) - (rhythm.anchor - timedelta(days=rhythm.anchor.weekday()))
    ).days // 7
    assert weeks % rhythm.weeks == 0


@given(rhythm=RHYTHMS, day=DAYS)
@example(rhythm=TUESDAYS, day=date(2026, 12, 21))
def test_the_usual_day_is_kept_whenever_it_is_open(rhythm: Rhythm, day: date) -> None:
    monday = day - timedelta(days=day.weekday())
    usual = monday + timedelta(days=rhythm.weekday)
    if not is_closed(usual, rhythm.closed):
        assert meeting_day(rhythm, monday) == usual


@pytest.mark.parametrize(
    ("weekday", "after", "expected"),
    [
        (1, "2026-11-23 12:00", "2026-11-24 09:00"),
        (1, "2026-11-24 09:00", "2026-12-01 09:00"),
        (3, "2026-12-23 12:00", "2026-12-30 09:00"),  # Christmas Eve and Day; next week New Year's Eve
        (4, "2026-03-30 12:00", "2026-04-02 09:00"),  # Good Friday: the day before
        (3, "2026-05-11 12:00", "2026-05-15 09:00"),  # Ascension Day: the day after
        (5, "2026-06-15 12:00", "2026-06-18 09:00"),  # Midsummer Day, after its eve: Thursday
    ],
)
def test_known_weeks(weekday: int, after: str, expected: str) -> None:
    rhythm = Rhythm(weekday=weekday, at=time(9))
    asked = datetime.fromisoformat(after).replace(tzinfo=STOCKHOLM)
    assert next_meeting_at(rhythm, asked) == datetime.fromisoformat(expected).replace(tzinfo=STOCKHOLM)


def test_the_programmes_own_closed_days_count() -> None:
    july = frozenset(date(2026, 7, 6) + timedelta(days=number) for number in range(28))
    rhythm = Rhythm(weekday=1, at=time(9), closed=july)
    after = datetime(2026, 7, 1, tzinfo=STOCKHOLM)
    assert next_meeting_at(rhythm, after).date() == date(2026, 8, 4)


def test_clocks_change_but_nine_stays_nine() -> None:
    before = datetime(2026, 10, 20, 12, tzinfo=STOCKHOLM)
    assert next_meeting_at(Rhythm(weekday=6, at=time(9)), before).utcoffset() == timedelta(hours=1)
    assert next_meeting_at(TUESDAYS, before).isoformat() == "2026-10-27T09:00:00+01:00"
