"""What tests of *Groups × contact* stand on: call-ins held and released, talks tried, quarters told."""

from datetime import date, time, timedelta

from django.utils import timezone

from gvi.steps.callins.models import CallIn, GroupReach
from gvi.steps.callins.states import CallInState
from gvi.steps.groups.models import Group
from gvi.steps.talks.models import Attempt, Band, GroupBand, Quarter, SafetyCheck, Talk, Team
from gvi.steps.talks.states import TalkState
from gvi.steps.talks.words import Outcome, Reason, TalkKind
from gvi.trust.people.models import Person
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from gvi.trust.workspaces.signing import signed
from tests.cast import Cast, in_room

COORDINATOR, DECIDER = (Kind.POLICE, Role.COORDINATOR), (Kind.POLICE, Role.DECISION_MAKER)
TO_HELD = (CallInState.DECIDED, CallInState.PLANNING, CallInState.HELD)


def held(cast: Cast, number: int, *, ago: timedelta) -> CallIn:
    """A call-in that was held ``ago``."""
    member = cast[COORDINATOR].member
    callin = CallIn.objects.create(
        number=number,
        day=timezone.localdate() - ago,
        starts=time(17),
        by=member.pk,
        room=member.workspace,
        at=timezone.now(),
        decided_by="Styrgruppen",
        decision="Våldet har ökat.",
    )
    for state in TO_HELD:
        callin.state = state
        callin.save(update_fields=["state"])
    return callin


def release(cast: Cast, callin: CallIn, group: Group, *, reached: bool) -> GroupReach:
    """Police tell whether ``callin`` reached ``group``."""
    member = cast[DECIDER].member
    return GroupReach.objects.create(
        callin=callin, group=group, reached=reached, by=member.pk, room=member.workspace, at=timezone.now()
    )


def talk(
    cast: Cast, person: Person, group: Group | None, *, ago: timedelta, kind: TalkKind = TalkKind.MESSAGE
) -> Talk:
    """A talk with ``person`` that is ready to be tried ``ago``."""
    at = timezone.now() - ago
    with in_room(cast[COORDINATOR]) as actor:
        made = Talk.objects.create(
            person=person,
            group=group,
            kind=kind,
            reason=Reason.ROUTINE,
            words="Har inte nåtts.",
            due_at=at + timedelta(days=7),
            **signed(actor, at),
        )
    made.state, made.approved_at, made.approved_by = TalkState.APPROVED, at, cast[DECIDER].member.pk
    with in_room(cast[DECIDER]):
        made.save(update_fields=["state", "approved_at", "approved_by"])
    with in_room(cast[COORDINATOR]) as actor:
        SafetyCheck.objects.create(
            talk=made,
            person=person,
            day=timezone.localdate(at),
            no_rivals=True,
            no_open_case=True,
            safe_place=True,
            **signed(actor, at),
        )
        made.state, made.planned_on, made.place = TalkState.PREPARED, timezone.localdate(at), "Hemma"
        made.team = Team.objects.filter(name="Lag 1").first() or Team.objects.create(
            name="Lag 1", **signed(actor, at)
        )
        made.save(update_fields=["state", "planned_on", "place", "team"])
    return made


def tried(cast: Cast, made: Talk, *outcomes: Outcome) -> None:
    """What came of trying ``made``, on the day it was asked for."""
    with in_room(cast[COORDINATOR]) as actor:
        for outcome in outcomes:
            Attempt.objects.create(
                talk=made, person_id=made.person_id, outcome=outcome, **signed(actor, made.at)
            )


def quarter(cast: Cast, ends: date, **bands: Band) -> Quarter:
    """A released quarter; ``bands`` by code name."""
    member = cast[DECIDER].member
    told = Quarter.objects.create(
        owner=member.workspace, ends=ends, released_by=member.pk, released_at=timezone.now()
    )
    for name, band in bands.items():
        GroupBand.objects.create(quarter=told, group=Group.objects.get(code_name=name), band=band)
    return told
