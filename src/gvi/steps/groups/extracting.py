"""What groups hold about a person, for the person's own extract: memberships, parts in incidents, ties.

The other end of a tie is somebody else, and is not named (T28).
"""

from collections.abc import Sequence

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gvi.steps.groups.models import Involvement, Membership, PersonTie
from gvi.steps.groups.models.known import Graded
from gvi.steps.groups.queries.belonging import grade_of, ties_of
from gvi.trust.people.extracts.own import day
from gvi.trust.people.extracts.registry import Choice, Line, Section, Subject, register
from gvi.trust.workspaces.actor import Actor

TABLES = frozenset(
    f"groups_{table}"
    for table in (
        *("membership", "membershiprevision", "involvement", "involvementrevision"),
        *("persontie", "persontierevision"),
    )
)


class Belonging:
    """Three queries."""

    tables = TABLES

    def sections(self, subject: Subject, *, by: Actor) -> Sequence[Section]:
        """Memberships, parts in incidents, and ties without whom they are to."""
        members = Membership.objects.filter(person__in=subject.persons).select_related("group", "source")
        parts = Involvement.objects.filter(person__in=subject.persons, withdrawn_at=None)
        parts = parts.select_related("incident", "source").order_by("incident__occurred_at", "id")
        told = (
            (_("Grupper"), [_membership(one) for one in members.order_by("since", "id")]),
            (_("Händelser"), [_involvement(one) for one in parts]),
            (_("Samröre"), [_tie(one) for one in ties_of(subject.persons)]),
        )
        return [Section(title, tuple(lines)) for title, lines in told if lines]

    def choices(self, *, by: Actor) -> Sequence[Choice]:
        """Nothing: the person is found by search."""
        return []


def _source(fact: Graded) -> str:
    return f"{fact.source.name} ({grade_of(fact)})"


def _membership(one: Membership) -> Line:
    words = {
        "role": one.get_role_display(),
        "since": day(one.since),
        "basis": one.basis,
        "due": day(one.review_due),
        "state": one.reads_as(localdate()).label,
    }
    text = _("%(role)s sedan %(since)s, %(state)s: %(basis)s Ses över senast %(due)s.") % words
    return Line(one.group.code_name, text, _source(one))


def _involvement(one: Involvement) -> Line:
    when = localdate(one.incident.occurred_at)
    return Line(f"{one.incident.get_kind_display()} {day(when)}", str(one.get_side_display()), _source(one))


def _tie(one: PersonTie) -> Line:
    return Line(
        str(one.get_kind_display()),
        _("med en annan person, %(day)s") % {"day": day(one.seen_on)},
        _source(one),
    )


def register_lines() -> None:
    """Called when Django starts."""
    register("20 groups", Belonging())
