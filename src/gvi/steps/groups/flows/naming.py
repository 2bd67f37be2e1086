"""What name_group and rename_group share: a code name that nobody else has, and that names no person."""

from django.db.models import F
from django.db.models.functions import Lower

from gvi.steps.groups.models import Group
from gvi.steps.groups.refusals import NameMissing, NameTaken
from gvi.trust.workspaces.free_text import refuse_identity_numbers

LONGEST = 40


def take_name(code_name: str, *, besides: Group | None = None) -> str:
    """Return ``code_name`` without stray spaces; raises ``NameMissing`` or ``NameTaken``."""
    name = " ".join(code_name.split())
    if not name or len(name) > LONGEST:
        raise NameMissing
    refuse_identity_numbers(name)
    others = Group.objects.annotate(small=Lower(F("code_name"))).filter(small=name.lower())
    if (others.exclude(pk=besides.pk) if besides else others).exists():
        raise NameTaken
    return name
