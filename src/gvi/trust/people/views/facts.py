"""Roles and statements of one person: add, end, drop, withdraw. Each page names the person with the role."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gvi.trust.people.flows.add_role import add_role as add_role_flow
from gvi.trust.people.flows.add_statement import add_statement as add_statement_flow
from gvi.trust.people.flows.drop_suspicion import drop_suspicion as drop_flow
from gvi.trust.people.flows.end_role import end_role as end_role_flow
from gvi.trust.people.flows.withdraw_statement import withdraw_statement as withdraw_flow
from gvi.trust.people.forms.facts import DropForm, ReasonForm, RoleForm, StatementForm
from gvi.trust.people.labels import labels
from gvi.trust.people.models import Person, PersonRole, Statement
from gvi.trust.people.refusals import NoSuchPerson
from gvi.trust.people.views import open_person, show
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt


def _act(
    request: RoomRequest,
    person: Person,
    form: forms.Form,
    flow: Callable[[], Any],
    said: Callable[[Any], str],
    **words: str | Promise | Any,
) -> HttpResponse:
    """Show the form under the person's name, or do it and go back to the person."""
    refuse_unknown(request)
    if request.method == "POST" and form.is_valid():
        done = attempt(form, flow)
        if done is not None:
            messages.success(request, said(done))
            return redirect("people:person", person.pk)
    context = {"form": form, "label": labels([person.pk])[person.pk], **words}
    return show(request, "act.html", context, form)


@page(Right.WRITE_ROLES)
def add_role(request: RoomRequest, person_id: UUID) -> HttpResponse:
    """One role more."""
    person, form = open_person(request, person_id), RoleForm(request.POST or None)
    return _act(
        request,
        person,
        form,
        lambda: add_role_flow(person, form.new_role, by=request.actor, at=timezone.now()),
        lambda _done: _("Rollen är tillagd."),
        title=_("Lägg till roll"),
        button=_("Lägg till rollen"),
    )


@page(Right.WRITE_ROLES)
def end_role(request: RoomRequest, role_id: UUID) -> HttpResponse:
    """A role that no longer holds."""
    role = PersonRole.objects.filter(pk=role_id).first()
    if role is None:
        raise NoSuchPerson
    person, form = open_person(request, role.person_id), ReasonForm(request.POST or None)
    return _act(
        request,
        person,
        form,
        lambda: end_role_flow(role, form.cleaned_data["reason"], by=request.actor, at=timezone.now()),
        lambda _done: _("Rollen är avslutad."),
        title=_("Avsluta rollen %(role)s") % {"role": role.get_role_display()},
        button=_("Avsluta rollen"),
    )


@page(Right.WRITE_ROLES)
def drop_suspicion(request: RoomRequest, person_id: UUID) -> HttpResponse:
    """The suspicion has ended."""
    person, form = open_person(request, person_id), DropForm(request.POST or None)
    return _act(
        request,
        person,
        form,
        lambda: drop_flow(person, form.cleaned_data["reason"], by=request.actor, at=timezone.now()),
        _told,
        title=_("Misstanken har upphört"),
        lead=_(
            "Personen kan efter det inte längre hittas som misstänkt. Alla som har fått uppgiften av er får "
            "veta att den inte gäller."
        ),
        button=_("Avsluta misstanken"),
    )


def _told(receivers: int) -> str:
    if not receivers:
        return _("Misstanken är avslutad. Ingen mottagare hade en gällande uppgift.")
    return ngettext(
        "Misstanken är avslutad. %(number)d mottagare har fått veta det.",
        "Misstanken är avslutad. %(number)d mottagare har fått veta det.",
        receivers,
    ) % {"number": receivers}


@page(Right.WRITE_STATEMENTS)
def add_statement(request: RoomRequest, person_id: UUID) -> HttpResponse:
    """What somebody says, graded."""
    person, form = open_person(request, person_id), StatementForm(request.POST or None)
    return _act(
        request,
        person,
        form,
        lambda: add_statement_flow(person, form.new_statement, by=request.actor, at=timezone.now()),
        lambda _done: _("Uppgiften är tillagd."),
        title=_("Lägg till uppgift"),
        button=_("Lägg till uppgiften"),
    )


@page(Right.WRITE_STATEMENTS)
def withdraw_statement(request: RoomRequest, statement_id: UUID) -> HttpResponse:
    """A statement that does not hold: marked, and kept."""
    statement = Statement.objects.filter(pk=statement_id).first()
    if statement is None:
        raise NoSuchPerson
    person, form = open_person(request, statement.person_id), ReasonForm(request.POST or None)
    return _act(
        request,
        person,
        form,
        lambda: withdraw_flow(statement, form.cleaned_data["reason"], by=request.actor, at=timezone.now()),
        lambda _done: _("Uppgiften är tillbakadragen."),
        title=_("Dra tillbaka uppgiften"),
        quoted=statement.text,
        button=_("Dra tillbaka uppgiften"),
    )
