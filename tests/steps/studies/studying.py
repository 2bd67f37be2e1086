"""Invented studies for tests, through the product's own flows."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from gvi.steps.incidents.days import start_of
from gvi.steps.incidents.models import Incident, Kind
from gvi.steps.incidents.states import State
from gvi.steps.studies.flows.create_study import NewStudy, create_study
from gvi.steps.studies.flows.keep_panel import latest_panel, read_in_panel
from gvi.steps.studies.flows.lock_plan import Marks, lock_plan
from gvi.steps.studies.flows.write_plan import write_plan
from gvi.steps.studies.models import PlanLock, PlanVersion, Study
from gvi.steps.studies.plan_text import Answers, as_toml
from gvi.steps.studies.words import Source
from gvi.trust.workspaces.models import Area
from tests.cast import Player, in_room

MARKS = Marks("KS 2026/77", "Gallras aldrig, dnr 12")
FIRST = date(2023, 1, 1)
PER_MONTH = (5, 4, 6, 3, 5, 4, 7, 5, 4, 6, 5, 4)
AREAS = ("Almby", "Norr", "Öster")


def make_history(months: int = 44, *, fewer_from: int = 30) -> int:
    """Confirmed shootings and some explosions by month in three areas; fewer from a month on. Returns how many."""
    areas = [Area.objects.get_or_create(name=name)[0] for name in AREAS]
    made = []
    for month in range(months):
        n = PER_MONTH[month % 12] - (2 if month >= fewer_from else 0)
        first = date(FIRST.year + month // 12, month % 12 + 1, 1)
        for number in range(n):
            at = start_of(first + timedelta(days=2 * number)) + timedelta(hours=13)
            made.append(_incident(at, areas[number % 3], f"{month}-{number}", explosion=number == 3))
    Incident.objects.bulk_create(made)
    return len(made)


def _incident(at: datetime, area: Area, source_id: str, *, explosion: bool) -> Incident:
    kind = Kind.EXPLOSION if explosion else Kind.SHOOTING
    return Incident(
        occurred_at=at, area=area, kind=kind, source="test", source_id=source_id, reported_at=at,
        state=State.CONFIRMED, decided_at=at, dead=int(explosion), injured=1,
    )  # fmt: skip


def begin(player: Player, *, at: datetime | None = None, **given: Any) -> Study:
    """A draft of the player's room: of the city's own incidents by month unless told otherwise."""
    new = NewStudy(**{"title": "Skjutningar i Björkhamn", "source": Source.OWN, **given})
    with in_room(player) as actor:
        return create_study(new, by=actor, at=at or timezone.now())


def read_in(player: Player, study: Study, rows: Sequence[str], **given: Any) -> None:
    """A file of the rows."""
    with in_room(player) as actor:
        at = given.pop("at", timezone.now())
        read_in_panel(study, "panel.csv", "\n".join(rows).encode(), by=actor, at=at, **given)


def answers(**given: Any) -> Answers:
    """What the guided form gives, for the whole city."""
    told: dict[str, Any] = {
        "title": "Skjutningar i Björkhamn",
        "question": "Minskade skjutningarna sedan strategin började?",
        "outcomes": ("shootings",),
        "units": ("Björkhamn",),
        "start": "2025-07",
        "why_then": "Kommunfullmäktige beslutade om medel i maj 2025.",
        "method": "interrupted_series",
    }
    return Answers(**{**told, **given})


def plan_for(study: Study, **given: Any) -> str:
    """plan.toml for the study's figures."""
    panel = latest_panel(study)
    assert panel is not None
    return as_toml(answers(**given), panel)


def write(
    player: Player, study: Study, text: str = "", *, at: datetime | None = None, **given: Any
) -> PlanVersion:
    """A version of the plan in the player's hand."""
    with in_room(player) as actor:
        return write_plan(study, text or plan_for(study, **given), by=actor, at=at or timezone.now())


def lock(player: Player, study: Study, *, at: datetime | None = None, **given: Any) -> PlanLock:
    """The player locks the latest version."""
    with in_room(player) as actor:
        return lock_plan(study, given.pop("marks", MARKS), by=actor, at=at or timezone.now(), **given)
