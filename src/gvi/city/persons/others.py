"""What other rooms hold of their own: probation's short list, and social services' numbers without names.

Some of probation's persons are the police's too, written a little differently, as happens when two
authorities keep a list each. Only the invented city knows which (`People.same_humans`).
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import polars as pl

from gvi.city.persons.names import TestNumbers, given_names, surnames
from gvi.city.persons.office import at_work
from gvi.city.persons.register import UTC_TIME
from gvi.city.persons.slips import misspelt
from gvi.city.seeds import Stream, stream, uuids

PROBATION_FOR = 3  # police persons to one of probation's
SHARED = 0.6  # of probation's are the police's too
CASES_FOR = 5  # police persons to one case of a board
SUPERVISION = ("Villkorlig frigivning med övervakning", "Skyddstillsyn", "Skyddstillsyn med samhällstjänst")
RANDOM_NUMBER = "3479ACDEFHJKMNPRTUVWXY"  # letters and digits that are not mistaken for one another

Row = dict[str, Any]


def build_probation(
    seed: int, persons: pl.DataFrame, officer: str, end: datetime
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return probation's persons and who of them is whom at the police, as in `People`."""
    rng = stream(seed, "persons.probation")
    count = persons.height // PROBATION_FOR
    grown = _grown(persons)
    shared = grown[rng.permutation(grown.height)[: round(count * SHARED)].tolist()]
    rows = [*_shared(shared, rng), *_own(count - shared.height, persons, rng, end)]
    frame = (
        pl.DataFrame(rows)
        .with_columns(
            id=pl.Series(uuids(rng, count)),
            supervision=pl.Series([SUPERVISION[at] for at in rng.integers(0, len(SUPERVISION), count)]),
            supervision_ends=pl.Series(
                [end.date() + timedelta(days=int(at)) for at in rng.integers(20, 400, count)]
            ),
            officer=pl.lit(officer),
            role=pl.lit("convicted"),
            source=pl.lit("Tingsrättens dom, verkställighetsbeslut"),
            entered_at=pl.Series(
                [at_work(end - timedelta(days=int(at)), rng) for at in rng.integers(5, 80, count)]
            ),
        )
        .with_columns(since=pl.col("entered_at").dt.date() - pl.duration(days=9))
    )
    pairs = pl.DataFrame({"probation": frame["id"][: shared.height], "police": shared["id"]})
    return frame.select("id", pl.exclude("id")), pairs


def _grown(persons: pl.DataFrame) -> pl.DataFrame:
    named = pl.col("local_reference") == ""
    return persons.filter(named, pl.col("group").is_not_null(), ~pl.col("minor"))


def _shared(shared: pl.DataFrame, rng: Stream) -> Iterator[Row]:
    for given, family, born, number in shared.select(
        "given_name", "surname", "birth_date", "identity_number"
    ).iter_rows():
        slip = rng.random()
        yield {
            "given_name": misspelt(given, rng) if slip < 0.2 else given,
            "surname": misspelt(family, rng) if 0.2 <= slip < 0.5 else family,
            "birth_date": born,
            "identity_number": number if slip < 0.9 else "",
        }


def _own(count: int, persons: pl.DataFrame, rng: Stream, end: datetime) -> Iterator[Row]:
    numbers = TestNumbers(rng, persons["identity_number"])
    for given, family in zip(given_names(rng, count), surnames(rng, count), strict=True):
        born = end.date() - timedelta(days=int(rng.integers(19 * 366, 40 * 365)))
        yield {
            "given_name": given,
            "surname": family,
            "birth_date": born,
            "identity_number": numbers.number(born),
        }


def build_cases(seed: int, persons: int, boards: list[str], end: datetime) -> pl.DataFrame:
    """Return social services' cases: columns as in `People.cases`. No name, no need, no content."""
    rng = stream(seed, "persons.cases")
    rows = [
        _case(number, board, rng, end) for board in boards for number in range(1, persons // CASES_FOR + 1)
    ]
    frame = pl.DataFrame(rows, schema_overrides={"opened_at": UTC_TIME, "closed_at": UTC_TIME})
    return frame.insert_column(0, pl.Series("id", uuids(rng, len(rows)))).sort("opened_at", "id")


def _case(number: int, board: str, rng: Stream, end: datetime) -> Row:
    opened = end - timedelta(minutes=int(rng.integers(3 * 1440, 500 * 1440)))
    nameless = rng.random() < 0.25
    drawn = "".join(RANDOM_NUMBER[at] for at in rng.integers(0, len(RANDOM_NUMBER), 5))
    closed = opened + (end - opened) * 0.8 if rng.random() < 0.3 else None
    return {
        "board": board,
        "number": f"R{rng.integers(0, 10)}{drawn}" if nameless else f"IFO {opened:%Y}-{400 + 3 * number}",
        "kind": "random_number" if nameless else "case_number",
        "opened_at": opened,
        "closed_at": closed and closed.replace(second=0, microsecond=0),
    }
