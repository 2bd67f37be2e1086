"""What everybody round the table shares: meetings, released tasks, and monthly counts (joint space).

A joint task names a group or an incident, never both (trust.md, T34); the database refuses it.
"""

import uuid
from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gvi.steps.groups.models import Group
from gvi.steps.incidents.models import Incident
from gvi.steps.review.states import MeetingState, TaskState
from gvi.trust.workspaces.models import Member, Workspace
from gvi.trust.workspaces.models.programme import SvKey


class Meeting(models.Model):
    """One incident review meeting; its agenda reaches back to ``since``.

    ``joint_minutes`` is the PDF that made itself when the meeting was closed; ``owner`` is the authority that
    keeps it (the chair's), with its registry number, secrecy marking and erasure decision.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveIntegerField(_("nummer"), unique=True)
    planned_at = models.DateTimeField(_("tid"), db_index=True)
    place = models.CharField(_("plats"), max_length=80, blank=True)
    state = models.CharField(_("läge"), max_length=10, choices=MeetingState, default=MeetingState.PLANNED)
    since = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    chair = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    present = models.ManyToManyField(Workspace, related_name="+", blank=True)
    note = models.TextField(_("anteckning för gemensamma minnesanteckningar"), blank=True, max_length=4000)
    cancel_reason = models.CharField(_("skäl"), max_length=200, blank=True)
    joint_minutes = models.BinaryField(null=True, editable=False)
    owner = models.ForeignKey(Workspace, on_delete=models.PROTECT, null=True, related_name="+")
    registry_number = models.CharField(_("diarienummer"), max_length=40, blank=True)
    secrecy_marking = models.CharField(_("sekretessmarkering"), max_length=120, blank=True)
    erasure_decision = models.CharField(_("gallringsbeslut"), max_length=80, blank=True)

    class Meta:
        ordering = ("-planned_at",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                name="review_meeting_one_running",
                fields=["state"],
                condition=Q(state=MeetingState.RUNNING),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.planned_at:%Y-%m-%d}"


@pghistory.track(pghistory.UpdateEvent("revised", row=pghistory.Old), model_name="TaskRevision")
class Task(models.Model):
    """A joint task: what, who, by when. Owned by a room, and within it perhaps by a member.

    A task for a group carries no meeting either: a meeting about one incident would tie the two (T34).
    ``moved_reason`` says why ``due`` was last moved; earlier reasons lie in the history.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(_("uppgift"), max_length=200)
    why = models.CharField(_("varför"), max_length=300, blank=True)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    owner = models.ForeignKey(
        Workspace, verbose_name=_("ansvarig"), on_delete=models.PROTECT, related_name="+"
    )
    member = models.ForeignKey(
        Member, verbose_name=_("person"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    due = models.DateTimeField(_("klart senast"))
    moved_reason = models.CharField(_("varför den flyttades"), max_length=200, blank=True)
    state = models.CharField(_("läge"), max_length=10, choices=TaskState, default=TaskState.OPEN)
    outcome = models.CharField(_("resultat"), max_length=300, blank=True)
    sort = models.GeneratedField(
        expression=SvKey(F("title")), output_field=models.TextField(), db_persist=True
    )
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("due",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="review_task_group_or_incident",
                condition=Q(group__isnull=True) | Q(incident__isnull=True, meeting__isnull=True),
            ),
            models.CheckConstraint(
                name="review_task_dropped_says_why",
                condition=~Q(state=TaskState.DROPPED) | ~Q(outcome=""),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "due"], name="review_task_open"),
            models.Index(fields=["-closed_at"], name="review_task_closed"),
            models.Index(fields=["sort", "id"], name="review_task_sort"),
            models.Index(fields=["due", "id"], name="review_task_due"),
            models.Index(fields=["-made_at"], name="review_task_made"),
        ]

    def __str__(self) -> str:
        return self.title


class MonthFigures(models.Model):
    """Group-related counts of the twelve months that ended at ``month_end``, released by a named decision.

    Twelve months and not one: a month with a single incident would tell that incident's class. The month end
    is at least 30 days old, and what was released is never changed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    month_end = models.DateField(unique=True)
    known = models.PositiveIntegerField()
    suspected = models.PositiveIntegerField()
    total = models.PositiveIntegerField()
    released_at = models.DateTimeField()
    released_by = models.UUIDField()

    class Meta:
        ordering = ("-month_end",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="review_figures_sum", condition=Q(total__gte=F("known") + F("suspected"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month_end}: {self.known} + {self.suspected} / {self.total}"
