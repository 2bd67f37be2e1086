"""T08: the day before, the day, leap day; and the same as the database counts."""

from datetime import date

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from gvi.trust.law.ages import age_on
from tests.safeguards.examples import many

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        (date(2005, 11, 23), date(2026, 11, 22), 20),
        (date(2005, 11, 23), date(2026, 11, 23), 21),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2028, 2, 28), 19),
        (date(2008, 2, 29), date(2028, 2, 29), 20),
        (date(2026, 11, 23), date(2026, 11, 23), 0),
    ],
)
def test_t08_the_day_before_the_day_and_leap_day(birth: date, day: date, age: int) -> None:
    assert age_on(birth, day) == age


@many
@given(DAYS, DAYS)
def test_t08_one_is_a_year_older_once_a_year(birth: date, day: date) -> None:
    """Counted by birthdays that have been, an independent way."""
    lived = [year for year in range(birth.year + 1, day.year + 1) if _birthday(birth, year) <= day]
    if day >= birth:
        assert age_on(birth, day) == len(lived)


def _birthday(birth: date, year: int) -> date:
    try:
        return birth.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


@pytest.mark.django_db
def test_t08_the_database_counts_alike() -> None:
    births = [date(2000 + n % 12, 1 + n % 12, 1 + n % 28) for n in range(40)] + [date(2004, 2, 29)]
    days = [date(2026, 2, 28), date(2026, 3, 1), date(2028, 2, 29), date(2026, 11, 23)]
    pairs = [(birth, day) for birth in births for day in days]
    with connection.cursor() as cursor:
        cursor.execute(
            "select gvi.age_on(b, d) from unnest(%s::date[], %s::date[]) with ordinality as p (b, d, n) order by n",
            [[birth for birth, _ in pairs], [day for _, day in pairs]],
        )
        found = [age for (age,) in cursor.fetchall()]
    assert found == [age_on(birth, day) for birth, day in pairs]
