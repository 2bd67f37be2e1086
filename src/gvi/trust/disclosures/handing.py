"""A leaver's drafts pass to the deputy of the same room (trust.md, T33)."""

from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gvi.trust.disclosures.models import Draft
from gvi.trust.workspaces.handing import register
from gvi.trust.workspaces.models import Member


class OpenDrafts:
    """Drafts that somebody has begun. Sealed: they are moved only from inside their own room."""

    label: Promise = _("utkast till utlämnanden")

    def count(self, leaver: Member) -> int:
        """How many drafts ``leaver`` has begun."""
        return Draft.objects.filter(made_by=leaver.pk).count()

    def move(self, leaver: Member, deputy: Member, *, at: datetime) -> int:
        """Give every draft of ``leaver`` to ``deputy``."""
        return Draft.objects.filter(made_by=leaver.pk).update(made_by=deputy.pk)


def register_drafts() -> None:
    """Called when Django starts."""
    register("disclosures.drafts", OpenDrafts())
