"""A leaver's open tasks pass to the deputy, joint and sealed alike (trust.md, T33)."""

from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gvi.steps.review.models import SealedTask, Task
from gvi.steps.review.states import TaskState
from gvi.trust.workspaces.handing import register
from gvi.trust.workspaces.models import Member


class OpenTasks:
    """Open tasks in someone's hand. Sealed ones are moved only from inside their own room."""

    label: Promise = _("öppna uppgifter")

    def count(self, leaver: Member) -> int:
        """How many open tasks ``leaver`` has."""
        joint = Task.objects.filter(member=leaver, state=TaskState.OPEN).count()
        return joint + SealedTask.objects.filter(member=leaver.pk, state=TaskState.OPEN).count()

    def move(self, leaver: Member, deputy: Member, *, at: datetime) -> int:
        """Give every open task of ``leaver`` to ``deputy``."""
        joint = Task.objects.filter(member=leaver, state=TaskState.OPEN).update(member=deputy)
        return joint + SealedTask.objects.filter(member=leaver.pk, state=TaskState.OPEN).update(
            member=deputy.pk
        )


def register_tasks() -> None:
    """Called when Django starts."""
    register("review.tasks", OpenTasks())
