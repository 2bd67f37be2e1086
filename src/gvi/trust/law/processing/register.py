"""One room's register: its activities with purpose, ground, persons, data, receivers, time limits and security."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gvi.trust.law.overview import own_rules, roads_out
from gvi.trust.law.processing.loading import Activity, Ground, load_activities, load_grounds, load_measures
from gvi.trust.law.processing.told import Topic, told
from gvi.trust.law.rules import Said
from gvi.trust.law.standing import State
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_kind, own_room
from gvi.trust.workspaces.kinds import WITH_PERSON_ROUTES
from gvi.trust.workspaces.models import Switch


@dataclass(frozen=True)
class Assessment:
    """The latest decision about the room, on its impact assessment."""

    on: bool
    reference: str
    decider: str
    decided_on: date
    valid_until: date | None
    ended: bool


@dataclass(frozen=True)
class Entry:
    """One activity as the register writes it."""

    id: str
    title: str
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Register:
    """The whole register of one room on one day."""

    controller: str
    law: str
    day: date
    assessment: Assessment | None
    entries: tuple[Entry, ...]
    agreements: tuple[str, ...]
    measures: tuple[str, ...]
    with_persons: bool


def register_of(actor: Actor, day: date) -> Register:
    """The register of ``actor``'s room on ``day``."""
    kind = own_kind(actor)
    ground = load_grounds()[kind]
    receivers = receivers_of(actor, day)
    activities = [activity for activity in load_activities() if kind in activity.rooms]
    return Register(
        controller=actor.workspace_name,
        law=_regime(ground),
        day=day,
        assessment=assessment_of(actor, day),
        entries=tuple(_entry(activity, ground, receivers, actor, day) for activity in activities),
        agreements=told(Topic.AGREEMENTS, actor, day),
        measures=tuple(map(words, load_measures())),
        with_persons=kind in WITH_PERSON_ROUTES,
    )


def words(both: Said) -> str:
    """The words in the reader's language."""
    return both.en if (get_language() or "").startswith("en") else both.sv


def receivers_of(actor: Actor, day: date) -> tuple[str, ...]:
    """To whom the room may disclose on ``day``, and by which rules that are on."""
    roads = [road for road in roads_out(actor, own_rules(actor, day)) if road.on and road.has_room]
    return tuple(
        f"{road.words}: {', '.join(it.text.short for it in road.rules if it.state == State.ON)}"
        for road in roads
    )


def assessment_of(actor: Actor, day: date) -> Assessment | None:
    """The impact assessment that the room stands on, or None while nothing has been decided."""
    latest = Switch.objects.filter(workspace_id=own_room(actor)).order_by("-recorded_at").first()
    if latest is None:
        return None
    ended = bool(latest.valid_until and latest.valid_until < day)
    return Assessment(
        latest.on, latest.assessment, latest.decider, latest.decided_on, latest.valid_until, ended
    )


def _entry(activity: Activity, ground: Ground, receivers: Sequence[str], actor: Actor, day: date) -> Entry:
    rows = [
        (_("Ändamål"), (words(activity.purpose),)),
        (_("Rättslig grund"), (words(activity.basis or ground.words),)),
        (_("Slag av personer"), (words(activity.persons),)),
        (_("Slag av uppgifter"), (words(activity.data),)),
        (_("Mottagare"), _receivers(activity, receivers)),
        (_("Gallring"), _retention(activity, actor, day)),
    ]
    return Entry(activity.id, words(activity.title), tuple(rows))


def _receivers(activity: Activity, receivers: Sequence[str]) -> tuple[str, ...]:
    if not activity.discloses:
        return (_("Ingen utanför arbetsytan."),)
    return tuple(receivers) or (_("Ingen. Ingen regel är påslagen."),)


def _retention(activity: Activity, actor: Actor, day: date) -> tuple[str, ...]:
    if activity.retention:
        return (words(activity.retention),)
    return told(activity.retention_of, actor, day) if activity.retention_of else ()


def _regime(ground: Ground) -> str:
    if ground.regime == "led":
        return _("Brottsdatalagen och brottsdataförordningen (direktiv 2016/680 artikel 24)")
    return _("EU:s dataskyddsförordning artikel 30")
