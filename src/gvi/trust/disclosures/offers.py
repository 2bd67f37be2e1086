"""What may be told of somebody: the words come from the person's own row, never from the keyboard.

Police and probation choose among what their rows say now (trust.md, "Disclosure": exactly which items).
Rooms without names of their own type each item by hand. Each item carries the secrecy it stands under.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol
from uuid import UUID

from django.utils.functional import Promise

from gvi.trust.law.words import DataClass, Secrecy
from gvi.trust.people.labels import PersonLabel, clusters, labels
from gvi.trust.people.models import Person, Statement
from gvi.trust.people.words import StatementKind
from gvi.trust.workspaces.kinds import Kind

OWN_ROW = frozenset({Kind.POLICE, Kind.PROBATION})

UNDER: Mapping[Kind, Secrecy] = {
    Kind.POLICE: Secrecy.POLICE,
    Kind.PROBATION: Secrecy.PROBATION,
    Kind.SOCIAL_SERVICES: Secrecy.SOCIAL_SERVICES,
    Kind.PROSECUTOR: Secrecy.CRIME,
    Kind.TAX_CRIME: Secrecy.POLICE,
    Kind.TAX: Secrecy.TAX,
    Kind.ENFORCEMENT: Secrecy.ENFORCEMENT,
    Kind.SOCIAL_INSURANCE: Secrecy.SOCIAL_INSURANCE,
}


@dataclass(frozen=True)
class Offered:
    """One thing that may be told: its key in the draft, its class and secrecy, its words, and a name's role (T12).

    ``until`` is the last day it may be read where the row behind it has such a day: the whole decision ends then.
    ``answers`` is the received disclosure that it answers: it is told in answer to that one, or not at all.
    """

    key: str
    data_class: DataClass
    text: str
    secrecy: Secrecy
    assertion: str = ""
    role: str = ""
    statement: UUID | None = None
    membership: UUID | None = None
    until: date | None = None
    answers: UUID | None = None

    @property
    def label(self) -> str | Promise:
        """The class in words; a statement says whether it is fact or assessment (T09)."""
        if self.assertion:
            return f"{self.data_class.label}, {StatementKind(self.assertion).label}"
        return self.data_class.label


SUPERVISED, UNSUPERVISED = "Ja, står under övervakning", "Nej, står inte under övervakning"
PRESENT, ABSENT = "Var med på mötet", "Kom inte till mötet"
"""The only words that probation answers police in; which of them holds is said by the step that keeps the rows."""
TYPED: tuple[tuple[str, DataClass, str], ...] = (
    *((it.value, it, "") for it in DataClass if it is not DataClass.STATEMENT),
    ("statement:fact", DataClass.STATEMENT, StatementKind.FACT),
    ("statement:assessment", DataClass.STATEMENT, StatementKind.ASSESSMENT),
)


class Source(Protocol):
    """What a step above knows of persons and may be told; asked for many at once, by the first of their records."""

    def __call__(self, persons: Mapping[UUID, UUID]) -> Mapping[UUID, list[Offered]]: ...


_SOURCES: defaultdict[Kind, list[Source]] = defaultdict(list)


def register(source: Source, kind: Kind = Kind.POLICE) -> None:
    """Let ``source`` offer more of what rooms of ``kind`` keep; registering it again changes nothing.

    It is given every record with the one it is read under, and answers by the latter.
    """
    if source not in _SOURCES[kind]:
        _SOURCES[kind].append(source)


def types_by_hand(kind: Kind | None) -> bool:
    """Whether a room of ``kind`` has no rows to take the words from."""
    return kind not in OWN_ROW


def typed_offers(kind: Kind, carried: Iterable[str]) -> list[Offered]:
    """What a room that types by hand may write: the classes that are ``carried``."""
    allowed = set(carried)
    return [Offered(key, it, "", UNDER[kind], said) for key, it, said in TYPED if it.value in allowed]


def own_offers(kind: Kind, persons: Iterable[UUID]) -> dict[UUID, list[Offered]]:
    """What the rows of ``persons`` say now, for each of them: four queries, and one for every registered source."""
    asked = set(persons)
    rows = {row.pk: row for row in clusters(asked)} if asked else {}
    named = labels(asked)
    said: dict[UUID, list[Statement]] = defaultdict(list)
    for one in Statement.objects.filter(person__in=list(rows), withdrawn_at=None).order_by("said_on", "id"):
        said[rows[one.person_id].merged_into_id or one.person_id].append(one)
    more = _more(kind, rows)
    return {pk: [*_of(kind, rows[pk], named[pk], said[pk]), *more[pk]] for pk in asked if pk in rows}


def _more(kind: Kind, rows: Mapping[UUID, Person]) -> dict[UUID, list[Offered]]:
    found: dict[UUID, list[Offered]] = defaultdict(list)
    if rows:
        roots = {pk: row.merged_into_id or pk for pk, row in rows.items()}
        for source in _SOURCES[kind]:
            for person, offered in source(roots).items():
                found[person] += offered
    return found


def _of(kind: Kind, row: Person, label: PersonLabel, said: list[Statement]) -> list[Offered]:
    """Name first, with the role beside it; an empty field, and a protected address, is not there to choose."""
    facts = [
        (DataClass.NAME, ", ".join(part for part in (row.surname, row.given_name) if part)),
        (DataClass.IDENTITY_NUMBER, row.identity_number),
        (DataClass.BIRTH_DATE, row.birth_date.isoformat() if row.birth_date else ""),
        (DataClass.ADDRESS, "" if row.protected else row.address),
        (DataClass.PHONE, row.phone),
        (DataClass.ROLE, label.role_text),
        (DataClass.CASE_NUMBER, row.local_reference),
    ]
    own = [Offered(it.value, it, text, UNDER[kind]) for it, text in facts if text]
    named = [replace(it, role=label.role_text) if it.data_class is DataClass.NAME else it for it in own]
    return named + [_statement(one) for one in said]


def _statement(one: Statement) -> Offered:
    return Offered(
        f"statement:{one.pk}",
        DataClass.STATEMENT,
        one.text,
        Secrecy(one.secrecy),
        assertion=one.kind,
        statement=one.pk,
    )
