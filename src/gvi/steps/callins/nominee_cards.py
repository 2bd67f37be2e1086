"""The police's card on the page of a call-in, and its tab; and the section on a person's page. Own room only."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from gvi.steps.callins.ageing import RECHECK_DAYS
from gvi.steps.callins.cards import register, register_tab
from gvi.steps.callins.models import CallIn, Nominee
from gvi.steps.callins.queries.nominees import nominee_rows, standing
from gvi.steps.callins.states import COMING, OVER
from gvi.trust.people.models import Person
from gvi.trust.people.sections import Section
from gvi.trust.people.sections import register as register_about
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


def card(callin: CallIn, actor: Actor, at: datetime) -> Mapping[str, Any]:
    """How many stand where, and no name: two queries."""
    return {
        "standing": standing(callin),
        "coming": callin.state in COMING,
        "over": callin.state in OVER,
        "near": localdate(at) >= callin.day - timedelta(days=RECHECK_DAYS),
    }


def section(by: Actor, records: Sequence[Person], day: date) -> Section | None:
    """To which call-ins the person has been nominated; none for whoever may not read it."""
    if not by.may(Right.READ_NOMINEES):
        return None
    rows = Nominee.objects.filter(person__in=[record.pk for record in records])
    found = nominee_rows(
        rows.select_related("callin", "group").order_by("-callin__day", "id"), reader=by.member_id, day=day
    )
    return Section("callins/_of_nominee.html", {"rows": found}) if found else None


def register_cards() -> None:
    """Called when Django starts."""
    register("20 police", Right.READ_NOMINEES, "callins/_police.html", card)
    register_tab("20 lista", _("Polisens lista"), "callins:nominees", Right.READ_NOMINEES)
    register_about("callins.nominees", section)
