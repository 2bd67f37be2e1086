"""Set the programme: its name, municipality, helpline, meeting rhythm, areas and days without a meeting."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction

from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.free_text import refuse_identity_numbers
from gvi.trust.workspaces.models import Area, Holiday, Programme
from gvi.trust.workspaces.refused import AreaTaken
from gvi.trust.workspaces.rights import Right


@dataclass(frozen=True)
class Facts:
    """What the programme is called and when it meets."""

    name: str
    municipality: str
    helpline: str
    meeting_weekday: int
    meeting_time: time
    meeting_weeks: int


def set_programme(facts: Facts, *, by: Actor, at: datetime) -> Programme:
    """Write ``facts`` to the one programme of the installation."""
    by.require(Right.SET_PROGRAMME)
    refuse_identity_numbers(facts.name, facts.municipality, facts.helpline)
    programme = Programme.objects.get()
    for field, value in vars(facts).items():
        setattr(programme, field, value)
    with transaction.atomic():
        programme.save(update_fields=list(vars(facts)))
        write(Operation.SETTINGS, "workspaces.set_programme", by=by, kind="programme")
    return programme


def name_area(name: str, *, area: Area | None = None, by: Actor, at: datetime) -> Area:
    """Add an area called ``name``, or give ``area`` that name."""
    by.require(Right.SET_PROGRAMME)
    refuse_identity_numbers(name)
    area = area or Area()
    if Area.objects.filter(name__iexact=name).exclude(pk=area.pk).exists():
        raise AreaTaken
    area.name = name
    with transaction.atomic():
        area.save()
        write(Operation.SETTINGS, "workspaces.name_area", by=by, kind="area", record=area.pk)
    return area


def keep_holiday(day: date, name: str, *, by: Actor, at: datetime) -> Holiday:
    """Add ``day`` to the days without a meeting, or rename it."""
    by.require(Right.SET_PROGRAMME)
    refuse_identity_numbers(name)
    with transaction.atomic():
        holiday, _made = Holiday.objects.update_or_create(day=day, defaults={"name": name})
        write(Operation.SETTINGS, "workspaces.keep_holiday", by=by, kind="holiday")
    return holiday


def drop_holiday(day: date, *, by: Actor, at: datetime) -> None:
    """Take ``day`` out of the days without a meeting."""
    by.require(Right.SET_PROGRAMME)
    with transaction.atomic():
        Holiday.objects.filter(day=day).delete()
        write(Operation.SETTINGS, "workspaces.drop_holiday", by=by, kind="holiday")
