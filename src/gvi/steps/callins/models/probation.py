"""Summons, invitations and attendance: kept in probation's room alone (W, domain.md *Call-in*)."""

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gvi.steps.callins.models.joint import CallIn
from gvi.steps.callins.states import TAKEN, InviteeState
from gvi.steps.callins.words import LetterKind, Service, Supervision
from gvi.trust.people.models import Person
from gvi.trust.workspaces.models.signed import Signed


class Letter(Signed):
    """One version of the words of a summons, an invitation or the information sheet; a second member approves it."""

    kind = models.CharField(_("slag"), max_length=11, choices=LetterKind)
    number = models.PositiveIntegerField(editable=False)
    legal_basis = models.CharField(_("rättslig grund"), max_length=200, blank=True)
    words = models.TextField(_("text"), max_length=4000)
    approved_by = models.UUIDField(null=True, editable=False)
    approved_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ("kind", "-number")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "kind", "number"], name="callins_letter_once"),
            models.CheckConstraint(name="callins_letter_says", condition=Q(words__regex=r"\S")),
            models.CheckConstraint(
                name="callins_letter_basis",
                condition=~Q(kind=LetterKind.SUMMONS) | Q(legal_basis__regex=r"\S"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


@pghistory.track(pghistory.UpdateEvent("revised", row=pghistory.Old), model_name="InviteeRevision")
class Invitee(Signed):
    """Somebody to be summoned or invited. ``told_by`` is the disclosure that named them to this room.

    One disclosure names one person. Supervision and its last day never leave this room; only a yes or a no does, by a
    disclosure of its own. Whoever is under supervision on the day is summoned, everybody else is invited
    (``sql/invitees.sql`` decides ``kind``).
    """

    callin = models.ForeignKey(CallIn, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    told_by = models.UUIDField(editable=False)
    supervision = models.CharField(_("övervakning"), max_length=9, choices=Supervision)
    supervision_until = models.DateField(_("övervakningen upphör"), null=True, blank=True)
    kind = models.CharField(max_length=11, choices=LetterKind, editable=False)
    letter = models.ForeignKey(
        Letter, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_constraint=False
    )
    session = models.PositiveSmallIntegerField(_("omgång"), default=1)
    state = models.CharField(max_length=14, choices=InviteeState, default=InviteeState.DRAFTED)
    approved_by = models.UUIDField(null=True, editable=False)
    approved_at = models.DateTimeField(null=True, editable=False)
    service = models.CharField(
        _("hur brevet nådde fram"), max_length=9, choices=Service, default=Service.NONE, blank=True
    )
    served_on = models.DateField(_("delgiven den"), null=True, blank=True)
    receipt = models.BooleanField(_("mottagningsbevis finns"), default=False)
    transport = models.CharField(_("resa till mötet"), max_length=200, blank=True)
    followed_up_on = models.DateField(_("uppföljd den"), null=True, blank=True)
    follow_up = models.CharField(_("hur frånvaron följdes upp"), max_length=300, blank=True)
    erase_on = models.DateField(editable=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "callin", "person"], name="callins_invitee_once"),
            models.UniqueConstraint(fields=["workspace", "told_by"], name="callins_invitee_told_once"),
            models.CheckConstraint(
                name="callins_invitee_until",
                condition=Q(supervision=Supervision.NONE, supervision_until__isnull=True)
                | (~Q(supervision=Supervision.NONE) & Q(supervision_until__isnull=False)),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "person"], name="callins_invitee_person"),
            models.Index(fields=["erase_on"], name="callins_invitee_erase"),
        ]

    def __str__(self) -> str:
        return f"{self.callin_id} {self.state}"


class Attendance(Signed):
    """One tap at the door. Its id comes from whoever tapped: the same tap sent twice is one, and the last counts."""

    invitee = models.ForeignKey(Invitee, on_delete=models.PROTECT, related_name="taps", db_constraint=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    mark = models.CharField(max_length=14, choices=[(state.value, state.label) for state in TAKEN])

    class Meta:
        ordering = ("at", "id")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "invitee"], name="callins_attendance_invitee"),
            models.Index(fields=["workspace", "person"], name="callins_attendance_person"),
        ]

    def __str__(self) -> str:
        return f"{self.invitee_id} {self.mark}"
