"""Who is to be called, and why they can carry the message: kept in the police room alone (W, domain.md *Call-in*)."""

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gvi.steps.callins.models.joint import CallIn
from gvi.steps.callins.states import NomineeState
from gvi.steps.groups.models import Group
from gvi.trust.people.models import Person
from gvi.trust.workspaces.models.signed import Signed


@pghistory.track(pghistory.UpdateEvent("revised", row=pghistory.Old), model_name="NomineeRevision")
class Nominee(Signed):
    """Somebody nominated: ``words`` say why they can take the message in and carry it on, signed by who wrote them.

    No reason stands with *not this time*, so that it tells nothing; nobody who is only injured, a witness, close to
    someone or not suspected can stand here (T11, ``sql/nominees.sql``). ``erase_on`` is the database's (T15).
    """

    callin = models.ForeignKey(CallIn, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(_("varför personen kan ta emot och föra budskapet vidare"), max_length=600)
    state = models.CharField(max_length=10, choices=NomineeState, default=NomineeState.NOMINATED)
    session = models.PositiveSmallIntegerField(_("omgång"), default=1)
    checked_by = models.UUIDField(null=True, editable=False)
    checked_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.UUIDField(null=True, editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)
    rechecked_by = models.UUIDField(null=True, editable=False)
    rechecked_at = models.DateTimeField(null=True, editable=False)
    erase_on = models.DateField(editable=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "callin", "person"], name="callins_nominee_once"),
            models.CheckConstraint(name="callins_nominee_words", condition=Q(words__regex=r"\S")),
            models.CheckConstraint(name="callins_nominee_session", condition=Q(session__in=(1, 2))),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "person"], name="callins_nominee_person"),
            models.Index(fields=["erase_on"], name="callins_nominee_erase"),
        ]

    def __str__(self) -> str:
        return f"{self.callin_id} {self.state}"


@pghistory.track(pghistory.UpdateEvent("revised", row=pghistory.Old), model_name="ApartRevision")
class Apart(Signed):
    """Two who must not meet, and why. ``first`` has the lower id. Withdrawn, never rewritten; ends by itself."""

    first = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    second = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    words = models.CharField(_("varför de inte får mötas"), max_length=300)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    erase_on = models.DateField(editable=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="callins_apart_order", condition=Q(first__lt=F("second"))),
            models.CheckConstraint(name="callins_apart_words", condition=Q(words__regex=r"\S")),
            models.UniqueConstraint(
                fields=["workspace", "first", "second"],
                name="callins_apart_once",
                condition=Q(withdrawn_at__isnull=True),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "first"], name="callins_apart_first"),
            models.Index(fields=["workspace", "second"], name="callins_apart_second"),
            models.Index(fields=["erase_on"], name="callins_apart_erase"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Selection(Signed):
    """What people decided about the list, on which terms and why; whom they chose stands on the nominees' own rows."""

    callin = models.ForeignKey(CallIn, on_delete=models.PROTECT, related_name="+")
    seats = models.PositiveSmallIntegerField(_("platser"))
    steps = models.PositiveSmallIntegerField(_("led"), default=1)
    per_group = models.PositiveSmallIntegerField(_("minst per grupp"), default=1)
    summons_share = models.DecimalField(
        _("väntas komma av dem som kallas"), max_digits=3, decimal_places=2, null=True, blank=True
    )
    invitation_share = models.DecimalField(
        _("väntas komma av dem som bjuds in"), max_digits=3, decimal_places=2, null=True, blank=True
    )
    words = models.TextField(_("varför just den här listan"), max_length=2000)

    class Meta:
        ordering = ("-at",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="callins_selection_words", condition=Q(words__regex=r"\S")),
            models.CheckConstraint(name="callins_selection_steps", condition=Q(steps__in=(1, 2))),
        ]

    def __str__(self) -> str:
        return f"{self.callin_id} {self.at:%Y-%m-%d}"


class ListLock(Signed):
    """The list is locked: from now on nobody is nominated, and a place is only given up or filled by a reserve."""

    callin = models.ForeignKey(CallIn, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "callin"], name="callins_lock_once"),
        ]

    def __str__(self) -> str:
        return str(self.callin_id)


class Seat(Signed):
    """Where somebody sits. No seat reaches the joint space (T34)."""

    nominee = models.ForeignKey(Nominee, on_delete=models.PROTECT, related_name="seats", db_constraint=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    row = models.PositiveSmallIntegerField(_("rad"))
    place = models.PositiveSmallIntegerField(_("plats"))

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "nominee"], name="callins_seat_once"),
        ]

    def __str__(self) -> str:
        return f"{self.row}:{self.place}"
