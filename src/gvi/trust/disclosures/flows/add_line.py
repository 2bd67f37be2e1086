"""Add a person to a draft: one of the room's own, or the reference that a room without names goes by."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from gvi.trust.disclosures.flows.common import check_question, lock_draft
from gvi.trust.disclosures.models import Draft, DraftLine
from gvi.trust.disclosures.offers import types_by_hand
from gvi.trust.disclosures.refusals import AlreadyThere, CantBeTold, Missing, OnePerson, TooManyPersons
from gvi.trust.disclosures.states import MOST_LINES, Form
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.models import Person
from gvi.trust.people.refusals import NoSuchPerson
from gvi.trust.people.words import State
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_room


def add_line(
    draft: Draft,
    *,
    person: UUID | None = None,
    reference: str = "",
    in_answer_to: UUID | None = None,
    by: Actor,
    at: datetime,
) -> DraftLine:
    """Add ``person``, or in a room that types by hand a ``reference``; nothing about them is chosen yet.

    ``in_answer_to`` is what the draft's receiver has told this room and the line answers.
    """
    with transaction.atomic():
        current = lock_draft(draft, by)
        _check_room_for_one_more(current)
        about = root_of(person, at=at) if person else None
        _check_named(about, reference, by)
        check_question(in_answer_to, current.receiver_id, by)
        line = DraftLine(
            workspace_id=own_room(by),
            draft=current,
            position=_last(current) + 1,
            person=about,
            subject_reference="" if about else reference.strip(),
            in_answer_to=in_answer_to,
        )
        _check_new(line)
        line.save(force_insert=True)
        write(Operation.CHANGE, "disclosures.add_line", by=by, kind="draft", record=current.pk)
    return line


def root_of(person: UUID, *, at: datetime) -> Person:
    """The record that ``person`` is read under, if something may be told about it."""
    found = Person.objects.select_related("merged_into").filter(pk=person).first()
    if found is None:
        raise NoSuchPerson
    root = found.merged_into or found
    if root.state != State.ACTIVE or root.review_due < timezone.localdate(at):
        raise CantBeTold
    return root


def _check_room_for_one_more(draft: Draft) -> None:
    count = DraftLine.objects.filter(draft=draft).count()
    if draft.form == Form.SINGLE and count:
        raise OnePerson
    if count >= MOST_LINES:
        raise TooManyPersons


def _check_named(about: Person | None, reference: str, by: Actor) -> None:
    if about is None and not types_by_hand(by.kind):
        raise NoSuchPerson
    if about is None and not reference.strip():
        raise Missing("reference")


def _check_new(line: DraftLine) -> None:
    same = DraftLine.objects.filter(draft=line.draft, person=line.person)
    if line.person is None:
        same = same.filter(subject_reference=line.subject_reference)
    if same.exists():
        raise AlreadyThere


def _last(draft: Draft) -> int:
    return DraftLine.objects.filter(draft=draft).aggregate(last=Max("position"))["last"] or 0
