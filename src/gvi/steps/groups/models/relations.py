"""How two groups stand to each other, from which day to which, and the signs that say so (W).

Dated facts about one pair never overlap. What has had no sign for long is *read* as uncertain; the row stays.
"""

from typing import ClassVar

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.utils.translation import gettext_lazy as _

from gvi.steps.groups.models.joint import Group
from gvi.steps.groups.models.known import Graded
from gvi.steps.groups.words import Intensity, RelationEnd, RelationKind
from gvi.trust.workspaces.models.members import Days


@pghistory.track(pghistory.UpdateEvent("revised", row=pghistory.Old), model_name="RelationRevision")
class Relation(Graded):
    """One relation between two groups; ``first`` has the lower id. Ended, never rewritten."""

    first = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("relation"), max_length=9, choices=RelationKind)
    intensity = models.CharField(_("styrka"), max_length=6, choices=Intensity)
    since = models.DateField(_("sedan"))
    until = models.DateField(_("till"), null=True, blank=True)
    end_reason = models.CharField(
        _("varför den upphörde"), max_length=9, choices=RelationEnd, default=RelationEnd.NONE, blank=True
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="groups_relation_order", condition=Q(first__lt=F("second"))),
            models.CheckConstraint(
                name="groups_relation_ended",
                condition=Q(until__isnull=True, end_reason=RelationEnd.NONE)
                | (Q(until__gte=F("since")) & ~Q(end_reason=RelationEnd.NONE)),
            ),
            ExclusionConstraint(
                name="groups_relation_no_overlap",
                expressions=[
                    ("workspace", RangeOperators.EQUAL),
                    ("first", RangeOperators.EQUAL),
                    ("second", RangeOperators.EQUAL),
                    (Days(F("since"), F("until"), Value("[)")), RangeOperators.OVERLAPS),
                ],
                condition=~Q(end_reason=RelationEnd.WRONG),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.since}"


@pghistory.track(pghistory.UpdateEvent("revised", row=pghistory.Old), model_name="RelationSignRevision")
class RelationSign(Graded):
    """Something seen that says the relation holds. Withdrawn, never rewritten."""

    relation = models.ForeignKey(
        Relation, on_delete=models.PROTECT, related_name="signs", db_constraint=False
    )
    seen_on = models.DateField(_("sett"))
    words = models.CharField(_("vad som sågs"), max_length=300)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="groups_sign_words", condition=Q(words__regex=r"\S")),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "relation", "-seen_on"], name="groups_sign_relation"),
        ]

    def __str__(self) -> str:
        return f"{self.relation_id} {self.seen_on}"
