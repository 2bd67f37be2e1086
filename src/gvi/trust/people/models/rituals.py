"""What is done with persons by more than one hand: batches, suspected duplicates, decisions, own extracts (W)."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gvi.trust.people import words
from gvi.trust.people.models.person import Person, Sealed


class Batch(Sealed):
    """A file of already mapped persons: read by one, approved or rejected by another. No file name is kept."""

    state = models.CharField(max_length=10, choices=words.BatchState, default=words.BatchState.PROPOSED)
    sha256 = models.CharField(max_length=64)
    rows_count = models.PositiveIntegerField()
    made_by = models.UUIDField()
    made_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    decision = models.TextField(_("beslut"), max_length=1000, blank=True)

    class Meta:
        ordering = ("-made_at",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["workspace", "sha256"],
                condition=Q(state__in=["proposed", "approved"]),
                name="people_batch_once",
            ),
            models.CheckConstraint(
                name="people_batch_two_people",
                condition=Q(state=words.BatchState.PROPOSED, decided_by__isnull=True)
                | (~Q(state=words.BatchState.PROPOSED) & ~Q(decided_by=F("made_by")) & ~Q(decision="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rows_count} {self.state}"


class BatchRow(Sealed):
    """One row of a batch as it will be saved; removed when the batch is decided."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="rows", db_constraint=False)
    row = models.PositiveIntegerField()
    data = models.JSONField()

    class Meta:
        ordering = ("row",)

    def __str__(self) -> str:
        return f"{self.batch_id} {self.row}"


class Pair(Sealed):
    """Two records that may be the same person, with the reasons in words; a person decides, and "no" sticks."""

    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    reasons = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=words.PairState, default=words.PairState.OPEN)
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "first", "second"], name="people_pair_once"),
            models.CheckConstraint(name="people_pair_ordered", condition=Q(first__lt=F("second"))),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} {self.second_id}"


class ErasureDecision(Sealed):
    """A gallringsbeslut of a social services board: without one, none of the room's rows is erased."""

    number = models.CharField(_("beslutets nummer"), max_length=60)
    decided_on = models.DateField(_("beslutsdatum"))
    decider = models.CharField(_("beslutad av"), max_length=120)
    kept_months = models.PositiveSmallIntegerField(_("månader efter avslut"))
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at",)

    def __str__(self) -> str:
        return self.number


class ExtractRequest(Sealed):
    """Somebody asks what the authority holds about them; ``due_on`` is the database's.

    ``person`` and ``received`` (received disclosures) are chosen by hand, and never by the police.
    """

    reference = models.CharField(_("ärendenummer"), max_length=60)
    received_on = models.DateField(_("kom in"))
    due_on = models.DateField(editable=False)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    received = ArrayField(models.UUIDField(), default=list, editable=False)
    made_by = models.UUIDField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)

    class Meta:
        ordering = ("due_on",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "reference"], name="people_extract_once"),
        ]

    def __str__(self) -> str:
        return self.reference
