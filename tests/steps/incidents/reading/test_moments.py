"""Date and time together, their precision, and the two strange hours of the year."""

from datetime import UTC, date, datetime, time

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gvi.steps.incidents.reading.dates import Unreadable
from gvi.steps.incidents.reading.moments import read_moment, read_time
from gvi.steps.incidents.reading.time_columns import read_moments
from tests.steps.incidents.reading.helpers import TODAY


@pytest.mark.parametrize(
    ("text", "clock", "precision"),
    [
        ("22.40", time(22, 40), "minute"),
        ("22:40", time(22, 40), "minute"),
        ("22:40:15", time(22, 40), "minute"),
        ("kl 22.40", time(22, 40), "minute"),
        ("Kl. 22:40", time(22, 40), "minute"),
        ("2240", time(22, 40), "minute"),
        ("22.4", time(22, 40), "minute"),
        ("0.944444", time(22, 40), "minute"),
        ("0.250000000", time(6, 0), "minute"),
        ("9.05", time(9, 5), "minute"),
        ("kl 22", time(22), "hour"),
        ("22", time(22), "hour"),
        ("ca 22", time(22), "hour"),
        ("ca 22.40", time(22, 40), "hour"),
        ("22-tiden", time(22), "hour"),
        ("22-23", time(22), "hour"),
        ("22.00–23.00", time(22), "hour"),
    ],
)
def test_time(text: str, clock: time, precision: str) -> None:
    found = read_time(text)
    assert found is not None
    assert (found.time, found.precision) == (clock, precision)


@pytest.mark.parametrize("text", ["", "-", "natt", "Okänt", "kväll och natt"])
def test_no_known_time(text: str) -> None:
    assert read_time(text) is None


@pytest.mark.parametrize("text", ["25.00", "22.60", "sent", "24:00", "12345", "10 pm"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_time(text)


@pytest.mark.parametrize(
    ("date_text", "time_text", "utc", "precision", "doubt"),
    [
        ("2026-03-04", "22.40", "2026-03-04 21:40", "minute", ""),
        ("2026-07-04", "22.40", "2026-07-04 20:40", "minute", ""),
        ("2026-03-04", "", "2026-03-03 23:00", "day", ""),
        ("2026-03-04", "natt", "2026-03-03 23:00", "day", ""),
        ("2026-03-04 22:40", "", "2026-03-04 21:40", "minute", ""),
        ("2026-03-04T22:40:59", "", "2026-03-04 21:40", "minute", ""),
        ("2026-03-04T22:40:59.123Z", "", "2026-03-04 22:40", "minute", ""),
        ("2026-03-04T22:40+02:00", "", "2026-03-04 20:40", "minute", ""),
        ("2026-03-04 00:00:00", "", "2026-03-03 23:00", "day", ""),
        ("2026-03-04 00:00:00", "22.40", "2026-03-04 21:40", "minute", ""),
        ("4 mars 2026 kl 22.40", "", "2026-03-04 21:40", "minute", ""),
        ("4 mars 2026, ca 22", "", "2026-03-04 21:00", "hour", ""),
        ("46085.944444", "", "2026-03-04 21:40", "minute", ""),
        ("2025-10-26", "02.30", "2025-10-26 00:30", "minute", "hour_twice"),
        ("2025-10-26", "02.30 (vintertid)", "2025-10-26 01:30", "minute", ""),
        ("2025-10-26", "02.30 (sommartid)", "2025-10-26 00:30", "minute", ""),
        ("2026-03-29", "02.30", "2026-03-29 01:30", "minute", "no_such_hour"),
        ("2026-03-29 02:30", "", "2026-03-29 01:30", "minute", "no_such_hour"),
        ("2026-03-29", "03.30", "2026-03-29 01:30", "minute", ""),
    ],
)
def test_moment_by_itself_and_in_a_column(
    date_text: str, time_text: str, utc: str, precision: str, doubt: str
) -> None:
    expected = (datetime.fromisoformat(utc + "+00:00"), precision, doubt)
    moment = read_moment(date_text, time_text)
    assert (moment.utc, moment.precision, moment.doubt) == expected
    column = read_moments(pl.Series([date_text]), pl.Series([time_text]), lambda: "", TODAY)
    assert column.select("occurred_at", "precision", "doubt").row(0) == expected


DATES = [
    "2026-03-04",
    "4 mars 2026",
    "4/3-26",
    "2026-03-04 22:40",
    "2025-10-26",
    "2026-03-29 02:30",
    "46085.5",
    "x",
    "",
]
TIMES = ["", "22.40", "kl 22", "natt", "02.30", "02.30 (vintertid)", "02:59", "99", "0.25000"]


@given(st.lists(st.tuples(st.sampled_from(DATES), st.sampled_from(TIMES)), min_size=1, max_size=30))
def test_whole_columns_follow_the_rules_for_one(pairs: list[tuple[str, str]]) -> None:
    columns = pl.DataFrame(pairs, schema={"date": pl.String, "time": pl.String}, orient="row")
    found = read_moments(columns["date"], columns["time"], lambda: "dmy", TODAY)
    for (date_text, time_text), row in zip(pairs, found.iter_rows(named=True), strict=True):
        try:
            moment = read_moment(date_text, time_text, "dmy")
        except Unreadable as refusal:
            assert (row["occurred_at"], row["fault"]) == (None, refusal.expected)
        else:
            assert (row["occurred_at"], row["precision"]) == (moment.utc, moment.precision)
            assert (row["doubt"], row["fault"]) == (moment.doubt, None)


@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        ("1989-12-31", False),
        ("1990-01-01", True),
        ("2026-11-24", True),
        ("2026-11-25", False),
        ("1826-03-04", False),
    ],
)
def test_dates_of_other_centuries_are_refused(text: str, accepted: bool) -> None:
    found = read_moments(pl.Series([text]), pl.Series([""]), lambda: "", date(2026, 11, 23))
    assert (found["fault"][0] is None) is accepted


def test_end_of_tomorrow_is_the_last_moment() -> None:
    found = read_moments(pl.Series(["2026-11-24"] * 2), pl.Series(["23.59", "00.00"]), lambda: "", TODAY)
    assert found["occurred_at"][0] == datetime(2026, 11, 24, 22, 59, tzinfo=UTC)
    assert found["fault"].to_list() == [None, None]
