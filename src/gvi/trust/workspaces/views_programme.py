"""The programme: facts, areas, days without a meeting, and the authorities' rooms."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from gvi.trust.workspaces import queries
from gvi.trust.workspaces.flows.open_room import NewRoom, open_room
from gvi.trust.workspaces.flows.set_programme import (
    Facts,
    drop_holiday,
    keep_holiday,
    name_area,
    set_programme,
)
from gvi.trust.workspaces.forms import AreaForm, DropHolidayForm, HolidayForm, ProgrammeForm, RoomForm
from gvi.trust.workspaces.models import Area, Holiday, Programme
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt, show, show_link

OPENED = gettext_lazy(
    "Länken gäller i tre dagar. Arbetsytan är avstängd tills myndigheten själv slår på den."
)


@page(Right.SET_PROGRAMME)
def programme(request: RoomRequest) -> HttpResponse:
    """Name, municipality, helpline and meeting rhythm."""
    form = ProgrammeForm(request.POST or None, instance=Programme.objects.get())
    if request.method == "POST" and form.is_valid():
        set_programme(Facts(**form.cleaned_data), by=request.actor, at=timezone.now())
        messages.success(request, _("Inställningarna är sparade."))
        return redirect("workspaces:programme")
    return show(request, "programme.html", {}, form=form)


@page(Right.SET_PROGRAMME)
def areas(request: RoomRequest) -> HttpResponse:
    """The parts of the city, by name, and one more."""
    form = AreaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        if attempt(form, lambda: name_area(name, by=request.actor, at=timezone.now())):
            messages.success(request, _("Området är sparat."))
            return redirect("workspaces:areas")
    return show(request, "areas.html", {"areas": Area.objects.all()}, form=form)


@page(Right.SET_PROGRAMME)
def area(request: RoomRequest, area: UUID) -> HttpResponse:
    """Give an area another name."""
    found = get_object_or_404(Area, pk=area)
    form = AreaForm(request.POST or None, initial={"name": found.name})
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        if attempt(form, lambda: name_area(name, area=found, by=request.actor, at=timezone.now())):
            messages.success(request, _("Området är sparat."))
            return redirect("workspaces:areas")
    return show(request, "area.html", {"area": found}, form=form)


@page(Right.SET_PROGRAMME)
def holidays(request: RoomRequest) -> HttpResponse:
    """Days without a meeting besides the public holidays."""
    form = HolidayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        keep_holiday(**form.cleaned_data, by=request.actor, at=timezone.now())
        messages.success(request, _("Dagen är sparad."))
        return redirect("workspaces:holidays")
    coming = Holiday.objects.filter(day__gte=timezone.localdate())
    return show(request, "holidays.html", {"holidays": coming}, form=form)


@page(Right.SET_PROGRAMME)
@require_POST
def holiday_off(request: RoomRequest) -> HttpResponse:
    """An ordinary day again."""
    form = DropHolidayForm(request.POST)
    if form.is_valid():
        drop_holiday(form.cleaned_data["day"], by=request.actor, at=timezone.now())
    return redirect("workspaces:holidays")


@page(Right.SET_PROGRAMME)
def rooms(request: RoomRequest) -> HttpResponse:
    """The authorities' rooms, and one more with its first administrator."""
    form = RoomForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        new = NewRoom(**form.cleaned_data)
        opened = attempt(form, lambda: open_room(new, by=request.actor, at=timezone.now()))
        if opened is not None:
            back = reverse("workspaces:rooms")
            return show_link(request, opened.secret, to=new.founder, back=back, text=OPENED)
    return show(request, "rooms.html", {"rooms": queries.rooms()}, form=form)
