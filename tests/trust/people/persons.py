"""Invented persons for tests: one of any kind of room, with sensible facts, through the product's own flows."""

from dataclasses import fields
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from gvi.trust.people.facts import NewPerson, NewRole
from gvi.trust.people.flows.add_person import add_person
from gvi.trust.people.flows.approve_person import approve_person
from gvi.trust.people.flows.common import write_roles
from gvi.trust.people.labels import may_be_minor
from gvi.trust.people.models import Pair, Person, PersonRole
from gvi.trust.people.words import Concern, PairState, PersonRoleName, Regime, State, UnderEighteen
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Workspace
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, in_room, make_player

WHY = {
    "purpose": "Förebygga våld mellan grupper",
    "regime": Regime.NOT_COMMON,
    "basis": "Har synts i två konflikter under hösten",
    "evidence": "PM 2026-41",
}


def suspected(role: PersonRoleName = PersonRoleName.SUSPECTED, *, since: date | None = None) -> NewRole:
    """A role with its source, since yesterday."""
    return NewRole(role, since or timezone.localdate() - timedelta(days=1), "K-1234-26")


def new_person(kind: Kind, **given: Any) -> NewPerson:
    """What ``add_person`` takes, filled in as a room of ``kind`` does it; ``given`` replaces any of it."""
    today = timezone.localdate()
    facts: dict[str, Any] = {"based_on": today - timedelta(days=3)}
    if kind == Kind.SOCIAL_SERVICES:
        facts |= {"local_reference": "SN 2026-17", "based_on": today}
    else:
        facts |= {"surname": "Ekhult", "given_name": "Rut", "roles": (suspected(),)}
    if kind == Kind.POLICE:
        facts |= WHY
    if kind in (Kind.POLICE, Kind.PROBATION) and not given.get("birth_date"):
        facts["under_eighteen"] = UnderEighteen.NO
    if may_be_minor(given.get("birth_date"), given.get("under_eighteen", ""), today):
        facts["concern"] = Concern.REPORTED
    return NewPerson(**facts | given)


def make_person(player: Player, **given: Any) -> Person:
    """A person in the player's room, active: under eighteen a colleague who may approve has done so.

    ``role="injured"`` is short for one role; every field of ``NewPerson`` may be given.
    """
    role = given.pop("role", None)
    if role:
        given["roles"] = (suspected(PersonRoleName(role)),)
    assert set(given) <= {it.name for it in fields(NewPerson)}, given
    with in_room(player) as actor:
        assert actor.kind is not None
        person = add_person(new_person(actor.kind, **given), by=actor, at=timezone.now())
    return approved(person, player.member.workspace) if person.state == State.PROPOSED else person


def approved(person: Person, room: Workspace) -> Person:
    """The person, approved by a colleague in the room."""
    with in_room(make_player(room, Role.COORDINATOR)) as second:
        return approve_person(person, by=second, at=timezone.now())


def say_same(root: Person, *others: Person) -> None:
    """Let ``others`` be read under ``root``, as the one whose room is open has said of each pair."""
    for other in others:
        first, second = sorted((root.pk, other.pk))
        pair = Pair.objects.create(workspace_id=root.workspace_id, first_id=first, second_id=second)
        Pair.objects.filter(pk=pair.pk).update(state=PairState.SAME)
    Person.objects.filter(pk__in=[other.pk for other in others]).update(merged_into=root)


def make_overdue(player: Player, **given: Any) -> Person:
    """A person who should have been reviewed fifteen days ago.

    Entered sixty days ago as an adult, and found to be under eighteen since: that halves the time to the review.
    """
    person, today = make_person(player, **given), timezone.localdate()
    copied = {
        it.attname: getattr(person, it.attname) for it in Person._meta.concrete_fields if not it.generated
    }
    old = Person(**copied | {"id": uuid4(), "entered_on": today - timedelta(days=60)})
    with in_room(player) as actor:
        old.save(force_insert=True)
        for role in PersonRole.objects.filter(person=person):
            write_roles(
                old.pk,
                [NewRole(PersonRoleName(role.role), role.since, role.source)],
                by=actor,
                at=timezone.now(),
            )
    second = make_player(player.member.workspace, Role.COORDINATOR)
    with in_room(second):
        found = Person.objects.filter(pk=old.pk)
        found.update(
            birth_date=today - timedelta(days=16 * 365),
            concern=Concern.REPORTED,
            approved_by=second.member.pk,
            approved_at=timezone.now(),
        )
        return found.get()
