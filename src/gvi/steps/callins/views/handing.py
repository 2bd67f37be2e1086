"""To probation and back, on screen: who is named to them, and what they have answered by a disclosure."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext

from gvi.steps.callins.flows.hand_over import hand_over as hand_over_flow
from gvi.steps.callins.flows.hand_over import left_to_hand_over
from gvi.steps.callins.queries.handing import handed
from gvi.steps.callins.views.police import log_persons, show, the_callin
from gvi.steps.groups.views.persons import posted
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Workspace
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt


class ReceiverForm(forms.Form):
    """Which probation office; the only one is chosen beforehand, since there is nothing to choose."""

    receiver = forms.ModelChoiceField(
        label=gettext_lazy("Mottagare"), queryset=Workspace.objects.none(), empty_label=gettext_lazy("välj")
    )

    def __init__(self, data: object = None) -> None:
        rooms = Workspace.objects.filter(kind=Kind.PROBATION).order_by("name")
        only = rooms[0] if len(rooms) == 1 else None
        super().__init__(data, initial={"receiver": only})  # type: ignore[arg-type]
        self.fields["receiver"].queryset = rooms  # type: ignore[attr-defined]


@page(Right.READ_NOMINEES)
def handing(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """The approved by name: not sent, in a draft, sent or answered; and what was answered."""
    return _page(request, callin_id, ReceiverForm())


@page(Right.READ_NOMINEES)
def hand_over(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """Begin the joint decision; its page asks for everything else, line by line."""
    callin, form = the_callin(callin_id), ReceiverForm(posted(request))
    if form.is_valid():
        receiver = form.cleaned_data["receiver"]
        made = attempt(form, lambda: hand_over_flow(callin, receiver, by=request.actor, at=timezone.now()))
        if made:
            said = ngettext(
                "Ett utkast är påbörjat. Inget är ifyllt.",
                "%(count)d utkast är påbörjade, med högst femton personer i varje. Inget är ifyllt.",
                len(made),
            )
            messages.success(request, said % {"count": len(made)})
            return redirect("disclosures:draft", made[0].pk)
    return _page(request, callin_id, form)


def _page(request: RoomRequest, callin_id: UUID, form: ReceiverForm) -> HttpResponse:
    refuse_unknown(request)
    callin, now = the_callin(callin_id), timezone.now()
    rows = handed(callin, reader=request.actor.member_id, day=timezone.localdate(now))
    log_persons(request, "callins.read_handing", len(rows))
    context = {
        "form": form,
        "rows": rows,
        "left": len(left_to_hand_over(callin, by=request.actor, at=now)),
        "persons": bool(rows),
    }
    return show(request, "handing.html", callin, context, status=422 if form.errors else 200)
