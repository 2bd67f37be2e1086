"""Studies in the joint space: plans, locks, panels of counts, runs and what was found. No person, no group (J)."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gvi.steps.callins.models.joint import Made
from gvi.steps.studies.states import RunState, StudyState
from gvi.steps.studies.words import Language, Source, Status, StepOf, UnitOf
from gvi.trust.workspaces.models import Workspace


class Kept(models.Model):
    """How a joint document is kept: its number, its marking and the decision on its erasure."""

    registry_number = models.CharField(_("diarienummer"), max_length=40)
    secrecy_marking = models.CharField(_("sekretessmarkering"), max_length=120, blank=True)
    erasure_decision = models.CharField(_("gallringsbeslut"), max_length=80)

    class Meta:
        abstract = True


class Study(Made):
    """One question, with one plan that may be locked once. ``room`` owns it and writes its plan.

    ``unit_of`` and ``step_of`` say how the city's own incidents are counted; a file says it by itself.
    """

    number = models.PositiveIntegerField(_("nummer"), unique=True, editable=False)
    title = models.CharField(_("rubrik"), max_length=120)
    source = models.CharField(_("uppgifter"), max_length=4, choices=Source)
    unit_of = models.CharField(_("räknas per"), max_length=4, choices=UnitOf, default=UnitOf.CITY)
    step_of = models.CharField(_("tidssteg"), max_length=5, choices=StepOf, default=StepOf.MONTH)
    state = models.CharField(_("läge"), max_length=7, choices=StudyState, default=StudyState.DRAFT)
    dropped_because = models.CharField(_("varför den läggs ned"), max_length=300, blank=True)

    class Meta:
        ordering = ("-number",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="studies_study_titled", condition=Q(title__regex=r"\S")),
            models.CheckConstraint(
                name="studies_study_dropped",
                condition=Q(state=StudyState.DROPPED, dropped_because__regex=r"\S")
                | (~Q(state=StudyState.DROPPED) & Q(dropped_because="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class PanelFile(Made):
    """The figures as they were at one time: a balanced panel as CSV, with what can be chosen from it. Never changed.

    ``units`` and ``columns`` are what a plan may name; ``preliminary_from`` is the first time whose figures may change.
    """

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="panels")
    number = models.PositiveIntegerField(editable=False)
    csv = models.TextField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    unit_column = models.CharField(max_length=80)
    time_column = models.CharField(max_length=80)
    step = models.CharField(max_length=7)
    first = models.CharField(max_length=20)
    last = models.CharField(max_length=20)
    units = ArrayField(models.CharField(max_length=200))
    columns = ArrayField(models.CharField(max_length=80))
    rows = models.PositiveIntegerField()
    preliminary_from = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ("-number",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["study", "number"], name="studies_panel_once"),
        ]

    def __str__(self) -> str:
        return f"{self.study_id} {self.number}"


class PlanVersion(Made):
    """One version of plan.toml, with its hash. Never changed: what was tried before the lock can be read afterwards."""

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="plans")
    number = models.PositiveIntegerField(editable=False)
    text = models.TextField(_("planen"), max_length=20_000)
    sha256 = models.CharField(max_length=64, editable=False)

    class Meta:
        ordering = ("-number",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["study", "number"], name="studies_plan_once"),
        ]

    def __str__(self) -> str:
        return f"{self.study_id} {self.number}"


class PlanLock(Made, Kept):
    """The plan that counts, and the signed receipt of when it was locked. Once a study, never changed.

    ``outcomes_read_at`` is the first time anybody could have read, or says they read, an outcome after the start;
    ``panel`` holds the figures that were there: a run on others deviates.
    """

    study = models.OneToOneField(Study, on_delete=models.PROTECT, related_name="lock")
    plan = models.OneToOneField(PlanVersion, on_delete=models.PROTECT, related_name="lock")
    panel = models.ForeignKey(PanelFile, on_delete=models.PROTECT, related_name="locks")
    outcomes_read_at = models.DateTimeField(null=True, editable=False)
    receipt = models.TextField(editable=False)

    def __str__(self) -> str:
        return f"{self.study_id} {self.at:%Y-%m-%d}"


class StudyRun(Made):
    """One time that a plan was put to a panel: how far it has come, and what was found."""

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="runs")
    plan = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="runs")
    panel = models.ForeignKey(PanelFile, on_delete=models.PROTECT, related_name="runs")
    state = models.CharField(max_length=7, choices=RunState, default=RunState.QUEUED)
    done = models.PositiveSmallIntegerField(_("klart, per cent"), default=0)
    status = models.CharField(max_length=11, choices=Status, default=Status.EXPLORATORY)
    result = models.JSONField(null=True, editable=False)
    error = models.CharField(max_length=500, blank=True, editable=False)
    finished_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ("-at",)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["study", "-at"], name="studies_run_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.study_id} {self.state}"


class StudyReport(models.Model):
    """The report of a run in one language, as it was made: a page and a PDF. Never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(StudyRun, on_delete=models.PROTECT, related_name="reports")
    language = models.CharField(max_length=2, choices=Language)
    html = models.TextField(editable=False)
    pdf = models.BinaryField(editable=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["run", "language"], name="studies_report_once"),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.language}"


class Extract(Made, Kept):
    """The evaluator's frozen extract: a zip without persons, as it stood when it was frozen. Never changed."""

    number = models.PositiveIntegerField(unique=True, editable=False)
    until = models.DateField(_("till och med"))
    content = models.BinaryField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    files = models.JSONField(editable=False)

    class Meta:
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"{self.number} {self.until}"


class ReleasedSentence(Kept):
    """What may be told of the police's own study of groups: one sentence, released by decision. Never changed.

    One for each end of a period: what differs between two would tell of single incidents (T34).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    period_from = models.DateField(_("från"))
    period_until = models.DateField(_("till och med"))
    sv = models.TextField(max_length=2000)
    en = models.TextField(max_length=2000)
    released_at = models.DateTimeField()
    released_by = models.UUIDField()

    class Meta:
        ordering = ("-period_until", "-released_at")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["owner", "period_until"], name="studies_sentence_once"),
        ]

    def __str__(self) -> str:
        return f"{self.owner_id} {self.period_until}"
