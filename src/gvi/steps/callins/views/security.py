"""The security plan on screen: versions, and the approval of a second coordinator."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gvi.steps.callins.flows import write_version as flows
from gvi.steps.callins.forms.run import SecurityForm
from gvi.steps.callins.models import CallIn, SecurityPlan
from gvi.steps.callins.queries.plan import find_callin
from gvi.steps.callins.queries.run import find_security, security_in_words
from gvi.steps.callins.queries.speakers import versions_of
from gvi.steps.callins.states import COMING
from gvi.steps.callins.views import done, saved
from gvi.steps.review.views import status_of
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right


@page(Right.READ_CALLINS)
def security(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """The plan that holds, and the version that waits."""
    refuse_unknown(request)
    return _show(request, find_callin(callin_id))


def _show(request: RoomRequest, callin: CallIn, form: SecurityForm | None = None) -> HttpResponse:
    actor = request.actor
    rows = list(SecurityPlan.objects.filter(callin=callin))
    latest = rows[0] if rows else None
    may_write = actor.may(Right.RUN_CALLIN) and callin.state in COMING
    context = {
        "callin": callin,
        "latest": latest,
        "approved": next((row for row in rows if row.approved_at), None),
        "versions": versions_of(rows, [security_in_words(row) for row in rows]),
        "may_write": may_write,
        "may_approve": may_write and latest and latest.approved_at is None and latest.by != actor.member_id,
        "form": form or SecurityForm.after(latest, actor=actor),
        "joint": True,
    }
    return render(request, "callins/security.html", context, status=status_of(form))


@page(Right.RUN_CALLIN)
@require_POST
def write_security(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """A new version."""
    found, form, now = find_callin(callin_id), SecurityForm(request.POST, actor=request.actor), timezone.now()
    if saved(form, lambda: flows.write_security(found, form.safety(), by=request.actor, at=now)):
        messages.success(request, _("Sparat som en ny version. En annan än du godkänner den."))
        return redirect("callins:security", found.pk)
    return _show(request, found, form)


@page(Right.RUN_CALLIN)
@require_POST
def approve_security(request: RoomRequest, plan_id: UUID) -> HttpResponse:
    """Approve the latest version."""
    found, now = find_security(plan_id), timezone.now()
    return done(
        request,
        lambda: flows.approve_security(found, by=request.actor, at=now),
        _("Säkerhetsplanen är godkänd."),
        "callins:security",
        found.callin_id,
    )
