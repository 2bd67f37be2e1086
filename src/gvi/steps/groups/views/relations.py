"""Relations on screen: how the groups stand to each other on a day, one relation with its signs, and what is added.

Each page says what it would say without one source (domain.md, "Groups").
"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gvi.steps.groups.flows.add_relation import add_relation as add_flow
from gvi.steps.groups.flows.add_sign import add_sign as sign_flow
from gvi.steps.groups.flows.change_relation import change_relation as change_flow
from gvi.steps.groups.flows.end_relation import end_relation as end_flow
from gvi.steps.groups.flows.withdraw_sign import withdraw_sign as withdraw_flow
from gvi.steps.groups.forms.known import ChangeForm, EndRelationForm, RelationForm, SignForm
from gvi.steps.groups.models import Relation, RelationSign
from gvi.steps.groups.queries.relation_rows import relation_page, relation_rows, row_page
from gvi.steps.groups.views import asked_of, log_list, status_of
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt


@page(Right.READ_MAPPING)
def relations(request: RoomRequest) -> HttpResponse:
    """Every relation that held on the day, as it reads on it."""
    asked = asked_of(request, "dag", "utan", "slag", "sort", "page")
    rows = relation_rows(asked.day, asked.without)
    shown = row_page(rows, asked.kind, asked.sort, request.GET.get("page", 1))
    log_list(request, "groups.read_relations", len(shown.object_list))
    context = {
        "page": shown,
        "asked": asked,
        "sort": asked.sort,
        "columns": _columns(),
        "may_write": request.actor.may(Right.WRITE_MAPPING),
    }
    return render(request, "groups/relations.html", context)


def _columns() -> list[dict[str, str]]:
    return [
        {"key": "name", "label": _("Grupper")},
        {"key": "kind", "label": _("Läses som")},
        {"label": _("Styrka")},
        {"key": "since", "label": _("Sedan")},
        {"key": "seen", "label": _("Tecken")},
        {"label": _("Källor")},
    ]


@page(Right.WRITE_MAPPING)
def add_relation(request: RoomRequest) -> HttpResponse:
    """A new relation; from a group's page that group is one of the two."""
    refuse_unknown(request, {"grupp"})
    form = RelationForm(request.POST or None, initial={"one": request.GET.get("grupp")})
    if request.method == "POST" and form.is_valid():
        one, other, now = form.cleaned_data["one"], form.cleaned_data["other"], timezone.now()
        made = attempt(form, lambda: add_flow(one, other, form.relation(), by=request.actor, at=now))
        if made:
            messages.success(request, _("Relationen är sparad."))
            return redirect("groups:relation", made.pk)
    return render(request, "groups/add_relation.html", {"form": form}, status=status_of(form))


@page(Right.READ_MAPPING)
def relation(request: RoomRequest, relation_id: UUID) -> HttpResponse:
    """One relation with every sign."""
    return _relation(request, _found(relation_id))


def _found(relation_id: UUID) -> Relation:
    found = Relation.objects.select_related("first", "second", "source")
    return get_object_or_404(found, pk=relation_id)


def _relation(request: RoomRequest, found: Relation, **forms: Form) -> HttpResponse:
    asked = asked_of(request, "utan")
    write(Operation.READ, "groups.read_relation", by=request.actor, kind="relation", record=found.pk)
    may_write = request.actor.may(Right.WRITE_MAPPING)
    open_ = found.until is None and may_write
    context: dict[str, Any] = {
        "asked": asked,
        "may_write": may_write,
        "page": relation_page(found, asked.day, asked.without),
        "sign": SignForm(prefix="tecken") if open_ else None,
        "change": ChangeForm(prefix="andra") if open_ else None,
        "end": EndRelationForm(prefix="avsluta") if open_ else None,
        **forms,
    }
    return render(request, "groups/relation.html", context, status=status_of(*forms.values()))


@page(Right.WRITE_MAPPING)
@require_POST
def sign(request: RoomRequest, relation_id: UUID) -> HttpResponse:
    """Something more was seen."""
    found, form = _found(relation_id), SignForm(request.POST, prefix="tecken")
    if form.is_valid():
        now = timezone.now()
        made = attempt(form, lambda: sign_flow(found, form.sign(), by=request.actor, at=now))
        if made:
            messages.success(request, _("Tecknet är sparat."))
            return redirect("groups:relation", found.pk)
    return _relation(request, found, sign=form)


@page(Right.WRITE_MAPPING)
@require_POST
def withdraw_sign(request: RoomRequest, sign_id: UUID) -> HttpResponse:
    """A sign that was wrong."""
    found = get_object_or_404(RelationSign, pk=sign_id)
    withdraw_flow(found, by=request.actor, at=timezone.now())
    messages.success(request, _("Tecknet är tillbakadraget. Det står kvar att läsa och räknas inte."))
    return redirect("groups:relation", found.relation_id)


@page(Right.WRITE_MAPPING)
@require_POST
def change_relation(request: RoomRequest, relation_id: UUID) -> HttpResponse:
    """Another kind or strength from a day on."""
    found, form = _found(relation_id), ChangeForm(request.POST, prefix="andra")
    if form.is_valid():
        now = timezone.now()
        made = attempt(form, lambda: change_flow(found, form.relation(), by=request.actor, at=now))
        if made:
            messages.success(request, _("Relationen är ändrad. Den tidigare står kvar att läsa."))
            return redirect("groups:relation", made.pk)
    return _relation(request, found, change=form)


@page(Right.WRITE_MAPPING)
@require_POST
def end_relation(request: RoomRequest, relation_id: UUID) -> HttpResponse:
    """It is over, or was wrong."""
    found, form = _found(relation_id), EndRelationForm(request.POST, prefix="avsluta")
    if form.is_valid():
        reason, until = form.end()
        if attempt(form, lambda: end_flow(found, reason, until, by=request.actor, at=timezone.now())):
            messages.success(request, _("Relationen är avslutad. Den står kvar att läsa."))
            return redirect("groups:relation", found.pk)
    return _relation(request, found, end=form)
