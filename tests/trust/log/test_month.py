"""A month of the log begins and ends at Swedish midnight, and is signed by the tenth."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gvi.trust.log.review.month import Month, swedish_day


def test_it_begins_and_ends_at_swedish_midnight_also_when_the_clock_changes() -> None:
    october = Month(date(2026, 10, 1))
    assert october.since == datetime(2026, 9, 30, 22, tzinfo=UTC)
    assert october.until == datetime(2026, 10, 31, 23, tzinfo=UTC)


def test_it_is_signed_by_the_tenth_of_the_next_month() -> None:
    assert Month(date(2026, 12, 1)).sign_by == date(2027, 1, 10)


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-1", "2026-00", "2026-13", "0000-01", "2026-01-01", "idag"]
)
def test_what_is_no_month_is_none(text: str) -> None:
    assert Month.read(text) is None


@given(st.dates(date(1, 1, 1), date(9999, 11, 1)))
def test_it_is_read_as_it_is_written_and_months_follow_each_other(day: date) -> None:
    month = Month(day.replace(day=1))
    assert Month.read(str(month)) == month
    assert month.first < month.after
    assert month.after.day == 1
    assert (month.after - month.first).days in {28, 29, 30, 31}


def test_a_day_is_swedish() -> None:
    assert swedish_day(datetime(2026, 10, 31, 23, 30, tzinfo=UTC)) == date(2026, 11, 1)
