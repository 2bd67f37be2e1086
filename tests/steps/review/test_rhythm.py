"""The rule that says when the next meeting is, over random rhythms, days and holidays."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gvi.steps.review.rhythm import STOCKHOLM, Rhythm, is_closed, meeting_day, next_meeting_at

DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2032, 12, 31)).map(
    lambda it: it.replace(tzinfo=STOCKHOLM)
)
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
        (1, datetime(2026, 11, 23, 12), datetime(2026, 11, 24, 9)),
        (1, datetime(2026, 11, 24, 9), datetime(2026, 12, 1, 9)),
        (3, datetime(2026, 12, 23, 12), datetime(2026, 12, 30, 9)),  # Christmas Eve and Day; New Year's Eve next
        (4, datetime(2026, 3, 30, 12), datetime(2026, 4, 2, 9)),  # Good Friday: the day before
        (3, datetime(2026, 5, 11, 12), datetime(2026, 5, 15, 9)),  # Ascension Day: the day after
        (5, datetime(2026, 6, 15, 12), datetime(2026, 6, 18, 9)),  # Midsummer Day, after its eve: Thursday
    ],
)  # fmt: skip
def test_known_weeks(weekday: int, after: datetime, expected: datetime) -> None:
    rhythm = Rhythm(weekday=weekday, at=time(9))
    assert next_meeting_at(rhythm, after.replace(tzinfo=STOCKHOLM)) == expected.replace(tzinfo=STOCKHOLM)


def test_the_programmes_own_closed_days_count() -> None:
    july = frozenset(date(2026, 7, 6) + timedelta(days=number) for number in range(28))
    rhythm = Rhythm(weekday=1, at=time(9), closed=july)
    after = datetime(2026, 7, 1, tzinfo=STOCKHOLM)
    assert next_meeting_at(rhythm, after).date() == date(2026, 8, 4)


def test_clocks_change_but_nine_stays_nine() -> None:
    before = datetime(2026, 10, 20, 12, tzinfo=STOCKHOLM)
    assert next_meeting_at(Rhythm(weekday=6, at=time(9)), before).utcoffset() == timedelta(hours=1)
    assert next_meeting_at(TUESDAYS, before).isoformat() == "2026-10-27T09:00:00+01:00"
