"""The left menu: the steps in the order of the strategy, then the house's own pages; only what the role may use."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from psycopg.pq import TransactionStatus

from gvi.site.log.tracing.today import count_of_today
from gvi.steps.incidents.models import Incident
from gvi.steps.incidents.states import OPEN
from gvi.steps.review.models import Task
from gvi.steps.review.states import TaskState
from gvi.trust.disclosures.queries.drafts import waiting_for_decision
from gvi.trust.disclosures.received.queries import waiting as received_waiting
from gvi.trust.log.review.missed import missed_reviews
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


@dataclass(frozen=True)
class Entry:
    """One line of the menu and the right that shows it."""

    label: Promise
    route: str
    right: Right
    waiting: Callable[[Actor, datetime], int] | None = None
    unless: Right | None = None
    parts: "tuple[Entry, ...]" = ()


@dataclass(frozen=True)
class Item:
    """An entry as one reader sees it."""

    label: Promise
    url: str
    current: bool
    count: str = ""
    parts: "tuple[Item, ...]" = ()


MOST = 99


def undecided(actor: Actor, now: datetime) -> int:
    """Incidents that wait for a decision, for those who may take it."""
    if not actor.may(Right.JUDGE_INCIDENT_STATE):
        return 0
    return Incident.objects.filter(state__in=OPEN).order_by()[: MOST + 1].count()


def late_tasks(actor: Actor, now: datetime) -> int:
    """The room's own joint tasks that are late."""
    late = Task.objects.filter(state=TaskState.OPEN, due__lt=now, owner=actor.workspace_id)
    return late.order_by()[: MOST + 1].count() if actor.may(Right.WRITE_TASKS) else 0


def log_waiting(actor: Actor, now: datetime) -> int:
    """Missed months and fresh alerts of the log, for whoever reviews it."""
    if not actor.may(Right.REVIEW_LOG) or actor.workspace_id is None:
        return 0
    return len(missed_reviews(actor, now)) + count_of_today(actor, now)


MAPPING = (
    Entry(_("Översikt"), "mapping:home", Right.READ_MAPPING),
    Entry(_("Grupper"), "groups:list", Right.READ_GROUPS),
    Entry(_("Konfliktkarta"), "mapping:map", Right.READ_MAPPING),
    Entry(_("Scorecard"), "mapping:scorecard", Right.READ_MAPPING),
    Entry(_("Koncentration"), "mapping:concentration", Right.READ_MAPPING),
    Entry(_("Kedjor"), "mapping:chains", Right.READ_MAPPING),
    Entry(_("Upprepning"), "mapping:near_repeat", Right.READ_MAPPING),
    Entry(_("Gruppgenomgång"), "mapping:audits", Right.READ_MAPPING),
    Entry(_("Problemanalys"), "mapping:analyses", Right.READ_MAPPING),
)
TALKS = (
    Entry(_("Tavla"), "talks:board", Right.READ_TALKS),
    Entry(_("Lista"), "talks:list", Right.READ_TALKS),
    Entry(_("Planera"), "talks:plan", Right.READ_TALKS),
    Entry(_("Kontakttäthet"), "talks:contact", Right.READ_TALKS),
    Entry(_("Brev och lag"), "talks:letters", Right.READ_TALKS),
    Entry(_("Per kvartal"), "talks:quarter", Right.READ_CALLINS),
)
STUDIES = (
    Entry(_("Studier"), "studies:home", Right.READ_STUDIES),
    Entry(_("Andra städer"), "studies:effects", Right.READ_STUDIES),
    Entry(_("Grupper och kontakt"), "studies:wedges", Right.STUDY_GROUPS),
    Entry(_("Utdrag till utvärderare"), "studies:extracts", Right.READ_EXTRACTS),
)
STEPS = (
    Entry(_("Läget"), "desk:home", Right.SEE_HOME),
    Entry(_("Händelser"), "incidents:list", Right.READ_INCIDENTS, undecided),
    Entry(_("Genomgång"), "review:home", Right.READ_MEETINGS, late_tasks),
    Entry(_("Kartläggning"), "mapping:home", Right.READ_MAPPING, parts=MAPPING),
    Entry(_("Grupper"), "groups:list", Right.READ_GROUPS, unless=Right.READ_MAPPING),
    Entry(_("Problemanalys"), "mapping:released", Right.READ_MEETINGS, unless=Right.READ_MAPPING),
    Entry(_("Call-in"), "callins:home", Right.READ_CALLINS),
    Entry(_("Enskilda samtal"), "talks:board", Right.READ_TALKS, parts=TALKS),
    Entry(_("Enskilda samtal"), "talks:quarter", Right.READ_CALLINS, unless=Right.READ_TALKS),
    Entry(_("Utvärdering"), "studies:home", Right.READ_STUDIES, parts=STUDIES),
)


def disclosures_waiting(actor: Actor, now: datetime) -> int:
    """Drafts that wait for this decider, and disclosures that nobody in the room has acknowledged."""
    return waiting_for_decision(actor) + received_waiting(actor)


HOUSE = (
    Entry(_("Utlämnanden"), "disclosures:home", Right.PREPARE_DISCLOSURE, disclosures_waiting),
    Entry(
        _("Överenskommelser"),
        "disclosures:agreements",
        Right.SIGN_AGREEMENT,
        unless=Right.PREPARE_DISCLOSURE,
    ),
    Entry(_("Personer"), "people:search", Right.READ_PERSONS),
    Entry(_("Regler"), "law:list", Right.READ_RULES),
    Entry(_("Allmänna handlingar"), "records:list", Right.HANDLE_RECORD_REQUEST),
    Entry(_("Logg"), "log:home", Right.READ_LOG, log_waiting),
    Entry(_("Inställningar"), "workspaces:settings", Right.OWN_ACCOUNT),
)


def _answers() -> bool:
    """Whether the database still answers: after an error in the transaction nothing more may be asked."""
    driver = connection.connection
    return driver is None or driver.info.transaction_status != TransactionStatus.INERROR


def menu_for(actor: Actor, path: str, now: datetime) -> list[list[Item]]:
    """The groups of menu items that ``actor`` may use; the one that ``path`` lies under is current."""
    return [list(_items(entries, actor, path, now)) for entries in (STEPS, HOUSE)]


def _items(entries: tuple[Entry, ...], actor: Actor, path: str, now: datetime) -> Iterator[Item]:
    for entry in entries:
        if actor.may(entry.right) and not (entry.unless and actor.may(entry.unless)):
            url = reverse(entry.route)
            count = entry.waiting(actor, now) if entry.waiting and _answers() else 0
            shown = f"{MOST}+" if count > MOST else str(count or "")
            parts = tuple(_parts(entry, actor, path))
            current = _lies_under(path, url) or any(part.current for part in parts)
            yield Item(entry.label, url, current, shown, parts)


def _parts(entry: Entry, actor: Actor, path: str) -> Iterator[Item]:
    """The parts of a step, the one that ``path`` lies nearest under being current."""
    links = [(part.label, reverse(part.route)) for part in entry.parts if actor.may(part.right)]
    nearest = max((url for _, url in links if path.startswith(url)), key=len, default="")
    for label, url in links:
        yield Item(label, url, url == nearest)


def _lies_under(path: str, url: str) -> bool:
    return path == url if url == "/" else path.startswith(url)
