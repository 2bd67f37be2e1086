"""Members of a room, their grants that end, their deputies, and the acts that follow a person who leaves."""

import uuid
from datetime import date, timedelta
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from gvi.trust.workspaces.models.rooms import Workspace
from gvi.trust.workspaces.roles import TWO_PEOPLE, Role


class Days(Func):
    """``daterange(starts, ends)``: half open, as PostgreSQL counts."""

    function = "daterange"


class Months(Func):
    """A date some months on."""

    template = "(%(expressions)s + interval '12 months')::date"


class Member(models.Model):
    """Someone who works in one room. Staff, never a person the strategy is about."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="member")
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="members")
    name = models.CharField(_("namn"), max_length=80)
    function = models.CharField(_("funktion"), max_length=80, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Grant(models.Model):
    """One role for at most twelve months. Ends by date or by ``ended_at``; a deputy's grant never outlives it.

    Counts once ``approved_at`` is set: by a second person for a role that takes two, else when it is given.
    What the founding on the server gives has no ``given_by``.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(_("roll"), max_length=20, choices=Role)
    starts = models.DateField(_("från"))
    ends = models.DateField(_("till"))
    ended_at = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="workspaces_grant_year",
                condition=Q(ends__gt=F("starts"))
                & Q(ends__lte=Months(F("starts"), output_field=models.DateField())),
            ),
            models.CheckConstraint(
                name="workspaces_grant_two_people",
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | ~Q(role__in=sorted(role.value for role in TWO_PEOPLE))
                | Q(given_by__isnull=True)
                | (
                    Q(approved_at__isnull=False, approved_by__isnull=False)
                    & ~Q(approved_by=F("given_by"))
                    & ~Q(approved_by=F("member"))
                ),
            ),
            ExclusionConstraint(
                name="workspaces_grant_no_overlap",
                expressions=[
                    ("member", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (Days(F("starts"), F("ends"), Value("[)")), RangeOperators.OVERLAPS),
                ],
                condition=Q(ended_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.starts}-{self.ends}"

    @property
    def last_day(self) -> date:
        """The last day it covers; ``ends`` is the day after."""
        return self.ends - timedelta(days=1)


class Deputyship(models.Model):
    """Who decides in someone's absence; holds the principal's roles for the days it covers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    principal = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="deputies")
    deputy = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="deputy_for")
    starts = models.DateField(_("från"))
    ends = models.DateField(_("till"))

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="workspaces_deputy_other",
                condition=~Q(principal=F("deputy")) & Q(ends__gt=F("starts")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deputy_id} for {self.principal_id}"

    @property
    def last_day(self) -> date:
        """The last day it covers; ``ends`` is the day after."""
        return self.ends - timedelta(days=1)


class Handover(models.Model):
    """When someone leaves: access ends the same day and open work goes to a named deputy (T33)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    leaver = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    deputy = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    moved = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.leaver_id} to {self.deputy_id}"


class DeviceReset(models.Model):
    """A lost second factor is replaced by two people: one asks, another approves."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="device_resets")
    reason = models.CharField(_("skäl"), max_length=200)
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="workspaces_reset_two_people",
                condition=Q(approved_by__isnull=True)
                | (~Q(approved_by=F("requested_by")) & ~Q(approved_by=F("member"))),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.requested_at}"
