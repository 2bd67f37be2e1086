"""What the pages of rules show: the roads out of a room, the steps that have none, and what waits for whom."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gvi.trust.law.queries import undecided
from gvi.trust.law.roads import closed_words
from gvi.trust.law.standing import Standing, State, current, standings
from gvi.trust.law.steps import ROADS, Step
from gvi.trust.law.wording import road_words, room_word
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.flows.common import day_of
from gvi.trust.workspaces.inside import own_kind, own_room
from gvi.trust.workspaces.kinds import WITH_PERSON_ROUTES, Kind
from gvi.trust.workspaces.models import Workspace
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.waiting import Wait


@dataclass(frozen=True)
class RoadOut:
    """From the reader's room to one kind of room: its rules, and whether the programme has such a room."""

    receiver: Kind
    words: str
    rules: tuple[Standing, ...]
    has_room: bool

    @property
    def on(self) -> list[Standing]:
        """The rules that are switched on."""
        return [standing for standing in self.rules if standing.state == State.ON]


@dataclass(frozen=True)
class StepRoads:
    """One step: the receivers that it has a road to, those that it lacks one to, and the plain messages."""

    step: Step
    open_to: tuple[str, ...]
    closed_to: tuple[str, ...]
    messages: tuple[str, ...]


def roads_out(actor: Actor, found: Sequence[Standing]) -> list[RoadOut]:
    """The roads that some rule could carry out of ``actor``'s room, open ones first; one query."""
    present = set(Workspace.objects.exclude(pk=own_room(actor)).values_list("kind", flat=True))
    roads = [
        RoadOut(kind, road_words(str(actor.kind), kind), rules, kind in present)
        for kind in Kind
        if (rules := tuple(_between(found, actor.kind, kind)))
    ]
    return sorted(roads, key=lambda road: (not road.has_room, not road.on))


def roads_in(actor: Actor, found: Sequence[Standing]) -> list[Standing]:
    """The rules by which somebody else may disclose to ``actor``'s room; whether they are on is the other's."""
    others = WITH_PERSON_ROUTES - {own_kind(actor)}
    return [it for it in found if actor.kind in it.rule.to_kinds and others.intersection(it.rule.from_kinds)]


def step_roads(actor: Actor, roads: Sequence[RoadOut]) -> list[StepRoads]:
    """Each step that is done from ``actor``'s kind of room and that some rule could serve, to the rooms there are."""
    there = [road for road in roads if road.has_room]
    steps = (_step(step, there) for step in Step if actor.kind in ROADS[step][0])
    return [step for step in steps if step.open_to or step.closed_to]


def _step(step: Step, roads: Sequence[RoadOut]) -> StepRoads:
    mine = [road for road in roads if road.receiver in ROADS[step][1] and any(_serving(road, step))]
    closed = [road for road in mine if not any(it.state == State.ON for it in _serving(road, step))]
    return StepRoads(
        step,
        tuple(room_word(road.receiver) for road in mine if road not in closed),
        tuple(room_word(road.receiver) for road in closed),
        tuple(closed_words(road.words) for road in closed),
    )


def _serving(road: RoadOut, step: Step) -> Iterator[Standing]:
    return (standing for standing in road.rules if step in standing.rule.steps)


def _between(found: Sequence[Standing], sender: Kind | None, receiver: Kind) -> Iterator[Standing]:
    for standing in found:
        if sender in standing.rule.from_kinds and receiver in standing.rule.to_kinds and receiver != sender:
            yield standing


def own_rules(actor: Actor, day: date) -> list[Standing]:
    """The current version of each rule that leads out of ``actor``'s room; two queries."""
    return [it for it in current(standings(actor, day)) if actor.kind in it.rule.from_kinds]


def summary(roads: Sequence[RoadOut]) -> str:
    """In one sentence, to whom the room may disclose today."""
    to = sorted(room_word(road.receiver) for road in roads if road.on and road.has_room)
    if not to:
        return _("Ingen regel är påslagen. Den här arbetsytan kan inte lämna ut några personuppgifter.")
    if len(to) == 1:
        return _("Ni kan lämna ut personuppgifter till %(to)s.") % {"to": to[0]}
    listed = _("%(first)s och %(last)s") % {"first": ", ".join(to[:-1]), "last": to[-1]}
    return _("Ni kan lämna ut personuppgifter till %(to)s.") % {"to": listed}


def what_waits(actor: Actor, now: datetime) -> Iterator[Wait]:
    """Rules to verify, for the lawyer; verified ones to decide on, for the decider; one query."""
    if not (actor.may(Right.VERIFY_RULES) or actor.may(Right.ENABLE_RULES)):
        return
    found = undecided(actor, day_of(now))
    unverified, ready = found.count(False), found.count(True)
    if actor.may(Right.VERIFY_RULES) and unverified:
        what = ngettext(
            "%(n)s regel väntar på din kontroll", "%(n)s regler väntar på din kontroll", unverified
        )
        yield Wait(what % {"n": unverified}, _("Öppna regler"), reverse("law:list"))
    if actor.may(Right.ENABLE_RULES) and ready:
        what = ngettext(
            "%(n)s kontrollerad regel kan slås på", "%(n)s kontrollerade regler kan slås på", ready
        )
        yield Wait(what % {"n": ready}, _("Öppna regler"), reverse("law:list"))
