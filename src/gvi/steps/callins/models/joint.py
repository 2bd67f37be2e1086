"""The call-in in the joint space: plan, speakers by role, scripts, run-of-show, safety, go or no-go. No person (J)."""

import uuid
from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gvi.steps.callins.states import CallInState
from gvi.steps.callins.words import ObservationKind, Plan, SlotState, SpeakerRole, Verdict
from gvi.steps.groups.models import Group
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Workspace


class Made(models.Model):
    """A row of the joint space: written by a member of a room, at a time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.UUIDField(editable=False)
    room = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+", editable=False)
    at = models.DateTimeField(editable=False)

    class Meta:
        abstract = True


class Approved(Made):
    """A version that counts once a second member has approved it; then it is never changed."""

    number = models.PositiveIntegerField(editable=False)
    approved_by = models.UUIDField(null=True, editable=False)
    approved_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True


@pghistory.track(pghistory.UpdateEvent("revised", row=pghistory.Old), model_name="CallInRevision")
class CallIn(Made):
    """One call-in. ``sessions`` is how many times the same day it is held, so that rivals never meet."""

    number = models.PositiveIntegerField(_("nummer"), unique=True, editable=False)
    state = models.CharField(_("läge"), max_length=9, choices=CallInState, default=CallInState.IDEA)
    plan = models.CharField(_("plan"), max_length=10, choices=Plan, default=Plan.NORMAL)
    day = models.DateField(_("dag"))
    starts = models.TimeField(_("börjar klockan"))
    venue = models.CharField(_("plats"), max_length=200, blank=True)
    sessions = models.PositiveSmallIntegerField(_("antal omgångar"), default=1)
    decided_by = models.CharField(_("beslutat av (funktioner)"), max_length=300, blank=True)
    decision = models.TextField(_("skäl för beslutet"), max_length=2000, blank=True)
    cancelled_because = models.CharField(_("varför den ställs in"), max_length=300, blank=True)

    class Meta:
        ordering = ("-day", "-number")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="callins_callin_sessions", condition=Q(sessions__in=(1, 2))),
            models.CheckConstraint(
                name="callins_callin_cancelled",
                condition=~Q(state=CallInState.CANCELLED) | Q(cancelled_because__regex=r"\S"),
            ),
            models.CheckConstraint(
                name="callins_callin_decided",
                condition=Q(state__in=(CallInState.IDEA, CallInState.CANCELLED))
                | (Q(decided_by__regex=r"\S") & Q(decision__regex=r"\S")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.day}"


class CheckItem(models.Model):
    """One line of the checklist: ``key`` says what, ``due`` follows from the day and the holidays (``plan.py``)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    callin = models.ForeignKey(CallIn, on_delete=models.PROTECT, related_name="checklist")
    key = models.CharField(max_length=20)
    due = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    done_by = models.UUIDField(null=True, editable=False)
    note = models.CharField(_("anteckning"), max_length=300, blank=True)

    class Meta:
        ordering = ("due", "key")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["callin", "key"], name="callins_checkitem_once"),
            models.CheckConstraint(
                name="callins_checkitem_done",
                condition=Q(done_on__isnull=True, done_by__isnull=True)
                | Q(done_on__isnull=False, done_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.callin_id} {self.key}"


class SpeakerSlot(Made):
    """A place among the speakers, by role. Who fills it is said in the municipality's room alone."""

    callin = models.ForeignKey(CallIn, on_delete=models.PROTECT, related_name="slots")
    position = models.PositiveSmallIntegerField()
    role = models.CharField(_("roll"), max_length=15, choices=SpeakerRole)
    minutes = models.PositiveSmallIntegerField(_("minuter"), default=5)
    state = models.CharField(_("läge"), max_length=9, choices=SlotState, default=SlotState.OPEN)
    briefed_on = models.DateField(_("förberedd den"), null=True, blank=True)

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return f"{self.callin_id} {self.role}"


class ScriptVersion(Approved):
    """One version of what a speaker says."""

    slot = models.ForeignKey(SpeakerSlot, on_delete=models.PROTECT, related_name="scripts")
    words = models.TextField(_("manus"), max_length=8000)

    class Meta:
        ordering = ("-number",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["slot", "number"], name="callins_script_once"),
            models.CheckConstraint(name="callins_script_says", condition=Q(words__regex=r"\S")),
        ]

    def __str__(self) -> str:
        return f"{self.slot_id} {self.number}"


class SpeakerLink(models.Model):
    """A speaker's one-time page: the link's fingerprint. Closed when revoked, and the day after the call-in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slot = models.ForeignKey(SpeakerSlot, on_delete=models.PROTECT, related_name="links")
    fingerprint = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.UUIDField(editable=False)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.slot_id)


class RunItem(Made):
    """One line of the run-of-show: minutes from the start (before it: negative), how long, what, who by function."""

    callin = models.ForeignKey(CallIn, on_delete=models.PROTECT, related_name="run")
    offset = models.SmallIntegerField(_("minuter från start"))
    minutes = models.PositiveSmallIntegerField(_("längd i minuter"))
    title = models.CharField(_("vad"), max_length=120)
    function = models.CharField(_("ansvarig funktion"), max_length=80, blank=True)
    slot = models.ForeignKey(SpeakerSlot, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("offset", "at", "id")

    def __str__(self) -> str:
        return f"{self.offset} {self.title}"


class SecurityPlan(Approved):
    """One version of the security plan. It names functions, entrances and distances, never a person or a seat."""

    callin = models.ForeignKey(CallIn, on_delete=models.PROTECT, related_name="security")
    lead = models.CharField(_("säkerhetsansvarig (funktion)"), max_length=120)
    arrival = models.TextField(_("ankomst och visitation"), max_length=2000, blank=True)
    inside = models.TextField(_("i lokalen"), max_length=2000, blank=True)
    departure = models.TextField(_("hemfärd"), max_length=2000, blank=True)
    stop = models.TextField(_("när det avbryts, och hur"), max_length=2000, blank=True)

    class Meta:
        ordering = ("-number",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["callin", "number"], name="callins_security_once"),
        ]

    def __str__(self) -> str:
        return f"{self.callin_id} {self.number}"


class GoNoGo(Made):
    """What one authority says: go or no-go. Added, never changed; the latest of each counts."""

    callin = models.ForeignKey(CallIn, on_delete=models.PROTECT, related_name="verdicts")
    kind = models.CharField(max_length=16, choices=Kind, editable=False)
    verdict = models.CharField(_("besked"), max_length=5, choices=Verdict)
    reason = models.CharField(_("skäl"), max_length=300, blank=True)

    class Meta:
        ordering = ("at",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="callins_gonogo_reason", condition=Q(verdict=Verdict.GO) | Q(reason__regex=r"\S")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.callin_id} {self.kind} {self.verdict}"


class Observation(Made):
    """What somebody noticed on the day: how it worked, never who did what."""

    callin = models.ForeignKey(CallIn, on_delete=models.PROTECT, related_name="observations")
    kind = models.CharField(_("slag"), max_length=6, choices=ObservationKind)
    words = models.TextField(_("iakttagelse"), max_length=1000)

    class Meta:
        ordering = ("at",)

    def __str__(self) -> str:
        return f"{self.callin_id} {self.kind}"


class Debrief(Made):
    """The debrief the day after, and the memo that made itself when it was closed."""

    callin = models.OneToOneField(CallIn, on_delete=models.PROTECT, related_name="debrief")
    words = models.TextField(_("sammanfattning"), max_length=4000)
    changes = models.TextField(_("det här ändrar vi till nästa gång"), max_length=4000, blank=True)
    memo = models.BinaryField(editable=False)

    def __str__(self) -> str:
        return str(self.callin_id)


class CardVersion(Approved):
    """One version of the hand-out card: the four lines and the one number to call. Used at call-ins and talks."""

    lines = models.TextField(_("budskap"), max_length=1000)
    phone = models.CharField(_("telefonnummer till stöd"), max_length=40)
    small_print = models.CharField(_("längst ner"), max_length=300, blank=True)

    class Meta:
        ordering = ("-number",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["number"], name="callins_card_once"),
        ]

    def __str__(self) -> str:
        return str(self.number)


class GroupReach(Made):
    """Reached or not reached, group by group, as police released it after a call-in. Added, never changed."""

    callin = models.ForeignKey(CallIn, on_delete=models.PROTECT, related_name="reach")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    reached = models.BooleanField(_("nådd"))

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["callin", "group", "at"], name="callins_reach_once"),
        ]

    def __str__(self) -> str:
        return f"{self.callin_id} {self.group_id}"


class HeldTotal(Made):
    """How many came, as one total that probation released, and never a small one (T26)."""

    callin = models.OneToOneField(CallIn, on_delete=models.PROTECT, related_name="total")
    total = models.PositiveSmallIntegerField(_("antal som kom"))

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="callins_total_not_small", condition=Q(total__gte=5)),
        ]

    def __str__(self) -> str:
        return str(self.callin_id)
