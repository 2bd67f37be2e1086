"""Freeze the evaluator's extract: everything as it stands, packed once, with who froze it and when. No person in it.

What is frozen is never changed; next year's is another one. Figures run to the last whole month, and what may still
change is marked.
"""

import json
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import override

from gvi.steps.studies.extract.codebook import codebook
from gvi.steps.studies.extract.packing import as_csv, pack
from gvi.steps.studies.extract.tables import callins, contact, context, group_related, incidents, meetings
from gvi.steps.studies.flows.common import in_hand, refuse_empty, refuse_telling
from gvi.steps.studies.flows.lock_plan import Marks
from gvi.steps.studies.models import Extract
from gvi.steps.studies.panels.own import count_own
from gvi.steps.studies.words import StepOf, UnitOf
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.models import Programme
from gvi.trust.workspaces.rights import Right

ABOUT = """Utvärderarens utdrag {number} / The evaluator's extract {number}
{programme}{invented}

Fryst {at} av {by}. Till och med {until}.
Frozen {at} by {by}. Until {until}.

Inga personer. Händelser räknas hela. Det som räknar personer är som det släpptes, dolt under fem.
No persons. Incidents are counted whole. What counts persons is as it was released, hidden under five.

kodbok.csv säger vad varje variabel betyder / says what each variable means.
sha256sum --check SHA256SUMS
"""


def freeze_extract(marks: Marks, *, by: Actor, at: datetime) -> Extract:
    """Pack the extract as of the last whole month."""
    by.require(Right.FREEZE_EXTRACT)
    refuse_empty(registry_number=marks.registry_number, erasure_decision=marks.erasure_decision)
    refuse_telling(by, *vars(marks).values())
    until = localdate(at).replace(day=1) - timedelta(days=1)
    with transaction.atomic():
        programme = Programme.objects.select_for_update().get()
        number = (Extract.objects.aggregate(latest=Max("number"))["latest"] or 0) + 1
        packed = pack({**_about(programme, number, until, by, at), **_tables(until, at)})
        extract = Extract.objects.create(
            number=number,
            until=until,
            content=packed.content,
            sha256=packed.sha256,
            files=packed.files,
            **vars(marks),
            **in_hand(by, at),
        )
        write(Operation.COLLECT, "studies.freeze", by=by, kind="extract_file", record=extract.pk)
    return extract


def _about(programme: Programme, number: int, until: date, by: Actor, at: datetime) -> dict[str, bytes]:
    with override("sv"):
        who = f"{', '.join(str(role.label) for role in by.roles)}, {by.workspace_name}"
    facts = {
        "number": number,
        "programme": programme.name,
        "until": f"{until}",
        "at": at.isoformat(),
        "by": who,
    }
    invented = " (påhittad stad / invented city)" if programme.fictional else ""
    text = ABOUT.format(**{**facts, "at": f"{at:%Y-%m-%d %H:%M} UTC"}, invented=invented)
    frozen = json.dumps({**facts, "fictional": programme.fictional}, ensure_ascii=False, indent=1)
    return {"LAS-MIG.txt": text.encode(), "fryst.json": frozen.encode()}


def _tables(until: date, at: datetime) -> dict[str, bytes]:
    tables = {
        "kodbok.csv": codebook(),
        "handelser.csv": incidents(count_own(UnitOf.AREA, StepOf.MONTH, at=at)),
        "call-in.csv": callins(until),
        "kontakt.csv": contact(until),
        "grupprelaterade.csv": group_related(until),
        "moten.csv": meetings(until),
        "kontext.csv": context(at),
    }
    return {name: as_csv(table) for name, table in tables.items()}
