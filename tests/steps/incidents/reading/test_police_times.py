"""The time of an event from its headline and its publication."""

from datetime import UTC, datetime

import pytest

from gvi.steps.incidents.reading.dates import Unreadable
from gvi.steps.incidents.reading.police_times import read_event_time, read_published


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-08-22 9:48:12 +02:00", datetime(2026, 8, 22, 7, 48, 12, tzinfo=UTC)),
        ("2026-01-02 0:05:00 +01:00", datetime(2026, 1, 1, 23, 5, tzinfo=UTC)),
        ("2026-08-22 19:48:12 +02:00", datetime(2026, 8, 22, 17, 48, 12, tzinfo=UTC)),
    ],
)
def test_publication_has_an_unpadded_hour(text: str, utc: datetime) -> None:
    assert read_published(text) == utc


@pytest.mark.parametrize("text", ["", "2026-08-22", "2026-13-22 9:48:12 +02:00", "2026-08-22 9:48:12 +99:00"])
def test_publication_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_published(text)


@pytest.mark.parametrize(
    ("when", "published", "utc", "precision", "doubt"),
    [
        ("22 augusti 17.59", "2026-08-22 18:48:12 +02:00", "2026-08-22 15:59", "minute", ""),
        ("22 augusti 22:38", "2026-08-23 7:00:00 +02:00", "2026-08-22 20:38", "minute", ""),
        ("01 juli 07.26", "2026-07-01 7:28:15 +02:00", "2026-07-01 05:26", "minute", ""),
        ("1 juli 07.26", "2026-07-01 7:28:15 +02:00", "2026-07-01 05:26", "minute", ""),
        ("22 augusti", "2026-08-22 9:48:12 +02:00", "2026-08-21 22:00", "day", ""),
        ("22 augusti kväll och natt", "2026-08-23 9:48:12 +02:00", "2026-08-21 22:00", "day", ""),
        ("22:38", "2026-08-23 7:00:00 +02:00", "2026-08-22 20:38", "minute", ""),
        ("06.10", "2026-08-23 7:00:00 +02:00", "2026-08-23 04:10", "minute", ""),
        # the year: December in January, announced work, the day that comes every fourth year
        ("31 december 23.50", "2026-01-01 0:20:00 +01:00", "2025-12-31 22:50", "minute", ""),
        ("20 december 12.00", "2026-02-01 8:00:00 +01:00", "2025-12-20 11:00", "minute", ""),
        ("1 januari 00.30", "2025-12-31 23:59:00 +01:00", "2025-12-31 23:30", "minute", ""),
        ("20 juli 12.00", "2026-03-01 8:00:00 +01:00", "2025-07-20 10:00", "minute", ""),
        ("17 juni 07.00", "2024-06-13 5:56:19 +02:00", "2024-06-17 05:00", "minute", "after_publication"),
        ("29 februari 10.16", "2024-02-29 10:20:00 +01:00", "2024-02-29 09:16", "minute", ""),
        ("22 mars 23.26", "2026-03-22 0:32:02 +01:00", "2026-03-22 22:26", "minute", "after_publication"),
        ("30 augusti 19:52", "2023-08-30 19:25:23 +02:00", "2023-08-30 17:52", "minute", ""),
        # the two strange hours
        ("26 oktober 02.30", "2025-10-26 8:00:00 +01:00", "2025-10-26 00:30", "minute", "hour_twice"),
        ("29 mars 02.30", "2026-03-29 8:00:00 +02:00", "2026-03-29 01:30", "minute", "no_such_hour"),
    ],
)
def test_event_time(when: str, published: str, utc: str, precision: str, doubt: str) -> None:
    moment = read_event_time(when, read_published(published))
    assert moment.utc == datetime.fromisoformat(utc + "+00:00")
    assert (moment.precision, moment.doubt) == (precision, doubt)


@pytest.mark.parametrize(
    "when", ["", "augusti", "29 februari 10.00", "22 augusti tidigt", "31 april", "99 maj 10.00"]
)
def test_headline_without_a_time_is_refused(when: str) -> None:
    with pytest.raises(Unreadable):
        read_event_time(when, read_published("2026-03-22 9:48:12 +01:00"))
