"""Find somebody of the own room to tell about, by the room's one search; each is logged and counted there (T24)."""

from datetime import datetime

from django.utils import timezone

from gvi.trust.people.flows.search_people import Question, Reason, search_people
from gvi.trust.people.labels import PersonLabel, labels
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right

MOST = 12


def find_person(term: str, *, by: Actor, at: datetime) -> list[PersonLabel]:
    """The first persons whom ``term`` leads to, in Swedish order; raises ``SearchTooWide`` (T24)."""
    by.require(Right.PREPARE_DISCLOSURE)
    shown = search_people(Question(term, Reason.DISCLOSURE), by=by, at=at).persons[:MOST]
    named = labels(shown, day=timezone.localdate(at))
    return [named[pk] for pk in shown if pk in named]
