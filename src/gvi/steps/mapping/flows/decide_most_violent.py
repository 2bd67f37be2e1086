"""Decide which group is the most violent right now: named people, on a date, with reasons (domain.md, "Groups").

Nothing proposes the group: the scorecard shows counts, people decide. A later decision takes the place of an earlier.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from gvi.steps.groups.flows.checks import given, refuse_ahead
from gvi.steps.groups.models import Group, Succession
from gvi.steps.groups.refusals import GroupEnded
from gvi.steps.groups.states import FIRST
from gvi.steps.mapping.models import MostViolent
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.models import Member
from gvi.trust.workspaces.refused import NotInThisRoom
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.signing import signed


@dataclass(frozen=True)
class Choice:
    """What is decided; ``others`` took part beside whoever writes it down."""

    group: Group
    decided_on: date
    reasons: str
    others: Collection[UUID] = ()


def decide_most_violent(choice: Choice, *, by: Actor, at: datetime) -> MostViolent:
    """Write the decision down; ``by`` is a decision maker and always one of the deciders."""
    by.require(Right.DECIDE_MOST_VIOLENT)
    reasons = given(choice.reasons, "reasons")
    refuse_ahead(choice.decided_on, at, "decided_on")
    signature = signed(by, at)
    deciders = [signature["by"], *sorted(set(choice.others) - {signature["by"]})]
    with transaction.atomic():
        _refuse_ended(choice)
        if Member.objects.filter(pk__in=deciders, workspace=signature["workspace_id"]).count() != len(
            deciders
        ):
            raise NotInThisRoom
        decision = MostViolent.objects.create(
            group=choice.group,
            decided_on=choice.decided_on,
            deciders=deciders,
            reasons=reasons,
            **signature,
        )
        write(
            Operation.COLLECT,
            "mapping.decide_most_violent",
            by=by,
            kind="group",
            record=choice.group.pk,
        )
    return decision


def _refuse_ended(choice: Choice) -> None:
    """A group that had ended by the day decided on is not decided about."""
    ended = (
        Succession.objects.filter(former=choice.group).order_by("day").values_list("day", flat=True).first()
    )
    gone = ended <= choice.decided_on if ended else choice.group.state not in FIRST
    if gone:
        raise GroupEnded("group")
