"""Names, numbers and addresses of nobody: surnames and streets made of words no such name is made of.

Everybody bears surnames of the one same kind and given names from the members' list, whatever their
role, so that nothing about origin can be read out of who is suspected. Identity numbers have the serials
980-999, which the tax agency keeps for tests: no person has them.
"""

from collections.abc import Iterable
from datetime import date

from stdnum import luhn

from gvi.city.members import GIVEN_NAMES
from gvi.city.seeds import Stream

THINGS = (
    "Ämbar Kardus Kalott Sextant Kompass Bolster Mejsel Hyvel Vinsch Tratt Skyffel Sigill Kavel Räfs Bälg "
    "Vant Pensel Spol Kvadrant Remskiv Vevstak Skovel"
)
PLACES = "fors hed vik mo vall gärde näs tjärn ås äng ström holm kulle udde tuna skär vass dal bäck torp"
STREETS = ("gränd", "gatan", "backen", "stigen", "gången")
TEST_SERIALS = (980, 1000)  # the latter excluded
COORDINATION = 60


def given_names(rng: Stream, count: int) -> list[str]:
    """Draw given names."""
    known = GIVEN_NAMES.split()
    return [known[at] for at in rng.integers(0, len(known), count)]


def surnames(rng: Stream, count: int) -> list[str]:
    """Draw surnames; in a large city some are borne by many."""
    made = [thing + place for thing in THINGS.split() for place in PLACES.split()]
    order = rng.permutation(len(made))
    commonness = (len(made) * rng.random(count) ** 1.5).astype(int)
    return [made[order[at]] for at in commonness]


def addresses(rng: Stream, count: int) -> list[str]:
    """Draw street and number; the streets lie nowhere."""
    words = THINGS.split()
    things, kinds = rng.integers(0, len(words), count), rng.integers(0, len(STREETS), count)
    numbers = rng.integers(1, 60, count)
    return [
        f"{words[thing]}{STREETS[kind]} {number}"
        for thing, kind, number in zip(things, kinds, numbers, strict=True)
    ]


def phone_number(rng: Stream) -> str:
    """Draw a phone number from those the telecom authority (PTS) keeps for fiction, not the helpline's."""
    return f"070-174 06 {rng.integers(41, 100)}"


class TestNumbers:
    """Hands out each test number once, and none of those given out elsewhere."""

    __test__ = False  # not what a test runner looks for

    def __init__(self, rng: Stream, given: Iterable[str] = ()) -> None:
        self._rng = rng
        self._given = set(given)

    def number(self, born: date, *, coordination: bool = False) -> str:
        """Return a valid number for a day of birth, YYYYMMDD-NNNN; a coordination number has the day plus 60.

        Raises ValueError when the twenty numbers of a day are all given out.
        """
        day = f"{born:%Y%m}{born.day + COORDINATION * coordination:02}"
        for serial in self._rng.permutation(range(*TEST_SERIALS)):
            number = f"{day}-{serial}{luhn.calc_check_digit(f'{day[2:]}{serial}')}"
            if number not in self._given:
                self._given.add(number)
                return number
        raise ValueError("twenty persons of the city are born on one day")
