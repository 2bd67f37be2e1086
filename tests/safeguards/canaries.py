"""Five hundred invented persons whose every word is a canary, and eyes for a canary in whatever an answer is made of.

Each canary begins with a letter for its room, so that one room's in another's hands is seen too. Words are letters
only: a name has no digits.
"""

import io
import json
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import unquote
from uuid import UUID

import psycopg
from django.contrib.sessions.models import Session
from django.core import mail
from django.utils import timezone
from psycopg import sql
from pypdf import PdfReader

from gvi.steps.groups.models import Group, Membership, PersonTie, Source
from gvi.trust.people.models import Person, PersonRole, Statement
from gvi.trust.people.words import PersonRoleName, Regime, StatementKind, UnderEighteen
from gvi.trust.workspaces.kinds import Kind
from tests.cast import Player, in_room

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

BIRD = re.compile(r"zykan([pkm])[a-j]+", re.IGNORECASE)
LETTER = {Kind.POLICE: "p", Kind.PROBATION: "k", Kind.MUNICIPALITY: "m"}
EXPECTED = frozenset(
    {"people_person", "people_personrole", "people_statement", "disclosures_item", "disclosures_ground"}
    | {"groups_membership", "groups_source"}
    | {"callins_nominee", "callins_nomineerevision", "callins_apart", "callins_apartrevision"}
    | {"callins_invitee", "callins_inviteerevision", "callins_speaker"}
    | {"talks_talk", "talks_talkrevision", "talks_safetycheck", "talks_attempt"}
)
MEMBERS = 12
LEAST_PDF = 500
"""Some samples keep a document's first letters only."""

DIGITS = str.maketrans("0123456789", "abcdefghij")


def canary(kind: Kind, number: int) -> str:
    """The word of one person."""
    return f"Zykan{LETTER[kind]}{str(number).translate(DIGITS)}"


def add_persons(player: Player, kind: Kind, many: int) -> list[UUID]:
    """``many`` persons in the player's room, with a role each, and in the police room a statement."""
    today, now = timezone.localdate(), timezone.now()
    police = kind is Kind.POLICE
    room, member = player.member.workspace_id, player.member.pk
    shared = {"workspace_id": room, "entered_on": today, "entered_by": member, "based_on": today}
    shared["under_eighteen"] = UnderEighteen.NO
    told = (
        {"purpose": "Förebygga våld", "regime": Regime.NOT_COMMON, "evidence": "PM 2026-41"} if police else {}
    )
    words = [canary(kind, number) for number in range(many)]
    persons = [
        Person(
            surname=f"{word}son",
            given_name=word,
            local_reference=f"{word} 7",
            address=f"{word}gatan 3",
            basis=f"Sågs med {word}" if police else "",
            **shared,
            **told,
        )
        for word in words
    ]
    signed = {"workspace_id": room, "by": member, "at": now}
    with in_room(player):
        Person.objects.bulk_create(persons)
        PersonRole.objects.bulk_create(
            PersonRole(
                person=one, role=PersonRoleName.SUSPECTED, since=today, source=one.given_name, **signed
            )
            for one in persons
        )
        if police:
            Statement.objects.bulk_create(_statement(one, signed) for one in persons)
            _put_in_a_group(persons[:MEMBERS], signed)
    return [one.pk for one in persons]


def _put_in_a_group(persons: list[Person], signed: dict[str, object]) -> None:
    """Memberships and ties whose words and sources are canaries too; the group's code name is nobody's."""
    group, today = Group.objects.create(code_name="Kaprifol"), timezone.localdate()
    for one, other in pairwise(persons):
        word = one.given_name
        source = Source.objects.create(name=f"PM {word}", kind="other", reliability="B", day=today, **signed)
        shared = {"source": source, "accuracy": "2", **signed}
        words = {"role": "follower", "certainty": "low", "basis": f"Körde {word}"}
        Membership.objects.create(person=one, group=group, since=today, **words, **shared)
        first, second = sorted((one.pk, other.pk))
        PersonTie.objects.create(first_id=first, second_id=second, kind="stated", seen_on=today, **shared)


def _statement(one: Person, signed: dict[str, object]) -> Statement:
    return Statement(
        person=one,
        kind=StatementKind.FACT,
        text=f"{one.given_name} sågs vid torget",
        source=f"Rapport {one.given_name}",
        reliability="A",
        accuracy="1",
        said_on=timezone.localdate() - timedelta(days=1),
        **signed,
    )


def birds_in(text: str) -> set[str]:
    """The rooms' letters of the canaries in ``text``, also in an address's own spelling."""
    return {hit[1].lower() for hit in BIRD.finditer(text)} | {
        hit[1].lower() for hit in BIRD.finditer(unquote(text))
    }


def birds_in_answer(answer: "Answer") -> set[str]:
    """The canaries in whatever the answer is: page, document, sheet, headers and cookies."""
    headers = "\n".join(f"{name}: {value}" for name, value in answer.items()) + str(answer.cookies)
    return birds_in(headers) | birds_in(_read(answer.content))


def _read(content: bytes) -> str:
    if content.startswith(b"%PDF") and len(content) > LEAST_PDF:
        reader = PdfReader(io.BytesIO(content))
        return "\n".join(page.extract_text() for page in reader.pages) + str(reader.metadata)
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    return content.decode("utf-8", "replace")


@dataclass
class Traces:
    """What the house itself keeps after a walk: tables, queue, sessions, cache, mail and log lines."""

    found: dict[str, set[str]] = field(default_factory=dict)

    def add(self, where: str, texts: Iterable[str]) -> None:
        """Note the canaries in ``texts``."""
        if birds := set().union(*(birds_in(text) for text in texts)):
            self.found.setdefault(where, set()).update(birds)


def traces(admin_url: str, database: str, lines: Iterable[str]) -> dict[str, set[str]]:
    """Where canaries lie outside the sealed tables that are theirs; read by the server's owner, past every guard."""
    seen = Traces()
    with psycopg.connect(admin_url, dbname=database) as owner:
        tables = owner.execute("select tablename from pg_tables where schemaname in ('public', 'gvi')")
        for (table,) in tables.fetchall():
            if table not in EXPECTED:
                seen.add(table, _rows(owner, table))
    seen.add("sessions", (json.dumps(one.get_decoded(), default=str) for one in Session.objects.all()))
    seen.add("mail", (f"{one.subject}\n{one.body}\n{one.recipients()}" for one in mail.outbox))
    seen.add("log lines", lines)
    return seen.found


def _rows(owner: "psycopg.Connection[tuple[str]]", table: str) -> Iterable[str]:
    schema = "gvi" if table in {"ticket_key", "erasable", "erasable_root"} else "public"
    asked = sql.SQL("select t::text from {} t where t::text ilike '%zykan%' limit 5")
    return [row[0] for row in owner.execute(asked.format(sql.Identifier(schema, table)))]
