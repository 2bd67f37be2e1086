"""Rule versions as the files say, and what each room has decided about them. No person here.

Both tables are added to and never changed. ``gvi migrate`` brings the versions in from ``rules/*.toml``; the
application may only read them. A room's acts are its own: each authority answers for what it discloses.
"""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from gvi.trust.law.words import CONTACT, Act, Test
from gvi.trust.workspaces.models import Workspace


def _words() -> "ArrayField[list[str], list[str]]":
    return ArrayField(models.CharField(max_length=40))


class RuleVersion(models.Model):
    """One version of one rule. ``body`` is the whole file; the other columns are what the database checks by.

    ``age_from`` and ``age_under`` are in whole years at the day of the decision; ``valid_to`` is the last day.
    ``urgent``: whether it may carry an urgent oral disclosure.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    from_kinds = _words()
    to_kinds = _words()
    steps = _words()
    carries = _words()
    never_secrecy = _words()
    questions = _words()
    test = models.CharField(max_length=20, choices=Test)
    age_from = models.PositiveSmallIntegerField(null=True)
    age_under = models.PositiveSmallIntegerField(null=True)
    max_days = models.PositiveSmallIntegerField()
    urgent = models.BooleanField(default=False)
    body = models.JSONField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["code", "version"], name="law_ruleversion_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"

    @property
    def contact_only(self) -> bool:
        """Whether it carries contact details and nothing else: then not even a role stands beside the name (T07)."""
        return CONTACT.issuperset(self.carries)


class RuleAct(models.Model):
    """A lawyer verified, the data protection officer advised, or the decider switched a rule on or off.

    ``name`` is who stands behind it outside the product (the lawyer's name and function), ``by`` who recorded it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    rule = models.ForeignKey(RuleVersion, on_delete=models.PROTECT, related_name="acts")
    act = models.CharField(max_length=10, choices=Act)
    name = models.CharField(_("namn och funktion"), max_length=120)
    note = models.TextField(_("anteckning"), max_length=2000, blank=True)
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "rule", "-at"], name="law_ruleact_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} {self.act} {self.at:%Y-%m-%d}"
