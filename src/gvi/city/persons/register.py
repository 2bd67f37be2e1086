"""The persons of the police's room: who they are made to be, why they are there, when they were looked at.

About twelve persons a group. One in five is a minor; a few have protected identity, a coordination
number, no number, or stand there under a local reference only. Reviews fall as trust.md says (90 days
after entry, then every 180; minors half); some are due soon, some late.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
import polars as pl

from gvi.city.groups import CONFLICT_SIZE
from gvi.city.persons.names import TestNumbers, addresses, given_names, phone_number, surnames
from gvi.city.persons.office import at_work
from gvi.city.seeds import Stream, stream, uuids

PER_GROUP = 12
NEEDS = (
    "Personen förekommer fortfarande i ärenden som rör gruppen. Uppgifterna behövs inför gruppgenomgången.",
    "Nya uppgifter i ett pågående ärende visar att behovet kvarstår.",
    "Behövs för att kunna bedöma vilka som kan nås av budskapet vid nästa call-in.",
    "Hotbilden är inte avslutad. Uppgifterna behövs för trygghetskontakten.",
)
MAPPING = "Kartlägga grupper som driver det grova våldet, inför gruppgenomgång och call-in"
SAFETY = "Förebygga att personen utsätts för våld (trygghetskontakt)"
UTC_TIME = pl.Datetime("us", "UTC")


@dataclass(frozen=True)
class Case:
    """What is special about the person in a row; the pattern repeats every sixty rows."""

    row: int

    @property
    def minor(self) -> bool:
        """Between 15 and 17 years old."""
        return self.row % 5 == 3

    @property
    def protected(self) -> bool:
        """Protected identity (skyddade personuppgifter): the address is kept nowhere."""
        return self.row % 20 == 11

    @property
    def reference_only(self) -> bool:
        """Named in the authority's own system only."""
        return self.row % 15 == 14

    @property
    def coordination(self) -> bool:
        """Has a coordination number (samordningsnummer)."""
        return self.row % 20 == 2

    @property
    def numberless(self) -> bool:
        """No identity number is known."""
        return self.row % 20 == 7 or self.reference_only

    @property
    def spared(self) -> bool:
        """Known as injured, witness or close to somebody, and as nothing else."""
        return self.row % 10 in {7, 9} or self.row % 20 == 13

    @property
    def common(self) -> bool:
        """May be commonly available in the police (polisens brottsdatalag 3:2), so may stay longer."""
        return self.row % 6 in {1, 4} and not (self.minor or self.spared)

    @property
    def late(self) -> bool:
        """The review is overdue."""
        return self.row % 12 == 0 or self.row % 30 == 17

    @property
    def intervals(self) -> tuple[int, int]:
        """Days to the first review, and between the later ones."""
        return (45, 90) if self.minor else (90, 180)

    def due_in(self, chance: float) -> int:
        """Return in how many days the next review is due; negative is late."""
        if self.late:
            return -int((3 if self.row % 12 == 0 else 32) + 20 * chance)
        if self.row % 12 == 6:
            return int(4 + 9 * chance)
        return int(15 + (self.intervals[0] - 20) * chance)


def build_persons(
    seed: int, groups: pl.DataFrame, areas: pl.DataFrame, officers: list[str], end: datetime
) -> pl.DataFrame:
    """Return the police's persons as they are at `end`; columns as in `People.persons`."""
    count = PER_GROUP * groups.height
    rng = stream(seed, "persons")
    numbers = TestNumbers(stream(seed, "persons.numbers"))
    named = zip(given_names(rng, count), surnames(rng, count), addresses(rng, count), strict=True)
    chosen = rng.integers(0, areas.height, count).tolist()
    rows = [
        {
            **_identity(Case(row), names, _birth(Case(row), rng, end.date()), numbers, rng),
            **_grounds(Case(row), officers, end.year),
            "area": areas["id"][chosen[row]],
            "group": None if Case(row).spared else groups["code_name"][_group(row, groups.height)],
            **_timeline(Case(row), rng, end),
        }
        for row, names in enumerate(named)
    ]
    schema = {
        "birth_date": pl.Date(),
        "entered_at": UTC_TIME,
        "group": pl.String(),
        "reviews": pl.List(UTC_TIME),
    }
    return pl.DataFrame(rows, schema_overrides=schema).insert_column(0, pl.Series("id", uuids(rng, count)))


def _group(row: int, groups: int) -> int:
    """Return a group's number; of three in the last group of a conflict two belong to others of it."""
    turn = row // groups
    number = (
        row + turn
    ) % groups  # each round begins with another group, so that no group is all of one case
    last = number % CONFLICT_SIZE == CONFLICT_SIZE - 1
    return number - 1 - 2 * turn % (CONFLICT_SIZE - 1) if last and turn % 3 else number


def _birth(case: Case, rng: Stream, today: date) -> date:
    low, high = (15.1, 17.9) if case.minor else (18.2, 34.0)
    return today - timedelta(days=int(365.25 * (low + (high - low) * rng.random() ** 1.4)))


def _identity(
    case: Case, names: tuple[str, str, str], born: date, numbers: TestNumbers, rng: Stream
) -> dict[str, object]:
    number = numbers.number(born, coordination=case.coordination)
    given, family, address = names
    if case.reference_only:
        given = family = address = ""
    return {
        "local_reference": f"Plats {case.row // 15 * 5 + 7}" if case.reference_only else "",
        "given_name": given,
        "surname": family,
        "birth_date": None if case.reference_only else born,
        "under_eighteen": "no" if case.reference_only else "",
        "identity_number": "" if case.numberless else number,
        "protected": case.protected,
        "address": "" if case.protected else address,
        "phone": "" if case.reference_only or case.row % 3 else phone_number(rng),
        "minor": case.minor,
    }


def _grounds(case: Case, officers: list[str], year: int) -> dict[str, object]:
    regime = ("common_p1", "common_p2")[case.row % 6 == 4] if case.common else "not_common"
    return {
        "purpose": SAFETY if case.spared else MAPPING,
        "regime": regime,
        "officers": officers if regime == "common_p2" else [],
        "basis": "Uppgifter i pågående ärende om trygghet" if case.spared else "Uppgifter i förundersökning",
        "evidence": f"BH-K {1203 + 7 * case.row}-{year % 100}",
        **_concern(case, year),
    }


def _concern(case: Case, year: int) -> dict[str, str]:
    """Return, for a minor, whether a report of concern (orosanmälan) has been made, and its reference."""
    if not case.minor:
        return {"concern": "", "concern_reference": ""}
    if case.spared:
        return {"concern": "not_called_for", "concern_reference": ""}
    return {"concern": "reported", "concern_reference": f"OA {year}-{310 + case.row}"}


def _timeline(case: Case, rng: Stream, end: datetime) -> dict[str, object]:
    """Return when the person was entered and reviewed, so that the next review falls due as wanted.

    What is not commonly available ends after twelve months, so it can't have been renewed often.
    """
    first, later = case.intervals
    most = (3 if case.minor or case.common else 1) + 1
    renewals = int(rng.integers(0, most))
    due = end + timedelta(days=case.due_in(rng.random()))
    times = [at_work(due - timedelta(days=later if renewals else first), rng)]
    for number in range(renewals):
        whole = first if number == renewals - 1 else later
        times.append(at_work(times[-1] - timedelta(days=whole - int(rng.integers(4, 12))), rng))
    entered, *reviews = reversed(times)
    based_on = entered.date() - timedelta(days=int(rng.integers(1, 20)))
    return {"based_on": based_on, "entered_at": entered, "reviews": reviews}


def build_reviews(seed: int, persons: pl.DataFrame, reviewer: str) -> pl.DataFrame:
    """Return every renewal: person, at, need (a fresh written need), by (mail)."""
    reviews = (
        persons.select(pl.col("id").alias("person"), at=pl.col("reviews")).explode("at").drop_nulls("at")
    )
    chosen = stream(seed, "persons.reviews").integers(0, len(NEEDS), reviews.height)
    needs = pl.Series("need", np.array(NEEDS)[chosen], dtype=pl.String)
    return reviews.with_columns(needs, by=pl.lit(reviewer)).sort("at", "person")
