"""Renew a person after a review: the need in fresh words, and a newer basis if one has come (T14, T15).

No date is given: the database counts the next ones from the day of the review and the day of the basis. Records that
were found to be one person are renewed together, since they are read as one.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.flows.common import cluster_ids, lock_person, swedish_day
from gvi.trust.people.lasting.refusals import BasisIncomplete, BasisNotNewer, NeedTooShort, SameWords
from gvi.trust.people.models import Person, PersonReview
from gvi.trust.people.refusals import InTheFuture, NotKeptHere
from gvi.trust.people.retention import NEED_LETTERS
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_member, own_room
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.rights import Right


@dataclass(frozen=True)
class Renewal:
    """Why the data are still needed; the last three together, or none of them."""

    need: str
    basis: str = ""
    evidence: str = ""
    based_on: date | None = None


def renew(person: Person, renewal: Renewal, *, by: Actor, at: datetime) -> Person:
    """Keep the person until the next review; refuses a need that is short or was written before."""
    by.require(Right.WRITE_PERSONS)
    new = Renewal(renewal.need.strip(), renewal.basis.strip(), renewal.evidence.strip(), renewal.based_on)
    _check_need(new.need)
    _check_basis(new, by, swedish_day(at))
    with transaction.atomic():
        current = lock_person(person, at=at, overdue=True)
        records = list(Person.objects.select_for_update().filter(pk__in=cluster_ids(current)).order_by("id"))
        _refuse_same_words(records, new.need)
        if new.based_on and all(record.based_on >= new.based_on for record in records):
            raise BasisNotNewer
        for record in records:
            _renew(record, new, by, at)
        write(Operation.CHANGE, "people.renew", by=by, kind="person", record=current.pk)
    return Person.objects.get(pk=current.pk)


def _check_need(need: str) -> None:
    if sum(letter.isalnum() for letter in need) < NEED_LETTERS:
        raise NeedTooShort


def _check_basis(new: Renewal, by: Actor, day: date) -> None:
    given = {"basis": new.basis, "evidence": new.evidence, "based_on": new.based_on}
    empty = [field for field, value in given.items() if not value]
    if len(empty) == len(given):
        return
    if by.kind == Kind.SOCIAL_SERVICES:
        raise NotKeptHere(next(field for field in given if field not in empty))
    if empty:
        raise BasisIncomplete(empty[0])
    if new.based_on and new.based_on > day:
        raise InTheFuture("based_on")


def _refuse_same_words(records: list[Person], need: str) -> None:
    query = """select exists (select 1 from people_personreview r
        where r.person_id = any(%s) and gvi.said(r.need) = gvi.said(%s))"""
    with connection.cursor() as cursor:
        cursor.execute(query, [[record.pk for record in records], need])
        if cursor.fetchone()[0]:
            raise SameWords


def _renew(record: Person, new: Renewal, by: Actor, at: datetime) -> None:
    newer = new.based_on is not None and new.based_on > record.based_on
    told: dict[str, Any] = {"basis": new.basis, "evidence": new.evidence, "based_on": new.based_on}
    PersonReview.objects.create(
        workspace_id=own_room(by),
        person=record,
        need=new.need,
        by=own_member(by),
        at=at,
        **(told if newer else {}),
    )
    record.reviewed_on = swedish_day(at)
    changed = ["reviewed_on"]
    if newer and new.based_on:
        record.based_on = new.based_on
        changed.append("based_on")
        if by.is_police:
            record.basis, record.evidence = new.basis, new.evidence
            changed += ["basis", "evidence"]
    record.save(update_fields=changed)
