"""Correct what is kept of a person: who it is and why, never since when or until when (T15).

Every earlier version stays in the row's history. A new basis is a renewal and is written in the review.
"""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.facts import COLUMNS, NewPerson
from gvi.trust.people.flows.add_person import check_person
from gvi.trust.people.flows.common import (
    check_now,
    current_roles,
    hash_of,
    lock_person,
    write_officers,
)
from gvi.trust.people.labels import may_be_minor
from gvi.trust.people.models import Officer, Person
from gvi.trust.people.refusals import BecomesMinor
from gvi.trust.people.words import Regime, State
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


def edit_person(person: Person, new: NewPerson, *, by: Actor, at: datetime) -> Person:
    """Write ``new`` over the person's facts; its ``roles`` and ``based_on`` are left out of account."""
    by.require(Right.WRITE_PERSONS)
    with transaction.atomic():
        current = lock_person(person, at=at)
        told = replace(new, based_on=current.based_on, roles=current_roles(current))
        facts = check_person(told, by=by, at=at)
        _refuse_minor(current, facts)
        if facts.regime == Regime.COMMON_P2:
            _rename_officers(current, facts, by)
        for name in COLUMNS:
            setattr(current, name, getattr(facts, name))
        current.identity_hash = hash_of(facts.identity_number, by)
        current.save(update_fields=[*COLUMNS, "identity_hash"])
        if facts.regime != Regime.COMMON_P2:
            Officer.objects.filter(person_id=current.pk).delete()
        check_now()
        write(Operation.CHANGE, "people.edit_person", by=by, kind="person", record=current.pk)
    return Person.objects.get(pk=current.pk)


def _refuse_minor(current: Person, facts: NewPerson) -> None:
    became = may_be_minor(facts.birth_date, facts.under_eighteen, current.entered_on)
    if became and current.state == State.ACTIVE and current.approved_by is None:
        raise BecomesMinor


def _rename_officers(current: Person, facts: NewPerson, by: Actor) -> None:
    named = set(facts.officers)
    before = set(Officer.objects.filter(person_id=current.pk).values_list("member", flat=True))
    Officer.objects.filter(person_id=current.pk, member__in=before - named).delete()
    write_officers(current.pk, named - before, by=by)
