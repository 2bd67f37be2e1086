"""A draft is the sender's alone: one need, one rule and one test; a line a person with items, reason and verdict."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from gvi.trust.disclosures.states import Form, Verdict
from gvi.trust.law.models import RuleVersion
from gvi.trust.people.models.person import Person, Sealed
from gvi.trust.workspaces.models import Workspace


class Draft(Sealed):
    """What somebody prepares: one receiver, one rule, one need. Removed when its lines have been decided.

    ``classes`` narrows what the lines of a joint decision choose among; without any, everything there is.
    """

    form = models.CharField(max_length=6, choices=Form, default=Form.SINGLE)
    receiver = models.ForeignKey(
        Workspace, verbose_name=_("mottagare"), on_delete=models.PROTECT, related_name="+"
    )
    rule = models.ForeignKey(
        RuleVersion, verbose_name=_("regel"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    need = models.TextField(_("behov"), max_length=1000, blank=True)
    classes = models.JSONField(_("slag av uppgifter"), default=list)
    on_request = models.BooleanField(_("på begäran"), null=True)
    in_answer_to = models.UUIDField(null=True, blank=True)
    answers = models.JSONField(default=dict)
    necessity = models.TextField(_("varför det är nödvändigt"), max_length=1000, blank=True)
    test_words = models.TextField(_("prövningen i ord"), max_length=2000, blank=True)
    reservation = models.CharField(_("förbehåll"), max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True, editable=False)
    made_by = models.UUIDField(editable=False)
    made_at = models.DateTimeField(editable=False)

    class Meta:
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return f"{self.form} {self.made_at:%Y-%m-%d}"


class DraftLine(Sealed):
    """One person of the draft. ``items`` are ``{"key"}``, or ``{"key", "text"}`` where somebody types the words.

    A key is a class of data, or ``statement:<id>``; the words of a person's own row are taken when it is decided.
    ``in_answer_to`` is the received disclosure that this line answers, where a draft answers several.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="lines", db_constraint=False)
    position = models.PositiveSmallIntegerField()
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, related_name="+", db_constraint=False
    )
    subject_reference = models.CharField(_("lokal beteckning"), max_length=60, blank=True)
    birth_date = models.DateField(_("födelsedatum"), null=True, blank=True)
    in_answer_to = models.UUIDField(null=True, blank=True)
    items = models.JSONField(default=list)
    reason = models.TextField(_("skäl"), max_length=1000, blank=True)
    verdict = models.CharField(max_length=3, choices=Verdict, default=Verdict.NONE, blank=True)

    class Meta:
        ordering = ("position",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["workspace", "draft", "position"],
                name="disclosures_line_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.position}"
