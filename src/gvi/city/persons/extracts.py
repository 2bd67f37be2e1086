"""Two untidy extracts of the police's own systems: the same persons, not the same rows.

The case system writes carefully and lacks little. The field officers' notes are typed in a hurry: slips,
names in each other's place, days of birth that are missing or wrong, numbers in every format, the same
person twice. Half of those in them are in the city's register, half are not. Who stands on which row is
told apart from the files, for tests and for measuring. Headings and words are those of a file that a room
reads in. Columns: docs/reference/extracts.md.
"""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from gvi.city.city import City
from gvi.city.persons import slips
from gvi.city.persons.humans import Human, others, registered
from gvi.city.persons.people import people
from gvi.city.seeds import Stream, stream

HEAD = (
    *("lokal beteckning", "personnummer", "efternamn", "förnamn", "födelsedatum", "under 18 år", "adress"),
    *("roll", "roll sedan", "rollens källa", "ändamål", "behandlas som", "grund", "underlag"),
    *("underlagets datum", "skyddade personuppgifter", "orosanmälan", "orosanmälan, beteckning"),
)
PURPOSE, EVIDENCE, CONCERN = 3, 6, 9  # places among the grounds
IN_CASES, IN_NOTES = 0.85, 0.6
ODD_DAYS = 0.15
TWICE_IN_CASES, TWICE_IN_NOTES = 0.04, 0.12

Written = tuple[str, ...]


@dataclass(frozen=True)
class Extract:
    """One file: its name without ending, and rows of text under `HEAD`."""

    name: str
    rows: tuple[Written, ...]

    def csv(self) -> str:
        """Return the file's text, with semicolons as Swedish spreadsheets write them."""
        text = io.StringIO()
        writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
        writer.writerow(HEAD)
        writer.writerows(self.rows)
        return text.getvalue()

    def write(self, folder: Path) -> Path:
        """Write the file into a folder, in UTF-8 with a byte order mark; return its path."""
        path = folder / f"{self.name}.csv"
        path.write_text(self.csv(), encoding="utf-8-sig", newline="")
        return path


def extracts(city: City) -> tuple[Extract, Extract]:
    """Return the case system's extract and the field notes', the same for the same city."""
    (cases, _), (notes, _) = _drawn(city)
    return cases, notes


def truth(city: City) -> pl.DataFrame:
    """Return who truly stands on each row of `extracts`: extract (name), reference, human (id)."""
    return pl.concat([told for _, told in _drawn(city)])


def _drawn(city: City) -> list[tuple[Extract, pl.DataFrame]]:
    rng = stream(city.seed, "persons.extracts")
    known = registered(people(city), city.today)
    humans = [*known, *others(known, city, rng)]
    cases = [(human.key, _careful(human, rng)) for human in _met(humans, IN_CASES, TWICE_IN_CASES, rng)]
    notes = [(human.key, _hurried(human, rng)) for human in _met(humans, IN_NOTES, TWICE_IN_NOTES, rng)]
    return [_file("arendesystemet", "A", cases, rng), _file("spaningsanteckningar", "S", notes, rng)]


def _met(humans: list[Human], chance: float, twice: float, rng: Stream) -> list[Human]:
    """Return those whom a system knows, some of them twice."""
    return [human for human in humans if rng.random() < chance for _ in range(1 + int(rng.random() < twice))]


def _file(
    name: str, letter: str, rows: list[tuple[str, Written]], rng: Stream
) -> tuple[Extract, pl.DataFrame]:
    shuffled = [rows[at] for at in rng.permutation(len(rows))]
    references = [f"{letter}-{number:05}" for number in range(1, len(rows) + 1)]
    written = tuple((reference, *row) for reference, (_, row) in zip(references, shuffled, strict=True))
    told = {"extract": name, "reference": references, "human": [key for key, _ in shuffled]}
    return Extract(name, written), pl.DataFrame(told)


def _careful(human: Human, rng: Stream) -> Written:
    """Return a row of the case system: a slip in one surname of twelve, some numbers not known."""
    surname = slips.misspelt(human.surname, rng) if rng.random() < 0.08 else human.surname
    number = human.identity_number if rng.random() < 0.9 else ""
    born = f"{human.birth_date}" if rng.random() < 0.97 else ""
    return (
        number,
        surname,
        human.given_name,
        born,
        _asked(human, number, born),
        human.address,
        *human.grounds,
    )


def _hurried(human: Human, rng: Stream) -> Written:
    """Return a row of the field notes, where every second number and every fourth day of birth is missing."""
    given = slips.misspelt(human.given_name, rng) if rng.random() < 0.2 else human.given_name
    surname = slips.misspelt(human.surname, rng) if rng.random() < 0.3 else human.surname
    names = (given, surname) if rng.random() < 0.05 else (surname, given)
    number = slips.rewritten(human.identity_number, rng) if rng.random() < 0.5 else ""
    born = slips.misremembered(human.birth_date, rng) if rng.random() < 0.1 else human.birth_date
    written = slips.dated(born, rng) if rng.random() < ODD_DAYS else f"{born}"
    day = written if rng.random() < 0.75 else ""
    address = human.address if rng.random() < 0.5 else ""
    return (number, *names, day, _asked(human, number, day), address, *_grounds(human, rng))


def _asked(human: Human, number: str, born: str) -> str:
    """Return whether somebody is under eighteen, which a row without number and day of birth has to say."""
    return "" if number or born else "ja" if human.grounds[CONCERN] else "nej"


def _grounds(human: Human, rng: Stream) -> Written:
    """Return the grounds, one of them forgotten now and then: such a row can't be taken in."""
    forgotten = (PURPOSE, EVIDENCE)[int(rng.integers(0, 2))] if rng.random() < 0.06 else None
    return tuple("" if place == forgotten else ground for place, ground in enumerate(human.grounds))
