"""Keep why the list looks as it does, and on which terms: people choose, and say why (domain.md, "Call-in")."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from gvi.steps.callins.choosing import Terms
from gvi.steps.callins.flows.on_the_list import hold_coming
from gvi.steps.callins.models import CallIn, Selection
from gvi.steps.groups.flows.about_persons import written
from gvi.steps.groups.flows.checks import refuse_persons
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.signing import signed


@dataclass(frozen=True)
class Chosen:
    """The terms before the eyes of those who chose, and their reasons."""

    terms: Terms
    words: str


def record_selection(callin: CallIn, chosen: Chosen, *, by: Actor, at: datetime) -> Selection:
    """Put it down, signed; whom they chose stands on the nominees' own rows."""
    by.require(Right.CHECK_NOMINEES)
    refuse_persons(chosen.words, "words")
    terms = chosen.terms
    with transaction.atomic():
        current = hold_coming(callin.pk)
        made = Selection.objects.create(
            **signed(by, at),
            callin=current,
            seats=terms.seats,
            steps=terms.steps,
            per_group=terms.per_group,
            summons_share=_share(terms.summons),
            invitation_share=_share(terms.invitation),
            words=written(chosen.words, "words"),
        )
        write(Operation.COLLECT, "callins.record_selection", by=by, kind="callin", record=current.pk)
    return made


def _share(per_cent: int | None) -> Decimal | None:
    return None if per_cent is None else Decimal(per_cent) / 100
