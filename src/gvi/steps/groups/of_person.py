"""The section "Grupper, händelser och samröre" on a person's page: each line with its source and grade."""

from collections.abc import Sequence
from datetime import date

from gvi.steps.groups.queries.belonging import known_of
from gvi.trust.people.models import Person
from gvi.trust.people.sections import Section, register
from gvi.trust.people.words import State
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


def section(by: Actor, records: Sequence[Person], day: date) -> Section | None:
    """The section, for who may read memberships; the others it names are those seen with the person."""
    if not by.may(Right.READ_MEMBERSHIPS):
        return None
    root = records[0]
    known = known_of([record.pk for record in records], reader=by.member_id, day=day)
    told = {
        "known": known,
        "person": root,
        "may_write": by.may(Right.WRITE_MEMBERSHIPS)
        and root.state == State.ACTIVE
        and root.review_due >= day,
        "may_end": by.may(Right.WRITE_MEMBERSHIPS) and root.state != State.EXITED,
        "may_confirm": by.may(Right.CONFIRM_MEMBERSHIPS),
    }
    others = frozenset(tie.other.id for tie in known.ties if tie.other)
    return Section("groups/_of_person.html", told, others)


def register_section() -> None:
    """Called when Django starts."""
    register("groups", section)
