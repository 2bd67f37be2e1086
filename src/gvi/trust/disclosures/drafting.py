"""A draft as it is read: its lines, what each person's row offers, what is chosen, and whether it has changed.

Forms, flows and documents read the same ``Sheet``, so that what is shown, checked and decided is one thing.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from gvi.trust.disclosures.models import Draft, DraftLine
from gvi.trust.disclosures.offers import Offered, own_offers, typed_offers, types_by_hand
from gvi.trust.disclosures.refusals import ItemGone
from gvi.trust.law.words import DataClass
from gvi.trust.people.labels import PersonLabel, labels
from gvi.trust.people.models import Person
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_kind


@dataclass(frozen=True)
class Line:
    """One person of a draft: the row, how the person is named, and everything there is to tell."""

    row: DraftLine
    label: PersonLabel | None
    offered: tuple[Offered, ...]
    birth_date: date | None = None

    @property
    def name(self) -> str:
        """Name and role as the sender reads it, or the reference that was typed."""
        return self.label.text if self.label else self.row.subject_reference

    @property
    def keys(self) -> frozenset[str]:
        """The keys that are chosen."""
        return frozenset(item["key"] for item in self.row.items)

    def chosen(self) -> tuple[Offered, ...]:
        """What would be told, in the order it is offered; raises ``ItemGone``."""
        texts = {item["key"]: item.get("text", "") for item in self.row.items}
        found = [replace(it, text=it.text or texts[it.key]) for it in self.offered if it.key in texts]
        if len(found) < len(texts) or not all(it.text.strip() for it in found):
            raise ItemGone
        return tuple(found)

    def still_chosen(self) -> tuple[Offered, ...]:
        """What would be told, without what has gone since: for a page that must show something."""
        texts = {item["key"]: item.get("text", "") for item in self.row.items}
        found = (replace(it, text=it.text or texts[it.key]) for it in self.offered if it.key in texts)
        return tuple(it for it in found if it.text.strip())


@dataclass(frozen=True)
class Sheet:
    """A draft with its lines in order."""

    draft: Draft
    lines: tuple[Line, ...]

    @property
    def fingerprint(self) -> str:
        """Changes with anything that the receiver would read or the decision rests on."""
        draft = self.draft
        said = [str(draft.receiver_id), str(draft.rule_id), draft.need, str(draft.on_request)]
        said += [
            json.dumps(draft.answers, sort_keys=True),
            draft.necessity,
            draft.test_words,
            draft.reservation,
        ]
        for line in self.lines:
            said += [str(line.row.pk), str(line.row.birth_date), str(line.row.in_answer_to)]
            said += [f"{it.key} {it.text} {it.role}" for it in line.still_chosen()]
        return hashlib.sha256("\x00".join(said).encode()).hexdigest()[:24]


def question_of(row: DraftLine, draft: Draft) -> UUID | None:
    """The received disclosure that the line answers, its own or that of the whole draft."""
    return row.in_answer_to or draft.in_answer_to


def read_sheet(draft: Draft, by: Actor, *, carried: Sequence[str] | None = None) -> Sheet:
    """The draft with its lines, as ``by``'s room may read them: at most eight queries.

    ``carried`` are the classes that a room which types by hand is offered; all of them without.
    """
    rows = list(DraftLine.objects.filter(draft=draft).order_by("position"))
    persons = [row.person_id for row in rows if row.person_id]
    named = labels(persons)
    offers = _offers(by, persons, carried)
    born = dict(Person.objects.filter(pk__in=persons).values_list("pk", "birth_date"))
    return Sheet(draft, tuple(_line(row, draft, named, offers, born) for row in rows))


def _offers(
    by: Actor, persons: list[UUID], carried: Sequence[str] | None
) -> dict[UUID | None, list[Offered]]:
    kind = own_kind(by)
    if types_by_hand(kind):
        typed = typed_offers(kind, DataClass.values if carried is None else carried)
        return {None: typed, **dict.fromkeys(persons, typed)}
    found: dict[UUID | None, list[Offered]] = {None: []}
    for person, offered in own_offers(kind, persons).items():
        found[person] = offered
    return found


def _line(
    row: DraftLine,
    draft: Draft,
    named: dict[UUID, PersonLabel],
    offers: dict[UUID | None, list[Offered]],
    born: dict[UUID, date | None],
) -> Line:
    if row.person_id is None:
        return Line(row, None, tuple(offers[None]), row.birth_date)
    question = question_of(row, draft)
    offered = tuple(it for it in offers.get(row.person_id, ()) if it.answers in (None, question))
    return Line(row, named.get(row.person_id), offered, born.get(row.person_id) or row.birth_date)
