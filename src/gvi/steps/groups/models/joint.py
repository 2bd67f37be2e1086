"""A group's code name in the joint space: no member, no size, no tie to an incident (trust.md, T34)."""

import uuid
from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from gvi.steps.groups.states import State
from gvi.trust.workspaces.models.programme import SvKey


@pghistory.track(pghistory.UpdateEvent("revised", row=pghistory.Old), model_name="GroupRevision")
class Group(models.Model):
    """Police choose whether partners see the group on its own row or under *Övriga* (default)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code_name = models.CharField(_("kodnamn"), max_length=40, unique=True)
    state = models.CharField(_("läge"), max_length=10, choices=State, default=State.ACTIVE)
    own_row = models.BooleanField(_("egen rad för samverkan"), default=False)
    sort = models.GeneratedField(
        expression=SvKey(F("code_name")), output_field=models.TextField(), db_persist=True
    )

    class Meta:
        ordering = ("sort",)
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["sort"], name="groups_group_sort")]

    def __str__(self) -> str:
        return self.code_name
