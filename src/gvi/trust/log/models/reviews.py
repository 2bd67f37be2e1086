"""The monthly review: one row a room and month, what is to be looked at, and the advice that follows.

Opaque ids only, no foreign keys to rooms or members (the lowest app). What the database fills in nobody types:
the seed, the moments, who acted (``sql/log_review.sql``). A signed review is never changed.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ReviewState(models.TextChoices):
    """A review is open until a log reviewer signs it."""

    OPEN = "open", _("pågår")
    SIGNED = "signed", _("signerad")


class Outcome(models.TextChoices):
    """What the month's review found."""

    NONE = "", _("inte avgjort")
    OK = "ok", _("utan anmärkning")
    REMARKS = "remarks", _("med anmärkningar")
    BREACH = "breach", _("överträdelse")


class Verdict(models.TextChoices):
    """What the reviewer found about one thing that was looked at."""

    NONE = "", _("inte bedömd")
    FINE = "fine", _("i ordning")
    EXPLAINED = "explained", _("förklarad")
    BREACH = "breach", _("överträdelse")


class LogReview(models.Model):
    """One room's review of one month. ``seed`` drew the sample, so that anyone may draw it again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace_id = models.UUIDField()
    month = models.DateField()
    state = models.CharField(max_length=6, choices=ReviewState, default=ReviewState.OPEN)
    seed = models.CharField(max_length=64, blank=True, editable=False)
    made_at = models.DateTimeField(null=True, editable=False)
    made_by = models.UUIDField(null=True, editable=False)
    outcome = models.CharField(_("utfall"), max_length=7, choices=Outcome, default=Outcome.NONE, blank=True)
    words = models.TextField(_("med egna ord"), max_length=2000, blank=True)
    signed_by = models.UUIDField(null=True, editable=False)
    signed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ("-month",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace_id", "month"], name="log_review_once"),
            models.CheckConstraint(
                name="log_review_signed",
                condition=Q(state=ReviewState.OPEN, signed_by__isnull=True, outcome=Outcome.NONE)
                | (
                    Q(state=ReviewState.SIGNED, signed_by__isnull=False, signed_at__isnull=False)
                    & Q(outcome__in=[Outcome.OK, Outcome.REMARKS, Outcome.BREACH])
                    & ~Q(words="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.workspace_id} {self.month:%Y-%m} {self.state}"


class LogReviewItem(models.Model):
    """An event to look at, and why: the sample or one of the rules. It may stand for ``count`` events of a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace_id = models.UUIDField()
    review = models.ForeignKey(LogReview, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveIntegerField()
    event_id = models.UUIDField()
    event_at = models.DateTimeField(null=True, editable=False)
    member_id = models.UUIDField(null=True, editable=False)
    rule = models.CharField(max_length=20)
    count = models.PositiveIntegerField(default=1)
    verdict = models.CharField(
        _("bedömning"), max_length=9, choices=Verdict, default=Verdict.NONE, blank=True
    )
    note = models.CharField(_("anteckning"), max_length=500, blank=True)
    by = models.UUIDField(null=True, editable=False)
    at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ("position",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["review", "position"], name="log_review_item_place"),
            models.UniqueConstraint(fields=["review", "event_id", "rule"], name="log_review_item_once"),
            models.CheckConstraint(
                name="log_review_item_said",
                condition=Q(verdict__in=[Verdict.NONE, Verdict.FINE])
                | (Q(verdict__in=[Verdict.EXPLAINED, Verdict.BREACH]) & ~Q(note="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.rule}"


class LogReviewAdvice(models.Model):
    """What the data protection officer says about a signed review. Added, never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace_id = models.UUIDField()
    review = models.ForeignKey(LogReview, on_delete=models.PROTECT, related_name="advice")
    words = models.TextField(_("råd"), max_length=2000)
    by = models.UUIDField(null=True, editable=False)
    at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ("at",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="log_review_advice_says", condition=~Q(words="")),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"
