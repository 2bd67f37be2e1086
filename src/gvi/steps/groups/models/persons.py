"""Who belongs to which group, who took which part in an incident, who was seen with whom (W, police only).

Every row is about persons: sealed as they are, seen only while they are, erased with them (trust.md, T14, T16).
A membership is an assessment with basis, source and review; it lapses when nobody looks.
"""

from datetime import date
from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gvi.steps.groups.models.joint import Group
from gvi.steps.groups.models.known import Graded
from gvi.steps.groups.states import MembershipState
from gvi.steps.groups.words import Certainty, MemberRole, MembershipEnd, PersonSide, TieKind
from gvi.steps.incidents.models import Incident
from gvi.trust.people.models import Person


@pghistory.track(pghistory.UpdateEvent("revised", row=pghistory.Old), model_name="MembershipRevision")
class Membership(Graded):
    """Somebody's membership of a group: proposed by one member, confirmed by another.

    ``review_due``, ``hidden_on`` and ``erase_on`` are the database's (T15). A row past ``review_due`` reads as lapsed:
    no job has to say so, and a new one for the same group may then be proposed (``sql/groups.sql`` lets one hold at a
    time). ``follows`` is the membership of the former group after a merge or a split.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(_("roll i gruppen"), max_length=9, choices=MemberRole)
    certainty = models.CharField(_("säkerhet"), max_length=6, choices=Certainty)
    basis = models.CharField(_("grund"), max_length=300)
    since = models.DateField(_("sedan"))
    state = models.CharField(max_length=9, choices=MembershipState, default=MembershipState.PROPOSED)
    confirmed_by = models.UUIDField(null=True, editable=False)
    confirmed_at = models.DateTimeField(null=True, editable=False)
    reviewed_on = models.DateField(null=True, editable=False)
    review_words = models.CharField(_("varför bedömningen står fast"), max_length=300, blank=True)
    ended_on = models.DateField(null=True, editable=False)
    ended_by = models.UUIDField(null=True, editable=False)
    end_reason = models.CharField(
        _("varför det upphörde"), max_length=13, choices=MembershipEnd, default=MembershipEnd.NONE, blank=True
    )
    follows = models.UUIDField(null=True, editable=False)
    review_due = models.DateField(editable=False)
    hidden_on = models.DateField(editable=False)
    erase_on = models.DateField(editable=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="groups_membership_basis", condition=Q(basis__regex=r"\S")),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "group", "state"], name="groups_membership_group"),
            models.Index(fields=["workspace", "person"], name="groups_membership_person"),
            models.Index(fields=["erase_on"], name="groups_membership_erase"),
        ]

    def reads_as(self, day: date) -> MembershipState:
        """The state as of ``day``: what nobody has looked at in time has lapsed."""
        lapsed = self.state != MembershipState.REMOVED and self.review_due < day
        return MembershipState.LAPSED if lapsed else MembershipState(self.state)

    def __str__(self) -> str:
        return f"{self.group_id} {self.state}"


@pghistory.track(pghistory.UpdateEvent("revised", row=pghistory.Old), model_name="InvolvementRevision")
class Involvement(Graded):
    """Somebody's part in an incident: suspected or injured. Withdrawn, never rewritten; withdrawn when the
    suspicion is dropped (T13). Never shown beside the group's code name in the joint space.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(_("sida"), max_length=9, choices=PersonSide)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["workspace", "person", "incident", "side"],
                name="groups_involvement_once",
                condition=Q(withdrawn_at__isnull=True),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "incident"], name="groups_involvement_incident"),
            models.Index(fields=["workspace", "person"], name="groups_involvement_person"),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.side}"


@pghistory.track(pghistory.UpdateEvent("revised", row=pghistory.Old), model_name="PersonTieRevision")
class PersonTie(Graded):
    """Two persons seen together, or said to hang together, on one day. ``first`` has the lower id."""

    first = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    second = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    kind = models.CharField(_("slag"), max_length=13, choices=TieKind)
    seen_on = models.DateField(_("dag"))
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="groups_tie_order", condition=Q(first__lt=F("second"))),
            models.UniqueConstraint(
                fields=["workspace", "first", "second", "kind", "seen_on"],
                name="groups_tie_once",
                condition=Q(withdrawn_at__isnull=True),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "first"], name="groups_tie_first"),
            models.Index(fields=["workspace", "second"], name="groups_tie_second"),
            models.Index(fields=["seen_on"], name="groups_tie_seen"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.seen_on}"
