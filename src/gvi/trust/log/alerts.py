"""What the log reviewer should see at once, without waiting for the month (trust.md, T24).

An alert is no row: it is seen in the log for as long as it is fresh, and what lies behind it comes back in the review
of the month, where it is judged.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gvi.trust.log.models import FAULTY, VERIFIED, Event, Head
from gvi.trust.log.rules.own import (
    DENIALS_RULE,
    DENIED,
    SEARCHED_MUCH,
    SEARCHES_RULE,
    WILDCARD_RULE,
    WILDCARDS,
)
from gvi.trust.log.rules.rule import Rule, Span

FRESH = timedelta(days=7)
SEALED_WITHIN = timedelta(hours=1)
WATCHING = (WILDCARD_RULE, SEARCHES_RULE, DENIALS_RULE)

COUNT = f"""
    select (select count(*) from ({WILDCARDS}) w) + (select count(*) from ({SEARCHED_MUCH}) s)
        + (select count(*) from ({DENIED}) d)
        + coalesce((
            select (e.verb = %(fault)s)::integer from log_event e where e.verb = any(%(verified)s)
            order by e.at desc limit 1
        ), 0)
        + exists(
            select 1 from log_event e where e.workspace_id = %(room)s and e.at < %(waited)s
                and e.at > coalesce((select max(h.sealed_at) from log_head h), '-infinity')
        )::integer
"""  # noqa: S608 - put together from the rules' own constants


@dataclass(frozen=True)
class Alert:
    """One thing to look at now; ``event`` is where it began, if it is an event of the room."""

    code: str
    name: str | Promise
    why: str | Promise
    at: datetime | None
    event: UUID | None = None
    count: int = 1


def alerts(room: UUID, at: datetime) -> list[Alert]:
    """The room's alerts at ``at``: faults of the log first, then what members did, latest first."""
    found = [*_log_faults(), *_unsealed(room, at)]
    span = Span(room, at - FRESH, at + timedelta(seconds=1))
    seen = [alert for rule in WATCHING for alert in _of_rule(rule, span)]
    return found + sorted(seen, key=lambda alert: alert.at or at, reverse=True)


def alert_count(room: UUID, at: datetime) -> int:
    """How many alerts there are, for the menu. One query."""
    values: dict[str, Any] = {
        "room": room,
        "since": at - FRESH,
        "until": at + timedelta(seconds=1),
        "verified": list(VERIFIED),
    }
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {**values, "fault": FAULTY, "waited": at - SEALED_WITHIN})
        (number,) = cursor.fetchone()
    return int(number)


def _of_rule(rule: Rule, span: Span) -> Iterator[Alert]:
    for hit in rule.find(span):
        yield Alert(rule.code, rule.name, rule.why, hit.at, hit.event, hit.count)


def _log_faults() -> Iterator[Alert]:
    last = Event.objects.filter(verb__in=VERIFIED).order_by("-at").first()
    if last is not None and last.verb == FAULTY:
        why = _(
            "Kontrollen hittade en rad som inte är som den var. Säg till den personuppgiftsansvarige i dag."
        )
        yield Alert("fault", _("Fel i loggen"), why, last.at)


def _unsealed(room: UUID, at: datetime) -> Iterator[Alert]:
    head = Head.objects.order_by("-block").values_list("sealed_at", flat=True).first()
    waiting = Event.objects.filter(workspace_id=room, at__lt=at - SEALED_WITHIN)
    oldest = (
        (waiting.filter(at__gt=head) if head else waiting).order_by("at").values_list("at", flat=True).first()
    )
    if oldest is not None:
        why = _("Rader har väntat mer än en timme på sin försegling. Säg till den som driver servern.")
        yield Alert("unsealed", _("Loggen förseglas inte"), why, oldest)
