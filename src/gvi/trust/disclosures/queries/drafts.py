"""The room's drafts: what somebody writes on, and what waits for a decider. No person stands in the list."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from gvi.trust.disclosures.models import Draft, DraftLine
from gvi.trust.disclosures.states import Form
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.models import Member
from gvi.trust.workspaces.once import once
from gvi.trust.workspaces.rights import Right

MOST = 99


@dataclass(frozen=True)
class DraftRow:
    """One draft: to whom, about how many, by whom, and since when it waits."""

    id: UUID
    receiver: str
    form: Form
    persons: int
    made_by: str
    made_at: datetime
    sent_at: datetime | None


def draft_rows() -> list[DraftRow]:
    """Every draft of the room, those that wait longest for a decider first: three queries."""
    drafts = list(Draft.objects.select_related("receiver").order_by("sent_at", "-made_at"))
    counted = DraftLine.objects.filter(draft__in=drafts).order_by().values("draft").annotate(n=Count("id"))
    persons = dict(counted.values_list("draft", "n"))
    names = dict(Member.objects.filter(pk__in={one.made_by for one in drafts}).values_list("pk", "name"))
    return [
        DraftRow(
            id=one.pk,
            receiver=one.receiver.name,
            form=Form(one.form),
            persons=persons.get(one.pk, 0),
            made_by=names.get(one.made_by, ""),
            made_at=one.made_at,
            sent_at=one.sent_at,
        )
        for one in drafts
    ]


def waiting_for_decision(actor: Actor) -> int:
    """How many drafts wait for whoever may decide; for the menu and Läget."""
    if not actor.may(Right.DECIDE_DISCLOSURE):
        return 0
    sent = Draft.objects.filter(sent_at__isnull=False).order_by()
    return once(actor, "disclosures.decisions", sent[: MOST + 1].count)
