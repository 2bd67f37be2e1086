"""Agreements between the invented rooms, and who decides by phone this week."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

from gvi.city.persons import People
from gvi.cli.demo.moments import Story
from gvi.cli.demo.rooms import DemoCast
from gvi.trust.disclosures.flows.confirm_agreement import confirm_agreement
from gvi.trust.disclosures.flows.on_call import put_on_call
from gvi.trust.disclosures.flows.sign_agreement import NewAgreement, sign_agreement
from gvi.trust.disclosures.models import OnCall
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Workspace
from gvi.trust.workspaces.roles import Role, roles_of

Ended = dict[UUID, Any]
TURNS, NIGHT = 5, timedelta(hours=16)


def load_agreements(people: People, rooms: dict[str, Workspace], cast: DemoCast, story: Story) -> Ended:
    """Signed by one side and confirmed by the other. Returns the true last day of what has run out since.

    Such an agreement holds until the city is written, since a draft was begun while it did.
    """
    ended: Ended = {}
    for row in people.agreements.iter_rows(named=True):
        ran_out = row["valid_until"] < cast.today
        new = NewAgreement(
            second=rooms[row["second"]],
            reference=row["reference"],
            purposes=row["purposes"],
            signatory=row["signatory"],
            valid_from=row["valid_from"],
            valid_until=cast.today + timedelta(days=2) if ran_out else row["valid_until"],
        )
        signed = datetime.combine(row["valid_from"], time(8), tzinfo=UTC) - timedelta(days=6)
        first, second = signer(rooms[row["first"]], cast), signer(rooms[row["second"]], cast)
        with story.act(first, signed) as now:
            agreement = sign_agreement(new, by=first, at=now)
        with story.act(second, signed + timedelta(days=2)) as now:
            confirm_agreement(agreement, row["counter_signatory"], by=second, at=now)
        if ran_out:
            ended[agreement.pk] = row["valid_until"]
    return ended


def signer(room: Workspace, cast: DemoCast) -> Actor:
    """Who signs for a room: the coordinator, or the contact person where there is none."""
    coordinates = Role.COORDINATOR in roles_of(Kind(room.kind))
    return cast.here(room.name, Role.COORDINATOR if coordinates else Role.CONTACT_PERSON)


def load_on_call(addresses: list[str], cast: DemoCast, story: Story, *, at: datetime) -> None:
    """The decider on call now and the coming nights, from four in the afternoon until eight; the first one from now."""
    coordinator = cast.actor(Kind.POLICE, Role.COORDINATOR)
    tonight = datetime.combine(cast.today, time(15), tzinfo=UTC)
    with story.act(coordinator, at) as now:
        for turn in range(TURNS):
            starts = tonight + timedelta(days=turn - 1)
            if starts + NIGHT > now:
                begun = OnCall.objects.filter(workspace=coordinator.workspace_id).exists()
                member = cast.by_mail[addresses[turn % len(addresses)]]
                put_on_call(
                    member, starts if begun else min(starts, now), starts + NIGHT, by=coordinator, at=now
                )
