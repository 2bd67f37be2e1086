"""Search for persons in the own room: a reason each time, a log event each time, an alert when it is often (T24).

Every search goes this way, also one in a draft or for an extract. What was searched for is never kept: the log has the
reason, the number of hits, and whom of them the page showed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from gvi.trust.log.models import Event, Operation
from gvi.trust.log.models.events import SEARCHED, WILDCARD
from gvi.trust.log.write import write
from gvi.trust.people.flows.common import swedish_day
from gvi.trust.people.queries.search import Hits, SearchTooWide, search, words_of
from gvi.trust.people.refusals import Missing, Wrong
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.free_text import find_for_writer
from gvi.trust.workspaces.rights import Right

ALERT, SEEN = "people.many_searches", "people.seen_in_search"
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
            Operation.READ,
            SEARCHED,
            by=by,
            kind="person_search",
            reason=question.told,
            count=len(hits.persons),
        )
        _alert(by, at)
    return hits


def _words(term: str, by: Actor) -> list[str]:
    """The words asked for; a search too wide to answer is refused, and the log reviewer told that it was tried."""
    try:
        return words_of(term)
    except SearchTooWide:
        if term.strip():
            write(Operation.DENIAL, WILDCARD, by=by, kind="person_search")
        raise


def log_seen(shown: Iterable[UUID], reason: str, *, by: Actor) -> None:
    """One event for each person that a page of hits shows, so that each can be told who has read (T19)."""
    for person in shown:
        write(Operation.READ, SEEN, by=by, kind="person", record=person, reason=reason)


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
    """One event more, for whoever reviews the log, when forty searches or more in an hour have had none."""
    own = Event.objects.filter(workspace_id=by.workspace_id, member_id=by.member_id, at__gt=at - HOUR)
    alerted = own.filter(verb=ALERT).aggregate(last=Max("at"))["last"]
    searches = own.filter(verb=SEARCHED)
    count = (searches.filter(at__gt=alerted) if alerted else searches).count()
    if count >= MANY:
        write(Operation.READ, ALERT, by=by, kind="person_search", count=count)
