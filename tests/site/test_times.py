"""Times as the product writes them: digits for tables, words for text, always Swedish time."""

from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from gvi.site.times import ago, due, table_date, table_time, text_time, year_date

MORNING = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
EVENING = datetime(2026, 11, 23, 21, 40, tzinfo=UTC)


def test_a_table_writes_swedish_time_also_past_midnight_in_summer() -> None:
    assert table_time(EVENING) == "2026-11-23 22.40"
    assert table_time(datetime(2026, 7, 1, 22, 30, tzinfo=UTC)) == "2026-07-02 00.30"
    assert table_date(datetime(2026, 7, 1, 22, 30, tzinfo=UTC)) == "2026-07-02"


def test_nothing_is_written_for_no_time() -> None:
    assert table_time(None) == table_date(None) == text_time(None) == ""


@pytest.mark.parametrize(("language", "words"), [("sv", "23 november 22.40"), ("en", "23 November 22.40")])
def test_running_text_in_both_languages(language: str, words: str) -> None:
    with override(language):
        assert text_time(EVENING) == words


@pytest.mark.parametrize(
    ("when", "swedish", "english"),
    [
        (date(2026, 11, 21), "2 dagar sent", "2 days late"),
        (date(2026, 11, 22), "1 dag sent", "1 day late"),
        (datetime(2026, 11, 23, 6, 0, tzinfo=UTC), "sent sedan 07.00", "late since 07.00"),
        (date(2026, 11, 23), "i dag", "today"),
        (EVENING, "i dag 22.40", "today 22.40"),
        (datetime(2026, 11, 24, 8, 0, tzinfo=UTC), "i morgon 09.00", "tomorrow 09.00"),
        (date(2026, 11, 27), "27 november", "27 November"),
        (date(2027, 1, 5), "5 januari 2027", "5 January 2027"),
    ],
)
def test_due_says_how_late_or_when(when: date | datetime, swedish: str, english: str) -> None:
    with override("sv"):
        assert due(when, MORNING) == swedish
    with override("en"):
        assert due(when, MORNING) == english


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (date(2026, 11, 23), "i dag"),
        (date(2026, 11, 22), "1 dag"),
        (date(2026, 10, 13), "41 dagar"),
        (date(2026, 6, 23), "5 mån"),
        (date(2024, 1, 1), "2 år"),
    ],
)
def test_ago_in_days_months_years(when: date, words: str) -> None:
    with override("sv"):
        assert ago(when, MORNING) == words


def test_a_day_that_may_lie_in_another_year_says_which() -> None:
    assert year_date(date(2027, 11, 3)) == "3 november 2027"
    assert year_date(None) == ""
