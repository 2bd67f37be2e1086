"""Dates as people write them; what can be read in two ways is never guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gvi.steps.incidents.reading.dates import (
    MONTH_NAMES,
    Unreadable,
    decide_order,
    depends_on_order,
    find_date,
)

MARCH_4 = date(2026, 3, 4)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-04",
        "2026-3-4",
        "2026/03/04",
        "2026.03.04",
        "20260304",
        "260304",
        "4 mars 2026",
        "den 4 mars 2026",
        "4:e mars 2026",
        "4 Mars -26",
        "4 mar. 2026",
        "onsdag 4 mars 2026",
        "Onsdagen den 4 mars 2026",
        "46085",
    ],
)
def test_fourth_of_march(text: str) -> None:
    assert find_date(text).settle("") == MARCH_4


@pytest.mark.parametrize("text", ["4/3 2026", "4/3-26", "4/3/2026", "4.3.2026", "04-03-2026", "4/3 26"])
def test_day_and_month_in_figures_need_an_order(text: str) -> None:
    found = find_date(text)
    assert found.settle("dmy") == MARCH_4
    assert found.settle("mdy") == date(2026, 4, 3)
    assert depends_on_order(text)
    with pytest.raises(Unreadable):
        found.settle("")


def test_three_pairs_of_figures_can_begin_with_the_year() -> None:
    assert find_date("26-03-04").settle("ymd") == MARCH_4
    assert depends_on_order("26-03-04")
    assert decide_order(["26-03-04", "26-03-31"]) == ""
    assert decide_order(["26-03-04", "99-12-31"]) == "ymd"


@pytest.mark.parametrize(
    ("text", "day"), [("25/12 2025", date(2025, 12, 25)), ("4/4 2026", date(2026, 4, 4))]
)
def test_only_one_reading_needs_no_order(text: str, day: date) -> None:
    assert find_date(text).settle("") == day
    assert not depends_on_order(text)


def test_whole_column_decides() -> None:
    assert decide_order(["4/3 2026", "25/12 2025"]) == "dmy"
    assert decide_order(["4/3 2026", "12/25 2025"]) == "mdy"
    assert decide_order(["4/3 2026", "5/6 2026"]) == ""
    assert decide_order(["25/12 2025", "12/25 2025"]) == ""
    assert decide_order(["2026-03-04", "text"]) == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "igår",
        "4/3",
        "4 mars",
        "2026-02-30",
        "31 april 2026",
        "99/99 2026",
        "2026",
        "12345",
        "4 marsipan 2026",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        find_date(text)


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2089, 12, 31)))
def test_every_day_is_read_as_itself(day: date) -> None:
    month = MONTH_NAMES[day.month - 1]
    for text in (day.isoformat(), f"{day:%Y%m%d}", f"{day:%y%m%d}", f"{day.day} {month} {day.year}"):
        assert find_date(text).settle("") == day
    assert find_date(f"{day.day}/{day.month} {day.year}").settle("dmy") == day


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        assert find_date(text).readings
    except Unreadable as refusal:
        assert refusal.expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lör 3/8 2024", date(2024, 8, 3)),  # a Saturday in August; in March it would have been a Friday
        ("fre 3/8 2024", date(2024, 3, 8)),
        ("Lördagen den 3 augusti 2024", date(2024, 8, 3)),
    ],
)
def test_the_day_of_the_week_settles_the_order(text: str, expected: date) -> None:
    assert find_date(text).settle("") == expected


def test_a_wrong_day_of_the_week_settles_nothing() -> None:
    with pytest.raises(Unreadable):
        find_date("tis 3/8 2024").settle("")
