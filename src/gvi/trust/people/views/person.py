"""One person on screen: what is kept, why, in which role, until when, and whose word it is."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone

from gvi.trust.people.facts import KEPT
from gvi.trust.people.labels import labels
from gvi.trust.people.models import Person
from gvi.trust.people.queries.person import read_person, same_number
from gvi.trust.people.sections import sections_about
from gvi.trust.people.views import log_reading, remember, show
from gvi.trust.people.words import Concern, PersonRoleName, Regime, State
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.inside import own_kind
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right


@page(Right.READ_PERSONS)
def person(request: RoomRequest, person_id: UUID) -> HttpResponse:
    """Everything the room keeps of one person."""
    refuse_unknown(request)
    day, actor = timezone.localdate(), request.actor
    found = read_person(person_id, day=day)
    root = found.person
    log_reading(request, "people.read", root.pk)
    twins = list(labels(same_number(root)).values()) if actor.may(Right.WRITE_PERSONS) else []
    sections = sections_about(found.records, by=actor, day=day)
    others = {twin.id for twin in twins}.union(*(section.others for section in sections))
    for other in sorted(others):
        log_reading(request, "people.read", other)
    remember(request, root.pk)
    open_ = root.state != State.EXITED and not found.label.overdue
    context = {
        "view": found,
        "person": root,
        "label": found.label,
        "today": day,
        "same_number": twins,
        "sections": sections,
        "age": age(root, day),
        "regime": Regime(root.regime).label,
        "concern": Concern(root.concern).label,
        "is_police": own_kind(actor) == Kind.POLICE,
        "has_roles": "roles" in KEPT.get(own_kind(actor), ()),
        "may_role": actor.may(Right.WRITE_ROLES) and open_,
        "may_drop": actor.may(Right.WRITE_ROLES) and root.state != State.EXITED,
        "may_state": actor.may(Right.WRITE_STATEMENTS) and open_,
        "may_withdraw": actor.may(Right.WRITE_STATEMENTS) and root.state != State.EXITED,
        "may_write": actor.may(Right.WRITE_PERSONS) and open_,
        "may_leave": actor.may(Right.WRITE_PERSONS) and root.state != State.EXITED,
        "may_approve": actor.may(Right.APPROVE_PERSONS)
        and root.state == State.PROPOSED
        and root.entered_by != actor.member_id,
        "is_suspected": PersonRoleName.SUSPECTED in found.label.roles,
    }
    return show(request, "person.html", context)


def age(person: Person, day: date) -> int | None:
    """Whole years on ``day``."""
    born = person.birth_date
    if born is None:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
