"""Whole years on a day, as the law counts them and as ``gvi.age_on`` in ``sql/disclosures.sql`` does (T08)."""

from datetime import date


def age_on(birth: date, day: date) -> int:
    """Whole years on ``day``. Born on 29 February, one is a year older on 1 March in a common year."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
