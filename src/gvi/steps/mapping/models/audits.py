"""The audit session (gruppgenomgång): who was there by function, each group, what changed; locked on approval (W).

No person stands in it: who belongs where is said on the persons' own rows.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gvi.steps.groups.models import Group
from gvi.steps.mapping.states import AuditState
from gvi.trust.workspaces.models.signed import Signed


class Changed(models.TextChoices):
    """What the audit came to about one group."""

    SAME = "same", _("oförändrad")
    CHANGED = "changed", _("har ändrats")
    ENDING = "ending", _("bör vila, slås samman, delas eller upplösas")


class QuestionKind(models.TextChoices):
    """What detected communities may ask; a question to people, never a label."""

    ONE_OR_TWO = "one_or_two", _("flera grupper ser ut att hänga ihop")
    WITHOUT_GROUP = "without_group", _("personer hänger ihop utan att höra till någon grupp")
    IN_PARTS = "in_parts", _("en grupp ser ut att bestå av flera")


class Answer(models.TextChoices):
    """What those round the table said."""

    OPEN = "open", _("inte besvarad")
    YES = "yes", _("ja")
    NO = "no", _("nej")
    UNKNOWN = "unknown", _("vet inte, följs upp")


class Audit(Signed):
    """One audit session. ``minutes`` is the PDF that made itself when it was approved, and locked it."""

    number = models.PositiveIntegerField(_("nummer"))
    planned_on = models.DateField(_("dag"))
    state = models.CharField(_("läge"), max_length=9, choices=AuditState, default=AuditState.PLANNED)
    functions = ArrayField(
        models.CharField(max_length=80), verbose_name=_("funktioner som var med"), default=list, blank=True
    )
    note = models.TextField(_("anteckning"), max_length=4000, blank=True)
    opened_at = models.DateTimeField(null=True, editable=False)
    opened_by = models.UUIDField(null=True, editable=False)
    approved_at = models.DateTimeField(null=True, editable=False)
    approved_by = models.UUIDField(null=True, editable=False)
    minutes = models.BinaryField(null=True, editable=False)

    class Meta:
        ordering = ("-planned_on", "-number")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "number"], name="mapping_audit_number"),
            models.UniqueConstraint(
                fields=["workspace"], condition=Q(state=AuditState.RUNNING), name="mapping_audit_one_running"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.planned_on}"


class AuditGroup(Signed):
    """One group in one audit: what changed, in words. May be rewritten until the audit is approved."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="groups", db_constraint=False)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    changed = models.CharField(_("bedömning"), max_length=7, choices=Changed)
    words = models.TextField(_("vad som har ändrats"), max_length=1000, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "audit", "group"], name="mapping_auditgroup_once"),
            models.CheckConstraint(
                name="mapping_auditgroup_words", condition=Q(changed=Changed.SAME) | Q(words__regex=r"\S")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.audit_id} {self.group_id}"


class AuditQuestion(Signed):
    """A question that the data asked, and its answer: groups and a count, no person."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="questions", db_constraint=False)
    kind = models.CharField(max_length=13, choices=QuestionKind)
    groups = ArrayField(models.UUIDField(), default=list, blank=True)
    persons = models.PositiveIntegerField()
    answer = models.CharField(_("svar"), max_length=7, choices=Answer, default=Answer.OPEN)
    words = models.CharField(_("kommentar"), max_length=300, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["workspace", "audit", "kind", "groups", "persons"], name="mapping_question_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.audit_id} {self.kind}"
