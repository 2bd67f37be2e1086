"""Judgements of the invented city, and the story of its last days."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from gvi.city import City
from gvi.city.mapping import unasked
from gvi.cli.demo.rooms import DemoCast
from gvi.steps.groups.models import Group
from gvi.steps.review.models import (
    Certainty,
    Gmi,
    Judgement,
    JudgementSide,
    Meeting,
    Motive,
    QuickReview,
    SealedTask,
    Side,
)
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from gvi.trust.workspaces.rooms import as_workspace
from gvi.trust.workspaces.signing import signed

BATCH = 5000
SURE = {Gmi.KNOWN: Certainty.HIGH, Gmi.SUSPECTED: Certainty.MEDIUM, Gmi.NO: Certainty.HIGH}
RISK = "Motparten har svarat inom två veckor tidigare. Håll uppsikt och tala med båda sidor."
Rows = list[dict[str, Any]]


def load_judgements(
    city: City, by: Actor, groups: dict[str, Group], meetings: list[Meeting], *, at: datetime
) -> None:
    """One judgement for each confirmed incident, made at the first meeting held after it.

    What nobody has been asked yet, and what was said later (``decisions.py``), answers nothing in it.
    """
    later = unasked(city.incidents, city.mapping.verdicts) | set(city.mapping.verdicts["incident"])
    rows = [
        {**row, "answers": None if row["id"] in later else row["answers"]}
        for row in city.incidents.iter_rows(named=True)
        if row["state"] == "confirmed"
    ]
    made = list(_judgements(rows, by, meetings, at))
    Judgement.objects.bulk_create(made, batch_size=BATCH)
    sides = list(_sides(rows, made, groups))
    JudgementSide.objects.bulk_create(sides, batch_size=BATCH)


def _judgements(rows: Rows, by: Actor, meetings: list[Meeting], at: datetime) -> Iterator[Judgement]:
    times = [meeting.planned_at for meeting in meetings]
    for row in rows:
        place = bisect_right(times, row["occurred_at"])
        meeting = meetings[place] if place < len(meetings) else None
        gmi = Gmi(row["gmi"])
        yield Judgement(
            **signed(by, meeting.planned_at + timedelta(minutes=20) if meeting else at),
            incident_id=UUID(row["id"]),
            version=1,
            meeting=meeting,
            gmi=gmi,
            certainty=SURE.get(gmi, Certainty.LOW),
            motive=Motive(row["motive"]),
            answer_to_id=UUID(row["answers"]) if row["answers"] else None,
            risk=RISK if row["target_group"] else "",
        )


def _sides(rows: Rows, made: list[Judgement], groups: dict[str, Group]) -> Iterator[JudgementSide]:
    for row, judgement in zip(rows, made, strict=True):
        for column, side in (("actor_group", Side.ACTING), ("target_group", Side.SUFFERING)):
            if row[column] and row["gmi"] in {Gmi.KNOWN, Gmi.SUSPECTED}:
                yield JudgementSide(
                    workspace_id=judgement.workspace_id,
                    by=judgement.by,
                    at=judgement.at,
                    judgement=judgement,
                    group=groups[row[column]],
                    side=side,
                )


def load_story(city: City, cast: DemoCast, groups: dict[str, Group], *, at: datetime) -> None:
    """Last Saturday's shooting: a quick review the same night, and a talk to be held within two days."""
    waiting = city.incidents.filter(state="waiting").sort("occurred_at").row(-1, named=True)
    decider = cast.actor(Kind.POLICE, Role.DECISION_MAKER)
    night = waiting["occurred_at"] + timedelta(minutes=50)
    signature = signed(decider, night)
    named = [waiting[side] for side in ("actor_group", "target_group") if waiting[side]]
    with as_workspace(decider):
        QuickReview.objects.create(
            incident_id=UUID(waiting["id"]),
            groups=" och ".join(f"Grupp {name}" for name in named),
            risk="Hög risk för svar inom två veckor. Samtal i båda grupperna före måndag kväll.",
            warn="Den utsatta sidans anhöriga på platsen.",
            talks=True,
            **signature,
        )
        SealedTask.objects.create(
            title="Samtal i gruppen efter skjutningen i lördags",
            why="Beslutat i snabbgenomgång. Med anledning av risk för hämnd.",
            group=groups[named[0]] if named else None,
            incident_id=UUID(waiting["id"]),
            member=decider.member_id,
            due=waiting["occurred_at"] + timedelta(hours=48),
            **signature,
        )
