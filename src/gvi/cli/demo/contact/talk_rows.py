"""Many talks that are over, written together: asked for by the analyst, approved by the decision maker, tried, ended.

The database's own rules hold for each row: its state, the second person, the check of the day, the person's standing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from gvi.city.contact import PlannedTalk
from gvi.city.contact.talks import LINES
from gvi.city.period import moment
from gvi.cli.demo.contact.world import World
from gvi.steps.talks.models import Attempt, SafetyCheck, Talk, TalkLetter, Team
from gvi.steps.talks.states import TalkState
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from gvi.trust.workspaces.rooms import as_workspace
from gvi.trust.workspaces.signing import signed

ANALYST, LEAD = (Kind.POLICE, Role.ANALYST), (Kind.POLICE, Role.COORDINATOR)
DECIDER = (Kind.POLICE, Role.DECISION_MAKER)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BATCH = 500
SPOKEN = {"met": TalkState.DELIVERED, "family": TalkState.THROUGH_FAMILY}


@dataclass(frozen=True)
class Furniture:
    """Teams, and the approved letters; the second is in use from ``since``."""

    teams: tuple[Team, ...]
    letters: tuple[TalkLetter, ...]
    since: date

    def letter(self, day: date) -> TalkLetter:
        """The one in use on ``day``."""
        return self.letters[day > self.since + DAY]


Pairs = list[tuple[PlannedTalk, Talk]]


def write_rows(world: World, planned: Sequence[PlannedTalk], furniture: Furniture) -> None:
    """All of it, a table at a time."""
    pairs = _ask(world, planned)
    if not pairs:
        return
    with as_workspace(world.actor(*DECIDER)) as _:
        for _, talk in pairs:
            talk.state, talk.approved_by = TalkState.APPROVED, world.actor(*DECIDER).member_id
            talk.approved_at = talk.at + 3 * HOUR
        _save(pairs, "state", "approved_by", "approved_at")
    with as_workspace(world.actor(*LEAD)):
        _prepare(pairs, furniture)
        _try(world, pairs)
        _end(pairs)


def _ask(world: World, planned: Sequence[PlannedTalk]) -> Pairs:
    by = world.actor(*ANALYST)
    talks = [
        Talk(
            person_id=world.known[one.person].pk,
            group=world.groups[one.group] if one.group else None,
            kind=one.kind,
            reason=one.reason,
            words=one.words,
            incident_id=UUID(one.incident) if one.incident else None,
            callin=world.callins[one.callin] if one.callin else None,
            erase_on=one.last_try,  # the database's to say, and so is the time by which it is due
            **signed(by, one.asked_at),
        )
        for one in planned
    ]
    with as_workspace(by):
        Talk.objects.bulk_create(talks, batch_size=BATCH)
    return list(zip(planned, talks, strict=True))


def _prepare(pairs: Pairs, furniture: Furniture) -> None:
    for place, (one, talk) in enumerate(pairs):
        talk.state, talk.planned_on = TalkState.PREPARED, one.first_try
        talk.place, talk.team = "Hemma", furniture.teams[place % len(furniture.teams)]
        talk.letter = furniture.letter(one.first_try)
    _save(pairs, "state", "planned_on", "place", "team", "letter")


def _try(world: World, pairs: Pairs) -> None:
    by = world.actor(*LEAD)
    checks, attempts = [], []
    for one, talk in pairs:
        for number, outcome in enumerate(one.tries):
            day = one.first_try + number * DAY
            about = {"talk_id": talk.pk, "person_id": talk.person_id}
            checks.append(
                SafetyCheck(
                    **about,
                    day=day,
                    no_rivals=True,
                    no_open_case=True,
                    safe_place=True,
                    **signed(by, moment(day, time(15, 30))),
                )
            )
            attempts.append(_attempt(about, outcome, signed(by, moment(day, time(17, 10)))))
    SafetyCheck.objects.bulk_create(checks, batch_size=BATCH)
    Attempt.objects.bulk_create(attempts, batch_size=BATCH)


def _attempt(about: dict[str, UUID], outcome: str, signature: object) -> Attempt:
    spoken = outcome in SPOKEN
    return Attempt(
        **about,
        outcome=outcome,
        lines=list(LINES) if spoken else [],
        card_left=spoken,
        **signature,  # type: ignore[arg-type]
    )


def _end(pairs: Pairs) -> None:
    """Tried, then delivered or through the family and closed; or stopped."""
    for one, talk in pairs:
        talk.state = SPOKEN[one.tries[-1]] if one.tries and one.tries[-1] in SPOKEN else TalkState.ATTEMPTED
    _save(pairs, "state")
    for one, talk in pairs:
        stopped = one.end == "stopped"
        talk.state = TalkState.STOPPED if stopped else TalkState.CLOSED
        talk.stop_reason = one.stop
        talk.ended_at = _ended(one)
    _save(pairs, "state", "stop_reason", "ended_at")


def _ended(one: PlannedTalk) -> datetime:
    return moment(one.last_try + 3 * DAY, time(9, 30))


def _save(pairs: Pairs, *fields: str) -> None:
    Talk.objects.bulk_update([talk for _, talk in pairs], fields, batch_size=BATCH)
