"""Search for persons in the own room: a reason each time, a log event each time, an alert when it is often (T24).

What was searched for is never kept: the log has the reason and the number of hits.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from gvi.trust.log.models import Event, Operation
from gvi.trust.log.models.events import WILDCARD
from gvi.trust.log.write import write
from gvi.trust.people.flows.common import swedish_day
from gvi.trust.people.queries.search import Hits, SearchTooWide, search, words_of
from gvi.trust.people.refusals import Missing, Wrong
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.free_text import find_for_writer
from gvi.trust.workspaces.rights import Right

VERB, ALERT = "people.search", "people.many_searches"
MANY = 40
WORD = re.compile(r"\w+")
HOUR = timedelta(hours=1)


class Reason(TextChoices):
    """Why somebody looks a person up."""

    MEETING = "meeting", _("mötet eller en uppgift därifrån")
    INCIDENT = "incident", _("en händelse som gås igenom")
    DISCLOSURE = "disclosure", _("ett utlämnande")
    REVIEW = "review", _("granskning eller rättelse")
    ENTRY = "entry", _("personen ska läggas in eller kompletteras")
    OTHER = "other", _("annat, skriv vad")


@dataclass(frozen=True)
class Question:
    """What is searched for, and why."""

    term: str
    reason: Reason
    words: str = ""

    @property
    def told(self) -> str:
        """The reason as the log keeps it, in Swedish whatever the reader's language is."""
        with override("sv"):
            label = str(Reason(self.reason).label)
        return f"{label}: {self.words.strip()}" if self.words.strip() else label


def search_people(question: Question, *, by: Actor, at: datetime) -> Hits:
    """The persons that the question leads to; the search is in the log before they are shown."""
    by.require(Right.READ_PERSONS)
    asked = _words(question.term, by)
    _check_reason(question, asked)
    with transaction.atomic():
        hits = search(question.term, by, day=swedish_day(at))
        write(
            Operation.READ, VERB, by=by, kind="person_search", reason=question.told, count=len(hits.persons)
        )
        _alert(by, at)
    return hits


def _words(term: str, by: Actor) -> list[str]:
    """The words asked for; a search too wide to answer is refused, and the log reviewer told that it was tried."""
    try:
        return words_of(term)
    except SearchTooWide:
        write(Operation.DENIAL, WILDCARD, by=by, kind="person_search")
        raise


def _check_reason(question: Question, asked: list[str]) -> None:
    words = question.words.strip()
    if question.reason == Reason.OTHER and not words:
        raise Missing("words")
    told = set(WORD.findall(words.casefold()))
    if told & {word.casefold() for word in asked} or find_for_writer(words):
        raise Wrong(
            "words", _("Skälet sparas i loggen. Skriv det utan namn, nummer eller andra personuppgifter.")
        )


def _alert(by: Actor, at: datetime) -> None:
    """One event more, for whoever reviews the log, each time another forty searches were made within an hour."""
    recent = Event.objects.filter(
        workspace_id=by.workspace_id, at__gt=at - HOUR, member_id=by.member_id, verb=VERB
    )
    count = recent.count()
    if count and count % MANY == 0:
        write(Operation.READ, ALERT, by=by, kind="person_search", count=count)
