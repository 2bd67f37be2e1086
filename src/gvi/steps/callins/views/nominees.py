"""The police's list on screen: who is nominated, nominating, and who must not meet. Each reading is logged."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from gvi.steps.callins.flows.keep_apart import keep_apart, let_meet
from gvi.steps.callins.flows.nominate import nominate as nominate_flow
from gvi.steps.callins.flows.on_the_list import is_locked
from gvi.steps.callins.forms.nominees import ApartForm, FilterForm, NominateForm
from gvi.steps.callins.models import Apart, CallIn
from gvi.steps.callins.queries.apart import apart_rows
from gvi.steps.callins.queries.fitting import who_may_be_called
from gvi.steps.callins.queries.nominees import nominee_page, recheck_is_open, standing
from gvi.steps.callins.refusals_nominees import NoSuchNominee
from gvi.steps.callins.views.police import log_persons, show, the_callin
from gvi.steps.groups.views import status_of
from gvi.steps.groups.views.persons import asked_id, find_somebody, open_person, posted
from gvi.trust.people.labels import PersonLabel
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.inside import own_room
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt


@page(Right.READ_NOMINEES)
def nominees(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """Everybody nominated to the call-in, in order of name, and what waits to be done."""
    callin, form, day = the_callin(callin_id), FilterForm(request.GET), timezone.localdate()
    if set(request.GET) - {"visa", "page"} or not form.is_valid():
        raise BadRequest
    shown = nominee_page(
        callin, form.view, request.GET.get("page", 1), reader=request.actor.member_id, day=day
    )
    count = len(shown.object_list)
    log_persons(request, "callins.read_nominees", count)
    context = {
        "form": form,
        "page": shown,
        "view": form.view,
        "standing": standing(callin),
        "recheck_open": recheck_is_open(callin, day),
        "persons": bool(count),
    }
    return show(request, "nominees.html", callin, context)


@page(Right.NOMINATE)
def nominate(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """Find somebody of the room, then say why they can take the message in; whoever can't be called is said so."""
    refuse_unknown(request, {"person"})
    callin, asked = the_callin(callin_id), asked_id(request, "person")
    if asked is None:
        return _find(request, callin, _("Nominera till call-in"), "person=")
    label = open_person(request, asked)
    form = NominateForm(posted(request))
    if request.method == "POST" and form.is_valid():
        new = form.nominee(callin, label.id)
        if attempt(form, lambda: nominate_flow(new, by=request.actor, at=timezone.now())):
            messages.success(request, _("Personen är nominerad. En annan i arbetsytan kontrollerar."))
            return redirect("callins:nominees", callin.pk)
    fits = label.id in who_may_be_called([label.id], own_room(request.actor))
    context = {
        "form": form,
        "label": label,
        "fits": fits,
        "locked": is_locked(callin.pk),
        "persons": True,
    }
    return show(request, "nominate.html", callin, context, status=status_of(form))


def _find(
    request: RoomRequest, callin: CallIn, title: str, leads: str, label: PersonLabel | None = None
) -> HttpResponse:
    """Find somebody of the room; each hit leads on to ``leads`` and the hit's id."""
    known = {"callin": callin, "leads": leads, "label": label}
    return find_somebody(request, title, "callins/find_nominee.html", **known)


@page(Right.READ_NOMINEES)
def apart(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """The pairs that must not meet, with why, in order of name."""
    refuse_unknown(request)
    callin, rows = the_callin(callin_id), apart_rows(timezone.localdate())
    log_persons(request, "callins.read_apart", 2 * len(rows))
    return show(request, "apart.html", callin, {"rows": rows, "persons": bool(rows)})


@page(Right.NOMINATE)
def say_apart(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """Find the one, then the other; then why they must not meet."""
    refuse_unknown(request, {"forsta", "person"})
    callin, first, second = the_callin(callin_id), asked_id(request, "forsta"), asked_id(request, "person")
    if first is None:
        return _find(request, callin, _("Vem är det som inte får möta någon?"), "forsta=")
    one = open_person(request, first)
    if second is None:
        return _find(request, callin, _("Vem får personen inte möta?"), f"forsta={one.id}&person=", one)
    other, form = open_person(request, second), ApartForm(posted(request))
    if request.method == "POST" and form.is_valid():
        words, at = form.cleaned_data["words"], timezone.now()
        if attempt(form, lambda: keep_apart(one.id, other.id, words, by=request.actor, at=at)):
            messages.success(request, _("Paret är antecknat."))
            return redirect("callins:apart", callin.pk)
    context = {"form": form, "label": one, "other": other, "persons": True}
    return show(request, "say_apart.html", callin, context, status=status_of(form))


@page(Right.NOMINATE)
def end_apart(request: RoomRequest, callin_id: UUID, apart_id: UUID) -> HttpResponse:
    """They may meet again; both are shown, and read."""
    refuse_unknown(request)
    callin, row = the_callin(callin_id), Apart.objects.filter(pk=apart_id, withdrawn_at=None).first()
    if row is None:
        raise NoSuchNominee
    one, other = open_person(request, row.first_id), open_person(request, row.second_id)
    form = forms.Form(posted(request))
    if form.is_valid() and attempt(form, lambda: bool(let_meet(row, by=request.actor, at=timezone.now()))):
        messages.success(request, _("Paret är borttaget."))
        return redirect("callins:apart", callin.pk)
    context = {"form": form, "label": one, "other": other, "row": row, "persons": True}
    return show(request, "end_apart.html", callin, context, status=status_of(form))
