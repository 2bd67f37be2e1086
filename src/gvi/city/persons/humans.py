"""Everybody in the police's own systems as they truly are: those in the city's register, and as many others.

Among the others stand those who are easily mistaken: a twin, a brother or sister at the same address, and
somebody else by the same name.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import polars as pl

from gvi.city.city import City
from gvi.city.persons.names import TestNumbers, addresses, given_names, surnames
from gvi.city.persons.people import People
from gvi.city.seeds import Stream, uuids

WORDS = {
    "suspected": "misstänkt",
    "convicted": "dömd",
    "injured": "målsägande",
    "witness": "vittne",
    "close_to": "närstående",
    "not_suspected": "inte misstänkt",
}
NOT_COMMON = (
    "inte gemensamt tillgänglig"  # whom named officers see stands so in the files: none are named there
)
REGIMES = {
    "not_common": NOT_COMMON,
    "common_p1": "gemensamt tillgänglig, 3:2 p. 1",
    "common_p2": NOT_COMMON,
}
REPORTED, NOT_CALLED_FOR = "orosanmälan är gjord", "det finns inget som ger anledning till orosanmälan"
ADULT, CONCERN = 18, 9  # years; place among the grounds
EVIDENCE_DAYS = 300  # the systems' own paper is at most so old
EASILY_MISTAKEN = 30  # one set of three for each so many others


@dataclass(frozen=True)
class Human:
    """Somebody: `key` is the id in the register, or one of their own.

    `grounds` are role, since when, its source, purpose, regime, basis, evidence and its day, whether protected, and
    for a minor whether there is a report of concern, and its reference; in the words of a file that is read in.
    """

    key: str
    given_name: str
    surname: str
    birth_date: date
    identity_number: str
    address: str
    grounds: tuple[str, ...]


def registered(persons: People, today: date) -> list[Human]:
    """Return those in the register who have a name there, in their latest role.

    A protected person's address stands nowhere.
    """
    latest = persons.roles.unique("person", keep="last", maintain_order=True)
    joined = persons.persons.join(latest, left_on="id", right_on="person", maintain_order="left")
    return [
        Human(
            key=row["id"],
            given_name=row["given_name"],
            surname=row["surname"],
            birth_date=row["birth_date"],
            identity_number=row["identity_number"],
            address="" if row["protected"] else row["address"],
            grounds=(
                *(WORDS[row["role"]], f"{row['since']}", row["source"], row["purpose"]),
                *(REGIMES[row["regime"]], row["basis"], row["evidence"], _papers(row["based_on"], today)),
                *(
                    "ja" if row["protected"] else "",
                    *_concern(row["birth_date"], row["concern_reference"], today),
                ),
            ),
        )
        for row in joined.filter(pl.col("local_reference") == "").iter_rows(named=True)
    ]


def _papers(based_on: date, today: date) -> str:
    return f"{max(based_on, today - timedelta(days=EVIDENCE_DAYS))}"


def _concern(born: date, reference: str, today: date) -> tuple[str, str]:
    """Return whether a report of concern is made about somebody under eighteen, and its reference."""
    if (today.year - ADULT, today.month, today.day) >= (born.year, born.month, born.day):
        return "", ""
    return (REPORTED, reference) if reference else (NOT_CALLED_FOR, "")


def others(known: list[Human], city: City, rng: Stream) -> list[Human]:
    """Return as many others, none of whom is in the register."""
    count = len(known)
    numbers = TestNumbers(rng, [human.identity_number for human in known])
    drawn = zip(
        uuids(rng, count), given_names(rng, count), surnames(rng, count), addresses(rng, count), strict=True
    )
    return [
        _other(
            row,
            Human(key, given, family, _born(city.today, rng), "", address, known[row].grounds),
            known,
            numbers,
            city.today,
        )
        for row, (key, given, family, address) in enumerate(drawn)
    ]


def _born(today: date, rng: Stream) -> date:
    return today - timedelta(days=int(rng.integers(15 * 366, 45 * 365)))


def _other(row: int, human: Human, known: list[Human], numbers: TestNumbers, today: date) -> Human:
    like = known[(row + 5) % len(known)]
    mistaken = row % EASILY_MISTAKEN
    if mistaken == 0:
        human = replace(human, surname=like.surname, birth_date=like.birth_date, address=like.address)
    elif mistaken == 1:
        human = replace(human, surname=like.surname, address=like.address)
    elif mistaken == 2:
        human = replace(human, given_name=like.given_name, surname=like.surname)
    grounds = (*human.grounds[: CONCERN - 1], "", *_concern(human.birth_date, "", today))
    return replace(human, identity_number=numbers.number(human.birth_date), grounds=grounds)
