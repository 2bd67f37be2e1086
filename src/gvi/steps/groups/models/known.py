"""What police know of a group itself: its profile in versions, where it came from, what became of it (W)."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gvi.steps.groups.models.joint import Group
from gvi.steps.groups.words import Cohesion, SourceKind, SuccessionKind
from gvi.trust.people.words import Accuracy, Reliability
from gvi.trust.workspaces.models.signed import Signed


class Source(Signed):
    """Where facts come from: a note, a surveillance report, an audit. Named by its own number, never by who told."""

    name = models.CharField(_("källa"), max_length=80)
    kind = models.CharField(_("slag"), max_length=14, choices=SourceKind)
    reliability = models.CharField(_("källans tillförlitlighet"), max_length=1, choices=Reliability)
    day = models.DateField(_("datum"))

    class Meta:
        ordering = ("-day", "name")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "name"], name="groups_source_once"),
            models.CheckConstraint(name="groups_source_named", condition=Q(name__regex=r"\S")),
        ]

    def __str__(self) -> str:
        return self.name


class Graded(Signed):
    """A fact with its source and how accurate it is; the source has its own grade."""

    source = models.ForeignKey(
        Source, verbose_name=_("källa"), on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    accuracy = models.CharField(_("uppgiftens riktighet"), max_length=1, choices=Accuracy)

    class Meta:
        abstract = True


class Profile(Graded):
    """One version of a group's profile. Added, never changed; all versions stay."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    as_of = models.DateField(_("gäller från"))
    aliases = ArrayField(
        models.CharField(max_length=60), verbose_name=_("andra namn"), default=list, blank=True
    )
    areas = ArrayField(models.UUIDField(), verbose_name=_("områden"), default=list, blank=True)
    size_low = models.PositiveSmallIntegerField(_("minst antal"), null=True, blank=True)
    size_high = models.PositiveSmallIntegerField(_("högst antal"), null=True, blank=True)
    cohesion = models.CharField(_("sammanhållning"), max_length=8, choices=Cohesion, default=Cohesion.UNKNOWN)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "group", "version"], name="groups_profile_version"),
            models.CheckConstraint(
                name="groups_profile_size",
                condition=Q(size_low__isnull=True, size_high__isnull=True) | Q(size_low__lte=F("size_high")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} v{self.version}"


class Succession(Signed):
    """What became of a group: one row for each group that follows; a dissolved one has none."""

    former = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    successor = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(_("vad som hände"), max_length=9, choices=SuccessionKind)
    day = models.DateField(_("dag"))
    reason = models.CharField(_("skäl"), max_length=300)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["workspace", "former", "successor"], name="groups_succession_once"
            ),
            models.CheckConstraint(name="groups_succession_other", condition=~Q(former=F("successor"))),
            models.CheckConstraint(
                name="groups_succession_follows",
                condition=Q(kind=SuccessionKind.DISSOLVED, successor__isnull=True)
                | (~Q(kind=SuccessionKind.DISSOLVED) & Q(successor__isnull=False)),
            ),
            models.CheckConstraint(name="groups_succession_reason", condition=Q(reason__regex=r"\S")),
        ]

    def __str__(self) -> str:
        return f"{self.former_id} {self.kind}"


class RowDecision(Signed):
    """Police's decision on how partners see the group: its own row, or *Övriga* (the default under five)."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    own_row = models.BooleanField(_("egen rad för samverkan"))
    reason = models.CharField(_("skäl"), max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.group_id} {self.own_row}"
