"""Choose the language of one's own pages; kept on the account, so that it follows to the next device."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.refusals import Refusal
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.models import User
from gvi.trust.workspaces.rights import Right


def choose_language(user: User, language: str, *, by: Actor, at: datetime) -> User:
    """Keep ``language`` (a code of ``LANGUAGES``) on the account."""
    by.require(Right.OWN_ACCOUNT)
    if language not in dict(settings.LANGUAGES):
        raise Refusal(_("Det språket finns inte."), field="language")
    with transaction.atomic():
        user.language = language
        user.save(update_fields=["language"])
        write(Operation.SETTINGS, "workspaces.choose_language", by=by, kind="member", record=by.member_id)
    return user
