"""The most violent group right now: a decision by named people on a date, never a computed label (domain.md; W)."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gvi.steps.groups.models import Group
from gvi.trust.workspaces.models.signed import Signed


class MostViolent(Signed):
    """One decision. ``deciders`` are members of the room. Added, never changed; a later one takes its place."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField(_("beslutsdag"))
    deciders = ArrayField(models.UUIDField(), verbose_name=_("beslutande"))
    reasons = models.TextField(_("skäl"), max_length=2000)

    class Meta:
        ordering = ("-decided_on", "-at")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="mapping_mostviolent_deciders", condition=Q(deciders__len__gte=1)),
            models.CheckConstraint(name="mapping_mostviolent_reasons", condition=Q(reasons__regex=r"\S")),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.decided_on}"
