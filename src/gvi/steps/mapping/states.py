"""States of an audit session and of an analysis in the background, and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditState(models.TextChoices):
    """An audit is planned, held, and locked when its minutes are approved; a cancelled one never happened."""

    PLANNED = "planned", _("planerad")
    RUNNING = "running", _("pågår")
    APPROVED = "approved", _("godkänd och låst")
    CANCELLED = "cancelled", _("inställd")


AUDIT_FIRST = frozenset({AuditState.PLANNED})
AUDIT_MOVES = frozenset(
    {
        (AuditState.PLANNED, AuditState.RUNNING),
        (AuditState.PLANNED, AuditState.CANCELLED),
        (AuditState.RUNNING, AuditState.APPROVED),
    }
)


class RunState(models.TextChoices):
    """An analysis waits, works, and ends."""

    QUEUED = "queued", _("väntar")
    RUNNING = "running", _("räknar")
    DONE = "done", _("klar")
    FAILED = "failed", _("gick inte att räkna")


RUN_FIRST = frozenset({RunState.QUEUED})
RUN_MOVES = frozenset(
    {
        (RunState.QUEUED, RunState.RUNNING),
        (RunState.QUEUED, RunState.FAILED),
        (RunState.RUNNING, RunState.DONE),
        (RunState.RUNNING, RunState.FAILED),
    }
)
