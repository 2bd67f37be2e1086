"""What several flows of groups check: that a group goes on, that a day has been, that a reason is given."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.timezone import localdate

from gvi.steps.groups.models import Group
from gvi.steps.groups.refusals import DayAhead, GroupEnded, NamesAPerson, ReasonMissing
from gvi.steps.groups.states import FIRST
from gvi.trust.workspaces.free_text import find


def refuse_ahead(day: date, at: datetime, field: str) -> None:
    """Raise ``DayAhead`` for a day to come."""
    if day > localdate(at):
        raise DayAhead(field)


def refuse_ended(*groups: Group, field: str = "") -> None:
    """Raise ``GroupEnded`` unless every group goes on."""
    if any(group.state not in FIRST for group in groups):
        raise GroupEnded(field)


def given(reason: str, field: str = "reason") -> str:
    """``reason`` without outer space; raises ``ReasonMissing`` when it is empty."""
    refuse_persons(reason, field)
    if not reason.strip():
        raise ReasonMissing(field)
    return reason.strip()


def refuse_persons(text: str, field: str) -> None:
    """Raise ``NamesAPerson`` for an identity number: what is written of a group is not erased with a person."""
    if any(finding.refused for finding in find(text)):
        raise NamesAPerson(field)


def locked(groups: Iterable[Group]) -> list[Group]:
    """``groups`` as they are now, held until the transaction ends, in one order so that nobody waits for ever."""
    return list(Group.objects.select_for_update().filter(pk__in=[it.pk for it in groups]).order_by("pk"))
