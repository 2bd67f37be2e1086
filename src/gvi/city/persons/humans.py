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
    "not_suspected": "ej misstänkt",
}
REGIMES = {"not_common": "ej gemensamt", "common_p1": "3:2 p 1", "common_p2": "3:2 p 2"}
EASILY_MISTAKEN = 30  # one set of three for each so many others


@dataclass(frozen=True)
class Human:
    """Somebody: `key` is the id in the register, or one of their own.

    `grounds` are role, since when, its source, purpose, regime, basis and evidence reference, in words.
    """

    key: str
    given_name: str
    surname: str
    birth_date: date
    identity_number: str
    address: str
    grounds: tuple[str, ...]


def registered(persons: People) -> list[Human]:
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
                *(REGIMES[row["regime"]], row["basis"], row["evidence"]),
            ),
        )
        for row in joined.filter(pl.col("local_reference") == "").iter_rows(named=True)
    ]


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
        )
        for row, (key, given, family, address) in enumerate(drawn)
    ]


def _born(today: date, rng: Stream) -> date:
    return today - timedelta(days=int(rng.integers(15 * 366, 45 * 365)))


def _other(row: int, human: Human, known: list[Human], numbers: TestNumbers) -> Human:
    like = known[(row + 5) % len(known)]
    mistaken = row % EASILY_MISTAKEN
    if mistaken == 0:
        human = replace(human, surname=like.surname, birth_date=like.birth_date, address=like.address)
    elif mistaken == 1:
        human = replace(human, surname=like.surname, address=like.address)
    elif mistaken == 2:
        human = replace(human, given_name=like.given_name, surname=like.surname)
    return replace(human, identity_number=numbers.number(human.birth_date))
