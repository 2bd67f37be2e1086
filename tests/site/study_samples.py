"""A locked study in each room that writes one, its run with a report, an extract, and the police's own question."""

import io
import tempfile
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.test import override_settings
from django.utils import timezone

from gvi.steps.studies.models import Extract, Study, WedgeRun
from gvi.steps.studies.states import RunState
from gvi.steps.studies.words import Source
from gvi.trust.workspaces.inside import own_room
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from gvi.trust.workspaces.signing import signed
from tests.cast import Cast, Player, in_room
from tests.steps.studies.answering import answered
from tests.steps.studies.studying import begin, lock, read_in, write

WRITERS = {
    Kind.POLICE: Role.ANALYST,
    Kind.MUNICIPALITY: Role.COORDINATOR,
    Kind.EVALUATOR: Role.EVALUATOR,
}
ROWS = ["stad,tid,antal", *(f"Björkhamn,{year},{year % 7}" for year in range(1990, 2020))]
PLAN: dict[str, Any] = {"outcomes": ("antal",), "start": "2010"}
MARKS = {"registry_number": "KS 1", "erasure_decision": "Nej"}
SENTENCE = {"sv": "Det går inte att veta.", "en": "It cannot be known."}


def studies_of(cast: Cast) -> dict[str, Any]:
    """What every room may open."""
    study = locked_study(cast, Kind.MUNICIPALITY)
    run = answered(cast[Kind.MUNICIPALITY, Role.COORDINATOR], study)
    extract = frozen(cast[Kind.MUNICIPALITY, Role.COORDINATOR])
    return {"study_id": study.pk, "study_run_id": run.pk, "study_extract": extract, "wedge_id": asked(cast)}


def own_study_of(cast: Cast, kind: Kind) -> dict[str, Any]:
    """A study of the room's own, where it writes any."""
    return {"study_id": locked_study(cast, kind).pk} if kind in WRITERS else {}


def locked_study(cast: Cast, kind: Kind) -> Study:
    """Written in the room of ``kind``, locked by the police's coordinator."""
    player = cast[kind, WRITERS[kind]]
    study = begin(player, source=Source.FILE, title="Studie")
    read_in(player, study, ROWS)
    write(player, study, **PLAN)
    with tempfile.TemporaryDirectory() as folder, override_settings(GVI_SEAL_KEY=str(Path(folder) / "key")):
        lock(cast[Kind.POLICE, Role.COORDINATOR], study)
    return study


def empty_zip() -> bytes:
    """A zip with one empty file."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as parts:
        parts.writestr("LÄSMIG.txt", "")
    return whole.getvalue()


def frozen(player: Player) -> UUID:
    """An extract with nothing in it."""
    with in_room(player) as actor:
        row = Extract(
            number=1, until=timezone.localdate(), content=empty_zip(), sha256="0" * 64, files=[], **MARKS
        )
        row.by, row.room_id, row.at = player.member.pk, own_room(actor), timezone.now()
        row.save(force_insert=True)
        return row.pk


def asked(cast: Cast) -> UUID:
    """The police's own question, answered."""
    today = timezone.localdate()
    with in_room(cast[Kind.POLICE, Role.ANALYST]) as actor:
        run = WedgeRun.objects.create(
            period_from=today - timedelta(days=400),
            period_until=today - timedelta(days=40),
            asked={},
            **signed(actor, timezone.now()),
        )
        WedgeRun.objects.filter(pk=run.pk).update(state=RunState.RUNNING)
        WedgeRun.objects.filter(pk=run.pk).update(
            state=RunState.DONE, done=100, groups=6, incidents=40, result=wedge_result()
        )
    return run.pk


def wedge_result() -> dict[str, Any]:
    """What is kept of an answer."""
    effect = {"outcome": "acting", "estimate": -0.2, "interval": [-0.5, 0.1], "p_value": 0.2}
    notes = [{"sv": "Kort tid.", "en": "Short time.", "withholds": False}]
    return {
        "sentence": SENTENCE, "groups": 8, "early": 1, "p_least": 0.001, "scale": "log_rate_ratio",
        "results": [effect], "notes": notes,
    }  # fmt: skip
