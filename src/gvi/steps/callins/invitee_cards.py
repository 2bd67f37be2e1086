"""Probation's card on the page of a call-in, and its tab; and the section on a person's page. Own room only."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from gvi.steps.callins.cards import register, register_tab
from gvi.steps.callins.models import CallIn, Invitee
from gvi.steps.callins.queries.invitees import is_the_day, with_mark
from gvi.steps.callins.queries.named import not_taken
from gvi.steps.callins.states import COMING, InviteeState
from gvi.trust.people.models import Person
from gvi.trust.people.sections import Section
from gvi.trust.people.sections import register as register_about
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right

ON_ITS_WAY = (InviteeState.SERVED, InviteeState.CONFIRMED)


def card(callin: CallIn, actor: Actor, at: datetime) -> Mapping[str, Any]:
    """How many stand where: two queries, and no name."""
    rows = list(with_mark(Invitee.objects.filter(callin=callin).order_by()).values_list("state", "mark"))
    states, marks = Counter(state for state, _mark in rows), Counter(mark for _state, mark in rows)
    return {
        "left": len(not_taken(actor, callin.pk)) if callin.state in COMING else 0,
        "drafted": states[InviteeState.DRAFTED],
        "approved": states[InviteeState.APPROVED] + states[InviteeState.NOT_FOUND],
        "served": sum(states[state] for state in ON_ITS_WAY),
        "taken": is_the_day(callin, localdate(at)) and bool(rows),
        "came": marks[InviteeState.ATTENDED],
        "absent": marks[InviteeState.ABSENT] + marks[InviteeState.ABSENT_EXCUSED],
    }


def section(by: Actor, records: Sequence[Person], day: date) -> Section | None:
    """To which call-ins the person has been summoned or invited: one query; none for whoever may not read it."""
    if not by.may(Right.READ_INVITEES):
        return None
    rows = Invitee.objects.filter(person__in=[record.pk for record in records]).select_related("callin")
    found = list(rows.order_by("-callin__day", "id"))
    return Section("callins/_of_invitee.html", {"rows": found}) if found else None


def register_cards() -> None:
    """Called when Django starts."""
    register("30 probation", Right.READ_INVITEES, "callins/_probation.html", card)
    register_tab("30 kallelser", _("Kallelser"), "callins:invitees", Right.READ_INVITEES)
    register_about("callins.invitees", section)
