"""What sign-in writes to the log: who, when and how, as opaque ids and never an e-mail address."""

from typing import Any
from uuid import UUID

from allauth.mfa.signals import authentication_failed
from django.dispatch import receiver
from django.utils import timezone

from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import load_actor
from gvi.trust.workspaces.models import User
from gvi.trust.workspaces.rooms import set_ticket


def write_as(user: User, operation: Operation, verb: str, *, reason: str = "") -> None:
    """Write an event in the room of ``user``, who is not inside it yet; without a role, in no room."""
    actor = load_actor(user, day=timezone.localdate())
    set_ticket(actor)
    write(operation, verb, by=actor, kind="account", record=user.pk, reason=reason)
    set_ticket(None)


def write_failure(how: str, account: UUID | None) -> None:
    """Write a sign-in that failed: ``account`` is the opaque id of the account tried, if there is one."""
    set_ticket(None)
    write(Operation.SIGN_IN, "account.sign_in_failed", by=None, kind="account", record=account, reason=how)


@receiver(authentication_failed)
def second_factor_failed(user: User, authenticator: Any, **_kwargs: object) -> None:
    """Somebody knew the password and not the code."""
    write_failure(str(authenticator.type), user.pk)
