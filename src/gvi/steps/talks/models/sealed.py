"""Talks and what came of them: kept in the police room alone (W, domain.md *Talks*; trust.md T11, T14, T27, T34)."""

from typing import ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gvi.steps.callins.models import CallIn
from gvi.steps.groups.models import Group
from gvi.steps.incidents.models import Incident
from gvi.steps.talks.states import TalkState
from gvi.steps.talks.words import Concern, Line, Outcome, Reason, Stop, TalkKind
from gvi.trust.people.models import Person
from gvi.trust.workspaces.models.signed import Signed


class Team(Signed):
    """Those who go out together; named by what they are called, not by who they are."""

    name = models.CharField(_("lag"), max_length=60)
    active = models.BooleanField(_("i tjänst"), default=True)

    class Meta:
        ordering = ("name",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "name"], name="talks_team_once"),
            models.CheckConstraint(name="talks_team_named", condition=Q(name__regex=r"\S")),
        ]

    def __str__(self) -> str:
        return self.name


class TalkLetter(Signed):
    """One version of the letter that is left or handed over; a second member approves it."""

    number = models.PositiveIntegerField(editable=False)
    words = models.TextField(_("brevets text"), max_length=4000)
    approved_by = models.UUIDField(null=True, editable=False)
    approved_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ("-number",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "number"], name="talks_letter_once"),
            models.CheckConstraint(name="talks_letter_says", condition=Q(words__regex=r"\S")),
        ]

    def __str__(self) -> str:
        return str(self.number)


@pghistory.track(pghistory.UpdateEvent("revised", row=pghistory.Old), model_name="TalkRevision")
class Talk(Signed):
    """One talk with one person. ``due_at`` follows from the reason and may only be made earlier; ``follows`` is the
    talk that this one follows up. ``erase_on`` is the database's (T15).

    ``oral`` says that the decider on call approved it by phone; it is then confirmed in writing within 24 hours. For
    somebody under eighteen a second approver stands beside the first (T27).
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    kind = models.CharField(_("slag"), max_length=7, choices=TalkKind, default=TalkKind.MESSAGE)
    reason = models.CharField(_("anledning"), max_length=9, choices=Reason)
    words = models.CharField(_("varför just nu"), max_length=500)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    callin = models.ForeignKey(CallIn, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    follows = models.UUIDField(null=True, editable=False)
    due_at = models.DateTimeField(_("senast"))
    state = models.CharField(max_length=14, choices=TalkState, default=TalkState.REQUESTED)
    approved_by = models.UUIDField(null=True, editable=False)
    approved_at = models.DateTimeField(null=True, editable=False)
    second_by = models.UUIDField(null=True, editable=False)
    second_at = models.DateTimeField(null=True, editable=False)
    oral = models.BooleanField(default=False, editable=False)
    confirmed_at = models.DateTimeField(null=True, editable=False)
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_constraint=False
    )
    planned_on = models.DateField(_("planerad dag"), null=True, blank=True)
    place = models.CharField(_("var"), max_length=200, blank=True)
    letter = models.ForeignKey(
        TalkLetter, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_constraint=False
    )
    joint_visit = models.BooleanField(_("gemensamt besök med socialtjänsten"), default=False)
    concern = models.CharField(
        _("är orosanmälan gjord?"), max_length=10, choices=Concern, default=Concern.NONE, blank=True
    )
    concern_reference = models.CharField(_("orosanmälans beteckning"), max_length=60, blank=True)
    guardians = models.CharField(_("hur vårdnadshavare är med"), max_length=300, blank=True)
    stop_reason = models.CharField(
        _("varför det stoppas"), max_length=12, choices=Stop, default=Stop.NONE, blank=True
    )
    ended_at = models.DateTimeField(null=True, editable=False)
    erase_on = models.DateField(editable=False)

    class Meta:
        ordering = ("due_at", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="talks_talk_words", condition=Q(words__regex=r"\S")),
            models.CheckConstraint(
                name="talks_talk_group", condition=Q(kind=TalkKind.SAFETY) | Q(group__isnull=False)
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "state", "due_at"], name="talks_talk_board"),
            models.Index(fields=["workspace", "person"], name="talks_talk_person"),
            models.Index(fields=["workspace", "group"], name="talks_talk_group_rows"),
            models.Index(fields=["erase_on"], name="talks_talk_erase"),
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.state}"


class SafetyCheck(Signed):
    """The check of the day: no rivals there, no open case touched, the place looked at. None holds another day."""

    talk = models.ForeignKey(Talk, on_delete=models.PROTECT, related_name="checks", db_constraint=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    day = models.DateField(_("dag"))
    no_rivals = models.BooleanField(_("inga rivaler finns på platsen"))
    no_open_case = models.BooleanField(_("samtalet rör inget öppet ärende"))
    safe_place = models.BooleanField(_("platsen är bedömd"))
    words = models.CharField(_("anteckning"), max_length=300, blank=True)

    class Meta:
        ordering = ("-at",)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "talk", "day"], name="talks_check_day"),
            models.Index(fields=["workspace", "person"], name="talks_check_person"),
        ]

    def __str__(self) -> str:
        return f"{self.talk_id} {self.day}"

    @property
    def holds(self) -> bool:
        """Whether every question was answered with yes."""
        return self.no_rivals and self.no_open_case and self.safe_place


class Attempt(Signed):
    """One attempt. Its id comes from the phone, so that the same one sent twice is one. Added, never changed."""

    talk = models.ForeignKey(Talk, on_delete=models.PROTECT, related_name="attempts", db_constraint=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    outcome = models.CharField(_("vad hände"), max_length=13, choices=Outcome)
    lines = ArrayField(
        models.CharField(max_length=8, choices=Line), verbose_name=_("sagt"), default=list, blank=True
    )
    card_left = models.BooleanField(_("kortet lämnades"), default=False)
    words = models.CharField(_("anteckning"), max_length=300, blank=True)

    class Meta:
        ordering = ("at", "id")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "talk"], name="talks_attempt_talk"),
            models.Index(fields=["workspace", "person"], name="talks_attempt_person"),
            models.Index(fields=["workspace", "at"], name="talks_attempt_at"),
        ]

    def __str__(self) -> str:
        return f"{self.talk_id} {self.outcome}"
