"""What waits of audits on the first page: one that is near or goes on, and that none has been approved for long."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from gvi.steps.mapping.models import Audit
from gvi.steps.mapping.queries.audits import latest_of_each_state
from gvi.steps.mapping.states import AuditState
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.waiting import Wait, register

NEAR = timedelta(days=7)
STALE = timedelta(days=100)
"""Days after which an audit is overdue: a quarter and a little more."""


def audits(actor: Actor, now: datetime) -> Iterator[Wait]:
    """At most one line for the audit that is planned or goes on, and one when none is fresh: one query."""
    if not actor.may(Right.READ_MAPPING):
        return
    day, latest = localdate(now), latest_of_each_state()
    running, planned = latest.get(AuditState.RUNNING), latest.get(AuditState.PLANNED)
    if running:
        yield _running(running, actor)
    elif planned and planned.planned_on <= day + NEAR:
        yield _planned(planned, day)
    elif _stale(latest.get(AuditState.APPROVED), day) and actor.may(Right.WRITE_MAPPING):
        yield _overdue(planned)


def _running(audit: Audit, actor: Actor) -> Wait:
    url = reverse("mapping:audit", args=[audit.pk])
    if actor.may(Right.APPROVE_AUDIT) and audit.opened_by != actor.member_id:
        what = _("Gruppgenomgång %(number)s väntar på att godkännas") % {"number": audit.number}
        why = _("En annan än den som öppnade godkänner minnesanteckningarna. Då låses de.")
        return Wait(what, _("Läs och godkänn"), f"{url}#avsluta", why)
    what = _("Gruppgenomgång %(number)s pågår") % {"number": audit.number}
    return Wait(
        what, _("Fortsätt"), url, _("Den är inte klar förrän en annan har godkänt minnesanteckningarna.")
    )


def _planned(audit: Audit, day: date) -> Wait:
    told = {"number": audit.number, "day": date_format(audit.planned_on, "j F")}
    late = audit.planned_on < day
    what = (
        _("Gruppgenomgång %(number)s skulle ha hållits %(day)s")
        if late
        else _("Gruppgenomgång %(number)s hålls %(day)s")
    )
    url = reverse("mapping:audit", args=[audit.pk])
    return Wait(what % told, _("Förbered"), url, _("Dagordningen gör sig själv."), late=late)


def _stale(approved: Audit | None, day: date) -> bool:
    return approved is not None and approved.planned_on + STALE < day


def _overdue(planned: Audit | None) -> Wait:
    url = reverse("mapping:audit", args=[planned.pk]) if planned else reverse("mapping:plan_audit")
    return Wait(
        _("Ingen gruppgenomgång är godkänd på 100 dagar"),
        _("Öppna") if planned else _("Planera"),
        url,
        _("Det som ingen går igenom bleknar: relationer blir osäkra och medlemskap upphör."),
        late=True,
    )


def register_waits() -> None:
    """Let the first page know."""
    register("mapping.audits", audits)
