"""States of a request for public records, and of each authority's part of it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RequestState(TextChoices):
    """A request comes in, is routed to whoever owns the documents, and is closed when all have answered."""

    RECEIVED = "received", _("inkommen")
    ROUTED = "routed", _("lämnad till ägarna")
    CLOSED = "closed", _("avslutad")


REQUEST_FIRST = frozenset({RequestState.RECEIVED})
REQUEST_MOVES = frozenset(
    {
        (RequestState.RECEIVED, RequestState.ROUTED),
        (RequestState.RECEIVED, RequestState.CLOSED),
        (RequestState.ROUTED, RequestState.CLOSED),
    }
)


class PartState(TextChoices):
    """One owner's part: it waits until the owner has answered, in its own case system."""

    WAITING = "waiting", _("väntar på ägaren")
    ANSWERED = "answered", _("besvarad av ägaren")


PART_FIRST = frozenset({PartState.WAITING})
PART_MOVES = frozenset({(PartState.WAITING, PartState.ANSWERED)})
