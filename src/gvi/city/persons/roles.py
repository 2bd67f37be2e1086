"""Which roles in the meaning of the law the police's persons have: dated, sourced, several at once for some.

A suspicion that was dropped ends, and *not suspected* begins the same day (trust.md, T13). Someone who is
only injured, a witness or close to somebody has no other role (T11).
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import polars as pl

from gvi.city.persons.register import Case
from gvi.city.seeds import Stream, stream

SOURCES = {
    "suspected": "Åklagarens beslut om delgivning av misstanke",
    "convicted": "Tingsrättens dom, laga kraft",
    "injured": "Anmälan, målsägande",
    "witness": "Förhör i förundersökning",
    "close_to": "Egen uppgift till trygghetskontakten",
    "not_suspected": "Åklagarens beslut att lägga ned förundersökningen i den delen",
}
Row = dict[str, Any]
SCHEMA = pl.Schema(
    {
        "person": pl.String(),
        "role": pl.String(),
        "since": pl.Date(),
        "until": pl.Date(),
        "end_reason": pl.String(),
        "source": pl.String(),
    }
)


def roles_of(case: Case) -> tuple[str, ...]:
    """Return the roles of a row, in the order in which they came about."""
    rare: dict[int, tuple[str, ...]] = {
        1: ("suspected", "not_suspected"),
        8: ("suspected", "not_suspected"),
        13: ("injured",),
        19: ("close_to",),
    }
    often: dict[int, tuple[str, ...]] = {
        4: ("convicted", "suspected"),
        5: ("convicted",),
        6: ("injured", "suspected"),
        7: ("injured",),
        9: ("witness",),
    }
    return rare.get(case.row % 20) or often.get(case.row % 10, ("suspected",))


def build_roles(seed: int, persons: pl.DataFrame, end: datetime) -> pl.DataFrame:
    """Return the roles: person, role, since, until (null: still), end_reason, source."""
    rng = stream(seed, "persons.roles")
    rows = [
        role
        for row, (person, entered) in enumerate(persons.select("id", "entered_at").iter_rows())
        for role in _roles(person, roles_of(Case(row)), entered.date(), end.date(), rng)
    ]
    return pl.DataFrame(rows, schema=SCHEMA)


def _roles(person: str, roles: tuple[str, ...], entered: date, today: date, rng: Stream) -> Iterator[Row]:
    starts = sorted(entered - timedelta(days=int(days)) for days in rng.integers(20, 200, len(roles)))
    dropped = roles[-1] == "not_suspected"
    if dropped:
        starts[-1] = entered + (today - entered) * (0.5 + 0.4 * rng.random())
    for role, start in zip(roles, starts, strict=True):
        over = dropped and role == "suspected"
        yield {
            "person": person,
            "role": role,
            "since": start,
            "until": starts[-1] if over else None,
            "end_reason": "Misstanken är avförd" if over else "",
            "source": f"{SOURCES[role]}, BH-K {rng.integers(1000, 9000)}-{start:%y}",
        }
