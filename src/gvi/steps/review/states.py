"""States of meetings, tasks and acute plans, and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MeetingState(models.TextChoices):
    """A meeting is planned, running, and ends with its two documents; a cancelled one says why."""

    PLANNED = "planned", _("planerat")
    RUNNING = "running", _("pågår")
    HELD = "held", _("hållet")
    CANCELLED = "cancelled", _("inställt")


MEETING_FIRST = frozenset({MeetingState.PLANNED})
MEETING_MOVES = frozenset(
    {
        (MeetingState.PLANNED, MeetingState.RUNNING),
        (MeetingState.RUNNING, MeetingState.HELD),
        (MeetingState.PLANNED, MeetingState.CANCELLED),
    }
)


class TaskState(models.TextChoices):
    """A task is open until it is done, or dropped with a reason; a sealed one may instead be released."""

    OPEN = "open", _("öppen")
    DONE = "done", _("klar")
    DROPPED = "dropped", _("struken")
    RELEASED = "released", _("lämnad till samverkan")


TASK_FIRST = frozenset({TaskState.OPEN})
TASK_MOVES = frozenset({(TaskState.OPEN, TaskState.DONE), (TaskState.OPEN, TaskState.DROPPED)})
SEALED_TASK_MOVES = TASK_MOVES | {(TaskState.OPEN, TaskState.RELEASED)}
