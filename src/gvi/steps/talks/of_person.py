"""The section "Samtal" on a person's page."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from gvi.steps.talks.models import Talk
from gvi.steps.talks.queries.board import talk_rows, with_tries
from gvi.trust.people.models import Person
from gvi.trust.people.sections import Section, register
from gvi.trust.people.words import State
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


def section(by: Actor, records: Sequence[Person], day: date) -> Section | None:
    """The person's talks, the latest first, for who may read talks: three queries."""
    if not by.may(Right.READ_TALKS):
        return None
    root = records[0]
    found = Talk.objects.filter(person__in=[record.pk for record in records]).order_by("-at", "id")
    told = {
        "rows": talk_rows(with_tries(found), timezone.now()),
        "person": root,
        "may_ask": by.may(Right.WRITE_TALKS) and root.state == State.ACTIVE and root.review_due >= day,
    }
    return Section("talks/_of_person.html", told)


def register_section() -> None:
    """Called when Django starts."""
    register("talks", section)
