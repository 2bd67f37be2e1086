"""The decision: one immutable two-sided row, the sender's grounds, the items, and what happened afterwards.

``sql/disclosures.sql`` lets the receiver read the row of a decision made, its items only while it is open, and the
grounds never. Nothing here is changed; erasure alone removes rows.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gvi.trust.disclosures.models.agreements import Agreement
from gvi.trust.disclosures.states import Form, Move, Outcome
from gvi.trust.law.models import RuleVersion
from gvi.trust.law.words import DataClass, Secrecy
from gvi.trust.people.models.person import Person, Sealed
from gvi.trust.people.words import StatementKind
from gvi.trust.workspaces.models import Workspace


class Disclosure(models.Model):
    """Who decided what to whom under which version of which rule, until when. No person in it.

    ``decided_at`` and ``expires_on`` are the database's; a day given for the latter can only end it earlier, as the
    review of a membership that is told does. ``decider`` is name and function, as the receiver reads it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sender = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, null=True, related_name="+")
    rule = models.ForeignKey(RuleVersion, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=6, choices=Form)
    outcome = models.CharField(max_length=8, choices=Outcome)
    batch = models.UUIDField(null=True)
    on_request = models.BooleanField(_("på begäran"))
    in_answer_to = models.UUIDField(null=True)
    reservation = models.CharField(_("förbehåll"), max_length=300, blank=True)
    decided_by = models.UUIDField()
    decider = models.CharField(max_length=170)
    recorded_by = models.UUIDField(editable=False)
    decided_at = models.DateTimeField(editable=False)
    expires_on = models.DateField(editable=False)

    class Meta:
        ordering = ("-decided_at",)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["sender", "-decided_at"], name="disclosures_sent"),
            models.Index(fields=["receiver", "-decided_at"], name="disclosures_got"),
            models.Index(fields=["batch"], name="disclosures_batch", condition=Q(batch__isnull=False)),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="disclosures_joint_batch",
                condition=Q(form=Form.JOINT, batch__isnull=False)
                | (~Q(form=Form.JOINT) & Q(batch__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sender_id} to {self.receiver_id} {self.decided_at:%Y-%m-%d}"


class Ground(Sealed):
    """The sender's own: about whom, and why. One for each disclosure, refused ones too."""

    disclosure = models.OneToOneField(Disclosure, on_delete=models.PROTECT, related_name="ground")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    subject_reference = models.CharField(_("lokal beteckning"), max_length=60, blank=True)
    birth_date = models.DateField(_("födelsedatum"), null=True, blank=True)
    need = models.TextField(_("behov"), max_length=1000, blank=True)
    necessity = models.TextField(_("varför det är nödvändigt"), max_length=1000, blank=True)
    test_words = models.TextField(_("prövningen i ord"), max_length=2000, blank=True)
    answers = models.JSONField(default=dict)
    reason = models.TextField(_("skäl"), max_length=1000)
    asked = models.JSONField(default=list)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "person"], name="disclosures_ground_person"),
        ]

    def __str__(self) -> str:
        return str(self.disclosure_id)


class Item(Sealed):
    """One thing that is told: its class, fact or assessment, the secrecy it stands under, and its words.

    ``workspace`` is the sender's room. ``role`` stands beside a name (T12). ``statement`` and ``membership`` are the
    sender's own rows; the step that keeps memberships guards what is told of them (``sql/groups.sql``).
    """

    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    data_class = models.CharField(max_length=16, choices=DataClass)
    assertion = models.CharField(max_length=10, choices=StatementKind, blank=True)
    secrecy = models.CharField(max_length=10, choices=Secrecy)
    text = models.TextField(max_length=2000)
    role = models.CharField(max_length=120, blank=True)
    statement = models.UUIDField(null=True)
    membership = models.UUIDField(null=True)

    class Meta:
        ordering = ("position",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["disclosure", "position"], name="disclosures_item_once"),
            models.CheckConstraint(name="disclosures_item_says", condition=~Q(text="")),
            models.CheckConstraint(
                name="disclosures_item_asserted",
                condition=~Q(data_class=DataClass.STATEMENT) | Q(assertion__in=StatementKind.values),
            ),
            models.CheckConstraint(
                name="disclosures_item_member",
                condition=Q(membership__isnull=True) | Q(data_class=DataClass.GROUP),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["membership"],
                name="disclosures_item_membership",
                condition=Q(membership__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.disclosure_id} {self.data_class}"


class DisclosureMove(Sealed):
    """What was added to a decision: received, completed, withdrawn or corrected, with words where they matter."""

    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="moves")
    move = models.CharField(max_length=9, choices=Move)
    text = models.TextField(max_length=2000, blank=True)
    by = models.UUIDField(editable=False)
    at = models.DateTimeField(editable=False)

    class Meta:
        ordering = ("at",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["disclosure", "move"], name="disclosures_move_once"),
            models.CheckConstraint(
                name="disclosures_move_says_why", condition=Q(move=Move.RECEIVED) | ~Q(text="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.disclosure_id} {self.move}"
