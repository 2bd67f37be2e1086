"""States of a study and of a run in the background, and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StudyState(models.TextChoices):
    """A plan is written, then locked; a study that is given up stays in the list with its reason."""

    DRAFT = "draft", _("planen skrivs")
    LOCKED = "locked", _("planen är låst")
    DROPPED = "dropped", _("nedlagd")


STUDY_FIRST = frozenset({StudyState.DRAFT})
STUDY_MOVES = frozenset(
    {
        (StudyState.DRAFT, StudyState.LOCKED),
        (StudyState.DRAFT, StudyState.DROPPED),
        (StudyState.LOCKED, StudyState.DROPPED),
    }
)


class RunState(models.TextChoices):
    """A run waits, works, and ends."""

    QUEUED = "queued", _("väntar")
    RUNNING = "running", _("räknar")
    DONE = "done", _("klar")
    FAILED = "failed", _("gick inte att räkna")


GOING = frozenset({RunState.QUEUED, RunState.RUNNING})
RUN_FIRST = frozenset({RunState.QUEUED})
RUN_MOVES = frozenset(
    {
        (RunState.QUEUED, RunState.RUNNING),
        (RunState.QUEUED, RunState.FAILED),
        (RunState.RUNNING, RunState.DONE),
        (RunState.RUNNING, RunState.FAILED),
    }
)
