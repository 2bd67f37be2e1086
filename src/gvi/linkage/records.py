"""What goes in and what comes out: records, and pairs that may be one person, with reasons in words.

A pair carries no figure at all (trust.md, "Never"): neither a probability nor a place in a ranking of
persons. Fields, degrees and kinds are codes; the page that shows them has the Swedish words.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class LinkageError(ValueError):
    """The comparison could not be made. The text names no value, since values are persons' data."""


class Field(StrEnum):
    """What is compared, in the order in which reasons are told."""

    IDENTITY_NUMBER = "identity_number"
    GIVEN_NAME = "given_name"
    SURNAME = "surname"
    BIRTH_DATE = "birth_date"
    ADDRESS = "address"


class Degree(StrEnum):
    """How far a field agrees.

    *Swapped*: the names have changed places, or day and month have. *Coordination*: one is a coordination
    number (samordningsnummer) and the other a personal identity number, for the same day of birth.
    """

    SAME = "same"
    SIMILAR = "similar"
    SWAPPED = "swapped"
    COORDINATION = "coordination"
    DIFFERENT = "different"
    MISSING = "missing"


class Kind(StrEnum):
    """What the suggestion rests on, the plainest first; pairs are told in this order."""

    SAME_NUMBER = "same_number"
    COORDINATION_NUMBER = "coordination_number"
    SAME_NAME_AND_BIRTH_DATE = "same_name_and_birth_date"
    SWAPPED_NAMES = "swapped_names"
    SIMILAR_NAME_AND_BIRTH_DATE = "similar_name_and_birth_date"
    SAME_NAME = "same_name"
    PARTLY_SAME = "partly_same"


@dataclass(frozen=True)
class Record:
    """One row about one person as a room's own system has it; empty text means that nothing is known.

    `id` is unique among the records compared. The identity number may be written in any usual way, with
    or without century and sign. Nothing of a record is shown by `repr`, so that no log can catch it.
    """

    id: str
    given_name: str = field(default="", repr=False)
    surname: str = field(default="", repr=False)
    birth_date: date | None = field(default=None, repr=False)
    identity_number: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    source: str = field(default="", repr=False)


@dataclass(frozen=True)
class Agreement:
    """How far two records agree in one field."""

    field: Field
    degree: Degree


@dataclass(frozen=True)
class Pair:
    """Two records that may be the same person: ids in order, what it rests on, and every field's agreement."""

    first: str
    second: str
    kind: Kind
    reasons: tuple[Agreement, ...]
