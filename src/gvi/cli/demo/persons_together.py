"""Persons of a city of many, written a week at a time: the same checks and rows as one by one, in fewer transactions.

Renewals and statements are written a table at a time; the database's own rules hold for each row.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import groupby
from typing import Any, TypeVar

from gvi.cli.demo.moments import Story
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.facts import NewPerson
from gvi.trust.people.flows.add_person import check_person, write_person
from gvi.trust.people.flows.common import check_now
from gvi.trust.people.models import Person, PersonReview, Statement
from gvi.trust.people.words import State
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_member, own_room

T = TypeVar("T")
BATCH = 500


def in_weeks(rows: Iterable[T], when: Callable[[T], datetime]) -> Iterator[tuple[datetime, list[T]]]:
    """``rows`` in order of time, those of a week together, with the last time among them."""
    ordered = sorted(rows, key=when)
    for _, week in groupby(ordered, key=lambda row: when(row).isocalendar()[:2]):
        found = list(week)
        yield when(found[-1]), found


def enter_together(
    new: Iterable[tuple[str, datetime, NewPerson]], by: Actor, story: Story
) -> dict[str, Person]:
    """Enter everybody: id in the city, when, and what is known."""
    known: dict[str, Person] = {}
    for told, week in in_weeks(new, lambda one: one[1]):
        with story.act(by, told) as now:
            for key, _, facts in week:
                person = write_person(check_person(facts, by=by, at=now), by=by, at=now)
                write(Operation.COLLECT, "people.add_person", by=by, kind="person", record=person.pk)
                known[key] = person
            check_now()
    return known


def approve_together(waiting: Iterable[tuple[datetime, Person]], by: Actor, story: Story) -> None:
    """Everybody under eighteen, by a second person."""
    for told, week in in_weeks(waiting, lambda one: one[0]):
        with story.act(by, told) as now:
            persons = Person.objects.filter(pk__in=[person.pk for _, person in week])
            persons.update(state=State.ACTIVE, approved_by=own_member(by), approved_at=now)
            write(Operation.CHANGE, "people.approve_person", by=by, kind="person", count=len(week))


def renew_together(rows: Iterable[tuple[datetime, Person, str]], by: Actor, story: Story) -> None:
    """Every renewal: when, of whom, and why."""
    for told, week in in_weeks(rows, lambda one: one[0]):
        with story.act(by, told) as now:
            PersonReview.objects.bulk_create(
                [
                    PersonReview(
                        workspace_id=own_room(by), person=person, need=need, by=own_member(by), at=now
                    )
                    for _, person, need in week
                ],
                batch_size=BATCH,
            )
            write(Operation.CHANGE, "people.renew", by=by, kind="person", count=len(week))


def say_together(rows: Iterable[tuple[datetime, Person, dict[str, Any]]], by: Actor, story: Story) -> None:
    """Every statement: when, of whom, and what is said."""
    for told, week in in_weeks(rows, lambda one: one[0]):
        with story.act(by, told) as now:
            Statement.objects.bulk_create(
                [
                    Statement(workspace_id=own_room(by), person=person, by=own_member(by), at=now, **said)
                    for _, person, said in week
                ],
                batch_size=BATCH,
            )
            write(Operation.COLLECT, "people.add_statement", by=by, kind="person", count=len(week))
