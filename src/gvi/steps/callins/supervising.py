"""Summons or invitation: by supervision on the day of the call-in (domain.md). ``sql/invitees.sql`` agrees."""

from datetime import date

from gvi.steps.callins.models import Invitee
from gvi.steps.callins.words import LetterKind, Supervision


def is_supervised(supervision: str, until: date | None, day: date) -> bool:
    """Whether somebody is under supervision on ``day``: its last day counts.

    >>> is_supervised("parole", date(2028, 2, 29), date(2028, 2, 29))
    True
    >>> is_supervised("parole", date(2028, 2, 28), date(2028, 2, 29)), is_supervised("none", None, date(2028, 2, 29))
    (False, False)
    """
    return supervision != Supervision.NONE and until is not None and until >= day


def supervised_on_the_day(invitee: Invitee) -> bool:
    """Whether the person is under supervision on the day of the call-in, as it is set now."""
    return is_supervised(invitee.supervision, invitee.supervision_until, invitee.callin.day)


def letter_due(invitee: Invitee) -> LetterKind:
    """The kind of letter that follows from it."""
    return LetterKind.SUMMONS if supervised_on_the_day(invitee) else LetterKind.INVITATION
