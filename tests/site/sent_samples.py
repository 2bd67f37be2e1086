"""For every room that may disclose: a draft, a decision, an agreement and a turn on call, of its own."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from gvi.trust.disclosures.flows.recording import About, Header, record
from gvi.trust.disclosures.models import Draft, DraftLine, OnCall
from gvi.trust.disclosures.states import Form
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.kinds import WITH_PERSON_ROUTES, Kind
from gvi.trust.workspaces.models import Workspace
from gvi.trust.workspaces.roles import Role
from tests.cast import Cast, Player, in_room
from tests.trust.disclosures.doors import DECIDERS, propose_agreement
from tests.trust.law.rules import latest

WORDS = ("draft_id", "sent_id", "agreement_id", "turn_id")
BY_HAND = "SN 2026-17"


def sent_of(cast: Cast, kind: Kind, person: UUID) -> dict[str, Any]:
    """The values by the path's own word; ``person`` is one of the room's own, where it has any."""
    found: dict[str, Any] = {word: uuid4() for word in WORDS}
    if kind not in WITH_PERSON_ROUTES:
        return found
    player = cast[kind, DECIDERS.get(kind, Role.CONTACT_PERSON)]
    other = cast[Kind.TAX if kind is Kind.POLICE else Kind.POLICE, Role.RULES_DECIDER].member.workspace
    found["agreement_id"] = propose_agreement(player.member.workspace, other).pk
    if not player.actor.room_on:
        return found
    with in_room(player) as actor:
        return found | _sealed(actor, player, other, person if kind in DECIDERS else None)


def _sealed(actor: Actor, player: Player, other: Workspace, person: UUID | None) -> dict[str, Any]:
    """A refusal takes neither rule nor agreement, so that every kind of room has a decision."""
    by_hand = "" if person else BY_HAND
    now, signed = timezone.now(), {"made_by": player.member.pk, "made_at": timezone.now()}
    draft = Draft.objects.create(workspace_id=player.member.workspace_id, receiver=other, **signed)
    DraftLine.objects.create(
        workspace_id=player.member.workspace_id,
        draft=draft,
        position=1,
        person_id=person,
        subject_reference=by_hand,
    )
    header = Header(other.pk, latest("osl_10_27"), Form.SINGLE, player.member, on_request=True)
    about = About("Behövs inte.", person=person, subject_reference=by_hand, need="Möte.")
    made = record(header, about, (), by=actor, at=now, verb="disclosures.refuse")
    turn = OnCall.objects.create(
        workspace_id=player.member.workspace_id,
        member=player.member,
        starts_at=now,
        ends_at=now + timedelta(hours=8),
    )
    return {"draft_id": draft.pk, "sent_id": made.pk, "turn_id": turn.pk}
