"""Red when the nightly act did not happen, happened in the future, or lies behind (house.md, "gvi check").

Nothing here tells of a room: runs are the installation's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection
from django.utils.translation import gettext as _

from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right

LATE = timedelta(hours=36)
LAST = """
    select (select max(finished_at) from people_retentionrun),
        (select max(started_at) from people_retentionrun),
        (select day - horizon from people_retentionrun where finished_at is not null order by started_at desc limit 1),
        (select min(recorded_at) from workspaces_switch where "on")
"""


@dataclass(frozen=True)
class LastRun:
    """When a run last ended and began, how many days it lay behind, and when the first room was opened."""

    finished_at: datetime | None
    started_at: datetime | None
    behind: int | None
    opened_at: datetime | None

    def faults(self, now: datetime) -> Iterator[str]:
        """What is wrong, as codes: ``future``, ``never``, ``late``, ``behind``."""
        if max(filter(None, (self.started_at, self.finished_at)), default=now) > now + timedelta(minutes=5):
            yield "future"
        since = self.finished_at or self.opened_at
        if since is not None and since < now - LATE:
            yield "late" if self.finished_at else "never"
        if self.behind:
            yield "behind"


@dataclass(frozen=True)
class Alarm:
    """A red line: its sentence, and the day of the last run that ended."""

    sentence: str
    last: date | None


def last_run_alarm(actor: Actor, now: datetime) -> Alarm | None:
    """What whoever answers for the room must know about the nightly erasure; one query, ``None`` when all is well."""
    if not actor.may(Right.READ_RETENTION):
        return None
    with connection.cursor() as cursor:
        cursor.execute(LAST)
        last = LastRun(*cursor.fetchone())
    fault = next(last.faults(now), "")
    if not fault:
        return None
    return Alarm(_sentence(fault, last), last.finished_at.date() if last.finished_at else None)


def _sentence(fault: str, last: LastRun) -> str:
    sentences = {
        "future": _("Klockan har ändrats: en gallring är daterad i framtiden. Ingenting gallras i förtid."),
        "never": _("Gallringen har aldrig körts. Kontrollera att bakgrundsarbetet är i gång."),
        "late": _("Gallringen kördes inte i natt. Kontrollera att bakgrundsarbetet är i gång."),
        "behind": _("Gallringen ligger %(days)s dagar efter: ingen vet om klockan går rätt.")
        % {"days": last.behind},
    }
    return sentences[fault]
