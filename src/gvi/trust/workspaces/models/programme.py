"""One installation is one programme: its name, helpline, areas, holidays and meeting rhythm (domain.md)."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Func
from django.utils.translation import gettext_lazy as _

WEEKDAYS = [
    (0, _("måndag")),
    (1, _("tisdag")),
    (2, _("onsdag")),
    (3, _("torsdag")),
    (4, _("fredag")),
    (5, _("lördag")),
    (6, _("söndag")),
]


class SvKey(Func):
    """``sv_key(name)``: the Swedish sort key, kept in a generated column and indexed."""

    function = "public.sv_key"
    output_field = models.TextField()


class Programme(models.Model):
    """The programme itself: exactly one row."""

    id = models.SmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField(_("programmets namn"), max_length=80)
    municipality = models.CharField(_("kommun"), max_length=80)
    helpline = models.CharField(_("hjälptelefon"), max_length=30, blank=True)
    fictional = models.BooleanField(default=False, editable=False)
    meeting_weekday = models.SmallIntegerField(_("mötesdag"), choices=WEEKDAYS, default=1)
    meeting_time = models.TimeField(_("mötestid"), default="09:00")
    meeting_weeks = models.SmallIntegerField(
        _("mötesrytm"), choices=[(1, _("varje vecka")), (2, _("varannan vecka"))], default=1
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="workspaces_programme_one", condition=models.Q(id=1)),
        ]

    def __str__(self) -> str:
        return self.name


class Area(models.Model):
    """A part of the city or a municipality, as the programme names it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("område"), max_length=80, unique=True)
    sort = models.GeneratedField(
        expression=SvKey(F("name")), output_field=models.TextField(), db_persist=True
    )

    class Meta:
        ordering = ("sort",)
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["sort"], name="workspaces_area_sort")]

    def __str__(self) -> str:
        return self.name


class Holiday(models.Model):
    """A day without a meeting besides the public holidays: the programme's own calendar."""

    day = models.DateField(_("dag"), primary_key=True)
    name = models.CharField(_("benämning"), max_length=60)

    class Meta:
        ordering = ("day",)

    def __str__(self) -> str:
        return f"{self.day} {self.name}"
